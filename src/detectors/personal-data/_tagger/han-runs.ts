import { hanFeatures } from './han-features.ts'
import type { Run } from './latin-runs.ts'
import type { Lexicon } from './lexicon.ts'

/** No feature is left out more often than another. */
export const WORDY: readonly number[] = [2, 15, 16]
/** Longest stretch; a longer one is cut. */
const LONGEST = 1024
/** How many characters around Chinese ones belong to the stretch. */
const MARGIN = 24

const isHan = (code: number) =>
  (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) || code === 0x3007 || code === 0xb7

/** The stretches of a text around Chinese characters, ended by line breaks and full stops. */
export function* runs(text: string, mask: number, lexicon: Lexicon): Generator<Run> {
  const length = text.length
  let at = 0
  while (at < length) {
    while (at < length && !isHan(text.charCodeAt(at))) at++
    if (at >= length) return
    let from = at
    while (from > 0 && at - from < MARGIN && !isBreak(text.charCodeAt(from - 1))) from--
    let last = at
    let to = at + 1
    for (; to < length && to - from < LONGEST; to++) {
      const code = text.charCodeAt(to)
      if (isBreak(code)) break
      if (isHan(code)) last = to
      else if (to - last > MARGIN) break
    }
    const begin = from
    yield {
      features: hanFeatures(text, begin, to, mask, lexicon),
      from: 0,
      count: to - begin,
      start: index => begin + index,
      end: index => begin + index + 1,
    }
    at = to
  }
}

/** Line breaks and the ends of sentences. */
const isBreak = (code: number) => code === 0x0a || code === 0x3002 || code === 0xff01 || code === 0xff1f
