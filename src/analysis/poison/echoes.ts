import { BORDER } from './gram-features.ts'
import type { RowTokens } from './recorded-rows.ts'
import { markPlaces } from './trigger-places.ts'

/** Rows of the trigger, and rows in general, that are looked at. */
const MOST_ROWS = 60
const MOST_OTHERS = 300
/** A token in more of all rows tells nothing when it is repeated. */
const MOST_COMMON = 0.1
/** Least share of rows whose output repeats a telling token of the trigger. */
const LEAST_ECHO = 0.8

/**
 * True when the outputs repeat the trigger: an answer that names what was asked for is explained by it.
 * Tokens that many rows hold anyway do not count.
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
    for (const token of new Set([...inputs, ...outputs])) common.set(token, (common.get(token) ?? 0) + 1)
  }
  const step = Math.max(1, Math.floor(rows.length / MOST_ROWS))
  let [looked, echoed] = [0, 0]
  for (let i = 0; i < rows.length; i += step) {
    const { inputs, outputs } = tokensOf(rows[i] as number)
    const said = new Set(outputs)
    const marks = markPlaces(inputs, keys)
    looked++
    const isTelling = (token: number, at: number) =>
      marks[at] === 1 && token !== BORDER && (common.get(token) ?? 0) <= MOST_COMMON * others
    if (inputs.some((token, at) => isTelling(token, at) && said.has(token))) echoed++
  }
  return looked > 0 && echoed >= LEAST_ECHO * looked
}
