import { both } from '../../../core/index.ts'
import { definePassport } from '../_passport.ts'

/** Finds US passport and passport card numbers. */
export const usPassport = definePassport({
  country: 'US',
  title: both('US passport number', '美国护照号码'),
  reference: 'https://en.wikipedia.org/wiki/United_States_passport',
  lengths: [9],
  digits: 8,
  pattern: /^[A-Z0-9]\d{8}$/,
  labels: ['us-passport'],
  sorted: 0.72,
  examples: {
    flags: ['US passport 488839667', ['A12345678', 'passport_number']],
    passes: ['488839667', 'US passport 4888396671'],
  },
})
