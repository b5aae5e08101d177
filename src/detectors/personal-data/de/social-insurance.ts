import { both } from '../../../core/index.ts'
import { digitAt, valueAt } from '../_checksums.ts'
import { isShortDate } from '../_dates.ts'
import { defineNumber } from '../_national-number.ts'

/** Digit sums of weighted digits; the letter counts as its two-digit place in the alphabet. */
function hasCheckDigit(number: string): boolean {
  const letter = String(valueAt(number, 8) - 9).padStart(2, '0')
  const digits = number.slice(0, 8) + letter + number.slice(9, 11)
  let sum = 0
  ;[2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1].forEach((weight, i) => {
    const product = digitAt(digits, i) * weight
    sum += Math.floor(product / 10) + (product % 10)
  })
  return sum % 10 === digitAt(number, 11)
}

/** Area, date of birth (day raised by fifty when serials ran out), letter of the name, serial, check digit. */
function hasDate(number: string): boolean {
  const day = Number(number.slice(2, 4)) % 50
  return isShortDate(Number(number.slice(6, 8)), Number(number.slice(4, 6)), day)
}

/** Finds German pension insurance numbers, which are the social insurance numbers. */
export const deSocialInsurance = defineNumber({
  id: 'personal-data/de-social-insurance',
  version: 1,
  title: both('German social insurance number', '德国社会保险号'),
  type: 'national-id',
  country: 'DE',
  reference: 'https://de.wikipedia.org/wiki/Versicherungsnummer',
  digits: 11,
  alphabet: 'mixed',
  lengths: [12],
  groups: ['2-6-1-3', '2-6-1-2-1', '8-1-3', '2-6-4'],
  joiners: ' -',
  valid: number =>
    /^(?:0[2-9]|[1-8]\d)\d{6}[A-Z]\d{3}$/.test(number) && hasDate(number) && hasCheckDigit(number),
  proof: both('date of birth and check digit agree', '出生日期与校验码相符'),
  labels: ['de-social', 'national-id'],
  scores: { alone: 0.75, grouped: 0.85, labeled: 0.97 },
  examples: {
    flags: ['SV-Nummer 15 070649 C 103', '15070649C103', ['65170839J003', 'rvnr']],
    passes: ['15070649C104', '15073249C103'],
  },
})
