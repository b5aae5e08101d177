import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'
import { hasRegion } from './_regions.ts'

/** Finds older Chinese taxpayer numbers: region and organization code, or an identity number with a suffix. */
export const cnTaxNumber = defineNumber({
  id: 'personal-data/cn-tax-number',
  version: 1,
  title: both('Chinese taxpayer number', '中国纳税人识别号'),
  type: 'tax-id',
  country: 'CN',
  reference: 'https://www.oecd.org/content/dam/oecd/en/topics/policy-issue-focus/aeoi/china-tin.pdf',
  digits: 9,
  alphabet: 'either',
  lengths: [15, 17, 18, 20],
  valid: number =>
    (/^\d{6}[0-9A-Z]{8}[0-9X]$/.test(number) && hasRegion(number)) ||
    (/^\d{17}[\dX]$/.test(number) && hasRegion(number)) ||
    (/^[1-9AN]\d{7}[0-9A-HJ-NPQRTUWXY]{10}$/.test(number) && hasRegion(number.slice(2))) ||
    (/^(?:\d{15}|\d{17}[\dX])\d\d$/.test(number) && hasRegion(number)),
  proof: both('region code and form of a taxpayer number', '地区码与纳税人识别号格式相符'),
  labels: ['tax-id'],
  scores: { labeled: 0.8 },
  examples: {
    flags: ['纳税人识别号：330106722345678', ['110108700000458', '税号']],
    passes: ['330106722345678', '税号：990106722345678'],
  },
})
