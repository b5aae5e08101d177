import { both } from '../../../core/index.ts'
import { isRepeated, weightedSum } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Finds Australian tax file numbers. */
export const auTfn = defineNumber({
  id: 'personal-data/au-tfn',
  version: 1,
  title: both('Australian tax file number', '澳大利亚税号（TFN）'),
  type: 'tax-id',
  country: 'AU',
  reference: 'https://en.wikipedia.org/wiki/Tax_file_number',
  digits: 8,
  alphabet: 'digits',
  lengths: [8, 9],
  groups: ['3-3-3', '3-3-2'],
  joiners: ' -',
  valid: number =>
    /^\d{8,9}$/.test(number) &&
    !isRepeated(number) &&
    weightedSum(number, WEIGHTS.slice(0, number.length)) % 11 === 0,
  proof: both('weighted digit sum is a multiple of eleven', '加权和能被 11 整除'),
  labels: ['tfn'],
  sort: ['tax-id'],
  scores: { labeled: 0.95, sorted: 0.55 },
  examples: {
    flags: ['TFN: 123 456 782', ['637265167', 'tax_file_number']],
    passes: ['123 456 782', 'TFN: 123 456 789', 'order 637265167'],
  },
})

/** Of nine digits; the older numbers of eight use the first eight of theirs. */
const WEIGHTS = [1, 4, 3, 7, 5, 8, 6, 9, 10]
