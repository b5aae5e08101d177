import { addToHash, HASH_START, pairHash } from './hash.ts'

/** What a token looks like. */
export const SHAPE = {
  lower: 0,
  capitalized: 1,
  upper: 2,
  initial: 3,
  mixed: 4,
  shortNumber: 5,
  number: 6,
  longNumber: 7,
  wordNumber: 8,
  mark: 9,
  lineBreak: 10,
  uncased: 11,
} as const

/** The tokens of a text in alphabetic scripts, in arrays that the next text overwrites. */
export interface LatinTokens {
  count: number
  start: Int32Array
  end: Int32Array
  /** Of the lower-case form; for a mark, of its character. */
  hash: Int32Array
  /** Of the last three characters in lower case. */
  suffix: Int32Array
  /** Of the last four characters in lower case. */
  longSuffix: Int32Array
  /** Of the first three characters in lower case. */
  prefix: Int32Array
  shape: Uint8Array
  /** 1 when nothing stands between this token and the one before. */
  glued: Uint8Array
}

const empty = (size: number): LatinTokens => ({
  count: 0,
  start: new Int32Array(size),
  end: new Int32Array(size),
  hash: new Int32Array(size),
  suffix: new Int32Array(size),
  longSuffix: new Int32Array(size),
  prefix: new Int32Array(size),
  shape: new Uint8Array(size),
  glued: new Uint8Array(size),
})

let tokens = empty(1024)

const SPACE = 0
const MARK = 1
const DIGIT = 2
const LOWER = 3
const UPPER = 4
const LETTER = 5
const BREAK = 6
const HAN = 7

/** Kind and lower case of every code unit, worked out once. */
const kinds = new Uint8Array(65536)
const lowers = new Uint16Array(65536)
let isReady = false

function prepare(): void {
  for (let code = 0; code < 65536; code++) {
    const letter = String.fromCharCode(code)
    const lower = letter.toLowerCase()
    lowers[code] = lower.length === 1 ? lower.charCodeAt(0) : code
    kinds[code] = kindOf(code, letter)
  }
  isReady = true
}

function kindOf(code: number, letter: string): number {
  if (code === 0x0a || code === 0x2028 || code === 0x2029) return BREAK
  if (/\s/u.test(letter) || code === 0xfeff || code === 0x200b) return SPACE
  if (
    (code >= 0x2e80 && code < 0xa000) ||
    (code >= 0xac00 && code < 0xd7b0) ||
    (code >= 0xf900 && code < 0xfb00)
  )
    return HAN
  if (code >= 0xff00) return HAN
  if (code >= 0xd800 && code < 0xe000) return MARK
  if (/\p{Nd}/u.test(letter)) return DIGIT
  if (/\p{Ll}/u.test(letter)) return LOWER
  if (/\p{Lu}/u.test(letter)) return UPPER
  return /[\p{L}\p{M}]/u.test(letter) ? LETTER : MARK
}

/** Splits a text into words, numbers, marks and line breaks; East Asian characters are passed over. */
export function tokenizeLatin(text: string): LatinTokens {
  if (!isReady) prepare()
  const length = text.length
  let count = 0
  let i = 0
  let previousEnd = -1
  while (i < length) {
    const code = text.charCodeAt(i)
    const kind = kinds[code] as number
    if (kind === SPACE || kind === HAN) {
      i++
      continue
    }
    if (count === tokens.start.length) grow()
    const start = i
    tokens.start[count] = start
    tokens.glued[count] = start === previousEnd ? 1 : 0
    if (kind === MARK || kind === BREAK) {
      i++
      if (kind === BREAK) while (i < length && (kinds[text.charCodeAt(i)] as number) === BREAK) i++
      tokens.shape[count] = kind === BREAK ? SHAPE.lineBreak : SHAPE.mark
      const hash = addToHash(HASH_START, kind === BREAK ? (i - start > 1 ? 11 : 10) : code)
      tokens.hash[count] = hash
      tokens.suffix[count] = hash
      tokens.longSuffix[count] = hash
      tokens.prefix[count] = hash
    } else i = word(text, i, count)
    previousEnd = i
    tokens.end[count++] = i
  }
  tokens.count = count
  return tokens
}

function word(text: string, start: number, at: number): number {
  let hash = HASH_START
  let digits = 0
  let upper = 0
  let lower = 0
  let other = 0
  let i = start
  let firstKind = 0
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const kind = kinds[code] as number
    if (kind < DIGIT || kind > LETTER) break
    if (i === start) firstKind = kind
    if (kind === DIGIT) digits++
    else if (kind === LOWER) lower++
    else if (kind === UPPER) upper++
    else other++
    hash = addToHash(hash, lowers[code] as number)
    if (i - start === 2) tokens.prefix[at] = hash
  }
  const length = i - start
  if (length < 3) tokens.prefix[at] = hash
  let suffix = HASH_START
  for (let k = Math.max(start, i - 3); k < i; k++)
    suffix = addToHash(suffix, lowers[text.charCodeAt(k)] as number)
  tokens.hash[at] = hash
  tokens.suffix[at] = suffix
  tokens.longSuffix[at] = length < 4 ? hash : pairHash(suffix, lowers[text.charCodeAt(i - 4)] as number)
  tokens.shape[at] = shapeOf(length, digits, upper, lower, other, firstKind)
  return i
}

function shapeOf(
  length: number,
  digits: number,
  upper: number,
  lower: number,
  other: number,
  first: number,
): number {
  if (digits === length) return length < 3 ? SHAPE.shortNumber : length < 5 ? SHAPE.number : SHAPE.longNumber
  if (digits > 0) return SHAPE.wordNumber
  if (upper === 0) return lower > 0 ? SHAPE.lower : other > 0 ? SHAPE.uncased : SHAPE.mark
  if (first !== UPPER) return SHAPE.mixed
  if (upper === 1) return length === 1 ? SHAPE.initial : SHAPE.capitalized
  return lower === 0 ? SHAPE.upper : SHAPE.mixed
}

function grow(): void {
  const bigger = empty(tokens.start.length * 2)
  for (const key of ['start', 'end', 'hash', 'suffix', 'longSuffix', 'prefix', 'shape', 'glued'] as const) {
    bigger[key].set(tokens[key] as never)
  }
  tokens = bigger
}
