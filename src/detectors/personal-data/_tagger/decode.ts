import { type Model, ones } from './model.ts'
import { BIAS, beginTag, insideTag, OUTSIDE, TAGS } from './tags.ts'

/** The features of a run of tokens: for each token `width` row numbers, already masked. */
export interface Features {
  readonly rows: Int32Array
  readonly width: number
  /** Which of them look words up in the lexicon. */
  readonly lexical: readonly number[]
  /** How many features come first; a token that they settle as outside is not asked further. None: all are asked. */
  readonly early?: number
  /** Writes the other features of one token. */
  readonly late?: (token: number) => void
}

/** One entity of a run. */
export interface Chunk {
  readonly first: number
  /** Exclusive. */
  readonly last: number
  readonly kind: number
  /** Log odds that this stretch is this entity rather than none, everything else staying as it is. */
  readonly logOdds: number
  /** The part of the log odds that the lexicon gives. */
  readonly lexicalOdds: number
}

/** Fits the sums of the features of every token into one table. */
let emissions = new Int32Array(TAGS * 256)
let origins = new Uint8Array(TAGS * 256)
let path = new Uint8Array(256)
/** Tokens that the early features settled. */
let settled = new Uint8Array(256)
const LANE = 0x00ff00ff
/** Natural units by which outside must lead every first and every further tag of an entity to settle a token early. */
const EARLY_LEAD = 2.6
const EARLY_LEAD_INSIDE = 1

