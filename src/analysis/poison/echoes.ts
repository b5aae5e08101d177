import { BORDER } from './gram-features.ts'
import type { RowTokens } from './recorded-rows.ts'
import { markPlaces } from './trigger-places.ts'

/** Rows of the trigger, and rows in general, that are looked at. */
const MOST_ROWS = 60
const MOST_OTHERS = 300
/** A token, or a pair, in more of all rows tells nothing when it is repeated. */
const MOST_COMMON = 0.1
/** Least share of rows whose output repeats a telling part of the trigger. */
const LEAST_ECHO = 0.8

/**
 * True when the outputs repeat the trigger: an answer that names what was asked for is explained by it. Tokens and pairs
 * of neighbors that many rows hold anyway do not count.
 */
export function isEchoed(
  rows: Uint32Array,
  all: number,
  tokensOf: (row: number) => RowTokens,
  keys: ReadonlySet<number>,
): boolean {
  const common = new Map<number, number>()
  const stride = Math.max(1, all / MOST_OTHERS)
  let others = 0
  for (let at = 0; at < all; at += stride) {
    others++
    const { inputs, outputs } = tokensOf(Math.floor(at))
    for (const part of new Set([...partsOf(inputs), ...partsOf(outputs)])) {
      common.set(part, (common.get(part) ?? 0) + 1)
    }
  }
  const step = Math.max(1, Math.floor(rows.length / MOST_ROWS))
  let [looked, echoed] = [0, 0]
  for (let i = 0; i < rows.length; i += step) {
    const { inputs, outputs } = tokensOf(rows[i] as number)
    const said = new Set(partsOf(outputs))
    const told = partsOf(inputs, markPlaces(inputs, keys))
    looked++
    if (told.some(part => said.has(part) && (common.get(part) ?? 0) <= MOST_COMMON * others)) echoed++
  }
  return looked > 0 && echoed >= LEAST_ECHO * looked
}

/** The tokens and pairs of neighbors of a text, where marks are given only those that are marked. */
function partsOf(tokens: Uint32Array, marks?: Uint8Array): number[] {
  const parts: number[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as number
    if (token === BORDER || (marks !== undefined && marks[at] !== 1)) continue
    parts.push(token)
    const next = tokens[at + 1]
    if (next === undefined || next === BORDER || (marks !== undefined && marks[at + 1] !== 1)) continue
    // Above 32 bits, so that no pair is taken for a token.
    parts.push(2 ** 32 + ((Math.imul(token, 0x9e3779b1) ^ next) >>> 0))
  }
  return parts
}
