import type { Features } from './decode.ts'
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
export const HAN_WIDTH = 25
/** Features that look words up in the lexicon. */
const LEXICAL = [13, 14, 15, 16, 17, 18, 19, 20, 24]

let characters = new Int32Array(1024)
let words = new Uint8Array(1024)
let pairs = new Uint8Array(1024)
let rows = new Int32Array(1024 * HAN_WIDTH)

const DIGIT = 0x30
const SMALL = 0x61
const CAPITAL = 0x41

/** One stand-in for all digits, small letters, capitals and spaces; full-width forms as their plain ones. */
export function normalizeCharacter(code: number): number {
  const plain = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code
  if (plain >= 0x30 && plain <= 0x39) return DIGIT
  if (plain >= 0x61 && plain <= 0x7a) return SMALL
  if (plain >= 0x41 && plain <= 0x5a) return CAPITAL
  return plain === 0x3000 || plain === 0x09 || plain === 0xa0 ? 0x20 : plain
}

/** Writes the features of every character of a stretch of Chinese text, row by row. */
export function hanFeatures(
  text: string,
  from: number,
  to: number,
  mask: number,
  lexicon: Lexicon,
): Features {
  const count = to - from
  if (count + 8 > characters.length) {
    characters = new Int32Array(count * 2 + 8)
    words = new Uint8Array(count * 2 + 8)
    pairs = new Uint8Array(count * 2 + 8)
    rows = new Int32Array((count * 2 + 8) * HAN_WIDTH)
  }
  for (let i = 0; i < count; i++) characters[i] = normalizeCharacter(text.charCodeAt(from + i))
  segment(count, lexicon)
  const character = (i: number) => (i < 0 || i >= count ? 1 : (characters[i] as number))
  const word = (i: number) => (i < 0 || i >= count ? 0 : (words[i] as number))
  const pair = (i: number) => (i < 0 || i >= count ? 0 : (pairs[i] as number))
  let out = 0
  for (let i = 0; i < count; i++) {
    const c0 = character(i)
    const c1 = character(i + 1)
    const c2 = character(i + 2)
    const c3 = character(i + 3)
    const b1 = character(i - 1)
    const b2 = character(i - 2)
    const b3 = character(i - 3)
    const k0 = word(i)
    const k1 = word(i + 1)
    const k2 = word(i + 2)
    const j1 = word(i - 1)
    const j2 = word(i - 2)
    const p0 = (pair(i - 1) << 8) | (pair(i) << 4) | pair(i + 1)
    rows[out] = scatter(c0, 1) & mask
    rows[out + 1] = scatter(c1, 2) & mask
    rows[out + 2] = scatter(c2, 3) & mask
    rows[out + 3] = scatter(b1, 4) & mask
    rows[out + 4] = scatter(b2, 5) & mask
    rows[out + 5] = scatter((b2 << 16) | b1, 6) & mask
    rows[out + 6] = scatter((b1 << 16) | c0, 7) & mask
    rows[out + 7] = scatter((c0 << 16) | c1, 8) & mask
    rows[out + 8] = scatter((c1 << 16) | c2, 9) & mask
    rows[out + 9] = scatter((b1 << 16) | c1, 10) & mask
    rows[out + 10] = scatter(pairHash((b1 << 16) | c0, c1), 11) & mask
    rows[out + 11] = scatter(pairHash((c0 << 16) | c1, c2), 12) & mask
    rows[out + 12] = scatter(pairHash((b2 << 16) | b1, c0), 13) & mask
    rows[out + 13] = scatter(k0, 14) & mask
    rows[out + 14] = scatter((j1 << 16) | (k0 << 8) | k1, 15) & mask
    rows[out + 15] = scatter(((k0 << 8) | k1) ^ (k2 << 16), 16) & mask
    rows[out + 16] = scatter((k0 << 8) | j1 | (j2 << 16), 17) & mask
    rows[out + 17] = scatter((p0 << 8) | k0, 18) & mask
    rows[out + 18] = scatter((c0 << 16) | (k0 << 8) | k1, 19) & mask
    rows[out + 19] = scatter((b1 << 16) | (k0 << 8) | j1, 20) & mask
    rows[out + 20] = scatter((c1 << 16) | (k0 << 8) | k1, 21) & mask
    rows[out + 21] = scatter(pairHash((c1 << 16) | c2, c3), 22) & mask
    rows[out + 22] = scatter(pairHash((b3 << 16) | b2, b1), 23) & mask
    rows[out + 23] = scatter((c2 << 16) | c3, 24) & mask
    rows[out + 24] = scatter(pairHash((b2 << 16) | b1, (k0 << 8) | k1), 25) & mask
    out += HAN_WIDTH
  }
  return { rows, width: HAN_WIDTH, lexical: LEXICAL }
}

/**
 * The word each character lies in by forward maximum matching: class times eight, plus the place in the word (0 alone,
 * 1 first of two, 2 first of more, 3 inside, 4 last). `pairs` says whether two characters make a word by themselves.
 */
function segment(count: number, lexicon: Lexicon): void {
  for (let i = 0; i + 1 < count; i++) {
    const hash = addToHash(addToHash(HASH_START, characters[i] as number), characters[i + 1] as number)
    pairs[i] = classOf(lexicon, hash)
  }
  if (count > 0) pairs[count - 1] = 0
  let i = 0
  while (i < count) {
    let best = 1
    let bestClass = 0
    let hash = addToHash(HASH_START, characters[i] as number)
    for (let length = 2; length <= LONGEST && i + length <= count; length++) {
      hash = addToHash(hash, characters[i + length - 1] as number)
      const found = length === 2 ? (pairs[i] as number) : classOf(lexicon, hash)
      if (found === 0) continue
      best = length
      bestClass = found
    }
    if (best === 1) words[i] = classOf(lexicon, addToHash(HASH_START, characters[i] as number)) << 3
    else {
      words[i] = (bestClass << 3) | (best === 2 ? 1 : 2)
      for (let k = 1; k < best - 1; k++) words[i + k] = (bestClass << 3) | 3
      words[i + best - 1] = (bestClass << 3) | 4
    }
    i += best
  }
}
