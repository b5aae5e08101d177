import type { Features } from './decode.ts'
import { addToHash, HASH_START, pairHash, scatter } from './hash.ts'
import { type LatinTokens, SHAPE } from './latin-tokens.ts'
import { classOf, groupOf, type Lexicon, type WordGroups } from './lexicon.ts'

/** Classes of words in the lexicon of alphabetic scripts. */
export const LATIN_CLASS = {
  common: 1,
  given: 2,
  surname: 3,
  givenAndSurname: 4,
  place: 5,
  placeAndName: 6,
  country: 7,
  organizationWord: 8,
  title: 9,
  nationality: 10,
  street: 11,
  jobWord: 12,
  calendar: 13,
  commonName: 14,
  functionWord: 15,
} as const

/** Classes that make a word in lower case worth a look. */
const ACTIVE = Uint8Array.from({ length: 16 }, (_, each) =>
  each >= 2 && each !== 8 && each !== 11 && each < 13 ? 1 : 0,
)
/** How many tokens in lower case, and marks, may stand inside an entity one after another. */
const BRIDGE = 3
export const LATIN_WIDTH = 40
/** Features that look words up in the lexicon. */
const LEXICAL = [4, 5, 6, 7, 8, 11, 12, 23, 24, 26, 29, 30, 33, 34, 35, 38, 39]
/** Features that know the very word; training leaves them out at random, so that the others learn to do without. */
export const LATIN_WORDY = [0, 17, 18, 28]

/** So many tokens tell how a text uses capitals. */
const HABIT_TOKENS = 400
const EDGE = 0x7f4a7c15
let classes = new Uint8Array(1024)
let active = new Uint8Array(1024)
let anchors = new Uint8Array(1024)
let rows = new Int32Array(1024 * LATIN_WIDTH)
let wordGroups = new Uint8Array(1024)
/** How a text uses capitals: hardly ever, as prose does, for most words, for every letter. */
let habit = 0

/**
 * Marks the tokens that may belong to an entity; all others are outside without being looked at. Also notes for each token
 * whether the first number before it began a line: a block of an address is written otherwise than an address in a sentence.
 */
export function activeTokens(tokens: LatinTokens, lexicon: Lexicon): Uint8Array {
  const { count, shape, hash } = tokens
  if (count + 4 > active.length) {
    active = new Uint8Array(count * 2 + 4)
    classes = new Uint8Array(count * 2 + 4)
    anchors = new Uint8Array(count * 2 + 4)
  }
  habit = habitOf(shape, count)
  let last = -BRIDGE - 2
  let anchor = 0
  let small = 0
  for (let i = 0; i < count; i++) {
    const look = shape[i] as number
    const isWord = look < SHAPE.shortNumber || look === SHAPE.uncased
    const wordClass = isWord ? classOf(lexicon, hash[i] as number) : 0
    classes[i] = wordClass
    const isActive =
      look === SHAPE.lower
        ? ACTIVE[wordClass] === 1 || (habit === 1 && wordClass === LATIN_CLASS.commonName)
        : look !== SHAPE.mark && look !== SHAPE.lineBreak && !isPlainStart(shape, i, count, wordClass)
    active[i] = isActive ? 1 : 0
    small = look === SHAPE.lower && !isActive ? small + 1 : look === SHAPE.mark ? small : 0
    if (small > 1) anchor = 0
    else if (anchor === 0 && look >= SHAPE.shortNumber && look <= SHAPE.wordNumber) {
      anchor = beginsLine(shape, i) ? 1 : 2
    }
    anchors[i] = anchor
    if (!isActive) continue
    if (i - last - 1 <= BRIDGE) active.fill(1, last + 1, i)
    last = i
  }
  return active
}

/** True for a word such as `The` before a word in small letters. */
function isPlainStart(shape: Uint8Array, index: number, count: number, wordClass: number): boolean {
  if (wordClass !== LATIN_CLASS.functionWord || (shape[index] as number) > SHAPE.initial) return false
  const next = index + 1 < count ? (shape[index + 1] as number) : SHAPE.mark
  return next === SHAPE.lower || next === SHAPE.mark
}

/** Share of words in capitals, in three steps; 1 for a text without any, 2 for prose, 3 for headlines, 4 for shouting. */
function habitOf(shape: Uint8Array, count: number): number {
  let lower = 0
  let capital = 0
  let upper = 0
  const limit = Math.min(count, HABIT_TOKENS)
  for (let i = 0; i < limit; i++) {
    const look = shape[i] as number
    if (look === SHAPE.lower) lower++
    else if (look === SHAPE.capitalized) capital++
    else if (look === SHAPE.upper) upper++
  }
  if (upper > 3 && upper * 2 > lower + capital + upper) return 4
  if (capital > lower && capital > 3) return 3
  return capital + upper === 0 ? 1 : 2
}

/** True for the first token of a line, marks of quotation not counted. */
function beginsLine(shape: Uint8Array, index: number): boolean {
  let i = index - 1
  while (i >= 0 && index - i < 5 && shape[i] === SHAPE.mark) i--
  return i < 0 || shape[i] === SHAPE.lineBreak
}

