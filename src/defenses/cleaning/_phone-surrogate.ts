import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { SURROGATE_PHONE_START } from '../../core/index.ts'
import type { Draws } from './_keyed-draws.ts'
import { compactValue } from './_value-shape.ts'

/** A phone number taken apart: all its digits, and where the subscriber's number stands among them. */
export interface PhoneParts {
  readonly digits: string
  readonly start: number
  readonly national: string
}

/**
 * Finds the subscriber's number among the digits, so that `+86 138…`, `0086138…` and `138…` are one value.
 * Without a known numbering plan all digits are the number.
 */
export function phoneParts(value: string, country: string | undefined): PhoneParts | undefined {
  const digits = compactValue(value).replace(/[^\d].*$/u, '')
  if (!/^\d{5,24}$/u.test(digits)) return undefined
  const text = value.normalize('NFKC').replace(/^(?:00|011)(?=[1-9])/u, '+')
  const parsed = parsePhoneNumberFromString(text, country as CountryCode | undefined)
  const start = parsed === undefined ? -1 : digits.lastIndexOf(parsed.nationalNumber)
  if (parsed === undefined || start < 0) return { digits, start: 0, national: digits }
  return { digits, start, national: parsed.nationalNumber }
}

/** The number with its prefixes, the subscriber's part from the range that nobody has. */
export function phoneSurrogate({ digits, start, national }: PhoneParts, draws: Draws): string | undefined {
  if (national.length < 7) return undefined
  const drawn =
    SURROGATE_PHONE_START + draws.characters(national.length - SURROGATE_PHONE_START.length, DIGITS)
  return digits.slice(0, start) + drawn + draws.characters(digits.length - start - national.length, DIGITS)
}

const DIGITS = '0123456789'
