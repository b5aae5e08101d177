import { UNITS_PER_WORD, type WordTokens } from '../../kernels/word-tokens.ts'
import type { DescriptorList } from './descriptor.ts'

/**
 * How many bits a token the words before it save, on average over the first `limit` tokens: text that makes sense saves some,
 * words in no order save none.
 */
export type Order = (tokens: WordTokens, limit: number) => number

/** Tokens looked at. */
const MAX_TOKENS = 256
/** Of these the order is asked. */
const MAX_ORDERED = 96
/** Shorter texts are not judged. */
const FEW_TOKENS = 8
/** Share of repeats of triples from which on a text repeats itself. */
const REPEATS = 0.6
/** Longest run of one character that is still a rule or a stress. */
const MAX_RUN = 24
/** Words longer than this are none, except in code. */
const LONG_WORD = 24
/** Shorter texts are not judged by their order. */
const FEW_ORDERED = 24
/** Bits a token below which words, and Chinese characters, are in no order. */
const LEAST_ORDER = { word: -0.05, character: 0 }

/**
 * Text that says nothing: `gibberish:repetition`, `gibberish:letters` (what cannot be words), `gibberish:words` (words in
 * no order, told by how little they foretell one another), each with `gibberish`. Code and other languages than English and Chinese are judged by
 * repetition alone.
 */
export function addGibberish(
  text: string,
  tokens: WordTokens,
  { isProse, order }: { readonly isProse: boolean; readonly order: Order | undefined },
  list: DescriptorList,
): void {
  const { length } = tokens
  const run = longestRun(text)
  if (run > MAX_RUN && run * 3 > text.length) say('repetition', 0.8, list)
  if (length < FEW_TOKENS) return
  const repeated = repeatedTriples(tokens)
  if (repeated >= REPEATS) say('repetition', Math.min(1, 0.5 + repeated / 2), list)
  if (!isProse) return
  const odd = oddWords(text, tokens)
  if (odd >= 0.35) say('letters', Math.min(1, 0.4 + odd), list)
  if (order === undefined || length < FEW_ORDERED) return
  const saved = order(tokens, MAX_ORDERED)
  const least = tokens.units[length >> 1] === UNITS_PER_WORD ? LEAST_ORDER.word : LEAST_ORDER.character
  if (saved < least) say('words', Math.min(1, 0.5 + least - saved), list)
}

function say(kind: string, strength: number, list: DescriptorList): void {
  list.add('gibberish', strength)
  list.add(`gibberish:${kind}`, strength)
}

const seen = new Uint32Array(1024)

/** Share of the triples of tokens that have stood before. */
function repeatedTriples({ hashes, length }: WordTokens): number {
  const end = Math.min(length, MAX_TOKENS)
  if (end < 2 * FEW_TOKENS) return 0
  seen.fill(0)
  let repeats = 0
  for (let i = 2; i < end; i++) {
    const key =
      (Math.imul(Math.imul(hashes[i] as number, 0x85ebca6b) ^ (hashes[i - 1] as number), 0xc2b2ae35) ^
        (hashes[i - 2] as number)) >>>
        0 || 1
    let at = key & 1023
    while (seen[at] !== 0 && seen[at] !== key) at = (at + 1) & 1023
    if (seen[at] === key) repeats++
    else seen[at] = key
  }
  return repeats / (end - 2)
}

/** Share of the words that cannot be any: without a vowel, five consonants in a row, letters mixed with digits, endless. */
function oddWords(text: string, { starts, ends, units, length }: WordTokens): number {
  let odd = 0
  let words = 0
  const end = Math.min(length, MAX_TOKENS)
  for (let i = 0; i < end; i++) {
    if (units[i] !== 8) continue
    const from = starts[i] as number
    const to = ends[i] as number
    const code = text.charCodeAt(from)
    if (code >= 0x30 && code <= 0x39 && to - from < 6) continue
    if (to - from < 3) continue
    words++
    if (to - from > LONG_WORD || isOdd(text, from, to)) odd++
  }
  return words < FEW_TOKENS ? 0 : odd / words
}

/** One bit a letter. */
const VOWELS = lettersOf('aeiouy')

function lettersOf(letters: string): number {
  let bits = 0
  for (const letter of letters) bits |= 1 << (letter.charCodeAt(0) - 0x61)
  return bits
}

function isOdd(text: string, from: number, to: number): boolean {
  let [consonants, vowels, digits, letters] = [0, 0, 0, 0]
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i) | 0x20
    if (code < 0x61 || code > 0x7a) {
      if (code >= 0x30 && code <= 0x39) digits++
      else return false
      consonants = 0
      continue
    }
    letters++
    if ((VOWELS >>> (code - 0x61)) & 1) {
      vowels++
      consonants = 0
    } else if (++consonants >= 6) return true
  }
  return (vowels === 0 && letters > 4) || (digits > 0 && letters > 0 && digits + letters > 5)
}

function longestRun(text: string): number {
  const size = Math.min(text.length, 4000)
  let longest = 0
  let run = 1
  for (let i = 1; i < size; i++) {
    if (text.charCodeAt(i) === text.charCodeAt(i - 1)) run++
    else {
      if (run > longest && text.charCodeAt(i - 1) > 0x20) longest = run
      run = 1
    }
  }
  return Math.max(longest, size > 0 && text.charCodeAt(size - 1) > 0x20 ? run : 0)
}
