import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'
import { hasControlLetter } from './_control-letter.ts'

/** Finds Spanish foreigner identity numbers (NIE): X, Y, Z stand for 0, 1, 2. */
export const esNie = defineNumber({
  id: 'personal-data/es-nie',
  version: 1,
  title: both('Spanish foreigner number (NIE)', '西班牙外国人身份号码（NIE）'),
  type: 'national-id',
  country: 'ES',
  reference: 'https://es.wikipedia.org/wiki/N%C3%BAmero_de_identidad_de_extranjero',
  digits: 7,
  alphabet: 'mixed',
  lengths: [9],
  groups: ['1-7-1', '8-1'],
  valid: number =>
    /^[XYZ]\d{7}[A-Z]$/.test(number) &&
    hasControlLetter('XYZ'.indexOf(number.charAt(0)) + number.slice(1, 8), number.charAt(8)),
  proof: both('first letter and control letter agree', '首字母与控制字母相符'),
  labels: ['nie', 'dni', 'national-id', 'tax-id'],
  scores: { alone: 0.7, grouped: 0.8, labeled: 0.97 },
  examples: {
    flags: ['NIE X8687247D', 'X-2482300-W', ['Y1234567X', 'nie']],
    passes: ['NIE X8687247E', 'W8687247D'],
  },
})
