import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { Draws } from './_keyed-draws.ts'
import { compactValue } from './_value-shape.ts'

/** A phone number taken apart: all its digits, and where the subscriber's number stands among them. */
export interface PhoneParts {
  readonly digits: string
  readonly start: number
  readonly national: string
  readonly country?: CountryCode
}

/**
 * Finds the subscriber's number among the digits, so that `+86 138…`, `0086138…` and `138…` are one value.
 * Without a known numbering plan all digits are the number.
 */
export function phoneParts(value: string, country: string | undefined): PhoneParts | undefined {
  const digits = compactValue(value)
  if (!/^\d{3,24}$/.test(digits)) return undefined
  const parsed = parsePhoneNumberFromString(
    value.normalize('NFKC').replace(/^00/, '+'),
    country as CountryCode,
  )
  const start = parsed === undefined ? -1 : digits.lastIndexOf(parsed.nationalNumber)
  if (parsed === undefined || start < 0) return { digits, start: 0, national: digits }
  return {
    digits,
    start,
    national: parsed.nationalNumber,
    ...(parsed.country !== undefined && { country: parsed.country }),
  }
}

/**
 * A number of the same length that no numbering plan assigns: in North America an area code N9X, which is kept for
 * expansion (https://nationalnanpa.com/number_resource_info/area_codes.html); in China a number that starts with 12,
 * where mobile numbers start with 13 to 19; elsewhere whatever libphonenumber calls impossible to assign.
 */
export function phoneSurrogate(
  { digits, start, national, country }: PhoneParts,
  draws: Draws,
): string | undefined {
  const drawn = drawNational(national, country, draws)
  const prefix = digits.slice(0, start)
  const extension = draws.characters(digits.length - start - national.length, DIGITS)
  if (country !== undefined && isAssigned(drawn, country)) return undefined
  return prefix + drawn + extension
}

const DIGITS = '0123456789'
/** Countries of the North American Numbering Plan share calling code 1; ten digits decide. */
const NORTH_AMERICA = new Set(['US', 'CA', 'PR', 'DO', 'JM', 'BS', 'TT', 'BB'])

function drawNational(national: string, country: string | undefined, draws: Draws): string {
  if (country !== undefined && NORTH_AMERICA.has(country) && national.length === 10) {
    return `${draws.characters(1, '23456789')}9${draws.characters(1, DIGITS)}${draws.characters(1, '23456789')}${draws.characters(6, DIGITS)}`
  }
  if (country === 'CN' && /^1\d{10}$/.test(national)) return `12${draws.characters(9, DIGITS)}`
  return draws.characters(national.length, DIGITS)
}

function isAssigned(national: string, country: CountryCode): boolean {
  return parsePhoneNumberFromString(national, country)?.isValid() ?? false
}
