import { both } from '../../../core/index.ts'
import { definePassport } from '../_passport.ts'

/** Finds British passport numbers: nine digits. */
export const gbPassport = definePassport({
  country: 'GB',
  title: both('British passport number', '英国护照号码'),
  reference: 'https://en.wikipedia.org/wiki/British_passport',
  lengths: [9],
  digits: 9,
  pattern: /^\d{9}$/,
  labels: ['gb-passport'],
  sorted: 0.71,
  examples: {
    flags: ['UK passport 107185703', ['107185703', 'british_passport_no']],
    passes: ['107185703', 'UK passport 10718570'],
  },
})
