import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'
import { hasCheckDigit } from './_id-letter.ts'

/** Finds national identity numbers of Taiwan. */
export const twNationalId = defineNumber({
  id: 'personal-data/tw-national-id',
  version: 1,
  title: both('Taiwan national identity number', '台湾身份证统一编号'),
  type: 'national-id',
  country: 'TW',
  reference: 'https://en.wikipedia.org/wiki/National_identification_card_(Taiwan)',
  digits: 9,
  alphabet: 'mixed',
  lengths: [10],
  groups: ['1-9', '4-3-3', '1-3-3-3'],
  joiners: ' -',
  valid: id => /^[A-Z][12]\d{8}$/.test(id) && hasCheckDigit(id),
  proof: both('letter, sex digit and check digit agree', '字母、性别码与校验码相符'),
  labels: ['tw-id', 'national-id'],
  scores: { labeled: 0.95 },
  examples: {
    flags: ['身分證字號：A133823818', 'Taiwan ID A123456789'],
    passes: ['身分證字號：A133823819', '身分證字號：A333823818'],
  },
})
