import { both } from '../../core/index.ts'
import { defineLabeled } from './_labeled-value.ts'

/** Finds passport numbers of any country right after their label. */
export const passportNumber = defineLabeled({
  id: 'personal-data/passport-number',
  version: 1,
  title: both('Passport number of any country', '护照号码（任何国家）'),
  type: 'passport',
  reference: 'https://www.icao.int/publications/doc-series/doc-9303',
  labels: ['passport'],
  digits: 5,
  longest: 10,
  accepts: compact => /^[A-Z]{0,3}\d{5,9}[A-Z0-9]{0,3}$/.test(compact),
  score: 0.7,
  proof: both('form of a passport number after its label', '标签后的取值符合护照号码格式'),
  examples: {
    flags: ['Passport No. AB1234567', '护照号码：K0123456', ['P1234567A', 'passport']],
    passes: ['passport since 2015', 'passport photos 35x45', 'AB1234567'],
  },
})
