import { both, passesLuhn } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'

/** Finds US national provider identifiers: Luhn's formula with the health prefix 80840. */
export const usNpi = defineNumber({
  id: 'personal-data/us-npi',
  version: 1,
  title: both('US national provider identifier', '美国医疗服务提供者编号（NPI）'),
  type: 'other-id',
  country: 'US',
  reference:
    'https://www.cms.gov/Regulations-and-Guidance/Administrative-Simplification/NationalProvIdentStand/Downloads/NPIcheckdigit.pdf',
  digits: 10,
  alphabet: 'digits',
  lengths: [10],
  groups: ['4-3-3'],
  joiners: ' -',
  valid: number => /^[12]\d{9}$/.test(number) && passesLuhn(`80840${number}`),
  proof: both('first digit and check digit (Luhn) agree', '首位与校验码（Luhn）相符'),
  labels: ['npi'],
  scores: { labeled: 0.96 },
  examples: {
    flags: ['NPI 1234567893', ['1245319599', 'npi']],
    passes: ['1234567893', 'NPI 1234567894', 'NPI 3234567893'],
  },
})
