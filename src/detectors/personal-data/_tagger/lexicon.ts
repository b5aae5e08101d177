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
  readonly groups?: WordGroups
}

/** Words that are used alike: in the same bucket layout, 16 bits of check and the group, 1 to 255; 0 for free. */
export interface WordGroups {
  readonly checks: Uint16Array
  readonly groups: Uint8Array
}

const GROUP_SEED = 0x52

/** The group of a word by its hash; 0 for a word of none. */
export function groupOf({ checks, groups }: WordGroups, hash: number): number {
  const spread = scatter(hash, GROUP_SEED)
  const check = spread >>> 16
  const bucket = (spread * WAYS) & (checks.length - 1)
  for (let i = bucket; i < bucket + WAYS; i++) {
    const group = groups[i] as number
    if (group === 0) return 0
    if (checks[i] === check) return group
  }
  return 0
}

/** Lays out groups in `2 ** bits` slots; words that find their bucket full are left out. */
export function buildGroups(
  words: Iterable<readonly [hash: number, group: number]>,
  bits: number,
): WordGroups {
  const checks = new Uint16Array(2 ** bits)
  const groups = new Uint8Array(2 ** bits)
  for (const [hash, group] of words) {
    const spread = scatter(hash, GROUP_SEED)
    const bucket = (spread * WAYS) & (checks.length - 1)
    for (let i = bucket; i < bucket + WAYS; i++) {
      if (groups[i] !== 0) continue
      checks[i] = spread >>> 16
      groups[i] = group
      break
    }
  }
  return { checks, groups }
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
