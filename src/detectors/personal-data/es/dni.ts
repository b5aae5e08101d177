import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'
import { hasControlLetter } from './_control-letter.ts'

/** Finds Spanish national identity numbers (DNI, NIF of citizens). */
export const esDni = defineNumber({
  id: 'personal-data/es-dni',
  version: 1,
  title: both('Spanish identity number (DNI)', '西班牙身份证号（DNI）'),
  type: 'national-id',
  country: 'ES',
  reference: 'https://en.wikipedia.org/wiki/Documento_Nacional_de_Identidad_(Spain)',
  digits: 8,
  alphabet: 'mixed',
  lengths: [9],
  groups: ['8-1', '2-3-3-1', '2-3-4'],
  valid: number => /^\d{8}[A-Z]$/.test(number) && hasControlLetter(number.slice(0, 8), number.charAt(8)),
  proof: both('control letter agrees', '控制字母相符'),
  labels: ['dni', 'national-id', 'tax-id'],
  scores: { alone: 0.5, grouped: 0.6, labeled: 0.97 },
  examples: {
    flags: ['DNI 52022908J', '54.362.315-K', ['12345678Z', 'dni']],
    passes: ['DNI 52022908K', '5202290J'],
  },
})
