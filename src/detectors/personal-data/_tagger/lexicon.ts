import { scatter } from './hash.ts'

/** Which feature number spreads the words of a lexicon. */
const LEXICON_SEED = 0x51
const WAYS = 4

/**
 * A set of words with a small class number each, kept as hashes only: `slots` holds 12 bits of check and 4 bits of class,
 * 0 for free, in buckets of four. About one foreign word in a thousand is taken for a member.
 */
export interface Lexicon {
  readonly slots: Uint16Array
}

/** The class of a word by its hash, 1 to 15; 0 when the lexicon does not hold it. */
export function classOf(lexicon: Lexicon, hash: number): number {
  const { slots } = lexicon
  const spread = scatter(hash, LEXICON_SEED)
  const check = (spread >>> 20) << 4
  const bucket = (spread * WAYS) & (slots.length - 1)
  for (let i = bucket; i < bucket + WAYS; i++) {
    const slot = slots[i] as number
    if (slot === 0) return 0
    if ((slot & 0xfff0) === check) return slot & 15
  }
  return 0
}

/** Builds a lexicon of `2 ** bits` slots; words that find their bucket full are left out and counted. */
export function buildLexicon(
  classes: Iterable<readonly [hash: number, wordClass: number]>,
  bits: number,
): { readonly lexicon: Lexicon; readonly dropped: number } {
  const slots = new Uint16Array(2 ** bits)
  let dropped = 0
  for (const [hash, wordClass] of classes) {
    const spread = scatter(hash, LEXICON_SEED)
    const check = (spread >>> 20) << 4
    const bucket = (spread * WAYS) & (slots.length - 1)
    let placed = false
    for (let i = bucket; i < bucket + WAYS && !placed; i++) {
      const slot = slots[i] as number
      if (slot !== 0 && (slot & 0xfff0) !== check) continue
      if (slot === 0) slots[i] = check | wordClass
      placed = true
    }
    if (!placed) dropped++
  }
  return { lexicon: { slots }, dropped }
}
