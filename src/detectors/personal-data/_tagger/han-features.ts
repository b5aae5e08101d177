import type { Features } from './decode.ts'
import { hanVariants } from './han-variants.generated.ts'
import { addToHash, HASH_START, pairHash, scatter } from './hash.ts'
import { classOf, type Lexicon } from './lexicon.ts'

/** Classes of words in the Chinese lexicon. */
export const HAN_CLASS = {
  common: 1,
  person: 2,
  place: 3,
  organization: 4,
  title: 5,
  organizationEnd: 6,
  placeEnd: 7,
  nationality: 8,
  surname: 9,
  foreign: 10,
  verb: 11,
} as const

/** Longest word that is looked up, in characters. */
const LONGEST = 6
export const HAN_WIDTH = 24
/** How many features are asked first; most characters of prose are settled by them. */
const EARLY = 8
/** Features that look words up in the lexicon. */
const LEXICAL = [3, 4, 5, 6, 7, 17, 18, 19, 20, 21]
/** How far features look to either side. */
const PAD = 4
/** Stands for what lies beyond the stretch. */
const BEYOND = 1

let characters = new Int32Array(0)
let words = new Uint8Array(0)
/** The longest word that starts at a character, and that ends before it: class times eight plus length. */
let starts = new Uint8Array(0)
let ends = new Uint8Array(0)
let rows = new Int32Array(0)

/** A word of the lexicon holds Chinese characters only. */
const HAN_START = 0x3000
const DIGIT = 0x30
const SMALL = 0x61
const CAPITAL = 0x41

/** What each code unit is looked up as: one digit, one small letter, one capital, plain for full-width, simplified. */
let plain: Uint16Array | undefined

function plainForms(): Uint16Array {
  const forms = new Uint16Array(0x10000)
  for (let code = 0; code < 0x10000; code++) forms[code] = code
  for (let i = 0; i < hanVariants.length; i += 2)
    forms[hanVariants.charCodeAt(i)] = hanVariants.charCodeAt(i + 1)
  for (let code = 0xff01; code <= 0xff5e; code++) forms[code] = code - 0xfee0
  const setAll = (from: number, to: number, form: number) => {
    forms.fill(form, from, to + 1)
    forms.fill(form, from + 0xfee0, to + 0xfee1)
  }
  setAll(0x30, 0x39, DIGIT)
  setAll(0x61, 0x7a, SMALL)
  setAll(0x41, 0x5a, CAPITAL)
  for (const space of [0x3000, 0x09, 0xa0]) forms[space] = 0x20
  for (const dot of [0x2022, 0x2027, 0x30fb, 0xff65, 0x22c5]) forms[dot] = 0xb7
  return forms
}

/** Features of a stretch of Chinese text: the early ones of every character, the others when asked for. */
export function hanFeatures(
  text: string,
  from: number,
  to: number,
  mask: number,
  lexicon: Lexicon,
): Features {
  const count = to - from
  if (count + 2 * PAD > characters.length) {
    const size = count * 2 + 512
    characters = new Int32Array(size)
    words = new Uint8Array(size)
    starts = new Uint8Array(size)
    ends = new Uint8Array(size)
    rows = new Int32Array(size * HAN_WIDTH)
  }
  plain ??= plainForms()
  for (let i = 0; i < PAD; i++) {
    characters[i] = BEYOND
    characters[PAD + count + i] = BEYOND
    words[PAD + count + i] = 0
    starts[PAD + count + i] = 0
  }
  for (let i = 0; i < count; i++) characters[PAD + i] = plain[text.charCodeAt(from + i)] as number
  segment(count, lexicon)
  for (let i = 0; i < count; i++) early(i, mask)
  return { rows, width: HAN_WIDTH, lexical: LEXICAL, early: EARLY, late: i => late(i, mask) }
}

