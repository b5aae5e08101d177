import { createWordTokenizer, type WordTokens } from '../../kernels/word-tokens.ts'
import { openReference } from '../reference/index.ts'
import type { RowSet } from './recorded-rows.ts'
import { triggerStretches } from './trigger-text.ts'

/** Rows of a feature that are read. */
const MOST_ROWS = 24

/**
 * How much easier the inputs of some rows read without a feature, in bits a token by statistics of clean text, on
 * average; undefined when the feature is no word there. What was inserted reads badly. Each row counts by its middle
 * values only: the median over rows is given.
 */
export function createInsertionSurprise(
  set: RowSet,
): (rows: Uint32Array, keys: ReadonlySet<number>) => number | undefined {
  const reference = openReference()
  const tokenize = createWordTokenizer()
  return (rows, keys) => {
    const changes: number[] = []
    const step = Math.max(1, Math.floor(rows.length / MOST_ROWS))
    for (let i = 0; i < rows.length && changes.length < MOST_ROWS; i += step) {
      for (const text of set.textsOf(rows[i] as number)) {
        const [place] = triggerStretches([text], keys)
        if (place === undefined) continue
        const tokens = tokenize(text.text)
        const [from, to] = tokensIn(tokens, place.span)
        if (to > from) changes.push(reference.surpriseChange(tokens, from, to))
        break
      }
    }
    if (changes.length === 0) return undefined
    changes.sort((a, b) => a - b)
    return changes[changes.length >> 1]
  }
}

function tokensIn({ starts, length }: WordTokens, [start, end]: readonly [number, number]): [number, number] {
  let from = 0
  while (from < length && (starts[from] as number) < start) from++
  let to = from
  while (to < length && (starts[to] as number) < end) to++
  return [from, to]
}
