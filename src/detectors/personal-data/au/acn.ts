import { both } from '../../../core/index.ts'
import { digitAt, weightedSum } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Finds Australian company numbers. */
export const auAcn = defineNumber({
  id: 'personal-data/au-acn',
  version: 1,
  title: both('Australian company number', '澳大利亚公司编号（ACN）'),
  type: 'other-id',
  country: 'AU',
  reference:
    'https://asic.gov.au/for-business/registering-a-company/steps-to-register-a-company/australian-company-numbers/australian-company-number-digit-check/',
  digits: 9,
  alphabet: 'digits',
  lengths: [9],
  groups: ['3-3-3'],
  joiners: ' -',
  valid: number =>
    /^\d{9}$/.test(number) &&
    number !== '000000000' &&
    (10 - (weightedSum(number, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 === digitAt(number, 8),
  proof: both('nine digits with the right check digit', '9 位数字且校验码正确'),
  labels: ['acn'],
  sort: ['company-id'],
  scores: { labeled: 0.95, sorted: 0.5 },
  examples: {
    flags: ['ACN 004 085 616', ['561748338', 'acn']],
    passes: ['004 085 616', 'ACN 004 085 617'],
  },
})
