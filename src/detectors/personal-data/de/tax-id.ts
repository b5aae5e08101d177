import { both } from '../../../core/index.ts'
import { mod11And10 } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Among the first ten digits one occurs twice or thrice, and every other at most once. */
function hasOneRepeat(number: string): boolean {
  const counts = new Array<number>(10).fill(0)
  for (const digit of number.slice(0, 10)) counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1
  const repeated = counts.filter(count => count > 1)
  return repeated.length === 1 && (repeated[0] ?? 0) <= 3
}

/** Finds German tax identification numbers. */
export const deTaxId = defineNumber({
  id: 'personal-data/de-tax-id',
  version: 1,
  title: both('German tax identification number', '德国税务识别号'),
  type: 'tax-id',
  country: 'DE',
  reference: 'https://de.wikipedia.org/wiki/Steuerliche_Identifikationsnummer',
  digits: 11,
  alphabet: 'digits',
  lengths: [11],
  groups: ['2-3-3-3', '3-3-3-2'],
  joiners: ' -./',
  valid: number => /^[1-9]\d{10}$/.test(number) && hasOneRepeat(number) && mod11And10(number),
  proof: both('digit pattern and check digit agree', '数字重复规律与校验码相符'),
  labels: ['de-tax'],
  sort: ['tax-id'],
  scores: { labeled: 0.97, sorted: 0.75 },
  examples: {
    flags: [
      'Steuer-ID: 36 574 261 809',
      ['14632778077', 'steuer_id'],
      'Steueridentifikationsnummer 36574261809',
    ],
    passes: ['Steuer-ID: 36 574 261 890', 'Steuer-ID: 36554266806'],
  },
})
