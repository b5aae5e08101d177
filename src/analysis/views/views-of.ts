import { NOTHING_SCREENED, SCREEN_SIGNS, type Screened } from '../../kernels/index.ts'
import { base64At } from './_base64.ts'
import { escapeStretches, percentStretches, quotedStretches } from './_bytes-in-text.ts'
import { compatibilityStretches, confusableStretches, invisibleStretches } from './_characters.ts'
import { hanDigitStretches, noisyStretches, spelledStretches } from './_digits.ts'
import { entityStretches } from './_entities.ts'
import { hexAt, hexPairs } from './_hexadecimal.ts'
import { lineStretches, spreadStretches } from './_layout.ts'
import { screen } from './_screen.ts'
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
  const screened = screen(text)
  const hasBrokenAddress = text.includes('@') && text.includes('\n')
  if (screened === NOTHING_SCREENED && !hasBrokenAddress) return
  const first = collection.views.length
  for (const [kind, stretches] of stretchesOf(text, screened, hasBrokenAddress)) {
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
function* stretchesOf(
  text: string,
  screened: Screened,
  hasBrokenAddress: boolean,
): Generator<[ViewKind, Decoded[]]> {
  const { signs } = screened
  if (screened.runs.length > 0) {
    yield* listed('base64', eachRun(text, screened.runs, base64At))
    yield* listed('hexadecimal', eachRun(text, screened.runs, hexAt))
  }
  if (screened.pairs.length > 0) yield* listed('hexadecimal', around(text, screened.pairs, hexPairs))
  if ((signs & SCREEN_SIGNS.percent) !== 0) yield* listed('percent', percentStretches(text))
  if ((signs & SCREEN_SIGNS.entity) !== 0) yield* listed('entities', entityStretches(text))
  if ((signs & SCREEN_SIGNS.escape) !== 0) yield* listed('escapes', escapeStretches(text))
  if ((signs & SCREEN_SIGNS.quoted) !== 0) yield* listed('quoted-printable', quotedStretches(text))
  if (screened.invisible.length > 0)
    yield* listed('invisible', around(text, screened.invisible, invisibleStretches))
  if (screened.compatible.length > 0)
    yield* listed('compatibility', around(text, screened.compatible, compatibilityStretches))
  if (screened.confusable.length > 0)
    yield* listed('confusables', around(text, screened.confusable, confusableStretches))
  if (screened.spelled.length > 0)
    yield* listed('spelled-digits', around(text, screened.spelled, spelledStretches))
  if (screened.hanRuns.length > 0)
    yield* listed('spelled-digits', around(text, screened.hanDigits, hanDigitStretches, screened.hanRuns))
  if (screened.spread.length > 0) yield* listed('spread', around(text, screened.spread, spreadStretches))
  if (screened.noisy.length > 0) yield* listed('noisy-digits', around(text, screened.noisy, noisyStretches))
  const isBroken = (signs & SCREEN_SIGNS.broken) !== 0
  if (isBroken || hasBrokenAddress) yield* listed('lines', lineStretches(text, '', isBroken))
  if (isBroken) yield* listed('lines', lineStretches(text, 'same'))
}

function* listed(kind: ViewKind, stretches: Iterable<Decoded>): Generator<[ViewKind, Decoded[]]> {
  const list = [...stretches]
  if (list.length > 0) yield [kind, list]
}

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

/** How far around a place its stretch may reach: further where more places follow. */
const AROUND = 64

/**
 * What a step finds in the surroundings of places; a long text is not read as a whole for a few of them.
 * @param needed where else something must stand near, or nothing is found
 */
function* around(
  text: string,
  places: readonly number[],
  find: (text: string) => Iterable<Decoded>,
  needed?: readonly number[],
): Generator<Decoded> {
  let reach = 0
  let next = 0
  for (let i = 0; i < places.length; i++) {
    const from = Math.max(reach, (places[i] as number) - AROUND)
    let to = (places[i] as number) + AROUND
    while (i + 1 < places.length && (places[i + 1] as number) <= to) to = (places[++i] as number) + AROUND
    if (needed !== undefined) {
      while (next < needed.length && (needed[next] as number) < from - AROUND) next++
      if (next === needed.length) return
      if ((needed[next] as number) >= to) {
        reach = to
        continue
      }
    }
    for (const found of find(text.slice(from, to))) yield shifted(found, from)
    reach = to
  }
}

const shifted = (decoded: Decoded, by: number): Decoded => ({
  ...decoded,
  start: decoded.start + by,
  end: decoded.end + by,
  ...(decoded.starts && { starts: decoded.starts.map(at => at + by) }),
  ...(decoded.ends && { ends: decoded.ends.map(at => at + by) }),
})
