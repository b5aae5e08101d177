import { popFrom, pushTo } from './_heap.ts'

/** The rank and result of each pair that merges. */
export interface MergeTable {
  /** The rank of the pair and the token that it becomes; undefined when it never merges. */
  readonly find: (left: number, right: number) => { readonly rank: number; readonly id: number } | undefined
}

/** Merges the pairs of a word, lowest rank first, leftmost among equals, in n log n. */
export function mergeWord(symbols: readonly number[], table: MergeTable): number[] {
  const count = symbols.length
  if (count < 2) return [...symbols]
  const ids = Int32Array.from(symbols)
  const next = Int32Array.from(ids, (_, i) => i + 1)
  const previous = Int32Array.from(ids, (_, i) => i - 1)
  const heap: Candidate[] = []
  const offer = (at: number) => {
    const right = next[at] as number
    if (at < 0 || right >= count) return
    const found = table.find(ids[at] as number, ids[right] as number)
    if (found !== undefined)
      pushTo(heap, before, {
        rank: found.rank,
        at,
        left: ids[at] as number,
        right: ids[right] as number,
        id: found.id,
      })
  }
  for (let i = 0; i + 1 < count; i++) offer(i)
  while (heap.length > 0) {
    const { at, left, right, id } = popFrom(heap, before) as Candidate
    const gone = next[at] as number
    // Stale when either side has merged since.
    if (ids[at] !== left || gone >= count || ids[gone] !== right) continue
    ids[at] = id
    ids[gone] = -1
    const after = next[gone] as number
    next[at] = after
    if (after < count) previous[after] = at
    if ((previous[at] as number) >= 0) offer(previous[at] as number)
    offer(at)
  }
  const merged: number[] = []
  for (let at = 0; at < count; at = next[at] as number) merged.push(ids[at] as number)
  return merged
}

interface Candidate {
  readonly rank: number
  readonly at: number
  readonly left: number
  readonly right: number
  readonly id: number
}

const before = (a: Candidate, b: Candidate): boolean => a.rank < b.rank || (a.rank === b.rank && a.at < b.at)
