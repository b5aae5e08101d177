import { BORDER } from './gram-features.ts'
import type { RowSet, RowText } from './recorded-rows.ts'
import { spellingOf, visitTokens } from './tokens.ts'
import { markPlaces } from './trigger-places.ts'

/** A stretch of a field. */
export interface Stretch {
  readonly field: string
  readonly span: readonly [start: number, end: number]
  readonly text: string
}

/** Where features with these keys stand in the input texts of a row; neighbors are one stretch. */
export function triggerStretches(texts: readonly RowText[], keys: ReadonlySet<number>): Stretch[] {
  const found: Stretch[] = []
  for (const { name, text, isOutput } of texts) {
    if (!isOutput) found.push(...stretchesIn(name, text, keys, true))
  }
  return found
}

/** Where features with these keys stand in the output texts of a row. */
export function outputStretches(texts: readonly RowText[], keys: ReadonlySet<number>): Stretch[] {
  return texts.flatMap(({ name, text, isOutput }) => (isOutput ? stretchesIn(name, text, keys, false) : []))
}

function stretchesIn(
  field: string,
  text: string,
  keys: ReadonlySet<number>,
  withSpellings: boolean,
): Stretch[] {
  const hashes: number[] = []
  const spans: [number, number][] = []
  visitTokens(text, (hash, start, end) => {
    hashes.push(hash === BORDER ? 1 : hash)
    spans.push([start, end])
  })
  const marks = markPlaces(Uint32Array.from(hashes), keys)
  if (withSpellings && keys.size < 64) {
    for (const [i, [start, end]] of spans.entries()) if (keys.has(spellingOf(text, start, end))) marks[i] = 1
  }
  const found: Stretch[] = []
  for (let at = 0; at < marks.length; at++) {
    if (marks[at] !== 1) continue
    let last = at
    while (marks[last + 1] === 1) last++
    const span = [(spans[at] as [number, number])[0], (spans[last] as [number, number])[1]] as const
    found.push({ field, span, text: text.slice(span[0], span[1]) })
    at = last
  }
  return found
}

/** Rows that are asked how a trigger reads. */
const MOST_ROWS = 50
/** Longest text of a trigger that is told, in UTF-16 units. */
const LONGEST = 200

/** How a trigger reads in most of its rows; parts with other words between them are joined by ` * `. */
export function triggerText(
  set: RowSet,
  rows: readonly number[],
  parts: readonly (readonly number[])[],
): string {
  const keys = new Set(parts.flat())
  const votes = new Map<string, number>()
  const step = Math.max(1, Math.floor(rows.length / MOST_ROWS))
  for (let i = 0; i < rows.length; i += step) {
    const texts = triggerStretches(set.textsOf(rows[i] as number), keys).map(each => each.text)
    if (texts.length === 0) continue
    const name = [...new Set(texts)].join(' * ').replace(/\s+/gu, ' ').slice(0, LONGEST)
    votes.set(name, (votes.get(name) ?? 0) + 1)
  }
  let best = ''
  let most = 0
  for (const [name, count] of votes) {
    if (count > most || (count === most && name.length < best.length)) {
      best = name
      most = count
    }
  }
  return best
}
