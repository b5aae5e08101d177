import { both } from '../../../core/index.ts'
import { weightedSum } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

const WEIGHTS = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]

/** Finds Australian business numbers. */
export const auAbn = defineNumber({
  id: 'personal-data/au-abn',
  version: 1,
  title: both('Australian business number', '澳大利亚商业号码（ABN）'),
  type: 'tax-id',
  country: 'AU',
  reference: 'https://abr.business.gov.au/Help/AbnFormat',
  digits: 11,
  alphabet: 'digits',
  lengths: [11],
  groups: ['2-3-3-3'],
  joiners: ' -',
  valid: number => /^[1-9]\d{10}$/.test(number) && (weightedSum(number, WEIGHTS) - 10) % 89 === 0,
  proof: both('weighted digit sum is a multiple of 89', '加权和能被 89 整除'),
  labels: ['abn'],
  sort: ['tax-id', 'company-id'],
  scores: { grouped: 0.6, labeled: 0.97, sorted: 0.7 },
  examples: {
    flags: ['ABN 51 824 753 556', ['62016849340', 'abn'], 'Pty Ltd, 51 824 753 556'],
    passes: ['51824753556', 'ABN 51 824 753 557'],
  },
})