/** Writes the features of the tokens from `from` to `to` (exclusive), row by row. Call `activeTokens` first. */
export function latinFeatures(
  tokens: LatinTokens,
  from: number,
  to: number,
  mask: number,
  groups: WordGroups | undefined,
): Features {
  const size = (to - from) * LATIN_WIDTH
  if (size > rows.length) rows = new Int32Array(size * 2)
  const { count, hash, suffix, prefix, longSuffix, shape, glued } = tokens
  if (to - from + 4 > wordGroups.length) wordGroups = new Uint8Array((to - from) * 2 + 4)
  for (let i = from - 2; i < to + 2; i++) {
    wordGroups[i - from + 2] =
      groups !== undefined && i >= 0 && i < count && (shape[i] as number) <= SHAPE.mixed
        ? groupOf(groups, hash[i] as number)
        : 0
  }
  const word = (i: number) => (i < 0 || i >= count ? EDGE : (hash[i] as number))
  const look = (i: number) => (i < 0 || i >= count ? 15 : (shape[i] as number))
  const kind = (i: number) => (i < 0 || i >= count ? 0 : (classes[i] as number))
  for (let i = from; i < to; i++) {
    const w0 = word(i)
    const w1 = word(i + 1)
    const v1 = word(i - 1)
    const s0 = look(i)
    const s1 = look(i + 1)
    const t1 = look(i - 1)
    const k0 = kind(i)
    const k1 = kind(i + 1)
    const l1 = kind(i - 1)
    const at = i - from
    const c0 = wordGroups[at + 2] as number
    const c1 = wordGroups[at + 3] as number
    const d1 = wordGroups[at + 1] as number
    const g0 = glued[i] as number
    const g1 = i + 1 < count ? (glued[i + 1] as number) : 0
    const own = (s0 << 4) | k0
    const out = at * LATIN_WIDTH
    rows[out] = scatter(w0, 1) & mask
    rows[out + 1] = scatter(w1, 2) & mask
    rows[out + 2] = scatter(v1, 3) & mask
    rows[out + 3] = scatter((s0 << 12) | (s1 << 8) | (t1 << 4) | (g0 << 1) | g1, 12) & mask
    rows[out + 4] = scatter((s0 << 8) | k0, 13) & mask
    rows[out + 5] = scatter((k0 << 8) | (k1 << 4) | l1, 14) & mask
    rows[out + 6] = scatter(pairHash(v1, own), 17) & mask
    rows[out + 7] = scatter(pairHash(w1, own), 18) & mask
    rows[out + 8] = scatter((c0 << 8) | own, 30) & mask
    rows[out + 9] = scatter((c1 << 8) | (s1 << 4) | s0, 31) & mask
    rows[out + 10] = scatter((d1 << 8) | (t1 << 4) | s0, 32) & mask
    rows[out + 11] = scatter((habit << 16) | (s0 << 12) | (k0 << 8) | (t1 << 4) | s1, 37) & mask
    rows[out + 12] = scatter(pairHash(longSuffix[i] as number, own), 39) & mask
    const anchored = ((anchors[i] as number) << 16) | (s0 << 12) | (k0 << 8) | (t1 << 4)
    rows[out + 13] = scatter(anchored | s1, 28) & mask
    rows[out + 14] = scatter(anchored | look(i - 2), 29) & mask
    const w2 = word(i + 2)
    const v2 = word(i - 2)
    const s2 = look(i + 2)
    const t2 = look(i - 2)
    const k2 = kind(i + 2)
    const l2 = kind(i - 2)
    const c2 = wordGroups[at + 4] as number
    const d2 = wordGroups[at] as number
    rows[out + 15] = scatter(w2, 4) & mask
    rows[out + 16] = scatter(v2, 5) & mask
    rows[out + 17] = scatter(pairHash(v1, w0), 6) & mask
    rows[out + 18] = scatter(pairHash(w0, w1), 7) & mask
    rows[out + 19] = scatter(pairHash(v2, v1), 8) & mask
    rows[out + 20] = scatter(pairHash(w1, w2), 9) & mask
    rows[out + 21] = scatter(suffix[i] as number, 10) & mask
    rows[out + 22] = scatter(prefix[i] as number, 11) & mask
    rows[out + 23] = scatter((k0 << 8) | (k1 << 4) | s1, 15) & mask
    rows[out + 24] = scatter((k0 << 8) | (l1 << 4) | t1, 16) & mask
    rows[out + 25] = scatter((s0 << 16) | (s1 << 12) | (s2 << 8) | (t1 << 4) | t2, 19) & mask
    rows[out + 26] = scatter((k0 << 16) | (k1 << 12) | (k2 << 8) | (l1 << 4) | l2, 20) & mask
    rows[out + 27] = scatter(pairHash(v1, w1), 21) & mask
    rows[out + 28] = scatter(pairHash(w0, s0), 22) & mask
    rows[out + 29] = scatter(pairHash(pairHash(v2, v1), own), 23) & mask
    rows[out + 30] = scatter(pairHash(pairHash(w1, w2), own), 24) & mask
    rows[out + 31] = scatter(pairHash(word(i + 3), w2), 25) & mask
    rows[out + 32] = scatter(pairHash(word(i - 3), v2), 26) & mask
    rows[out + 33] = scatter(addToHash(addToHash(HASH_START, suffix[i] as number), (s0 << 4) | l1), 27) & mask
    rows[out + 34] = scatter((c0 << 8) | c1, 33) & mask
    rows[out + 35] = scatter((d1 << 8) | c0, 34) & mask
    rows[out + 36] = scatter((d2 << 16) | (d1 << 8) | own, 35) & mask
    rows[out + 37] = scatter((c1 << 16) | (c2 << 8) | own, 36) & mask
    rows[out + 38] = scatter(((habit << 16) | (d1 << 8) | own) ^ 0x5a000000, 38) & mask
    rows[out + 39] = scatter((d1 << 16) | (c0 << 8) | c1, 40) & mask
  }
  return { rows, width: LATIN_WIDTH, lexical: LEXICAL }
}
