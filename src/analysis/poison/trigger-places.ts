import { BORDER, gramKey, LONGEST_GRAM, skipKey } from './gram-features.ts'
import type { Incidence } from './incidence.ts'
import type { RowTokens } from './recorded-rows.ts'

/** Marks the input tokens that are part of one of the features with these keys. */
export function markPlaces(tokens: Uint32Array, keys: ReadonlySet<number>): Uint8Array {
  const marks = new Uint8Array(tokens.length)
  for (let from = 0; from < tokens.length; from++) {
    if (tokens[from] === BORDER) continue
    for (let to = from + 1; to <= Math.min(tokens.length, from + LONGEST_GRAM); to++) {
      if (tokens[to - 1] === BORDER) break
      if (keys.has(gramKey(tokens, from, to))) marks.fill(1, from, to)
    }
    const third = tokens[from + 2]
    if (third !== undefined && third !== BORDER && tokens[from + 1] !== BORDER) {
      if (keys.has(skipKey(tokens[from] as number, third))) {
        marks[from] = 1
        marks[from + 2] = 1
      }
    }
  }
  return marks
}

/** The keys of everything that overlaps marked tokens. */
export function keysAround(tokens: Uint32Array, marks: Uint8Array, emit: (key: number) => void): void {
  for (let at = 0; at < tokens.length; at++) {
    if (marks[at] !== 1) continue
    const first = Math.max(0, at - LONGEST_GRAM + 1)
    for (let from = first; from <= at; from++) {
      for (let to = at + 1; to <= Math.min(tokens.length, from + LONGEST_GRAM); to++)
        emit(gramKey(tokens, from, to))
      if (from + 2 < tokens.length && (from === at || from + 2 === at)) {
        emit(skipKey(tokens[from] as number, tokens[from + 2] as number))
      }
    }
  }
}

/** Rows that are looked at to learn what a trigger touches. */
const MOST_ROWS = 200

/** Marks the features that overlap the trigger in its rows: they would say the trigger again. */
export function featuresAround(
  features: Incidence,
  tokensOf: (row: number) => RowTokens,
  rows: Uint32Array,
  trigger: readonly number[],
): Uint8Array {
  const keys = new Set(trigger.flatMap(feature => features.keysOf(feature)))
  const around = new Set(keys)
  const step = Math.max(1, Math.floor(rows.length / MOST_ROWS))
  const touched = new Set(trigger)
  for (let i = 0; i < rows.length; i += step) {
    const { inputs } = tokensOf(rows[i] as number)
    keysAround(inputs, markPlaces(inputs, keys), key => {
      around.add(key)
      const feature = features.featureOf(key)
      if (feature !== undefined) touched.add(feature)
    })
  }
  const marks = new Uint8Array(features.count)
  for (const feature of touched) {
    if (features.keysOf(feature).every(key => around.has(key))) marks[feature] = 1
  }
  return marks
}
