import { both } from '../../../core/index.ts'
import { weightedSum } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Check letters by remainder: citizens and residents (S, T), foreigners (F, G), foreigners since 2022 (M). */
const LETTERS: Record<string, string> = {
  S: 'JZIHGFEDCBA',
  T: 'JZIHGFEDCBA',
  F: 'XWUTRQPNMLK',
  G: 'XWUTRQPNMLK',
  M: 'XWUTRQPNJLK',
}

function hasCheckLetter(id: string): boolean {
  const series = id.charAt(0)
  const shift = series === 'T' || series === 'G' ? 4 : series === 'M' ? 3 : 0
  const rest = (weightedSum(id.slice(1), [2, 7, 6, 5, 4, 3, 2]) + shift) % 11
  return LETTERS[series]?.charAt(rest) === id.charAt(8)
}

/** Finds Singapore identity numbers: NRIC and FIN. */
export const sgNric = defineNumber({
  id: 'personal-data/sg-nric',
  version: 1,
  title: both('Singapore NRIC or FIN', '新加坡身份证号（NRIC/FIN）'),
  type: 'national-id',
  country: 'SG',
  reference: 'https://en.wikipedia.org/wiki/National_Registration_Identity_Card',
  digits: 7,
  alphabet: 'mixed',
  lengths: [9],
  groups: ['1-7-1', '8-1', '1-8', '1-4-4'],
  joiners: ' -',
  valid: id => /^[STFGM]\d{7}[A-Z]$/.test(id) && hasCheckLetter(id),
  proof: both('series letter and check letter agree', '系列字母与校验字母相符'),
  labels: ['sg-nric', 'national-id'],
  scores: { alone: 0.7, labeled: 0.97 },
  examples: {
    flags: ['NRIC S1234567D', 'tenant G1612345K signed', ['T0123456G', 'nric']],
    passes: ['S1234567A', 'NRIC S1234567X'],
  },
})