function early(i: number, mask: number): void {
  const at = i + PAD
  const c0 = characters[at] as number
  const c1 = characters[at + 1] as number
  const b1 = characters[at - 1] as number
  const k0 = words[at] as number
  const k1 = words[at + 1] as number
  const j1 = words[at - 1] as number
  const s0 = starts[at] as number
  const e0 = ends[at] as number
  const out = i * HAN_WIDTH
  rows[out] = scatter((b1 << 16) | c0, 7) & mask
  rows[out + 1] = scatter((c0 << 16) | c1, 8) & mask
  rows[out + 2] = scatter(pairHash((b1 << 16) | c0, c1), 11) & mask
  rows[out + 3] = scatter((j1 << 16) | (k0 << 8) | k1, 15) & mask
  rows[out + 4] = scatter((c0 << 16) | (k0 << 8) | k1, 19) & mask
  rows[out + 5] = scatter((s0 << 8) | e0, 26) & mask
  rows[out + 6] = scatter(((ends[at + 1] as number) << 8) | (starts[at + 1] as number), 27) & mask
  rows[out + 7] = scatter(pairHash((b1 << 8) | e0, (s0 << 8) | k0), 28) & mask
}

function late(i: number, mask: number): void {
  const at = i + PAD
  const c0 = characters[at] as number
  const c1 = characters[at + 1] as number
  const c2 = characters[at + 2] as number
  const b1 = characters[at - 1] as number
  const b2 = characters[at - 2] as number
  const k0 = words[at] as number
  const k1 = words[at + 1] as number
  const j1 = words[at - 1] as number
  const out = i * HAN_WIDTH
  rows[out + 8] = scatter(c0, 1) & mask
  rows[out + 9] = scatter(c1, 2) & mask
  rows[out + 10] = scatter(c2, 3) & mask
  rows[out + 11] = scatter(b1, 4) & mask
  rows[out + 12] = scatter(b2, 5) & mask
  rows[out + 13] = scatter((b2 << 16) | b1, 6) & mask
  rows[out + 14] = scatter((c1 << 16) | c2, 9) & mask
  rows[out + 15] = scatter(pairHash((c0 << 16) | c1, c2), 12) & mask
  rows[out + 16] = scatter(pairHash((b2 << 16) | b1, c0), 13) & mask
  rows[out + 17] = scatter(k0, 14) & mask
  rows[out + 18] = scatter((b1 << 16) | (k0 << 8) | j1, 20) & mask
  rows[out + 19] = scatter((c1 << 16) | (k0 << 8) | k1, 21) & mask
  rows[out + 20] = scatter(pairHash((b2 << 16) | b1, (k0 << 8) | k1), 25) & mask
  rows[out + 21] =
    scatter(pairHash((c1 << 8) | (ends[at + 1] as number), ((starts[at] as number) << 8) | k0), 29) & mask
  rows[out + 22] = scatter(pairHash((c1 << 16) | c2, characters[at + 3] as number), 22) & mask
  rows[out + 23] = scatter(pairHash(((characters[at - 3] as number) << 16) | b2, b1), 23) & mask
}

/**
 * The word each character lies in by forward maximum matching: class times eight, plus the place in the word (0 alone,
 * 1 first of two, 2 first of more, 3 inside, 4 last).
 */
function segment(count: number, lexicon: Lexicon): void {
  const end = PAD + count
  ends.fill(0, 0, end + PAD)
  for (let i = PAD; i < end; i++) {
    let longest = 0
    const first = characters[i] as number
    const limit = Math.min(end, i + LONGEST)
    if (first >= HAN_START) {
      let hash = addToHash(HASH_START, first)
      for (let next = i + 1; next < limit; next++) {
        const character = characters[next] as number
        if (character < HAN_START) break
        hash = addToHash(hash, character)
        const found = classOf(lexicon, hash)
        if (found === 0) continue
        const length = next + 1 - i
        longest = (found << 3) | length
        if (length > ((ends[next + 1] as number) & 7)) ends[next + 1] = longest
      }
    }
    starts[i] = longest
  }
  let i = PAD
  while (i < end) {
    const longest = starts[i] as number
    const length = longest & 7
    const wordClass = longest & 0xf8
    if (length === 0) {
      words[i] = classOf(lexicon, addToHash(HASH_START, characters[i] as number)) << 3
      i++
      continue
    }
    words[i] = wordClass | (length === 2 ? 1 : 2)
    for (let k = 1; k < length - 1; k++) words[i + k] = wordClass | 3
    words[i + length - 1] = wordClass | 4
    i += length
  }
}
