import { both } from '../../../core/index.ts'
import { digitAt, weightedSum } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

const hasCheckDigit = (number: string, weights: readonly number[]): boolean =>
  (weightedSum(number, weights) % 11) % 10 === digitAt(number, weights.length)

/** Finds Polish business registry numbers (REGON) of nine and fourteen digits. */
export const plRegon = defineNumber({
  id: 'personal-data/pl-regon',
  version: 1,
  title: both('Polish business registry number (REGON)', '波兰企业登记号（REGON）'),
  type: 'other-id',
  country: 'PL',
  reference: 'https://pl.wikipedia.org/wiki/REGON',
  digits: 9,
  alphabet: 'digits',
  lengths: [9, 14],
  groups: ['3-3-3', '9-5'],
  valid: number =>
    /^\d+$/.test(number) &&
    hasCheckDigit(number, [8, 9, 2, 3, 4, 5, 6, 7]) &&
    (number.length === 9 || hasCheckDigit(number, [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8])),
  proof: both('check digits agree', '校验码相符'),
  labels: ['regon'],
  scores: { labeled: 0.95 },
  examples: {
    flags: ['REGON 192598184', ['12345678512347', 'regon']],
    passes: ['192598184', 'REGON 192598183'],
  },
})
