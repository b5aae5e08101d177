import { both } from '../../../core/index.ts'
import { definePassport } from '../_passport.ts'

/** Finds Canadian passport numbers. */
export const caPassport = definePassport({
  country: 'CA',
  title: both('Canadian passport number', '加拿大护照号码'),
  reference: 'https://en.wikipedia.org/wiki/Canadian_passport',
  lengths: [8],
  digits: 6,
  groups: ['2-6'],
  pattern: /^(?:[A-Z]{2}\d{6}|[A-Z]\d{6}[A-Z]{2})$/,
  labels: ['ca-passport'],
  sorted: 0.8,
  examples: {
    flags: ['Canadian passport GA302922', ['ZE000509', 'passport_number']],
    passes: ['GA302922', 'Canadian passport GAA302922'],
  },
})
