import { MAX_MATCH, MatchFinder } from './match-finder.ts'
import { probabilities, RangeEncoder } from './range-encoder.ts'

/** The usual parameters: three bits of the byte before choose a literal's model, two bits of the place all others. */
const LITERAL_CONTEXT_BITS = 3
const POSITION_MASK = 3
/** The same as one byte of an LZMA2 chunk header. */
export const PROPERTIES = (2 * 5 + 0) * 9 + LITERAL_CONTEXT_BITS

const STATES = 12
const LITERAL_STATES = 7

/** The models of match lengths (2 to 273). */
class LengthModel {
  readonly choice = probabilities(2)
  readonly low = probabilities((POSITION_MASK + 1) << 3)
  readonly middle = probabilities((POSITION_MASK + 1) << 3)
  readonly high = probabilities(256)

  encode(coder: RangeEncoder, length: number, position: number): void {
    const value = length - 2
    if (value < 8) {
      coder.bit(this.choice, 0, 0)
      coder.tree(this.low, position << 3, 3, value)
      return
    }
    coder.bit(this.choice, 0, 1)
    if (value < 16) {
      coder.bit(this.choice, 1, 0)
      coder.tree(this.middle, position << 3, 3, value - 8)
    } else {
      coder.bit(this.choice, 1, 1)
      coder.tree(this.high, 0, 8, value - 16)
    }
  }
}

/** All probabilities of a run, and the state that chooses among them. */
class Models {
  state = 0
  readonly repeats = [1, 1, 1, 1]
  readonly isMatch = probabilities(STATES << 4)
  readonly isRepeat = probabilities(STATES)
  readonly isRepeat0 = probabilities(STATES)
  readonly isRepeat1 = probabilities(STATES)
  readonly isRepeat2 = probabilities(STATES)
  readonly isLongRepeat0 = probabilities(STATES << 4)
  readonly literals = probabilities(0x300 << LITERAL_CONTEXT_BITS)
  readonly slots = probabilities(4 << 6)
  readonly special = probabilities(128)
  readonly align = probabilities(16)
  readonly matchLength = new LengthModel()
  readonly repeatLength = new LengthModel()
}

/**
 * Compresses one block at a time by the greedy choice with one byte of foresight of LZMA's fast mode
 * (https://www.7-zip.org/sdk.html); optimal parsing is not implemented.
 */
export class LzmaEncoder {
  readonly #coder: RangeEncoder
  readonly #finder: MatchFinder
  #models = new Models()
  #bytes: Uint8Array = new Uint8Array(0)
  #at = 0
  /** A match that was found one byte ahead. */
  #aheadLength = -1
  #aheadDistance = 0

  constructor(blockBytes: number, chunkBytes: number) {
    this.#coder = new RangeEncoder(chunkBytes)
    this.#finder = new MatchFinder(blockBytes)
  }

  startBlock(bytes: Uint8Array): void {
    this.#bytes = bytes
    this.#at = 0
    this.#aheadLength = -1
    this.#finder.start(bytes)
    this.resetModels()
  }

  resetModels(): void {
    this.#models = new Models()
  }

