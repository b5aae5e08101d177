import {
  passesLuhn,
  SURROGATE_CARD_START,
  SURROGATE_IBAN_START,
  SURROGATE_RESIDENT_START,
  SURROGATE_SOCIAL_SECURITY_START,
} from '../../core/index.ts'
import type { Draws } from './_keyed-draws.ts'
import { redrawn } from './_value-shape.ts'

const DIGITS = '0123456789'

/**
 * A Chinese resident number of a region that is not assigned, with a birthday and with a check character
 * that GB 11643 does not give.
 */
export function chineseResident(draws: Draws): string {
  const body =
    SURROGATE_RESIDENT_START +
    draws.characters(4, DIGITS) +
    `${1930 + draws.integer(80)}${twoDigits(1 + draws.integer(12))}${twoDigits(1 + draws.integer(28))}` +
    draws.characters(3, DIGITS)
  const right = RESIDENT_CHECKS.indexOf(residentCheck(body))
  return body + RESIDENT_CHECKS[(right + 1 + draws.integer(10)) % 11]
}

const RESIDENT_CHECKS = '10x98765432'

/** GB 11643-1999: weights 2^(17-i) mod 11. */
function residentCheck(body: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += Number(body[i]) * (2 ** (17 - i) % 11)
  return RESIDENT_CHECKS[sum % 11] as string
}

/** Nine digits that the United States assign to no one. */
export function unassignedSocialSecurity(draws: Draws): string {
  return `${SURROGATE_SOCIAL_SECURITY_START}${twoDigits(1 + draws.integer(49))}${draws.characters(4, DIGITS)}`
}

/** A card or account number that no issuer can have, with a wrong check digit. */
export function unissuedNumber(length: number, draws: Draws): string {
  const body = SURROGATE_CARD_START + draws.characters(length - SURROGATE_CARD_START.length - 1, DIGITS)
  const right = [...DIGITS].findIndex(digit => passesLuhn(body + digit))
  return body + ((right + 1 + draws.integer(9)) % 10)
}

/** An IBAN of no country. */
export function unissuedIban(compact: string, draws: Draws): string {
  return SURROGATE_IBAN_START + redrawn(compact.slice(SURROGATE_IBAN_START.length), draws.integer)
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')
