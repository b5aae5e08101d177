import { both } from '../../../core/index.ts'
import { weightedSum } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Finds US bank routing numbers (ABA): Federal Reserve prefix and check digit. */
export const usRoutingNumber = defineNumber({
  id: 'personal-data/us-routing-number',
  version: 1,
  title: both('US bank routing number', '美国银行路由号码'),
  type: 'bank-account',
  country: 'US',
  reference: 'https://en.wikipedia.org/wiki/ABA_routing_transit_number',
  digits: 9,
  alphabet: 'digits',
  lengths: [9],
  groups: ['4-4-1'],
  joiners: ' -',
  valid: number =>
    /^(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{7}$/.test(number) &&
    number !== '000000000' &&
    weightedSum(number, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0,
  proof: both('prefix and check digit agree', '前缀与校验码相符'),
  labels: ['routing'],
  scores: { labeled: 0.96 },
  examples: {
    flags: ['Routing number: 111000025', ['100251678', 'aba_routing']],
    passes: ['111000025', 'Routing number: 111000026', 'Routing number: 500000005'],
  },
})
