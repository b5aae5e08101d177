import { both } from '../../../core/index.ts'
import { digitAt } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Some kinds of organization have a letter for a control character, some a digit, the rest either. */
function hasControl(number: string): boolean {
  let sum = 0
  for (let i = 1; i <= 7; i++) {
    const digit = digitAt(number, i)
    sum += i % 2 === 0 ? digit : Math.floor((digit * 2) / 10) + ((digit * 2) % 10)
  }
  const check = (10 - (sum % 10)) % 10
  const last = number.charAt(8)
  const isLetter = last === 'JABCDEFGHI'.charAt(check)
  const isDigit = last === String(check)
  if (/^[NPQRSW]/.test(number)) return isLetter
  return /^[ABEH]/.test(number) ? isDigit : isLetter || isDigit
}

/** Finds Spanish company tax numbers (CIF, NIF of organizations). */
export const esCif = defineNumber({
  id: 'personal-data/es-cif',
  version: 1,
  title: both('Spanish company tax number (CIF)', '西班牙公司税号（CIF）'),
  type: 'tax-id',
  country: 'ES',
  reference: 'https://es.wikipedia.org/wiki/C%C3%B3digo_de_identificaci%C3%B3n_fiscal',
  digits: 7,
  alphabet: 'mixed',
  lengths: [9],
  groups: ['1-8', '1-7-1', '1-2-3-3'],
  valid: number => /^[ABCDEFGHJNPQRSUVW]\d{7}[0-9A-J]$/.test(number) && hasControl(number),
  proof: both('kind of organization and control character agree', '组织类别与控制字符相符'),
  labels: ['cif'],
  sort: ['tax-id', 'company-id'],
  scores: { labeled: 0.96, sorted: 0.75 },
  examples: {
    flags: ['CIF B95258836', 'CIF: J99216582', ['A13585625', 'cif']],
    passes: ['CIF B95258837', 'CIF I95258836'],
  },
})
