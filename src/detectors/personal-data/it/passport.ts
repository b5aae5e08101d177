import { both } from '../../../core/index.ts'
import { definePassport } from '../_passport.ts'

/** Finds Italian passport numbers. */
export const itPassport = definePassport({
  country: 'IT',
  title: both('Italian passport number', '意大利护照号码'),
  reference: 'https://en.wikipedia.org/wiki/Italian_passport',
  lengths: [9],
  digits: 7,
  groups: ['2-7'],
  pattern: /^[A-Z]{2}\d{7}$/,
  labels: ['it-passport'],
  sorted: 0.72,
  examples: {
    flags: ['passaporto YA1234567', ['YB7654321', 'passaporto']],
    passes: ['YA1234567', 'passaporto YAA123456'],
  },
})