  /**
   * Compresses on from where the last chunk ended, until a limit is near or the block ends.
   * @returns the chunk (valid until the next call) and the length of what it stands for.
   */
  chunk(maxInput: number, maxOutput: number): { readonly packed: Uint8Array; readonly length: number } {
    const start = this.#at
    const last = Math.min(this.#bytes.length, start + maxInput)
    this.#coder.start()
    // One symbol takes at most 20 bytes.
    while (this.#at < last && this.#coder.size < maxOutput - 32) this.#symbol(last)
    return { packed: this.#coder.finish(), length: this.#at - start }
  }

  #symbol(last: number): void {
    const at = this.#at
    const limit = Math.min(MAX_MATCH, last - at)
    this.#takeMatch(at)
    let length = Math.min(this.#aheadLength, limit)
    const distance = this.#aheadDistance
    this.#aheadLength = -1
    const repeat = this.#bestRepeat(at, limit)
    if (repeat.length >= 2 && isWorthRepeating(repeat.length, length, distance)) {
      this.#encodeRepeat(repeat.index, repeat.length)
      return
    }
    if (length >= 2 && !(length === 4 && distance > 1 << 18)) {
      // A longer match one byte ahead is worth a literal now.
      this.#takeMatch(at + 1)
      if (Math.min(this.#aheadLength, limit - 1) > length + (this.#aheadDistance > distance * 64 ? 1 : 0))
        length = 0
    } else length = 0
    if (length === 0) this.#encodeLiteral()
    else {
      this.#aheadLength = -1
      this.#encodeMatch(distance, length)
    }
  }

  #takeMatch(at: number): void {
    if (this.#aheadLength >= 0) return
    this.#finder.find(at)
    this.#aheadLength = this.#finder.length
    this.#aheadDistance = this.#finder.distance
  }

  #bestRepeat(at: number, limit: number): { index: number; length: number } {
    let index = 0
    let best = 0
    for (let i = 0; i < 4; i++) {
      const distance = this.#models.repeats[i] as number
      if (distance > at) continue
      let length = 0
      while (length < limit && this.#bytes[at + length] === this.#bytes[at - distance + length]) length++
      if (length > best) {
        best = length
        index = i
      }
    }
    return { index, length: best }
  }

  #encodeLiteral(): void {
    const { state, isMatch, literals, repeats } = this.#models
    const at = this.#at++
    const byte = this.#bytes[at] as number
    this.#coder.bit(isMatch, (state << 4) | (at & POSITION_MASK), 0)
    const before = at > 0 ? (this.#bytes[at - 1] as number) : 0
    const model = 0x300 * (before >>> (8 - LITERAL_CONTEXT_BITS))
    let node = 1
    let bit = 7
    if (state >= LITERAL_STATES) {
      // After a match, the byte that would have continued it helps, as long as its bits agree.
      const matched = this.#bytes[at - (repeats[0] as number)] as number
      for (; bit >= 0; ) {
        const expected = (matched >>> bit) & 1
        const actual = (byte >>> bit) & 1
        this.#coder.bit(literals, model + ((1 + expected) << 8) + node, actual)
        node = (node << 1) | actual
        bit--
        if (expected !== actual) break
      }
    }
    for (; bit >= 0; bit--) {
      const actual = (byte >>> bit) & 1
      this.#coder.bit(literals, model + node, actual)
      node = (node << 1) | actual
    }
    this.#models.state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6
  }

  #encodeMatch(distance: number, length: number): void {
    const models = this.#models
    const { state } = models
    const position = this.#at & POSITION_MASK
    this.#coder.bit(models.isMatch, (state << 4) | position, 1)
    this.#coder.bit(models.isRepeat, state, 0)
    models.matchLength.encode(this.#coder, length, position)
    this.#encodeDistance(distance - 1, Math.min(length - 2, 3))
    models.repeats.pop()
    models.repeats.unshift(distance)
    models.state = state < LITERAL_STATES ? 7 : 10
    this.#at += length
  }

  #encodeDistance(distance: number, lengthState: number): void {
    const { slots, special, align } = this.#models
    if (distance < 4) {
      this.#coder.tree(slots, lengthState << 6, 6, distance)
      return
    }
    const bits = 31 - Math.clz32(distance)
    const slot = (bits << 1) | ((distance >>> (bits - 1)) & 1)
    this.#coder.tree(slots, lengthState << 6, 6, slot)
    const footBits = bits - 1
    const base = (2 | (slot & 1)) << footBits
    const rest = distance - base
    if (slot < 14) this.#coder.reverseTree(special, base - slot, footBits, rest)
    else {
      this.#coder.direct(rest >>> 4, footBits - 4)
      this.#coder.reverseTree(align, 0, 4, rest & 15)
    }
  }

  #encodeRepeat(index: number, length: number): void {
    const models = this.#models
    const { state, repeats } = models
    const position = this.#at & POSITION_MASK
    this.#coder.bit(models.isMatch, (state << 4) | position, 1)
    this.#coder.bit(models.isRepeat, state, 1)
    this.#coder.bit(models.isRepeat0, state, index === 0 ? 0 : 1)
    if (index === 0) this.#coder.bit(models.isLongRepeat0, (state << 4) | position, 1)
    else {
      this.#coder.bit(models.isRepeat1, state, index === 1 ? 0 : 1)
      if (index > 1) this.#coder.bit(models.isRepeat2, state, index - 2)
      const [distance] = repeats.splice(index, 1)
      repeats.unshift(distance as number)
    }
    models.repeatLength.encode(this.#coder, length, position)
    models.state = state < LITERAL_STATES ? 8 : 11
    this.#at += length
  }
}

/** A repeated distance costs little, so that it may be shorter than a new match. */
function isWorthRepeating(repeat: number, length: number, distance: number): boolean {
  return (
    repeat + 1 >= length ||
    (repeat + 2 >= length && distance >= 1 << 9) ||
    (repeat + 3 >= length && distance >= 1 << 15)
  )
}
