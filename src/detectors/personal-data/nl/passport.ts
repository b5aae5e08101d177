import { both } from '../../../core/index.ts'
import { definePassport } from '../_passport.ts'

/** Finds numbers of Dutch passports and identity cards: never the letter O, digit last. */
export const nlPassport = definePassport({
  country: 'NL',
  title: both('Dutch passport or identity card number', '荷兰护照或身份证件号码'),
  reference: 'https://en.wikipedia.org/wiki/Dutch_passport',
  lengths: [9],
  digits: 2,
  pattern: /^(?=(?:[^\d]*\d){2})[A-NP-Z]{2}[A-NP-Z\d]{6}\d$/,
  labels: ['nl-passport'],
  sorted: 0.7,
  examples: {
    flags: ['paspoort NW80F5C97', ['SPECI2014', 'paspoort']],
    passes: ['NW80F5C97', 'paspoort OW80F5C97'],
  },
})
