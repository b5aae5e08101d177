import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'

/** Letters without S, L, O, I, B, Z. */
const A = '[AC-HJKMNP-RT-Y]'
const AN = '[0-9AC-HJKMNP-RT-Y]'
const FORM = new RegExp(`^[1-9]${A}${AN}\\d${A}${AN}\\d${A}{2}\\d{2}$`)

/** Finds US Medicare beneficiary identifiers. */
export const usMbi = defineNumber({
  id: 'personal-data/us-mbi',
  version: 1,
  title: both('US Medicare beneficiary identifier', '美国联邦医保受益人编号（MBI）'),
  type: 'health-insurance',
  country: 'US',
  reference: 'https://www.cms.gov/medicare/new-medicare-card/understanding-the-mbi-with-format.pdf',
  digits: 5,
  alphabet: 'mixed',
  lengths: [11],
  groups: ['4-3-4'],
  joiners: ' -',
  valid: number => FORM.test(number),
  proof: both('digits and letters are in their places', '数字与字母位置相符'),
  labels: ['mbi'],
  sort: ['health-insurance'],
  scores: { alone: 0.6, grouped: 0.85, labeled: 0.97, sorted: 0.95 },
  examples: {
    flags: ['Medicare 1EG4-TE5-MK73', '1EG4TE5MK73', ['1EG4TE5MK72', 'mbi']],
    passes: ['1SG4-TE5-MK73', '0EG4-TE5-MK73'],
  },
})
