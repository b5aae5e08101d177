import { both } from '../../../core/index.ts'
import { digitAt, isRepeated } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Two check digits, each from the digits before it. */
function hasCheckDigits(number: string): boolean {
  for (const length of [9, 10]) {
    let sum = 0
    for (let i = 0; i < length; i++) sum += digitAt(number, i) * (length + 1 - i)
    if (((sum * 10) % 11) % 10 !== digitAt(number, length)) return false
  }
  return true
}

/** Finds Brazilian personal taxpayer numbers (CPF). */
export const brCpf = defineNumber({
  id: 'personal-data/br-cpf',
  version: 1,
  title: both('Brazilian personal taxpayer number (CPF)', '巴西个人税号（CPF）'),
  type: 'national-id',
  country: 'BR',
  reference: 'https://en.wikipedia.org/wiki/CPF_number',
  digits: 11,
  alphabet: 'digits',
  lengths: [11],
  groups: ['3-3-3-2', '9-2'],
  signs: '.-',
  valid: number => /^\d{11}$/.test(number) && !isRepeated(number) && hasCheckDigits(number),
  proof: both('both check digits agree', '两位校验码均相符'),
  labels: ['cpf'],
  sort: ['tax-id', 'national-id'],
  scores: { grouped: 0.93, labeled: 0.97, sorted: 0.75 },
  examples: {
    flags: ['578.720.097-73', 'CPF 57872009773', ['111.444.777-35', 'doc']],
    passes: ['578.720.097-74', '111.111.111-11'],
  },
})
