import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'
import { isResidentNumber, isResidentShape } from './_resident-number.ts'

const PERMITS = /^8[123]/

/** Finds the 18-character citizen identity numbers of China. */
export const cnResidentId = defineNumber({
  id: 'personal-data/cn-resident-id',
  version: 1,
  title: both('Chinese resident identity number', '中国居民身份证号码'),
  type: 'national-id',
  country: 'CN',
  reference: 'https://en.wikipedia.org/wiki/Resident_Identity_Card',
  digits: 17,
  alphabet: 'either',
  lengths: [18],
  groups: ['6-8-4', '6-4-4-4', '6-4-2-2-4', '3-3-4-4-4', '4-4-4-4-2', '6-6-6', '3-3-3-3-3-3', '14-4', '17-1'],
  loose: true,
  valid: number => isResidentNumber(number) && !PERMITS.test(number),
  shaped: isResidentShape,
  proof: both('address code, date of birth and check character agree', '地址码、出生日期与校验码相符'),
  labels: ['national-id', 'cn-id'],
  scores: { alone: 0.97, labeled: 0.99, mistyped: 0.6 },
  examples: {
    flags: ['身份证号码33010619900821526X，', ['330106 19900821 526X', 'note'], 'id=33010619900821526x'],
    passes: ['订单 330106199013215261', '33010619900821526', '330106199008215261 件'],
  },
  quality: [
    {
      dataset: 'cn_pii_bench_sample',
      metric: 'recall',
      value: 1,
      n: 53,
      interval: [0.932, 1],
      command: 'node bench/personal-data-quality.mjs --dataset cn_pii_bench_sample',
    },
    {
      dataset: 'cn_pii_bench_sample',
      metric: 'precision',
      value: 1,
      n: 53,
      interval: [0.932, 1],
      command: 'node bench/personal-data-quality.mjs --dataset cn_pii_bench_sample',
    },
  ],
})
