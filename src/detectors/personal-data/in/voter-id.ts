import { both, passesLuhn } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'

/** Finds numbers of Indian voter cards (EPIC). */
export const inVoterId = defineNumber({
  id: 'personal-data/in-voter-id',
  version: 1,
  title: both('Indian voter card (EPIC)', '印度选民证号（EPIC）'),
  type: 'national-id',
  country: 'IN',
  reference: 'https://en.wikipedia.org/wiki/Voter_ID_(India)',
  digits: 7,
  alphabet: 'mixed',
  lengths: [10],
  groups: ['3-7'],
  joiners: ' -/',
  valid: number => /^[A-Z]{3}\d{7}$/.test(number) && passesLuhn(number.slice(3)),
  shaped: number => /^[A-Z]{3}\d{7}$/.test(number),
  proof: both('letters and check digit (Luhn) agree', '字母与校验码（Luhn）相符'),
  labels: ['in-voter'],
  sort: ['national-id'],
  scores: { labeled: 0.95, sorted: 0.6, mistyped: 0.6 },
  examples: {
    flags: ['Voter ID: WKH7777030', ['WKH7777030', 'epic_no']],
    passes: ['WKH7777030', 'Voter ID: WK77770301'],
  },
})
