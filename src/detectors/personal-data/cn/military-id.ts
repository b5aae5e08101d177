import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'

/** The words around the number belong to it: 军字第1234567号. */
const PREFIX = /[\u4e00-\u9fff]{1,3}字第?\s?$/
const SUFFIX = /^\s?号(?!码)/

/** Finds numbers of Chinese military identity cards after their label. */
export const cnMilitaryId = defineNumber({
  id: 'personal-data/cn-military-id',
  version: 1,
  title: both('Chinese military identity card', '中国军官证号'),
  type: 'national-id',
  country: 'CN',
  reference: 'https://zh.wikipedia.org/wiki/中国人民解放军军官证',
  digits: 6,
  alphabet: 'digits',
  lengths: [6, 7, 8, 9, 10],
  valid: number => /^\d+$/.test(number),
  proof: both('digits after the label of a military card', '军人证件标签后的号码'),
  labels: ['cn-military'],
  scores: { labeled: 0.85 },
  extent: (text, { start, end }) => {
    const prefix = PREFIX.exec(text.slice(Math.max(0, start - 6), start))?.[0].length ?? 0
    const suffix = prefix > 0 ? (SUFFIX.exec(text.slice(end, end + 4))?.[0].length ?? 0) : 0
    return [start - prefix, end + suffix]
  },
  examples: {
    flags: ['军官证：军字第2001988号', '士兵证号 12345678'],
    passes: ['2001988', '军官证遗失'],
  },
})
