import { both } from '../../../core/index.ts'
import { definePassport } from '../_passport.ts'

/** Finds Brazilian passport numbers. */
export const brPassport = definePassport({
  country: 'BR',
  title: both('Brazilian passport number', '巴西护照号码'),
  reference: 'https://en.wikipedia.org/wiki/Brazilian_passport',
  lengths: [8],
  digits: 6,
  groups: ['2-6'],
  pattern: /^[A-Z]{2}\d{6}$/,
  labels: ['br-passport'],
  sorted: 0.75,
  examples: {
    flags: ['Brazilian passport FZ123456', ['FZ123456', 'passaporte']],
    passes: ['FZ123456', 'Brazilian passport FZ12345'],
  },
})
