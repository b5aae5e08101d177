import { base64At } from './_base64.ts'
import { escapeStretches, percentStretches, quotedStretches } from './_bytes-in-text.ts'
import {
  compatibilityStretches,
  confusableStretches,
  hasDisguise,
  invisibleStretches,
} from './_characters.ts'
import { hanDigitStretches, noisyStretches, spelledStretches } from './_digits.ts'
import { entityStretches } from './_entities.ts'
import { hexAt, hexPairs } from './_hexadecimal.ts'
import { lineStretches, spreadStretches } from './_layout.ts'
import { type Screened, screen } from './_screen.ts'
import { windowsOf } from './_window.ts'
import type { Decoded, View, ViewKind } from './view.ts'

/** Steps of decoding that may follow one another. */
export const MAX_DEPTH = 3
/** Decoded text of all views together, as a multiple of the text, and at least so much. */
const MAX_GROWTH = 6
const MIN_BUDGET = 4096
/** How close to what one step decoded the next one must find something. */
const NEAR = 24
/** Steps that may undo what they did before. */
const REPEATABLE: ReadonlySet<ViewKind> = new Set(['base64', 'hexadecimal', 'percent', 'entities', 'escapes'])
/** Steps after which no other one makes sense: what they give is a bare value. */
const LAST: ReadonlySet<ViewKind> = new Set(['noisy-digits'])

export interface ViewOptions {
  /** Steps that may follow one another, from 0 to `MAX_DEPTH`. */
  readonly depth?: number
}

/**
 * The ways of reading a text that differ from the text itself: decoded, unescaped, joined; one view for each window
 * around what was decoded. Linear in the text, and bounded in what it gives. Ordinary prose gives none.
 */
export function viewsOf(text: string, { depth = MAX_DEPTH }: ViewOptions = {}): View[] {
  const views: View[] = []
  if (depth > 0 && text.length >= 6) {
    collect({ views, left: Math.max(MIN_BUDGET, MAX_GROWTH * text.length), depth }, text, undefined)
  }
  return views
}

interface Collection {
  readonly views: View[]
  /** Characters that may still be given. */
  left: number
  readonly depth: number
}

function collect(collection: Collection, text: string, parent: View | undefined): void {
  const first = collection.views.length
  for (const [kind, stretches] of stretchesOf(text)) {
    if (parent?.chain.at(-1) === kind && !REPEATABLE.has(kind)) continue
    const near = parent === undefined ? stretches : stretches.filter(each => isNear(parent, each))
    for (const view of windowsOf(text, near, kind, parent)) {
      if (collection.left < view.text.length) return
      collection.left -= view.text.length
      collection.views.push(view)
    }
  }
  if ((parent?.chain.length ?? 0) + 1 >= collection.depth) return
  for (const view of collection.views.slice(first)) {
    if (!LAST.has(view.chain.at(-1) as ViewKind)) collect(collection, view.text, view)
  }
}

const isNear = (parent: View, { start, end }: Decoded) =>
  parent.touches(Math.max(0, start - NEAR), end + NEAR)

/** What each step finds in a text: ordered, without overlap; steps that find nothing are left out. */
function* stretchesOf(text: string): Generator<[ViewKind, Decoded[]]> {
  const screened = screen(text)
  const found = (kind: ViewKind, stretches: Iterable<Decoded>): [ViewKind, Decoded[]][] => {
    const list = [...stretches]
    return list.length === 0 ? [] : [[kind, list]]
  }
  if (screened.runs.length > 0) {
    yield* found('base64', eachRun(text, screened.runs, base64At))
    yield* found('hexadecimal', eachRun(text, screened.runs, hexAt))
  }
  if (screened.pairs) yield* found('hexadecimal', hexPairs(text))
  if (text.includes('%')) yield* found('percent', percentStretches(text))
  if (text.includes('&')) yield* found('entities', entityStretches(text))
  if (text.includes('\\')) yield* found('escapes', escapeStretches(text))
  if (text.includes('=')) yield* found('quoted-printable', quotedStretches(text))
  if (hasDisguise(text)) {
    yield* found('invisible', invisibleStretches(text))
    yield* found('compatibility', ordered(compatibilityStretches(text)))
    yield* found('confusables', confusableStretches(text))
  }
  if (screened.spelled) yield* found('spelled-digits', spelledStretches(text))
  yield* found('spelled-digits', hanDigitStretches(text))
  if (screened.spread) yield* found('spread', spreadStretches(text))
  if (screened.noisy.length > 0) yield* found('noisy-digits', aroundEach(text, screened.noisy))
  if (text.includes('\n')) {
    yield* found('lines', lineStretches(text, ''))
    yield* found('lines', lineStretches(text, 'same'))
  }
}

const ordered = (stretches: Iterable<Decoded>) => [...stretches].sort((a, b) => a.start - b.start)

/** Decodes at the beginning of each run, and passes over the runs inside what was decoded. */
function* eachRun(
  text: string,
  runs: Screened['runs'],
  decode: (text: string, start: number) => Decoded | undefined,
): Generator<Decoded> {
  let reach = 0
  for (const start of runs) {
    if (start < reach) continue
    const decoded = decode(text, start)
    if (decoded === undefined || decoded.start < reach) continue
    yield decoded
    reach = decoded.end
  }
}

/** How far around a noisy word its number reaches. */
const AROUND = 48

/** Noisy numbers in the surroundings of noisy words. */
function* aroundEach(text: string, starts: readonly number[]): Generator<Decoded> {
  let reach = 0
  for (let i = 0; i < starts.length; i++) {
    const from = Math.max(reach, (starts[i] as number) - AROUND)
    let to = (starts[i] as number) + AROUND
    while (i + 1 < starts.length && (starts[i + 1] as number) <= to) to = (starts[++i] as number) + AROUND
    for (const found of noisyStretches(text.slice(from, to))) {
      yield {
        ...found,
        start: found.start + from,
        end: found.end + from,
        starts: (found.starts as Int32Array).map(at => at + from),
        ends: (found.ends as Int32Array).map(at => at + from),
      }
    }
    reach = to
  }
}
