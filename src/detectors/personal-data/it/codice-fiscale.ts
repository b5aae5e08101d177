import { both } from '../../../core/index.ts'
import { valueAt } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

const FORM = /^[A-Z]{6}[\dL-NP-V]{2}[A-EHLMPRST][\dL-NP-V]{2}[A-Z][\dL-NP-V]{3}[A-Z]$/
/** Letters that stand for digits when two people share a code (omocodia). */
const OMOCODIA = 'LMNPQRSTUV'
/** Values of characters in odd places, by their value in even ones. */
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]
const MONTHS = 'ABCDEHLMPRST'
const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function hasCheckLetter(code: string): boolean {
  let sum = 0
  for (let i = 0; i < 15; i++) {
    const value = valueAt(code, i)
    const place = value < 10 ? value : value - 10
    sum += i % 2 === 0 ? (ODD[place] ?? 0) : place
  }
  return sum % 26 === valueAt(code, 15) - 10
}

/** The day of birth, raised by forty for women. */
function hasDay(code: string): boolean {
  const digits = code.slice(9, 11).replace(/[A-Z]/g, letter => String(OMOCODIA.indexOf(letter)))
  const day = Number(digits) > 40 ? Number(digits) - 40 : Number(digits)
  return day >= 1 && day <= (LONGEST[MONTHS.indexOf(code.charAt(8))] ?? 0)
}

/** Finds Italian fiscal codes of persons. */
export const itCodiceFiscale = defineNumber({
  id: 'personal-data/it-codice-fiscale',
  version: 1,
  title: both('Italian fiscal code', '意大利税务代码'),
  type: 'national-id',
  country: 'IT',
  reference: 'https://en.wikipedia.org/wiki/Italian_fiscal_code',
  digits: 4,
  alphabet: 'mixed',
  lengths: [16],
  groups: ['3-3-5-5', '6-5-5', '3-3-2-3-5', '6-2-3-5', '3-3-5-4-1'],
  joiners: ' -',
  valid: code => FORM.test(code) && hasDay(code) && hasCheckLetter(code),
  proof: both('letters, date of birth and check letter agree', '字母、出生日期与校验字母相符'),
  labels: ['it-cf', 'national-id', 'tax-id'],
  scores: { alone: 0.97, labeled: 0.99 },
  examples: {
    flags: ['RSSMRA85T10A562S', 'Codice fiscale: RCCMNL83S18D969H', 'cf RSS MRA 85T10 A562S'],
    passes: ['RSSMRA85T10A562T', 'RSSMRA85T32A562S'],
  },
})
