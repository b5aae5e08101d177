import { both } from '../../../core/index.ts'
import { definePassport } from '../_passport.ts'

/** Finds Korean passport numbers, of the old form and the one since 2021. */
export const krPassport = definePassport({
  country: 'KR',
  title: both('Korean passport number', '韩国护照号码'),
  reference: 'https://en.wikipedia.org/wiki/South_Korean_passport',
  lengths: [9],
  digits: 7,
  pattern: /^[MSROD](?:\d{8}|\d{3}[A-Z]\d{4})$/,
  labels: ['kr-passport'],
  sorted: 0.78,
  examples: {
    flags: ['여권번호 M12345678', ['M123A4567', 'passport_number']],
    passes: ['M12345678', '여권번호 M1234567'],
  },
})
