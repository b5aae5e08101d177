import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'
import { hasOrganizationCheck } from './_organization-check.ts'

/** Finds organization codes of China, which unified social credit codes replaced in 2015. */
export const cnOrganizationCode = defineNumber({
  id: 'personal-data/cn-organization-code',
  version: 1,
  title: both('Chinese organization code', '中国组织机构代码'),
  type: 'other-id',
  country: 'CN',
  reference: 'https://zh.wikipedia.org/wiki/组织机构代码',
  digits: 4,
  alphabet: 'either',
  lengths: [9],
  groups: ['8-1'],
  joiners: '-',
  valid: code => /^[0-9A-Z]{8}[0-9X]$/.test(code) && hasOrganizationCheck(code),
  proof: both('check character agrees', '校验码相符'),
  labels: ['uscc'],
  scores: { labeled: 0.92 },
  examples: {
    flags: ['组织机构代码：D2143569-X', ['600037341', '组织机构代码']],
    passes: ['D2143569-X', '组织机构代码：D2143569-1'],
  },
})
