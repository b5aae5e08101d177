import { both } from '../../../core/index.ts'
import { digitAt } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Check digit first: nine less the remainder of the digits, weighted 1 and 2 from the right, by nine. */
function hasCheckDigit(number: string): boolean {
  let sum = 0
  for (let i = 1; i < 13; i++) sum += digitAt(number, i) * (i % 2 === 0 ? 1 : 2)
  return digitAt(number, 0) === 9 - (sum % 9)
}

/** Finds Japanese corporate numbers. */
export const jpCorporateNumber = defineNumber({
  id: 'personal-data/jp-corporate-number',
  version: 1,
  title: both('Japanese corporate number', '日本法人番号'),
  type: 'tax-id',
  country: 'JP',
  reference: 'https://www.houjin-bangou.nta.go.jp/en/',
  digits: 13,
  alphabet: 'digits',
  lengths: [13],
  groups: ['1-4-4-4'],
  valid: number => /^[1-9]\d{12}$/.test(number) && hasCheckDigit(number),
  proof: both('thirteen digits with the right check digit', '13 位数字且校验码正确'),
  labels: ['jp-corporate-number'],
  sort: ['company-id', 'tax-id'],
  scores: { labeled: 0.95, sorted: 0.55 },
  examples: {
    flags: ['法人番号：5835678256246', 'Corporate Number 2-1547-2803-8528'],
    passes: ['5835678256246', '法人番号：5835678256247'],
  },
})
