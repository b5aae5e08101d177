import { both } from '../../../core/index.ts'
import { digitAt } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Odd places plus twice the even places; the last digit of the sum is the check digit. */
function hasCheckDigit(number: string): boolean {
  const digit = (place: number) => digitAt(number, place + 1)
  return (digit(1) + digit(3) + digit(5) + 2 * (digit(2) + digit(4) + digit(6))) % 10 === digit(7)
}

/** Finds registration numbers of the US Drug Enforcement Administration. */
export const usDea = defineNumber({
  id: 'personal-data/us-dea',
  version: 1,
  title: both('US DEA registration number', '美国缉毒局（DEA）登记号'),
  type: 'other-id',
  country: 'US',
  reference: 'https://en.wikipedia.org/wiki/DEA_number',
  digits: 7,
  alphabet: 'mixed',
  lengths: [9],
  groups: ['2-7'],
  joiners: ' -',
  valid: number => /^[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}$/.test(number) && hasCheckDigit(number),
  proof: both('registrant letter and check digit agree', '登记类别字母与校验码相符'),
  labels: ['dea'],
  scores: { labeled: 0.96 },
  examples: {
    flags: ['DEA# AP5836727', ['F91234563', 'dea']],
    passes: ['DEA# AP5836728', 'DEA# ZP5836727'],
  },
})
