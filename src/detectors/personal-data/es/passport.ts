import { both } from '../../../core/index.ts'
import { definePassport } from '../_passport.ts'

/** Finds Spanish passport numbers. */
export const esPassport = definePassport({
  country: 'ES',
  title: both('Spanish passport number', '西班牙护照号码'),
  reference: 'https://en.wikipedia.org/wiki/Spanish_passport',
  lengths: [8, 9],
  digits: 6,
  groups: ['3-6', '2-6'],
  pattern: /^[A-Z]{2,3}\d{6}$/,
  labels: ['es-passport'],
  sorted: 0.78,
  examples: {
    flags: ['pasaporte AAA123456', ['PAB654321', 'pasaporte']],
    passes: ['AAA123456', 'pasaporte AAAA123456'],
  },
})
