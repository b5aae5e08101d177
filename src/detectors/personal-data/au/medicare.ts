import { both } from '../../../core/index.ts'
import { digitAt, weightedSum } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Finds Australian Medicare card numbers: eight digits, check digit, issue, and perhaps the person's place. */
export const auMedicare = defineNumber({
  id: 'personal-data/au-medicare',
  version: 1,
  title: both('Australian Medicare number', '澳大利亚医保卡号'),
  type: 'health-insurance',
  country: 'AU',
  reference: 'https://meteor.aihw.gov.au/content/270101',
  digits: 10,
  alphabet: 'digits',
  lengths: [10, 11],
  groups: ['4-5-1', '4-5-1-1', '10-1', '4-5-2'],
  joiners: ' -/',
  valid: number =>
    /^[2-6]\d{8}[1-9][1-9]?$/.test(number) &&
    weightedSum(number, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === digitAt(number, 8),
  proof: both('first digit and check digit agree', '首位与校验码相符'),
  labels: ['au-medicare'],
  sort: ['health-insurance'],
  scores: { labeled: 0.92, sorted: 0.6 },
  examples: {
    flags: ['Medicare card 2123 45670 1', ['21234567011', 'medicare_number']],
    passes: ['2123 45670 1', 'Medicare card 2123 45671 1', 'Medicare card 7123 45670 1'],
  },
})
