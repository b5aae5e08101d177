import { both } from '../../../core/index.ts'
import { digitAt, weightedSum } from '../_checksums.ts'
import { isCalendarDay } from '../_dates.ts'
import { defineNumber } from '../_national-number.ts'

/** The month carries the century: 0 for 1900, 20 for 2000, up to 80 for 1800. */
const CENTURIES = [1900, 2000, 2100, 2200, 1800]

function hasDate(number: string): boolean {
  const month = Number(number.slice(2, 4))
  const year = (CENTURIES[Math.floor(month / 20)] ?? 0) + Number(number.slice(0, 2))
  return year < 2100 && isCalendarDay(year, month % 20, Number(number.slice(4, 6)))
}

/** Finds Polish personal numbers (PESEL). */
export const plPesel = defineNumber({
  id: 'personal-data/pl-pesel',
  version: 1,
  title: both('Polish personal number (PESEL)', '波兰个人识别号（PESEL）'),
  type: 'national-id',
  country: 'PL',
  reference: 'https://en.wikipedia.org/wiki/PESEL',
  digits: 11,
  alphabet: 'digits',
  lengths: [11],
  groups: ['6-5'],
  valid: number =>
    /^\d{11}$/.test(number) &&
    hasDate(number) &&
    (10 - (weightedSum(number, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === digitAt(number, 10),
  proof: both('date of birth and check digit agree', '出生日期与校验码相符'),
  labels: ['pesel'],
  sort: ['national-id'],
  scores: { labeled: 0.97, sorted: 0.75 },
  examples: {
    flags: ['PESEL: 44051401359', ['04292487581', 'pesel']],
    passes: ['PESEL: 44051401358', 'PESEL: 44131401359'],
  },
})
