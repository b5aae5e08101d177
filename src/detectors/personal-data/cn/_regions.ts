import { digitAt } from '../_checksums.ts'

/**
 * Provinces and, in them, the prefectures that address codes of identity numbers name or have named (GB/T 2260); 00 is
 * the province itself.
 */
const REGIONS =
  '11:00-02 12:00-02 13:00-11,21-30,90 14:00-11,21-27,90 15:00-09,21-29 21:00-14,21-22,90 22:00-08,21-26,90 23:00-12,21-27,90 31:00-02 32:00-13,21-27,90 33:00-11,21-28,90 34:00-18,21-29 35:00-09,21-27,90 36:00-11,21-26 37:00-17,21-29,90 41:00-17,21-30,90 42:00-13,21-29,90 43:00-13,21-31,90 44:00-29,51-53,90 45:00-14,21-28 46:00-04,90 50:00-03 51:00-39,90 52:00-06,21-27 53:00-09,21-35 54:00-06,21-27 61:00-10,21-27 62:00-12,21-30 63:00-02,21-28 64:00-05,21-22 65:00-05,21-32,40-43,90 71:00 81:00 82:00 83:00'

const known = new Uint8Array(10_000)
for (const region of REGIONS.split(' ')) {
  const [province = '', prefectures = ''] = region.split(':')
  for (const range of prefectures.split(',')) {
    const [first, last = first] = range.split('-')
    known.fill(1, Number(province + first), Number(province + last) + 1)
  }
}

/** True when a number begins with the address code of a province and prefecture. */
export function hasRegion(number: string): boolean {
  let code = 0
  for (let i = 0; i < 4; i++) code = code * 10 + digitAt(number, i)
  return known[code] === 1
}
