import { both, passesLuhn } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'

/** Finds Italian VAT numbers (partita IVA): office of issue and Luhn digit. */
export const itVatNumber = defineNumber({
  id: 'personal-data/it-vat-number',
  version: 1,
  title: both('Italian VAT number', '意大利增值税号'),
  type: 'tax-id',
  country: 'IT',
  reference: 'https://it.wikipedia.org/wiki/Partita_IVA',
  digits: 11,
  alphabet: 'digits',
  lengths: [11],
  valid: number =>
    /^(?!0{7})\d{7}(?:0(?:0[1-9]|[1-9]\d)|100|12[01]|888|999)\d$/.test(number) && passesLuhn(number),
  proof: both('office of issue and check digit (Luhn) agree', '发放机关与校验码（Luhn）相符'),
  labels: ['it-vat'],
  sort: ['tax-id', 'it-cf'],
  scores: { labeled: 0.96, sorted: 0.65 },
  examples: {
    flags: ['P.IVA 00743110157', ['17022640795', 'partita_iva']],
    passes: ['00743110157', 'P.IVA 00743110158'],
  },
})
