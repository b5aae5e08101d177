import { both } from '../../../core/index.ts'
import { remainder } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Sex, year, month (or a code above twenty), department, commune, order, key. */
const FORM =
  /^[1-478]\d\d(?:0[1-9]|1[0-2]|2\d|3[0-9]|4[0-2]|[5-9]\d)(?:0[1-9]|[1-8]\d|9[0-9]|2[AB])\d{3}\d{3}\d\d$/

function hasKey(number: string): boolean {
  const digits = number.slice(0, 13).replace('2A', '19').replace('2B', '18')
  return 97 - remainder(digits, 97) === Number(number.slice(13))
}

/** Finds French social security numbers (NIR). */
export const frNir = defineNumber({
  id: 'personal-data/fr-nir',
  version: 1,
  title: both('French social security number (NIR)', '法国社会保障号（NIR）'),
  type: 'national-id',
  country: 'FR',
  reference: 'https://en.wikipedia.org/wiki/INSEE_code',
  digits: 14,
  alphabet: 'either',
  lengths: [15],
  groups: ['1-2-2-2-3-3-2', '13-2', '1-2-2-5-3-2', '1-4-2-3-3-2'],
  valid: number => FORM.test(number) && hasKey(number),
  proof: both('month, department and key agree', '月份、省份与校验键相符'),
  labels: ['nir', 'national-id', 'ssn'],
  scores: {
    alone: ({ compact }) => (/^[12]\d\d(?:0[1-9]|1[0-2])/.test(compact) ? 0.65 : undefined),
    grouped: 0.95,
    labeled: 0.98,
  },
  examples: {
    flags: [
      '1 85 05 78 006 084 91',
      'numéro de sécurité sociale 185057800608491',
      ['253072B07300470', 'nir'],
    ],
    passes: ['185057800608492', '585057800608491'],
  },
})
