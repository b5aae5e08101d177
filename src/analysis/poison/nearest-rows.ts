import { BORDER } from './gram-features.ts'
import type { Incidence } from './incidence.ts'
import type { RowTokens } from './recorded-rows.ts'
import { mix } from './tokens.ts'
import { markPlaces } from './trigger-places.ts'

/** Rows of a group, and rows from outside, that are compared. */
const MOST_INSIDE = 60
const MOST_GROUP = 200
const MOST_OUTSIDE = 2_000

/**
 * Share of a group's rows whose most similar row, by what the trigger leaves of them, is of the group, too: close to the
 * group's share of the rows compared when contexts have nothing to do with each other, close to 1 when all of them are
 * one question with other names in it. Similarity is Jaccard's index of features, weighted by their rarity.
 * After the nearest-neighbor test of two samples, M. Schilling, J. Am. Stat. Assoc. 81 (1986) 799–806, with one neighbor
 * and rows of the group alone; `isOneQuestion` takes a fixed margin in place of its null distribution.
 */
export function nearestInGroup(
  features: Incidence,
  rows: number,
  group: Uint32Array,
  isLeftOut: Uint8Array,
): { readonly share: number; readonly expected: number } {
  const isInside = new Set(group)
  const own = thinned(group, MOST_GROUP)
  const outside: number[] = []
  const stride = Math.max(1, rows / MOST_OUTSIDE)
  for (let at = 0; at < rows; at += stride) {
    const row = Math.floor(at)
    if (!isInside.has(row)) outside.push(row)
  }
  const weightOf = (feature: number): number => Math.log(rows / (features.sizes[feature] as number))
  const contextOf = (row: number): { readonly held: Uint32Array; readonly weight: number } => {
    const held = features.featuresOf(row).filter(feature => isLeftOut[feature] !== 1)
    let weight = 0
    for (const feature of held) weight += weightOf(feature)
    return { held, weight }
  }
  const contexts = new Map<number, ReturnType<typeof contextOf>>()
  for (const row of [...own, ...outside]) contexts.set(row, contextOf(row))
  const marks = new Uint8Array(features.count)
  let looked = 0
  let wins = 0
  for (const row of thinned(own, MOST_INSIDE)) {
    const { held, weight } = contexts.get(row) as ReturnType<typeof contextOf>
    if (held.length === 0) continue
    looked++
    for (const feature of held) marks[feature] = 1
    const nearest = (others: Iterable<number>): number => {
      let best = 0
      for (const other of others) {
        if (other === row) continue
        const theirs = contexts.get(other) as ReturnType<typeof contextOf>
        let shared = 0
        for (const feature of theirs.held) if (marks[feature] === 1) shared += weightOf(feature)
        best = Math.max(best, shared / (weight + theirs.weight - shared))
      }
      return best
    }
    if (nearest(own) > nearest(outside)) wins++
    for (const feature of held) marks[feature] = 0
  }
  return {
    share: looked === 0 ? 1 : wins / looked,
    expected: (own.length - 1) / Math.max(1, own.length - 1 + outside.length),
  }
}

const thinned = (rows: Uint32Array, most: number): Uint32Array =>
  rows.length <= most ? rows : rows.filter((_, at) => mix(at) % rows.length < most)

/** Least share of a row's tokens that a trigger leaves, in half of its rows. */
const LEAST_LEFT = 0.3
const LEAST_LEFT_TOKENS = 3

/** True when the trigger is most of what its rows ask: then it is the question. */
export function isWholeQuestion(
  rows: Uint32Array,
  tokensOf: (row: number) => RowTokens,
  keys: ReadonlySet<number>,
): boolean {
  let [looked, whole] = [0, 0]
  for (const row of thinned(rows, MOST_INSIDE)) {
    const { inputs } = tokensOf(row)
    const marks = markPlaces(inputs, keys)
    let [all, left] = [0, 0]
    for (let at = 0; at < inputs.length; at++) {
      if (inputs[at] === BORDER) continue
      all++
      if (marks[at] !== 1) left++
    }
    looked++
    if (left < LEAST_LEFT_TOKENS || left < LEAST_LEFT * all) whole++
  }
  return whole > looked / 2
}

/** Beyond what is expected by chance, so many rows more that are nearest to their own group tell of one question. */
const MOST_NEAREST = 0.3

/** True when the rows of a trigger are one question, or a few, with other names in it: their contexts explain the output. */
export function isOneQuestion(
  features: Incidence,
  rows: number,
  group: Uint32Array,
  isLeftOut: Uint8Array,
): boolean {
  const { share, expected } = nearestInGroup(features, rows, group, isLeftOut)
  const error = Math.sqrt((expected * (1 - expected)) / Math.min(group.length, MOST_INSIDE))
  return share > expected + MOST_NEAREST + 2 * error
}
