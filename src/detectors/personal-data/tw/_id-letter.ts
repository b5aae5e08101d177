import { digitAt } from '../_checksums.ts'

/** Letters in the order of their codes, 10 upwards. */
const ORDER = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'

/** The weighted sum of letter and digits is a multiple of ten; `second` stands for a letter in second place. */
export function hasCheckDigit(id: string, second = digitAt(id, 1)): boolean {
  const code = ORDER.indexOf(id.charAt(0)) + 10
  let sum = Math.floor(code / 10) + (code % 10) * 9 + second * 8
  for (let i = 2; i < 9; i++) sum += digitAt(id, i) * (9 - i)
  return (sum + digitAt(id, 9)) % 10 === 0
}

/** What a letter in second place counts: the last digit of its code. */
export const secondLetter = (id: string): number => (ORDER.indexOf(id.charAt(1)) + 10) % 10
