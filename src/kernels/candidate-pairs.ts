/** Earlier members of a bucket that one member is compared with, at most: the latest ones. */
const MAX_LOOKS = 256
/** Members of other buckets in the same slot of the table that are passed over, at most (CWE-407). */
const MAX_STEPS = 1 << 16
const NONE = 0xffffffff

/** What a search for candidates needs. */
export interface CandidateSearch {
  readonly count: number
  readonly bands: number
  /** `bands` keys for each item, one item after another. */
  readonly keys: Uint32Array
  /** The first item that is asked about: earlier ones are only met. */
  readonly firstAsked: number
  /** Called once for every pair that agrees in a band. */
  readonly visit: (later: number, earlier: number) => void
}

/**
 * Visits all pairs of items that have the key of some band in common (P. Indyk, R. Motwani, STOC 1998). One band at a
 * time goes through one hash table of 8 to 12 bytes an item; a pair that an earlier band showed is told by its keys, so
 * that pairs are not kept. In a bucket each item meets the 256 before it.
 */
export function visitCandidates({ count, bands, keys, firstAsked, visit }: CandidateSearch): void {
  let slots = 1024
  while (slots < count) slots *= 2
  const heads = new Uint32Array(slots)
  const next = new Uint32Array(count)
  for (let band = 0; band < bands; band++) {
    heads.fill(NONE)
    for (let later = 0, at = band; later < count; later++, at += bands) {
      const key = keys[at] as number
      const slot = key & (slots - 1)
      let earlier = heads[slot] as number
      next[later] = earlier
      heads[slot] = later
      if (later < firstAsked) continue
      for (let looks = 0, steps = 0; earlier !== NONE && looks < MAX_LOOKS && steps < MAX_STEPS; steps++) {
        const other = earlier * bands
        if (keys[other + band] === key) {
          looks++
          if (!agreeBefore(keys, at - band, other, band)) visit(later, earlier)
        }
        earlier = next[earlier] as number
      }
    }
  }
}

function agreeBefore(keys: Uint32Array, one: number, other: number, band: number): boolean {
  for (let i = 0; i < band; i++) if (keys[one + i] === keys[other + i]) return true
  return false
}
