import { both } from '../../../core/index.ts'
import { definePassport } from '../_passport.ts'

/** Finds Chinese passport numbers: ordinary (E, EA…, formerly G, 14, 15), diplomatic, service, public, Macao. */
export const cnPassport = definePassport({
  country: 'CN',
  title: both('Chinese passport number', '中国护照号码'),
  reference: 'https://en.wikipedia.org/wiki/Chinese_passport',
  lengths: [9],
  digits: 7,
  pattern: /^(?:[DEGPS]\d{8}|E[A-HJ-NP-Z]\d{7}|(?:DE|SE|PE|MA|MB)\d{7}|1[45]\d{7})$/,
  labels: ['cn-passport'],
  sort: ['passport', 'national-id'],
  sorted: 0.9,
  examples: {
    flags: ['护照号码：E12345678', ['EA1234567', 'passport_no'], '中国护照 G23456789'],
    passes: ['E12345678', '护照号码：EI1234567', '型号 G23456789'],
  },
})
