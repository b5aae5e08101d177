import type { Features } from './decode.ts'
import { activeTokens, LATIN_WORDY, latinFeatures } from './latin-features.ts'
import { tokenizeLatin } from './latin-tokens.ts'
import type { Lexicon } from './lexicon.ts'

/** Tokens that are tagged together. The arrays behind it last until the next run is asked for. */
export interface Run {
  readonly features: Features
  /** Index of the first token in `features`. */
  readonly from: number
  readonly count: number
  /** Where a token begins in the text, by its index in the run. */
  readonly start: (index: number) => number
  readonly end: (index: number) => number
}

export const WORDY = LATIN_WORDY
/** Longest run; a longer one is cut. */
const LONGEST = 2048

/** The stretches of a text in alphabetic script that may hold an entity. */
export function* runs(text: string, mask: number, lexicon: Lexicon): Generator<Run> {
  const tokens = tokenizeLatin(text)
  const { count } = tokens
  const active = activeTokens(tokens, lexicon)
  let first = 0
  while (first < count) {
    if (active[first] === 0) {
      first++
      continue
    }
    let last = first + 1
    while (last < count && active[last] === 1 && last - first < LONGEST) last++
    const from = first
    yield {
      features: latinFeatures(tokens, first, last, mask, lexicon.groups),
      from: 0,
      count: last - first,
      start: index => tokens.start[from + index] as number,
      end: index => tokens.end[from + index] as number,
    }
    first = last
  }
}
