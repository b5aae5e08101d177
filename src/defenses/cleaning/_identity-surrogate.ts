import type { Draws } from './_keyed-draws.ts'
import { redrawn } from './_value-shape.ts'

const DIGITS = '0123456789'

/**
 * A Chinese resident number of region 99, which GB/T 2260 does not assign, with a birthday and with a check character
 * that GB 11643 does not give.
 */
export function chineseResident(draws: Draws): string {
  const body =
    `99${draws.characters(4, DIGITS)}` +
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

/** A card or account number with the same first digit and a check digit that Luhn's rule does not give. */
export function luhnBroken(digits: string, draws: Draws): string {
  const body = digits.slice(0, 1) + draws.characters(digits.length - 2, DIGITS)
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

/** An IBAN of the same country with check digits 00: ISO 13616 gives 02 to 98. */
export function ibanBroken(compact: string, draws: Draws): string {
  return `${compact.slice(0, 2)}00${redrawn(compact.slice(4), draws.integer)}`
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')
