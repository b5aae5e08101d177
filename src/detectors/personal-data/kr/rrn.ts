import { both } from '../../../core/index.ts'
import { digitAt, weightedSum } from '../_checksums.ts'
import { isShortBirthDate } from '../_dates.ts'
import { defineNumber } from '../_national-number.ts'

/** The seventh digit tells century, sex and, from 5 to 8, a foreigner. */
const CENTURIES = [[1800], [1900], [1900], [2000], [2000], [1900], [1900], [2000], [2000], [1800]] as const

const isDated = (number: string): boolean =>
  /^\d{13}$/.test(number) && isShortBirthDate(number, 0, CENTURIES[digitAt(number, 6)])

/** Numbers given since October 2020 have no check digit. */
function hasCheckDigit(number: string): boolean {
  const check = (11 - (weightedSum(number, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10
  const shift = digitAt(number, 6) >= 5 && digitAt(number, 6) <= 8 ? 2 : 0
  return digitAt(number, 12) === check || (shift > 0 && digitAt(number, 12) === (check + shift) % 10)
}

/** Finds Korean resident registration numbers, and the foreigner's; a label makes up for a missing check digit. */
export const krRrn = defineNumber({
  id: 'personal-data/kr-rrn',
  version: 1,
  title: both('Korean resident registration number', '韩国居民登录号码'),
  type: 'national-id',
  country: 'KR',
  reference: 'https://en.wikipedia.org/wiki/Resident_registration_number',
  digits: 13,
  alphabet: 'digits',
  lengths: [13],
  groups: ['6-7'],
  joiners: ' -',
  signs: '-',
  valid: number => isDated(number) && hasCheckDigit(number),
  shaped: isDated,
  proof: both('date of birth, sex digit and check digit agree', '出生日期、性别码与校验码相符'),
  labels: ['kr-rrn'],
  sort: ['national-id'],
  scores: { grouped: 0.88, labeled: 0.97, sorted: 0.85, mistyped: 0.85 },
  examples: {
    flags: ['851012-2350531', '주민등록번호: 8510122350531', '주민등록번호는 210305-3123456입니다'],
    passes: ['851012-2350532', '851312-2350531'],
  },
})
