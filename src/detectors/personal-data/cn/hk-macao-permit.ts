import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'

/** Finds numbers of travel permits between Hong Kong or Macao and the mainland, in both directions. */
export const cnHkMacaoPermit = defineNumber({
  id: 'personal-data/cn-hk-macao-permit',
  version: 1,
  title: both('Hong Kong and Macao travel permit', '港澳通行证号码'),
  type: 'national-id',
  country: 'CN',
  reference: 'https://en.wikipedia.org/wiki/Home_Return_Permit',
  digits: 7,
  alphabet: 'mixed',
  lengths: [9, 11],
  groups: ['9-2', '1-8', '1-8-2'],
  joiners: ' -(',
  valid: number => /^(?:[HM]\d{8}(?:\d\d)?|[CW]\d{8}|C[A-HJ-NP-Z]\d{7})$/.test(number),
  proof: both('form of a travel permit number', '符合通行证号码格式'),
  labels: ['cn-hk-permit'],
  sort: ['national-id'],
  scores: { labeled: 0.95, sorted: 0.75 },
  examples: {
    flags: ['港澳居民来往内地通行证：H12345678', '回乡证号 M1234567800', '证件号码：C12345678'],
    passes: ['H12345678', '回乡证号 M123456'],
  },
})
