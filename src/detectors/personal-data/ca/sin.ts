import { both, passesLuhn } from '../../../core/index.ts'
import { isRepeated } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** The trigonometric function of a number. */
const SINE = /(?<![a-z])sin\s?\($/

/** Finds Canadian social insurance numbers. */
export const caSin = defineNumber({
  id: 'personal-data/ca-sin',
  version: 1,
  title: both('Canadian social insurance number', '加拿大社会保险号（SIN）'),
  type: 'national-id',
  country: 'CA',
  reference: 'https://en.wikipedia.org/wiki/Social_insurance_number',
  digits: 9,
  alphabet: 'digits',
  lengths: [9],
  groups: ['3-3-3'],
  joiners: ' -',
  valid: (number, { start }, text) =>
    !SINE.test(text.slice(Math.max(0, start - 8), start)) &&
    /^[1-79]\d{8}$/.test(number) &&
    !isRepeated(number) &&
    passesLuhn(number),
  proof: both('first digit and check digit (Luhn) agree', '首位与校验码（Luhn）相符'),
  labels: ['sin'],
  sort: ['national-id'],
  scores: { labeled: 0.95, sorted: 0.55 },
  examples: {
    flags: ['SIN: 404 104 234', ['130692544', 'sin'], "numéro d'assurance sociale 130-692-544"],
    passes: ['404 104 234', 'sin(404104234) = 0.5', 'SIN: 404 104 235', 'SIN: 823 456 785'],
  },
})
