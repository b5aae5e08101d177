import { both } from '../../../core/index.ts'
import { definePassport } from '../_passport.ts'

/** Finds Singapore passport numbers. */
export const sgPassport = definePassport({
  country: 'SG',
  title: both('Singapore passport number', '新加坡护照号码'),
  reference: 'https://en.wikipedia.org/wiki/Singapore_passport',
  lengths: [9],
  digits: 7,
  pattern: /^[EKS]\d{7}[A-HJ-NPR-Z]$/,
  labels: ['sg-passport'],
  sorted: 0.85,
  examples: {
    flags: ['Singapore passport K1234567E', ['E7654321A', 'passport_number']],
    passes: ['K1234567E', 'Singapore passport K123456E'],
  },
})
