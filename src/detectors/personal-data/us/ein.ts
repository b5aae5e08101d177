import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'

/** Campus prefixes in use; others were never assigned. */
const PREFIX = /^(?:0[1-6]|1[0-6]|2[0-7]|3[0-9]|4[0-8]|5[0-9]|6[0-8]|7[1-7]|8[0-8]|9[0-589])\d{7}$/

/** Finds US employer identification numbers. */
export const usEin = defineNumber({
  id: 'personal-data/us-ein',
  version: 1,
  title: both('US employer identification number', '美国雇主识别号（EIN）'),
  type: 'tax-id',
  country: 'US',
  reference:
    'https://www.irs.gov/businesses/small-businesses-self-employed/how-eins-are-assigned-and-valid-ein-prefixes',
  digits: 9,
  alphabet: 'digits',
  lengths: [9],
  groups: ['2-7'],
  joiners: ' -',
  valid: number => PREFIX.test(number),
  proof: both('prefix of an assigning campus', '前缀属于已分配范围'),
  labels: ['ein'],
  sort: ['tax-id'],
  scores: { labeled: 0.92, sorted: 0.7 },
  examples: {
    flags: ['EIN: 91-1144442', ['911144442', 'employer_id'], 'Federal Tax ID 20-1234567'],
    passes: ['91-1144442', 'EIN: 07-1144442'],
  },
})
