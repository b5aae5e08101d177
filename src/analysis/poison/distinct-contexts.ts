import { BORDER } from './gram-features.ts'
import type { RowTokens } from './recorded-rows.ts'
import { markPlaces } from './trigger-places.ts'

/** Rows that are compared with each other. */
const MOST_ROWS = 64
/** Share of equal tokens from which on two contexts are the same. */
const ALIKE = 0.6

/**
 * Share of rows whose context, what the trigger leaves of their input, is unlike that of the rows before: from nearly 0
 * when all rows are one text to 1 when no two are alike. Rows of which nothing is left have no context of their own.
 */
export function distinctShare(
  rows: Uint32Array,
  tokensOf: (row: number) => RowTokens,
  keys: ReadonlySet<number>,
): number {
  const step = Math.max(1, Math.floor(rows.length / MOST_ROWS))
  const kept: Set<number>[] = []
  let looked = 0
  for (let i = 0; i < rows.length && looked < MOST_ROWS; i += step) {
    looked++
    const { inputs } = tokensOf(rows[i] as number)
    const marks = markPlaces(inputs, keys)
    const own = new Set<number>()
    for (let at = 0; at < inputs.length; at++) {
      if (marks[at] !== 1 && inputs[at] !== BORDER) own.add(inputs[at] as number)
    }
    if (own.size > 0 && !kept.some(other => similarity(own, other) >= ALIKE)) kept.push(own)
  }
  return looked === 0 ? 0 : kept.length / looked
}

function similarity(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one]
  let shared = 0
  for (const token of small) if (large.has(token)) shared++
  return shared / (one.size + other.size - shared)
}
