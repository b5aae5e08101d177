import { linesOf, pointsIn, type TextParts } from './text-parts.ts'

/** Marks that make no word. */
const MARKS_ONLY = /^[^\p{L}\p{N}\p{M}]+$/u
const LETTER = /\p{L}/u
const ENGLISH_STOPS = new Set('the be to of and that have with'.split(' '))
/** The commonest characters that carry grammar: a Chinese text of fifty words has several. */
const CHINESE_STOPS = new Set([...'的了是在和有不我他这就'])
/** A Chinese word has 1.6 characters on average. */
const CHARACTERS_PER_WORD = 1.6

/**
 * The quality rules of Gopher (Rae et al. 2021, https://arxiv.org/abs/2112.11446, section A1.1), in datatrove's order and with its
 * thresholds; gives the first that a text breaks. Chinese: a word is 1.6 characters, the length of words says nothing, and the
 * stop words are eleven common characters.
 */
export function gopherQuality({ text, words, isHan }: TextParts): string | undefined {
  const real = words.filter(word => !MARKS_ONLY.test(word))
  const count = isHan ? real.length / CHARACTERS_PER_WORD : real.length
  if (count < 50) return 'gopher-short-document'
  if (count > 100_000) return 'gopher-long-document'
  if (!isHan) {
    const mean = real.reduce((sum, word) => sum + pointsIn(word), 0) / real.length
    if (mean < 3) return 'gopher-short-words'
    if (mean > 10) return 'gopher-long-words'
  }
  const all = isHan ? words.length / CHARACTERS_PER_WORD : words.length
  if (countOf(text, '#') / all > 0.1) return 'gopher-hashes'
  if ((countOf(text, '...') + countOf(text, '…')) / all > 0.1) return 'gopher-ellipses'
  const lines = linesOf(text)
  const bullets = lines.filter(line => /^\s*[•-]/u.test(line)).length
  if (bullets / lines.length > 0.9) return 'gopher-bullets'
  const trailing = lines.filter(line => /(?:\.\.\.|…)\s*$/u.test(line.slice(-64))).length
  if (trailing / lines.length > 0.3) return 'gopher-lines-ending-in-ellipses'
  const wordy = words.filter(word => LETTER.test(word)).length
  // Marks are tokens of their own, and Chinese has one of them for some ten characters.
  if (wordy / words.length < 0.8) return 'gopher-words-without-letters'
  const stops = isHan ? CHINESE_STOPS : ENGLISH_STOPS
  if (new Set(words.filter(word => stops.has(word))).size < 2) return 'gopher-stop-words'
  return undefined
}

function countOf(text: string, part: string): number {
  let count = 0
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count++
  return count
}

const TOP = [
  [2, 0.2],
  [3, 0.18],
  [4, 0.16],
] as const
const DUPLICATED = [
  [5, 0.15],
  [6, 0.14],
  [7, 0.13],
  [8, 0.12],
  [9, 0.11],
  [10, 0.1],
] as const

/**
 * The repetition rules of Gopher (table A1 of https://arxiv.org/abs/2112.11446), as datatrove computes them; gives the first
 * that a text breaks. In Chinese text an n-gram of words is one of 1.6 times as many characters.
 */
export function gopherRepetition({ text, length, words, isHan }: TextParts): string | undefined {
  if (text === '') return 'gopher-empty'
  const paragraphs = text.trim().split(/\n{2,}/u)
  const repeatedParagraphs = repeats(paragraphs)
  if (repeatedParagraphs.count / paragraphs.length > 0.3) return 'gopher-repeated-paragraphs'
  if (repeatedParagraphs.characters / length > 0.2) return 'gopher-repeated-paragraph-characters'
  const lines = text.split(/\n+/u)
  const repeatedLines = repeats(lines)
  if (repeatedLines.count / lines.length > 0.3) return 'gopher-repeated-lines'
  if (repeatedLines.characters / length > 0.2) return 'gopher-repeated-line-characters'
  const { ids, sizes } = numbered(words)
  const sizeOf = (n: number) => (isHan ? Math.round(n * CHARACTERS_PER_WORD) : n)
  for (const [n, most] of TOP) {
    if (topCharacters(ids, sizes, sizeOf(n), isHan) / length > most) return `gopher-top-${n}-gram`
  }
  for (const [n, most] of DUPLICATED) {
    if (duplicatedCharacters(ids, sizes, sizeOf(n)) / length > most) return `gopher-repeated-${n}-grams`
  }
  return undefined
}

/** Elements that stood before: how many, and their characters. */
export function repeats(elements: readonly string[]): { count: number; characters: number } {
  const seen = new Set<string>()
  let [count, characters] = [0, 0]
  for (const element of elements) {
    if (seen.has(element)) {
      count++
      characters += pointsIn(element)
    } else seen.add(element)
  }
  return { count, characters }
}

function numbered(words: readonly string[]): { ids: Uint32Array; sizes: Uint32Array } {
  const known = new Map<string, number>()
  const ids = new Uint32Array(words.length)
  const sizes = new Uint32Array(words.length)
  for (const [at, word] of words.entries()) {
    let id = known.get(word)
    if (id === undefined) {
      id = known.size + 1
      known.set(word, id)
    }
    ids[at] = id
    sizes[at] = pointsIn(word)
  }
  return { ids, sizes }
}

/** A number for the n-gram at a place; two of one text are equal by chance with a probability of 2^-53. */
function gramKey(ids: Uint32Array, at: number, n: number): number {
  let [high, low] = [0x811c9dc5, 0x9e3779b9]
  for (let i = at; i < at + n; i++) {
    const id = ids[i] as number
    high = Math.imul(high ^ id, 0x01000193)
    low = Math.imul(low + id, 0x85ebca6b)
    low ^= low >>> 13
  }
  return (high >>> 0) * 0x200000 + ((low >>> 0) & 0x1fffff)
}

/** Characters of the commonest n-gram times how often it stands; the first of several wins. */
function topCharacters(ids: Uint32Array, sizes: Uint32Array, n: number, isHan: boolean): number {
  const counts = new Map<number, { count: number; at: number }>()
  let best: { count: number; at: number } | undefined
  for (let at = 0; at + n <= ids.length; at++) {
    const key = gramKey(ids, at, n)
    const own = counts.get(key)
    if (own === undefined) counts.set(key, { count: 1, at })
    else own.count++
  }
  for (const each of counts.values()) if (best === undefined || each.count > best.count) best = each
  if (best === undefined) return 0
  let size = isHan ? 0 : n - 1
  for (let i = best.at; i < best.at + n; i++) size += sizes[i] as number
  return size * best.count
}

/** Characters of n-grams that stood before, without overlaps. */
function duplicatedCharacters(ids: Uint32Array, sizes: Uint32Array, n: number): number {
  const seen = new Set<number>()
  let characters = 0
  for (let at = 0; at < ids.length - n + 1; ) {
    const key = gramKey(ids, at, n)
    if (seen.has(key)) {
      for (let i = at; i < at + n; i++) characters += sizes[i] as number
      at += n
    } else {
      seen.add(key)
      at++
    }
  }
  return characters
}
