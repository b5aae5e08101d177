import { ANCHOR_WORDS, CUT_SHORT } from './anchors.ts'

/** Places remembered for one anchor hash, at most: the earliest ones with different surroundings. */
export const MAX_PLACES = 256
const NONE = 0xffffffff
/** Anchor hashes are the smallest of their windows; this spreads them over the table. */
const SPREAD = 0x9e3779b1

/**
 * Joins anchors that come in the order of their documents: tells for each one where its hash stood in earlier documents.
 * An anchor whose surroundings stood before is no place of its own, because the earlier one shows all the same windows.
 * Memory: 24 to 28 bytes an anchor.
 */
export class AnchorTable {
  readonly #heads: Uint32Array
  readonly #tails: Uint32Array
  readonly #next: Uint32Array
  readonly #words: Uint32Array
  readonly #shift: number
  #count = 0

  /** @param most anchors that will come, at most */
  constructor(most: number) {
    let slots = 1024
    while (slots < most) slots *= 2
    this.#shift = 32 - Math.log2(slots)
    this.#heads = new Uint32Array(slots).fill(NONE)
    this.#tails = new Uint32Array(slots)
    this.#next = new Uint32Array(most)
    this.#words = new Uint32Array(most * ANCHOR_WORDS)
  }

  /**
   * Takes the anchor at `from[at]`.
   * @param visit is called for each place in an earlier document; left out when nobody asks about this document
   */
  take(from: Uint32Array, at: number, visit?: (document: number, position: number) => void): void {
    const words = this.#words
    const next = this.#next
    const hash = from[at] as number
    const around = from[at + 1] as number
    const document = from[at + 2] as number
    const slot = Math.imul(hash, SPREAD) >>> this.#shift
    let places = 0
    let isKnown = false
    for (let entry = this.#heads[slot] as number; entry !== NONE; entry = next[entry] as number) {
      const own = entry * ANCHOR_WORDS
      if (words[own] !== hash) continue
      places++
      if (words[own + 1] === around && around !== CUT_SHORT) isKnown = true
      if (visit !== undefined && words[own + 2] !== document) {
        visit(words[own + 2] as number, words[own + 3] as number)
      }
    }
    if (isKnown || places >= MAX_PLACES) return
    const entry = this.#count++
    words.set(from.subarray(at, at + ANCHOR_WORDS), entry * ANCHOR_WORDS)
    next[entry] = NONE
    if (this.#heads[slot] === NONE) this.#heads[slot] = entry
    else next[this.#tails[slot] as number] = entry
    this.#tails[slot] = entry
  }
}
