const MIN_BITS = 14
const MAX_BITS = 27
/** Slots for each hash: one in so many hashes that come once looks like a repeat. */
const SLOTS_PER_HASH = 16
/** Hashes may be chosen or come from a part of their range; this spreads them over the slots. */
const SPREAD = 0x9e3779b1

/**
 * Tells hashes that came at least twice from nearly all that came once: two bits for each of 16 slots a hash, 4 bytes a
 * hash, at most 32 MiB. It never says of a hash that came twice that it came once.
 */
export class RepeatFilter {
  /** By turns: 32 slots that a hash fell into, the same slots that another one fell into. */
  readonly #words: Uint32Array
  readonly #shift: number

  /** @param expected hashes that will come */
  constructor(expected: number) {
    let bits = MIN_BITS
    while (bits < MAX_BITS && 2 ** bits < expected * SLOTS_PER_HASH) bits++
    this.#words = new Uint32Array(2 ** (bits - 4))
    this.#shift = 32 - bits
  }

  add(hash: number): void {
    const words = this.#words
    const slot = Math.imul(hash, SPREAD) >>> this.#shift
    const at = (slot >>> 5) << 1
    const bit = 1 << (slot & 31)
    const once = words[at] as number
    if ((once & bit) === 0) words[at] = once | bit
    else words[at + 1] = (words[at + 1] as number) | bit
  }

  mayRepeat(hash: number): boolean {
    const slot = Math.imul(hash, SPREAD) >>> this.#shift
    return ((this.#words[((slot >>> 5) << 1) + 1] as number) & (1 << (slot & 31))) !== 0
  }
}
