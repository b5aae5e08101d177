import { both } from '../../../core/index.ts'
import { definePassport } from '../_passport.ts'

/** Finds French passport numbers. */
export const frPassport = definePassport({
  country: 'FR',
  title: both('French passport number', '法国护照号码'),
  reference: 'https://en.wikipedia.org/wiki/French_passport',
  lengths: [9],
  digits: 7,
  groups: ['2-2-5'],
  pattern: /^\d\d[A-Z]{2}\d{5}$/,
  labels: ['fr-passport'],
  sorted: 0.85,
  examples: {
    flags: ['passeport 14AA12345', ['15CV28671', 'passport_number']],
    passes: ['14AA12345', 'passeport 14A123456'],
  },
})
