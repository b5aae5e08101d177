import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'

/** Printed in advertisements and forms, never anybody's again. */
const NEVER_ISSUED = new Set(['078051120', '219099999', '457555462'])

/** Areas 000, 666 and 9xx, group 00 and serial 0000 are never issued. */
const isIssuable = (number: string): boolean =>
  /^(?!000|666|9)\d{3}(?!00)\d\d(?!0000)\d{4}$/.test(number) && !NEVER_ISSUED.has(number)

/** Finds US social security numbers. */
export const usSsn = defineNumber({
  id: 'personal-data/us-ssn',
  version: 1,
  title: both('US social security number', '美国社会安全号码'),
  type: 'national-id',
  country: 'US',
  reference: 'https://www.ssa.gov/employer/randomizationfaqs.html',
  digits: 9,
  alphabet: 'digits',
  lengths: [9],
  groups: ['3-2-4'],
  loose: true,
  joiners: ' -.',
  signs: '-',
  valid: isIssuable,
  proof: both('area, group and serial can have been issued', '地区、组号与序号均在签发范围内'),
  labels: ['ssn'],
  sort: ['national-id'],
  scores: { grouped: 0.65, labeled: 0.97, sorted: 0.7 },
  examples: {
    flags: [
      'SSN of the applicant: 471-62-8350',
      '287-31-6604',
      ['536904399', 'ssn'],
      'social security number is 731 58 2046',
    ],
    passes: ['536904399', 'SSN: 000-12-3456', '666-12-3456', 'SSN: 078-05-1120', 'part 536-90-4399-1'],
  },
  quality: [
    {
      dataset: 'presidio_generated_large',
      metric: 'recall',
      value: 1,
      n: 18,
      interval: [0.824, 1],
      command: 'node bench/personal-data-quality.mjs --dataset presidio_generated_large',
    },
    {
      dataset: 'presidio_generated_large',
      metric: 'precision',
      value: 1,
      n: 18,
      interval: [0.824, 1],
      command: 'node bench/personal-data-quality.mjs --dataset presidio_generated_large',
    },
  ],
})
