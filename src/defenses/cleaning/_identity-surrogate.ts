import { SURROGATE_IBAN_START, SURROGATE_RESIDENT_START } from '../../core/index.ts'
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

/**
 * Nine digits that the United States assign to no one: areas 900 to 999 are no social security numbers, and taxpayer
 * numbers have no group 01 to 49 there. Source: https://www.irs.gov/irm/part3/irm_03-021-263r
 */
export function unitedStatesSocialSecurity(draws: Draws): string {
  return `9${draws.characters(2, DIGITS)}${twoDigits(1 + draws.integer(49))}${draws.characters(4, DIGITS)}`
}

/**
 * A card or account number that no issuer can have: 9 stands for a national scheme and the country code behind it,
 * 990 to 999, belongs to no country (ISO/IEC 7812-1 §4.3); the check digit is not the one that Luhn's rule gives, either.
 */
export function unissuedNumber(length: number, draws: Draws): string {
  const body = `999${draws.characters(length - 4, DIGITS)}`
  return body + ((luhnCheck(body) + 1 + draws.integer(9)) % 10)
}

/** ISO/IEC 7812-1 annex B. */
function luhnCheck(body: string): number {
  let sum = 0
  for (let i = body.length - 1, double = true; i >= 0; i--, double = !double) {
    const digit = Number(body[i]) * (double ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return (10 - (sum % 10)) % 10
}

/** An IBAN of no country. */
export function unissuedIban(compact: string, draws: Draws): string {
  return SURROGATE_IBAN_START + redrawn(compact.slice(SURROGATE_IBAN_START.length), draws.integer)
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')
