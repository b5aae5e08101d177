import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'
import { hasCheckDigit, secondLetter } from './_id-letter.ts'

/** Finds numbers of Taiwan's resident certificates: two letters (until 2020), or a letter and 8 or 9. */
export const twResidentCertificate = defineNumber({
  id: 'personal-data/tw-resident-certificate',
  version: 1,
  title: both('Taiwan alien resident certificate', '台湾居留证统一证号'),
  type: 'national-id',
  country: 'TW',
  reference: 'https://en.wikipedia.org/wiki/Resident_certificate_(Taiwan)',
  digits: 8,
  alphabet: 'mixed',
  lengths: [10],
  groups: ['2-8', '1-9'],
  joiners: ' -',
  valid: id =>
    /^[A-Z][89]\d{8}$/.test(id)
      ? hasCheckDigit(id)
      : /^[A-Z][A-D]\d{8}$/.test(id) && hasCheckDigit(id, secondLetter(id)),
  proof: both('letters and check digit agree', '字母与校验码相符'),
  labels: ['tw-arc', 'tw-id', 'national-id'],
  scores: { labeled: 0.95 },
  examples: {
    flags: ['居留證號碼：AC17088437', ['A800000014', 'arc']],
    passes: ['居留證號碼：AC17088438', ['A800000015', 'arc']],
  },
})
