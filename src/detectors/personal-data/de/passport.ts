import { both } from '../../../core/index.ts'
import { definePassport } from '../_passport.ts'
import { isGermanDocument } from './_document.ts'

/** Finds German passport numbers. */
export const dePassport = definePassport({
  country: 'DE',
  title: both('German passport number', '德国护照号码'),
  reference: 'https://de.wikipedia.org/wiki/Ausweisnummer',
  lengths: [9, 10],
  digits: 2,
  groups: ['9-1'],
  pattern: /^[CFGHJK]/,
  valid: number => isGermanDocument(number, /^[CFGHJK]/),
  labels: ['de-passport'],
  sorted: 0.75,
  examples: {
    flags: ['Reisepass C01X00T478', ['C01X00T47', 'passport_number']],
    passes: ['C01X00T478', 'Reisepass C01X00T479'],
  },
})
