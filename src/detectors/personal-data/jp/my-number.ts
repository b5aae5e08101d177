import { both } from '../../../core/index.ts'
import { digitAt, isRepeated } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Ministerial ordinance 85 of 2014: weights 6 to 2, then 7 to 2, from the left. */
function hasCheckDigit(number: string): boolean {
  let sum = 0
  for (let i = 0; i < 11; i++) sum += digitAt(number, i) * (i < 5 ? 6 - i : 12 - i)
  const rest = sum % 11
  return digitAt(number, 11) === (rest < 2 ? 0 : 11 - rest)
}

/** Finds Japanese individual numbers (My Number). */
export const jpMyNumber = defineNumber({
  id: 'personal-data/jp-my-number',
  version: 1,
  title: both('Japanese individual number (My Number)', '日本个人番号'),
  type: 'national-id',
  country: 'JP',
  reference: 'https://en.wikipedia.org/wiki/Individual_Number',
  digits: 12,
  alphabet: 'digits',
  lengths: [12],
  groups: ['4-4-4'],
  valid: number => /^\d{12}$/.test(number) && !isRepeated(number) && hasCheckDigit(number),
  proof: both('twelve digits with the right check digit', '12 位数字且校验码正确'),
  labels: ['jp-my-number'],
  sort: ['national-id'],
  scores: { labeled: 0.96, sorted: 0.6 },
  examples: {
    flags: ['マイナンバー：948219935181', '個人番号 9482 1993 5181', ['948219935181', 'my_number']],
    passes: ['948219935181', 'マイナンバー：948219935182', '電話番号 948219935181'],
  },
})
