import { both, passesLuhn } from '../../../core/index.ts'
import { isBirthDay, isShortDate } from '../_dates.ts'
import { defineNumber } from '../_national-number.ts'

/** The day is raised by sixty in coordination numbers. */
function hasDate(number: string): boolean {
  const [month, day] = [Number(number.slice(-8, -6)), Number(number.slice(-6, -4)) % 60]
  return number.length === 12
    ? isBirthDay(Number(number.slice(0, 4)), month, day)
    : isShortDate(Number(number.slice(0, 2)), month, day)
}

/** Finds Swedish personal and coordination numbers. */
export const sePersonnummer = defineNumber({
  id: 'personal-data/se-personnummer',
  version: 1,
  title: both('Swedish personal number', '瑞典个人号码'),
  type: 'national-id',
  country: 'SE',
  reference: 'https://en.wikipedia.org/wiki/Personal_identity_number_(Sweden)',
  digits: 10,
  alphabet: 'digits',
  lengths: [10, 12],
  groups: ['6-4', '8-4'],
  joiners: ' -+',
  signs: '-',
  valid: (number, { joiners, groups }) =>
    /^\d+$/.test(number) &&
    hasDate(number) &&
    passesLuhn(number.slice(-10)) &&
    joiners.length < 2 &&
    (groups === '' || groups === (number.length === 12 ? '8-4' : '6-4')),
  proof: both('date of birth and check digit (Luhn) agree', '出生日期与校验码（Luhn）相符'),
  labels: ['se-personnummer'],
  sort: ['national-id'],
  scores: { grouped: 0.6, labeled: 0.97, sorted: 0.75 },
  examples: {
    flags: ['850709-9128', 'personnummer 8507099128', '19850709-9128', ['198507099128', 'pnr']],
    passes: ['850709-9129', '8507099128', '851309-9128'],
  },
})
