import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'

/** Finds US individual taxpayer identification numbers: 9xx, and a group from the assigned ranges. */
export const usItin = defineNumber({
  id: 'personal-data/us-itin',
  version: 1,
  title: both('US individual taxpayer number', '美国个人纳税识别号（ITIN）'),
  type: 'tax-id',
  country: 'US',
  reference: 'https://www.irs.gov/irm/part3/irm_03-021-263r',
  digits: 9,
  alphabet: 'digits',
  lengths: [9],
  groups: ['3-2-4'],
  joiners: ' -',
  signs: '-',
  valid: number => /^9\d\d(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}$/.test(number),
  proof: both('first digit and group are those of an ITIN', '首位与组号属于 ITIN 范围'),
  labels: ['itin'],
  sort: ['tax-id', 'ssn'],
  scores: { grouped: 0.6, labeled: 0.96, sorted: 0.75 },
  examples: {
    flags: ['ITIN 912-90-3456', '912-70-1234', ['912903456', 'itin']],
    passes: ['912903456', '912-93-3456', '812-90-34567'],
  },
})
