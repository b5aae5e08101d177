import { both } from '../../../core/index.ts'
import { digitAt, weightedSum } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Finds British unique taxpayer references; the first digit is the check digit. */
export const gbUtr = defineNumber({
  id: 'personal-data/gb-utr',
  version: 1,
  title: both('British unique taxpayer reference', '英国唯一纳税人参考号（UTR）'),
  type: 'tax-id',
  country: 'GB',
  reference: 'https://www.gov.uk/find-utr-number',
  digits: 10,
  alphabet: 'digits',
  lengths: [10],
  groups: ['5-5', '3-3-4'],
  joiners: ' -',
  valid: number =>
    /^\d{10}$/.test(number) &&
    digitAt('21987654321', weightedSum(number.slice(1), [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11) ===
      digitAt(number, 0),
  proof: both('ten digits with the right check digit', '10 位数字且校验码正确'),
  labels: ['utr'],
  sort: ['tax-id'],
  scores: { labeled: 0.95, sorted: 0.55 },
  examples: {
    flags: ['UTR 67326 81950', ['1955839661', 'utr']],
    passes: ['6732681950', 'UTR 67326 81951'],
  },
})
