import { mixBits } from '../../kernels/word-tokens.ts'

/**
 * Small numbers by hash, 16 bits an entry: a fingerprint with the number in its low bits, open addressing. A hash that is
 * not in the table is taken for one that is with a probability of about probes × 2^-(16 - valueBits).
 */
export interface SlotTable {
  /** A power of two of them; 0 is free. */
  readonly slots: Uint16Array
  readonly valueBits: number
}

const FINGERPRINT_SEED = 0x2545f491

/** The fingerprint of a hash, never 0. */
const fingerprintOf = (hash: number, valueBits: number): number =>
  mixBits(hash ^ FINGERPRINT_SEED) >>> (16 + valueBits) || 1

/** The number of a hash, or -1. */
export function lookUp({ slots, valueBits }: SlotTable, hash: number): number {
  const mask = slots.length - 1
  const wanted = fingerprintOf(hash, valueBits)
  for (let at = hash & mask; ; at = (at + 1) & mask) {
    const slot = slots[at] as number
    if (slot === 0) return -1
    if (slot >>> valueBits === wanted) return slot & ((1 << valueBits) - 1)
  }
}

/** Lays out a table; the first of several hashes with one fingerprint in one run wins. At most 7 of 10 slots are taken. */
export function buildSlotTable(
  entries: Iterable<readonly [hash: number, value: number]>,
  valueBits: number,
): SlotTable {
  const list = [...entries]
  let size = 1024
  while (size * 0.7 < list.length) size *= 2
  const slots = new Uint16Array(size)
  const mask = size - 1
  for (const [hash, value] of list) {
    const wanted = fingerprintOf(hash, valueBits)
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const slot = slots[at] as number
      if (slot !== 0 && slot >>> valueBits !== wanted) continue
      if (slot === 0) slots[at] = (wanted << valueBits) | Math.min(value, (1 << valueBits) - 1)
      break
    }
  }
  return { slots, valueBits }
}
