import { both } from '../../../core/index.ts'
import { digitAt } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

function hasCheckDigits(number: string): boolean {
  let odd = 0
  let even = 0
  for (let i = 0; i < 9; i++) {
    if (i % 2 === 0) odd += digitAt(number, i)
    else even += digitAt(number, i)
  }
  const tenth = (((odd * 7 - even) % 10) + 10) % 10
  return digitAt(number, 9) === tenth && digitAt(number, 10) === (odd + even + tenth) % 10
}

/** Finds Turkish identity numbers. */
export const trTckn = defineNumber({
  id: 'personal-data/tr-tckn',
  version: 1,
  title: both('Turkish identity number', '土耳其身份号码'),
  type: 'national-id',
  country: 'TR',
  reference: 'https://en.wikipedia.org/wiki/Turkish_Identification_Number',
  digits: 11,
  alphabet: 'digits',
  lengths: [11],
  groups: ['3-3-3-2', '3-3-5'],
  valid: number => /^[1-9]\d{10}$/.test(number) && hasCheckDigits(number),
  proof: both('both check digits agree', '两位校验码均相符'),
  labels: ['tckn'],
  sort: ['national-id', 'tax-id'],
  scores: { labeled: 0.97, sorted: 0.75 },
  examples: {
    flags: ['T.C. Kimlik No: 10000000146', ['52550413588', 'tckn']],
    passes: ['T.C. Kimlik No: 10000000147', 'T.C. Kimlik No: 01000000146'],
  },
})
