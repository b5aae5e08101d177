import { both } from '../../../core/index.ts'
import { isRepeated, verhoeff } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** The same read backwards is never given. */
const isPalindrome = (number: string): boolean => number === [...number].reverse().join('')

/** Finds Indian Aadhaar numbers and their 16-digit virtual ids. */
export const inAadhaar = defineNumber({
  id: 'personal-data/in-aadhaar',
  version: 1,
  title: both('Indian Aadhaar number', '印度 Aadhaar 号码'),
  type: 'national-id',
  country: 'IN',
  reference: 'https://en.wikipedia.org/wiki/Aadhaar',
  digits: 12,
  alphabet: 'digits',
  lengths: [12, 16],
  groups: ['4-4-4', '4-4-4-4'],
  joiners: ' -',
  valid: number =>
    /^[2-9](?:\d{11}|\d{15})$/.test(number) &&
    !isRepeated(number) &&
    !isPalindrome(number) &&
    verhoeff(number),
  proof: both('first digit and check digit (Verhoeff) agree', '首位与校验码（Verhoeff）相符'),
  labels: ['aadhaar'],
  sort: ['national-id'],
  scores: { labeled: 0.97, sorted: 0.6 },
  examples: {
    flags: ['Aadhaar 8539 3363 3875', 'आधार: 853933633875', ['853933633875', 'aadhaar_no']],
    passes: ['853933633875', 'Aadhaar 8539 3363 3876', 'Aadhaar 1539 3363 3875'],
  },
})
