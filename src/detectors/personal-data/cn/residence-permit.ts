import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'
import { isResidentNumber } from './_resident-number.ts'

/** Finds the numbers of residence permits for people from Hong Kong (81), Macao (82) and Taiwan (83). */
export const cnResidencePermit = defineNumber({
  id: 'personal-data/cn-residence-permit',
  version: 1,
  title: both('Residence permit for Hong Kong, Macao and Taiwan residents', '港澳台居民居住证号码'),
  type: 'national-id',
  country: 'CN',
  reference: 'https://www.gov.cn/zhengce/content/2018-08/19/content_5314865.htm',
  digits: 17,
  alphabet: 'either',
  lengths: [18],
  groups: ['6-8-4', '6-4-4-4'],
  loose: true,
  valid: number => /^8[123]0000/.test(number) && isResidentNumber(number),
  proof: both('prefix, date of birth and check character agree', '前缀、出生日期与校验码相符'),
  labels: ['national-id', 'cn-id', 'cn-residence-permit'],
  scores: { alone: 0.97, labeled: 0.99 },
  examples: {
    flags: ['港澳居民居住证：810000199408230021', '证件号830000198702150013。'],
    passes: ['810000199408230022', '830000198702310015'],
  },
})
