import { both } from '../../../core/index.ts'
import { remainder } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Finds French tax references (numéro fiscal, SPI): ten digits and a key modulo 511. */
export const frTaxNumber = defineNumber({
  id: 'personal-data/fr-tax-number',
  version: 1,
  title: both('French tax reference (SPI)', '法国税号（SPI）'),
  type: 'tax-id',
  country: 'FR',
  reference: 'https://www.oecd.org/content/dam/oecd/en/topics/policy-issue-focus/aeoi/france-tin.pdf',
  digits: 13,
  alphabet: 'digits',
  lengths: [13],
  groups: ['2-2-3-3-3', '1-3-3-3-3'],
  valid: number =>
    /^[0-3]\d{12}$/.test(number) && remainder(number.slice(0, 10), 511) === Number(number.slice(10)),
  proof: both('first digit and key modulo 511 agree', '首位与模 511 校验键相符'),
  labels: ['spi'],
  sort: ['tax-id'],
  scores: { grouped: 0.6, labeled: 0.97, sorted: 0.85 },
  examples: {
    flags: ['numéro fiscal 30 23 217 600 053', ['3023217600053', 'spi']],
    passes: ['numéro fiscal 3023217600054', '4023217600053'],
  },
})
