import { both } from '../../../core/index.ts'
import { definePassport } from '../_passport.ts'

/** Finds Indian passport numbers. */
export const inPassport = definePassport({
  country: 'IN',
  title: both('Indian passport number', '印度护照号码'),
  reference: 'https://en.wikipedia.org/wiki/Indian_passport',
  lengths: [8],
  digits: 7,
  groups: ['1-7', '3-5', '1-2-5'],
  pattern: /^[A-PR-WY][1-9]\d\d{4}[1-9]$/,
  labels: ['in-passport'],
  sorted: 0.8,
  examples: {
    flags: ['Indian passport J8369854', ['K1234567', 'passport_number']],
    passes: ['J8369854', 'Indian passport Q8369854'],
  },
})
