import { both } from '../../../core/index.ts'
import { definePassport } from '../_passport.ts'

/** Finds Hong Kong passport numbers. */
export const hkPassport = definePassport({
  country: 'HK',
  title: both('Hong Kong passport number', '香港特区护照号码'),
  reference: 'https://en.wikipedia.org/wiki/Hong_Kong_Special_Administrative_Region_passport',
  lengths: [9],
  digits: 7,
  pattern: /^(?:[HK]\d{8}|[HK]J\d{7})$/,
  labels: ['hk-passport'],
  sorted: 0.8,
  examples: {
    flags: ['香港特區護照 H12345678', ['KJ1234567', 'passport_number']],
    passes: ['H12345678', '香港特區護照 HA1234567'],
  },
})
