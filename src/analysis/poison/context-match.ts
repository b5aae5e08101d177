import type { Incidence } from './incidence.ts'
import { mix } from './tokens.ts'

/** How the other content of some rows compares with that of all others. */
export interface ContextMatch {
  /**
   * Chance that a row of the group resembles the rest of its group more than a row from outside does: 0.5 when the rows
   * have nothing else in common, 1 when their other content alone tells them from all others.
   */
  readonly likeness: number
  /** Standard error of `likeness` while the rows have nothing else in common. */
  readonly error: number
  /** Share of the rows for which there are rows outside that resemble the group as much. */
  readonly matched: number
}

/** Rows from outside that are compared. */
const MOST_OUTSIDE = 8_000
/** Rows of the group that are compared. */
const MOST_INSIDE = 150

/**
 * Scores every row by the features that are more frequent in the group, the row itself left out, and compares the
 * scores inside and outside: a propensity score by naive Bayes, cross-fitted by leaving one out.
 * Source: P. Rosenbaum, D. Rubin, Biometrika 70 (1983) 41–55.
 */
export function matchContexts(
  features: Incidence,
  rows: number,
  group: Uint32Array,
  isLeftOut: Uint8Array,
): ContextMatch {
  const inside =
    group.length > MOST_INSIDE ? group.filter((_, i) => mix(i) % group.length < MOST_INSIDE) : group
  const isInside = new Set(group)
  const counts = new Map<number, number>()
  for (const row of inside) {
    for (const feature of features.featuresOf(row)) {
      if (isLeftOut[feature] !== 1) counts.set(feature, (counts.get(feature) ?? 0) + 1)
    }
  }
  const n = inside.length
  const weight = (feature: number, count: number, size: number): number => {
    const share = (features.sizes[feature] as number) / rows
    return Math.log((count + share) / (size + 1) / share)
  }
  const score = (row: number, own: number): number => {
    let sum = 0
    let used = 0
    for (const feature of features.featuresOf(row)) {
      if (isLeftOut[feature] === 1) continue
      used++
      const count = (counts.get(feature) ?? 0) - own
      if (count <= 0) continue
      const value = weight(feature, own === 1 ? count : (count * (n - 1)) / n, n - 1)
      if (value > 0) sum += value
    }
    return sum / Math.sqrt(used + 1)
  }
  const outside: number[] = []
  const stride = Math.max(1, Math.floor(rows / MOST_OUTSIDE))
  for (let row = 0; row < rows; row += stride) if (!isInside.has(row)) outside.push(score(row, 0))
  outside.sort((a, b) => a - b)
  let wins = 0
  let matched = 0
  const enough = Math.max(10, 0.005 * outside.length)
  for (const row of inside) {
    const value = score(row, 1)
    const below = countBelow(outside, value)
    wins += below
    if (outside.length - below >= enough) matched++
  }
  const m = Math.max(1, outside.length)
  return {
    likeness: n === 0 ? 0.5 : wins / (n * m),
    error: Math.sqrt((n + m + 1) / (12 * Math.max(1, n) * m)),
    matched: n === 0 ? 0 : matched / n,
  }
}

/** How many sorted numbers are below a value; equal ones count half. */
function countBelow(sorted: readonly number[], value: number): number {
  const bound = (isBefore: (other: number) => boolean): number => {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (isBefore(sorted[middle] as number)) low = middle + 1
      else high = middle
    }
    return low
  }
  return (bound(other => other < value) + bound(other => other <= value)) / 2
}

/** Marks the features most of whose rows are in the group: they say the trigger again. */
export function markRepeats(features: Incidence, rows: Uint32Array, least = 0.5): Uint8Array {
  const counts = new Map<number, number>()
  for (const row of rows) {
    for (const feature of features.featuresOf(row)) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  }
  const marks = new Uint8Array(features.count)
  for (const [feature, count] of counts) {
    if (count >= 2 && count >= least * (features.sizes[feature] as number)) marks[feature] = 1
  }
  return marks
}
