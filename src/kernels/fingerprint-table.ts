import { FINGERPRINT_WORDS } from './fingerprint.ts'

/** Slots of a new table; a power of two. */
const INITIAL_SLOTS = 1 << 10
/** Part of the slots that may be taken before the table doubles. */
const MAX_LOAD = 0.7

/**
 * A map from 128-bit fingerprints to 32-bit ordinals over typed arrays: open addressing with linear probing, doubling
 * at 70 % load. A slot takes 20 bytes, an entry therefore 29 to 57 bytes; while it doubles, half as much again.
 */
export class FingerprintTable {
  #keys: Uint32Array
  /** Ordinal + 1; 0 marks a free slot. */
  #ordinals: Uint32Array
  #size = 0

  constructor(expected = 0) {
    let slots = INITIAL_SLOTS
    while (expected > slots * MAX_LOAD) slots *= 2
    this.#keys = new Uint32Array(slots * FINGERPRINT_WORDS)
    this.#ordinals = new Uint32Array(slots)
  }

  /** Number of fingerprints in the table. */
  get size(): number {
    return this.#size
  }

  /** Bytes of the table's arrays. */
  get bytes(): number {
    return this.#keys.byteLength + this.#ordinals.byteLength
  }

  /**
   * Looks up the fingerprint at `words[at]` to `words[at + 3]`, and puts it in when it is new.
   * @param ordinal from 0 to 2^32 - 2
   * @returns the ordinal that the fingerprint was first put in with: `ordinal` itself when it is new
   */
  firstOrdinal(words: Uint32Array, at: number, ordinal: number): number {
    const slot = this.#slotOf(words, at)
    const held = this.#ordinals[slot] as number
    if (held !== 0) return held - 1
    const place = this.#size + 1 > this.#ordinals.length * MAX_LOAD ? this.#grow(words, at) : slot
    this.#put(place, words, at, ordinal)
    this.#size++
    return ordinal
  }

  /** The ordinal that the fingerprint was first put in with, or undefined. */
  get(words: Uint32Array, at: number): number | undefined {
    const held = this.#ordinals[this.#slotOf(words, at)] as number
    return held === 0 ? undefined : held - 1
  }

  #slotOf(words: Uint32Array, at: number): number {
    const keys = this.#keys
    const ordinals = this.#ordinals
    const mask = ordinals.length - 1
    const a = words[at]
    const b = words[at + 1]
    const c = words[at + 2]
    const d = words[at + 3]
    let slot = ((a as number) ^ (c as number)) & mask
    while (ordinals[slot] !== 0) {
      const key = slot * FINGERPRINT_WORDS
      if (keys[key] === a && keys[key + 1] === b && keys[key + 2] === c && keys[key + 3] === d) return slot
      slot = (slot + 1) & mask
    }
    return slot
  }

  #put(slot: number, words: Uint32Array, at: number, ordinal: number): void {
    this.#ordinals[slot] = ordinal + 1
    for (let i = 0; i < FINGERPRINT_WORDS; i++)
      this.#keys[slot * FINGERPRINT_WORDS + i] = words[at + i] as number
  }

  /** Doubles the table and finds the free slot for a new fingerprint. */
  #grow(words: Uint32Array, at: number): number {
    const keys = this.#keys
    const ordinals = this.#ordinals
    this.#keys = new Uint32Array(keys.length * 2)
    this.#ordinals = new Uint32Array(ordinals.length * 2)
    for (let slot = 0; slot < ordinals.length; slot++) {
      const held = ordinals[slot] as number
      if (held === 0) continue
      const key = slot * FINGERPRINT_WORDS
      this.#put(this.#slotOf(keys, key), keys, key, held - 1)
    }
    return this.#slotOf(words, at)
  }
}
