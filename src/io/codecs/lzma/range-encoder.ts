/** Bits of a probability, how fast it adapts, and its start: one half. */
const PROBABILITY_BITS = 11
const ADAPTATION = 5
const ONE_HALF = 1 << (PROBABILITY_BITS - 1)
const TOP = 2 ** 24

/** Fresh probabilities for `count` binary decisions. */
export const probabilities = (count: number): Uint16Array => new Uint16Array(count).fill(ONE_HALF)

/** The range encoder of LZMA (https://www.7-zip.org/sdk.html, LZMA specification). */
export class RangeEncoder {
  readonly #output: Uint8Array
  #length = 0
  #low = 0
  #range = 0xffffffff
  /** A byte held back because a carry may still change it, and the 0xFF bytes behind it. */
  #held = 0
  #heldBytes = 1

  /** @param capacity the most bytes that one run between two `start`s may give. */
  constructor(capacity: number) {
    this.#output = new Uint8Array(capacity)
  }

  start(): void {
    this.#length = 0
    this.#low = 0
    this.#range = 0xffffffff
    this.#held = 0
    this.#heldBytes = 1
  }

  /** Bytes that ending now would give. */
  get size(): number {
    return this.#length + this.#heldBytes + 4
  }

  /** Ends the run. The bytes are valid until the next `start`. */
  finish(): Uint8Array {
    for (let i = 0; i < 5; i++) this.#shift()
    return this.#output.subarray(0, this.#length)
  }

  bit(model: Uint16Array, index: number, bit: number): void {
    const probability = model[index] as number
    const bound = (this.#range >>> PROBABILITY_BITS) * probability
    if (bit === 0) {
      this.#range = bound
      model[index] = probability + (((1 << PROBABILITY_BITS) - probability) >>> ADAPTATION)
    } else {
      this.#low += bound
      this.#range -= bound
      model[index] = probability - (probability >>> ADAPTATION)
    }
    this.#normalize()
  }

  /** The bits of `value`, the highest first, each under the bits before it. */
  tree(model: Uint16Array, offset: number, bits: number, value: number): void {
    let node = 1
    for (let i = bits - 1; i >= 0; i--) {
      const bit = (value >>> i) & 1
      this.bit(model, offset + node, bit)
      node = (node << 1) | bit
    }
  }

  /** The same with the lowest bit first. */
  reverseTree(model: Uint16Array, offset: number, bits: number, value: number): void {
    let node = 1
    for (let i = 0; i < bits; i++) {
      const bit = (value >>> i) & 1
      this.bit(model, offset + node, bit)
      node = (node << 1) | bit
    }
  }

  /** Bits that are as likely 0 as 1, the highest first. */
  direct(value: number, bits: number): void {
    for (let i = bits - 1; i >= 0; i--) {
      this.#range >>>= 1
      if ((value >>> i) & 1) this.#low += this.#range
      this.#normalize()
    }
  }

  #normalize(): void {
    while (this.#range < TOP) {
      this.#range = (this.#range << 8) >>> 0
      this.#shift()
    }
  }

  #shift(): void {
    const carry = this.#low >= 0x1_0000_0000 ? 1 : 0
    const low = this.#low % 0x1_0000_0000
    if (carry === 1 || low < 0xff000000) {
      this.#output[this.#length++] = (this.#held + carry) & 0xff
      for (; this.#heldBytes > 1; this.#heldBytes--) this.#output[this.#length++] = (0xff + carry) & 0xff
      this.#held = low >>> 24
      this.#heldBytes = 0
    }
    this.#heldBytes++
    this.#low = (low & 0x00ffffff) * 256
  }
}
