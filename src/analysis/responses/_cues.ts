import { createWordTokenizer, type WordTokens } from '../../kernels/word-tokens.ts'

/** Something to look for at the places where one of its words stands. */
export interface Cue<T> {
  /** Words as tokens (lower case); of a Chinese cue the first character. */
  readonly words: readonly string[]
  /** Sticky; tried where one of the words begins. */
  readonly pattern: RegExp
  readonly value: T
  /** Where before the word the pattern begins, in UTF-16 units: for patterns around their word. */
  readonly before?: number
}

export interface CueMatch<T> {
  readonly value: T
  readonly start: number
  readonly end: number
}

/** Words are told by the low bits of their hash first. */
const FILTER_BITS = 14
const FILTER_MASK = (1 << FILTER_BITS) - 1

/** Finds all cues in one pass over the tokens; a pattern runs only where its word stands. */
export class CueFinder<T> {
  readonly #filter = new Uint8Array(1 << FILTER_BITS)
  readonly #cues = new Map<number, Cue<T>[]>()

  constructor(cues: readonly Cue<T>[]) {
    const tokenize = createWordTokenizer()
    for (const cue of cues) {
      if (!cue.pattern.sticky) throw new RangeError('the pattern of a cue must be sticky')
      for (const word of new Set(cue.words)) {
        const tokens = tokenize(word)
        if (tokens.length !== 1) throw new RangeError(`the word of a cue must be one token: ${word}`)
        const hash = tokens.hashes[0] as number
        this.#filter[hash & FILTER_MASK] = 1
        const known = this.#cues.get(hash)
        if (known === undefined) this.#cues.set(hash, [cue])
        else known.push(cue)
      }
    }
  }

  /** All matches of the first `limit` tokens, in order. */
  find(text: string, { hashes, starts, length }: WordTokens, limit = length): CueMatch<T>[] {
    const found: CueMatch<T>[] = []
    const filter = this.#filter
    const end = Math.min(length, limit)
    for (let i = 0; i < end; i++) {
      const hash = hashes[i] as number
      if (filter[hash & FILTER_MASK] === 0) continue
      const cues = this.#cues.get(hash)
      if (cues === undefined) continue
      for (const { pattern, value, before = 0 } of cues) {
        const start = Math.max(0, (starts[i] as number) - before)
        pattern.lastIndex = start
        if (pattern.test(text)) found.push({ value, start, end: pattern.lastIndex })
      }
    }
    return found
  }
}
