import { both } from '../../../core/index.ts'
import { isRepeated, weightedSum } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Finds NHS numbers of England, Wales and the Isle of Man. */
export const gbNhsNumber = defineNumber({
  id: 'personal-data/gb-nhs-number',
  version: 1,
  title: both('NHS number', '英国国民保健号（NHS）'),
  type: 'health-insurance',
  country: 'GB',
  reference: 'https://www.datadictionary.nhs.uk/attributes/nhs_number.html',
  digits: 10,
  alphabet: 'digits',
  lengths: [10],
  groups: ['3-3-4'],
  joiners: ' -',
  valid: number =>
    /^\d{10}$/.test(number) &&
    !isRepeated(number) &&
    weightedSum(number, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  proof: both('ten digits with the right check digit', '10 位数字且校验码正确'),
  labels: ['nhs'],
  scores: { labeled: 0.97 },
  examples: {
    flags: ['NHS number: 943 476 5919', ['6133310014', 'nhs_number']],
    passes: ['943 476 5919', 'NHS number: 943 476 5918'],
  },
})
