import { both } from '../../../core/index.ts'
import { definePassport } from '../_passport.ts'

/** Finds Australian passport numbers. */
export const auPassport = definePassport({
  country: 'AU',
  title: both('Australian passport number', '澳大利亚护照号码'),
  reference: 'https://en.wikipedia.org/wiki/Australian_passport',
  lengths: [8, 9],
  digits: 7,
  groups: ['1-7', '2-7'],
  pattern: /^(?:[A-HJ-NPRX]|P[A-FUWXZ]|R[A-Z])\d{7}$/,
  labels: ['au-passport'],
  sorted: 0.75,
  examples: {
    flags: ['Australian passport N1234567', ['PA1234567', 'passport_no']],
    passes: ['N1234567', 'Australian passport Q1234567'],
  },
})
