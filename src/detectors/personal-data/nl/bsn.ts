import { both } from '../../../core/index.ts'
import { isRepeated, weightedSum } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Finds Dutch citizen service numbers (BSN). */
export const nlBsn = defineNumber({
  id: 'personal-data/nl-bsn',
  version: 1,
  title: both('Dutch citizen service number (BSN)', '荷兰公民服务号（BSN）'),
  type: 'national-id',
  country: 'NL',
  reference: 'https://nl.wikipedia.org/wiki/Burgerservicenummer',
  digits: 9,
  alphabet: 'digits',
  lengths: [9],
  groups: ['3-3-3', '4-2-3', '2-2-2-3', '2-3-4'],
  valid: number =>
    /^\d{9}$/.test(number) &&
    !isRepeated(number) &&
    weightedSum(number, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
  proof: both('passes the eleven test', '通过模 11 校验'),
  labels: ['bsn'],
  sort: ['national-id'],
  scores: { labeled: 0.96, sorted: 0.55 },
  examples: {
    flags: ['BSN: 111222333', ['579747566', 'bsn'], 'burgerservicenummer 1112.22.333'],
    passes: ['111222333', 'BSN: 111252333'],
  },
})
