import { both } from '../../../core/index.ts'
import { isRepeated, luhn } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

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
  valid: number => /^[1-79]\d{8}$/.test(number) && !isRepeated(number) && luhn(number),
  proof: both('first digit and check digit (Luhn) agree', '首位与校验码（Luhn）相符'),
  labels: ['sin'],
  sort: ['national-id'],
  scores: { labeled: 0.95, sorted: 0.55 },
  examples: {
    flags: ['SIN: 404 104 234', ['130692544', 'sin'], "numéro d'assurance sociale 130-692-544"],
    passes: ['404 104 234', 'SIN: 404 104 235', 'SIN: 823 456 785'],
  },
})
