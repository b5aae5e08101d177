import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'

/** Finds numbers of travel permits between Taiwan and the mainland, in both directions; all but digits, so labeled. */
export const cnTaiwanPermit = defineNumber({
  id: 'personal-data/cn-taiwan-permit',
  version: 1,
  title: both('Taiwan travel permit', '台湾通行证号码'),
  type: 'national-id',
  country: 'CN',
  reference: 'https://en.wikipedia.org/wiki/Mainland_Travel_Permit_for_Taiwan_Residents',
  digits: 8,
  alphabet: 'either',
  lengths: [8, 9, 10, 11, 12],
  groups: ['8-2', '10-1', '10-2'],
  joiners: ' -(',
  valid: number => /^(?:\d{8}|\d{10}[A-Z]{0,2}|[LT]\d{8})$/.test(number),
  proof: both('form of a travel permit number', '符合通行证号码格式'),
  labels: ['cn-tw-permit'],
  scores: { labeled: 0.85 },
  examples: {
    flags: ['台湾居民来往大陆通行证：01234567', '台胞证号 0123456789(B)', '往来台湾通行证 L12345678'],
    passes: ['01234567', '台胞证号 1234567'],
  },
})