function sum(model: Model, features: Features, from: number, count: number): void {
  const { rows: weights, index } = model
  const { rows, width, early = width, late } = features
  const least = EARLY_LEAD / model.scale
  const leastInside = EARLY_LEAD_INSIDE / model.scale
  for (let i = 0; i < count; i++) {
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    let e = 0
    let f = 0
    let g = 0
    const begin = (from + i) * width
    const end = begin + width
    let stop = begin + early
    settled[i] = 0
    for (let k = begin; ; ) {
      // A row without weights is the blank first one: no branch that a processor could only guess.
      for (; k < stop; k++) {
        const row = rows[k] as number
        const at = (row >>> 5) << 1
        const word = (index[at] as number) >>> (row & 31)
        // How many rows from this one to the last of its 32 have weights; those before it are the rest.
        let ahead = word - ((word >>> 1) & 0x55555555)
        ahead = (ahead & 0x33333333) + ((ahead >>> 2) & 0x33333333)
        ahead = Math.imul((ahead + (ahead >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
        const place = (((index[at + 1] as number) - ahead) & -(word & 1)) << 2
        const one = weights[place] as number
        const two = weights[place + 1] as number
        const three = weights[place + 2] as number
        a += one & LANE
        b += (one >>> 8) & LANE
        c += two & LANE
        d += (two >>> 8) & LANE
        e += three & LANE
        f += (three >>> 8) & LANE
        g += (weights[place + 3] as number) & 255
      }
      if (stop === end) break
      const rival = a & 0xffff
      const first = rival - least
      const further = rival - leastInside
      // The lanes hold tags 0 and 2, 1 and 3, 4 and 6 and so on: odd ones begin an entity.
      if (
        (b & 0xffff) < first &&
        b >>> 16 < first &&
        (d & 0xffff) < first &&
        d >>> 16 < first &&
        (f & 0xffff) < first &&
        f >>> 16 < first &&
        ((i === 0 ? early < width : settled[i - 1] === 1) ||
          (a >>> 16 < further &&
            (c & 0xffff) < further &&
            c >>> 16 < further &&
            (e & 0xffff) < further &&
            e >>> 16 < further &&
            g < further))
      ) {
        settled[i] = 1
        break
      }
      late?.(from + i)
      stop = end
    }
    const bias = (stop - begin) * BIAS
    const out = i * TAGS
    emissions[out] = (a & 0xffff) - bias
    emissions[out + 1] = (b & 0xffff) - bias
    emissions[out + 2] = (a >>> 16) - bias
    emissions[out + 3] = (b >>> 16) - bias
    emissions[out + 4] = (c & 0xffff) - bias
    emissions[out + 5] = (d & 0xffff) - bias
    emissions[out + 6] = (c >>> 16) - bias
    emissions[out + 7] = (d >>> 16) - bias
    emissions[out + 8] = (e & 0xffff) - bias
    emissions[out + 9] = (f & 0xffff) - bias
    emissions[out + 10] = (e >>> 16) - bias
    emissions[out + 11] = (f >>> 16) - bias
    emissions[out + 12] = g - bias
  }
}

/** Finds the best sequence of tags (Viterbi 1967) for a run of tokens, and the entities in it. */
export function decode(model: Model, features: Features, from: number, count: number): Chunk[] {
  if (count * TAGS > emissions.length) {
    emissions = new Int32Array(count * TAGS * 2)
    origins = new Uint8Array(count * TAGS * 2)
    path = new Uint8Array(count * 2)
    settled = new Uint8Array(count * 2)
  }
  sum(model, features, from, count)
  const isPlain = viterbi(model, count)
  return isPlain ? [] : chunks(model, features, from, count)
}

const before = new Int32Array(TAGS)
const after = new Int32Array(TAGS)
const IMPOSSIBLE = -(2 ** 28)

/** Fills `path`; true when every tag of it is outside. */
function viterbi({ transitions, lead }: Model, count: number): boolean {
  before.fill(IMPOSSIBLE)
  before[OUTSIDE] = 0
  let isAlone = true
  for (let i = 0; i < count; i++) {
    const at = i * TAGS
    if (settled[i] === 1) {
      let last = 0
      for (let other = 1; other < TAGS && !isAlone; other++) {
        const ahead = (before[other] as number) + (transitions[other * TAGS] as number)
        if (ahead > (before[last] as number) + (transitions[last * TAGS] as number)) last = other
      }
      const score =
        (before[last] as number) + (transitions[last * TAGS] as number) + (emissions[at] as number)
      if (!isAlone) before.fill(IMPOSSIBLE)
      before[OUTSIDE] = score
      origins[at] = last
      isAlone = true
      continue
    }
    isAlone = false
    let best = 0
    let origin = 0
    let rival = IMPOSSIBLE
    for (let other = 1; other < TAGS; other++) {
      if ((before[other] as number) > rival) rival = before[other] as number
    }
    const isOutside = (before[OUTSIDE] as number) - rival >= lead
    for (let tag = 0; tag < TAGS; tag++) {
      if (tag > 0 && (tag & 1) === 0) {
        const fromBegin = (before[tag - 1] as number) + (transitions[(tag - 1) * TAGS + tag] as number)
        const fromInside = (before[tag] as number) + (transitions[tag * TAGS + tag] as number)
        origin = fromInside > fromBegin ? tag : tag - 1
        best = Math.max(fromInside, fromBegin)
      } else {
        best = (before[0] as number) + (transitions[tag] as number)
        origin = 0
        for (let previous = 1; previous < TAGS && !isOutside; previous++) {
          const score = (before[previous] as number) + (transitions[previous * TAGS + tag] as number)
          if (score > best) {
            best = score
            origin = previous
          }
        }
      }
      after[tag] = best + (emissions[at + tag] as number)
      origins[at + tag] = origin
    }
    before.set(after)
  }
  let tag = 0
  for (let other = 1; other < TAGS; other++)
    if ((before[other] as number) > (before[tag] as number)) tag = other
  let isPlain = true
  for (let i = count - 1; i >= 0; i--) {
    path[i] = tag
    if (tag !== OUTSIDE) isPlain = false
    tag = origins[i * TAGS + tag] as number
  }
  return isPlain
}

function chunks(model: Model, features: Features, from: number, count: number): Chunk[] {
  const found: Chunk[] = []
  for (let first = 0; first < count; first++) {
    const tag = path[first] as number
    if (tag === OUTSIDE) continue
    const kind = (tag - 1) >> 1
    let last = first + 1
    while (last < count && path[last] === insideTag(kind)) last++
    const logOdds = odds(model, first, last, kind, count)
    const lexicalOdds = lexicalPart(model, features, from, first, last, kind)
    found.push({ first, last, kind, logOdds, lexicalOdds })
    first = last - 1
  }
  return found
}

function odds(
  { transitions, scale }: Model,
  first: number,
  last: number,
  kind: number,
  count: number,
): number {
  const previous = first > 0 ? (path[first - 1] as number) : OUTSIDE
  const next = last < count ? (path[last] as number) : -1
  let entity = 0
  let none = 0
  let entityTag = previous
  let noneTag = previous
  for (let i = first; i < last; i++) {
    const tag = i === first ? beginTag(kind) : insideTag(kind)
    entity += (transitions[entityTag * TAGS + tag] as number) + (emissions[i * TAGS + tag] as number)
    none += (transitions[noneTag * TAGS] as number) + (emissions[i * TAGS] as number)
    entityTag = tag
    noneTag = OUTSIDE
  }
  if (next >= 0) {
    entity += transitions[entityTag * TAGS + next] as number
    none += transitions[noneTag * TAGS + next] as number
  }
  return (entity - none) * scale
}

function lexicalPart(
  model: Model,
  features: Features,
  from: number,
  first: number,
  last: number,
  kind: number,
): number {
  const { rows, width, lexical } = features
  let sum = 0
  for (let i = first; i < last; i++) {
    const tag = i === first ? beginTag(kind) : insideTag(kind)
    features.late?.(from + i)
    for (const k of lexical) {
      const row = rows[(from + i) * width + k] as number
      sum += weightOf(model, row, tag) - weightOf(model, row, OUTSIDE)
    }
  }
  return sum * model.scale
}

function weightOf({ index, rows }: Model, row: number, tag: number): number {
  const word = (index[(row >>> 5) << 1] as number) >>> (row & 31)
  if ((word & 1) === 0) return 0
  const place = ((index[((row >>> 5) << 1) + 1] as number) - ones(word)) << 2
  return (((rows[place + (tag >> 2)] as number) >>> (8 * (tag & 3))) & 255) - BIAS
}
