/** A hash of four bytes; places with the same hash form a chain, the newest first. */
const HASH_BITS = 17
/** How many places of a chain are tried, and from which length on a match is good enough. */
const MAX_TRIES = 48
const GOOD_LENGTH = 128

export const MIN_MATCH = 4
export const MAX_MATCH = 273

/** Finds earlier places of a block that begin like the current one. */
export class MatchFinder {
  readonly #heads = new Int32Array(1 << HASH_BITS)
  readonly #chains: Int32Array
  #bytes: Uint8Array = new Uint8Array(0)
  #added = 0
  /** Length of the match found last; 0 for none. */
  length = 0
  /** How far back it lies; 1 is the byte before. */
  distance = 0

  constructor(blockBytes: number) {
    this.#chains = new Int32Array(blockBytes)
  }

  start(bytes: Uint8Array): void {
    this.#bytes = bytes
    this.#heads.fill(-1)
    this.#added = 0
  }

  /** Finds the longest match at `at`, the nearest of them; places up to there become known. */
  find(at: number): void {
    this.#addUpTo(at)
    const bytes = this.#bytes
    const limit = Math.min(MAX_MATCH, bytes.length - at)
    this.length = 0
    if (limit < MIN_MATCH) return
    let best = MIN_MATCH - 1
    let tries = MAX_TRIES
    for (let place = this.#heads[this.#hash(at)] as number; place >= 0 && tries > 0; tries--) {
      if (bytes[place + best] === bytes[at + best]) {
        let length = 0
        while (length < limit && bytes[place + length] === bytes[at + length]) length++
        if (length > best) {
          best = length
          this.length = length
          this.distance = at - place
          if (length >= GOOD_LENGTH || length === limit) break
        }
      }
      place = this.#chains[place] as number
    }
    this.#addUpTo(at + 1)
  }

  #addUpTo(end: number): void {
    const last = Math.min(end, this.#bytes.length - MIN_MATCH + 1)
    for (; this.#added < last; this.#added++) {
      const hash = this.#hash(this.#added)
      this.#chains[this.#added] = this.#heads[hash] as number
      this.#heads[hash] = this.#added
    }
  }

  #hash(at: number): number {
    const bytes = this.#bytes
    const word =
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24)
    return Math.imul(word, 0x9e3779b1) >>> (32 - HASH_BITS)
  }
}
