import { both } from '../../../core/index.ts'
import { isShortBirthDate } from '../_dates.ts'
import { defineNumber } from '../_national-number.ts'
import { hasRegion } from './_regions.ts'

/** Finds the 15-digit identity numbers that China issued until 1999: no check digit, so a label must name them. */
export const cnResidentIdOld = defineNumber({
  id: 'personal-data/cn-resident-id-old',
  version: 1,
  title: both('Chinese resident identity number, 15 digits', '中国居民身份证号码（15 位）'),
  type: 'national-id',
  country: 'CN',
  reference: 'https://en.wikipedia.org/wiki/Resident_Identity_Card',
  digits: 15,
  alphabet: 'digits',
  lengths: [15],
  groups: ['6-6-3'],
  valid: number => /^\d{15}$/.test(number) && hasRegion(number) && isShortBirthDate(number, 6, [1900]),
  proof: both('address code and date of birth agree', '地址码与出生日期相符'),
  labels: ['national-id', 'cn-id'],
  scores: { labeled: 0.9 },
  examples: {
    flags: ['身份证号：330106900821526', ['330106900821526', 'id_card']],
    passes: ['330106900821526', '身份证号：330106901321526', '订单号330106900821526'],
  },
})
