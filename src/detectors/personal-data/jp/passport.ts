import { both } from '../../../core/index.ts'
import { definePassport } from '../_passport.ts'

/** Finds Japanese passport numbers. */
export const jpPassport = definePassport({
  country: 'JP',
  title: both('Japanese passport number', '日本护照号码'),
  reference: 'https://en.wikipedia.org/wiki/Japanese_passport',
  lengths: [9],
  digits: 7,
  groups: ['2-7'],
  pattern: /^[TMDSN][A-Z]\d{7}$/,
  labels: ['jp-passport'],
  sorted: 0.78,
  examples: {
    flags: ['旅券番号 TK1234567', ['TR7654321', 'passport_number'], '日本护照 MU1234567'],
    passes: ['TK1234567', '旅券番号 TK123456'],
  },
})
