import { both } from '../../../core/index.ts'
import { mod11And2 } from '../_checksums.ts'
import { isBirthDate, isShortBirthDate } from '../_dates.ts'
import { defineNumber } from '../_national-number.ts'

/** 9, province, three digits of nationality, date of birth, serial, check character (since 2023). */
const isNew = (number: string): boolean =>
  /^9[1-8]\d{15}[\dX]$/.test(number) && isBirthDate(number, 6) && mod11And2(number)

/** Three letters of nationality, region, date of birth, serial, check digit (until 2023). */
const isOld = (number: string): boolean => /^[A-Z]{3}[1-8]\d{11}$/.test(number) && isShortBirthDate(number, 7)

/** Finds the numbers of Chinese identity cards for foreign permanent residents. */
export const cnForeignResidentId = defineNumber({
  id: 'personal-data/cn-foreign-resident-id',
  version: 1,
  title: both('Chinese permanent resident identity number of foreigners', '外国人永久居留身份证号码'),
  type: 'national-id',
  country: 'CN',
  reference: 'https://en.wikipedia.org/wiki/Foreign_Permanent_Resident_ID_Card',
  digits: 12,
  alphabet: 'either',
  lengths: [15, 18],
  valid: number => isNew(number) || isOld(number),
  proof: both('form and date of birth agree', '格式与出生日期相符'),
  labels: ['cn-foreign-resident', 'national-id'],
  scores: { labeled: 0.9 },
  examples: {
    flags: ['外国人永久居留身份证 911840198103050016', '永久居留证号：USA310078101011'],
    passes: ['911840198103050016', '永久居留证号：USA310078131011'],
  },
})
