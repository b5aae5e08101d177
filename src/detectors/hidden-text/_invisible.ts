/**
 * Characters that take no room and no ink: default ignorable code points without variation selectors, tags and
 * bidirectional embeddings, overrides and isolates, which have detectors of their own. The directional marks are here
 * because encoders use them as symbols. Source: https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
 */
const INVISIBLE =
  '\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F\\u2060-\\u2065\\u206A-\\u206F\\u3164\\uFEFF\\uFFA0\\uFFF0-\\uFFFB\\u{1BCA0}-\\u{1BCA3}\\u{1D173}-\\u{1D17A}'

const RUN = new RegExp(`[${INVISIBLE}]+`, 'gu')
const ANY = new RegExp(`[${INVISIBLE}]`, 'u')

/** A stretch of invisible characters. */
export interface InvisibleRun {
  readonly start: number
  readonly end: number
  readonly symbols: readonly number[]
  /** True when spelling, typography or emoji call for it. */
  readonly legitimate: boolean
}

/** True when the text holds an invisible character. */
export const hasInvisible = (text: string): boolean => ANY.test(text)

/** Every stretch of invisible characters, in order. */
export function invisibleRuns(text: string): InvisibleRun[] {
  const runs: InvisibleRun[] = []
  if (!hasInvisible(text)) return runs
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const symbols = Array.from(run, character => character.codePointAt(0) ?? 0)
    const end = index + run.length
    runs.push({ start: index, end, symbols, legitimate: isLegitimate(text, index, end, symbols) })
  }
  return runs
}

/** Scripts whose spelling needs joiners and non-joiners: cursive and Brahmic ones. */
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Phags_Pa}\p{Script=Manichaean}\p{Script=Sogdian}\p{Script=Hebrew}\p{Script=Thaana}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Chakma}\p{Script=Meetei_Mayek}\p{Script=Newa}\p{Script=Tirhuta}\p{Script=Grantha}\p{Script=Limbu}\p{Script=Lepcha}\p{Script=Javanese}\p{Script=Balinese}\p{Script=Sundanese}\p{Script=Sharada}\p{Script=Kaithi}\p{Script=Modi}]/u
/** Scripts without spaces between words, where a zero-width space marks the place to break a line. */
const SPACELESS =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Tai_Le}\p{Script=New_Tai_Lue}\p{Script=Tai_Tham}\p{Script=Tai_Viet}\p{Script=Javanese}\p{Script=Balinese}\p{Script=Sundanese}\p{Script=Buginese}\p{Script=Cham}\p{Script=Lisu}\p{Script=Yi}\p{Script=Vai}\p{Script=Ethiopic}]/u
const LETTER = /[\p{L}\p{M}]/u
const HYPHENATED = /[\p{L}\p{M}\p{N}\-\u2010\u2011/]/u
const MARK = /\p{M}/u
const EMOJI_BEFORE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{FE0F}\u{1F1E6}-\u{1F1FF}]/u
const EMOJI_AFTER = /[\p{Extended_Pictographic}]/u
const JAMO = /[\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF\u3131-\u318E\uFFA1-\uFFDC]/u
const MONGOLIAN = /[\p{Script=Mongolian}\p{Script=Phags_Pa}]/u
const KHMER = /\p{Script=Khmer}/u
/** Directional marks: harmless alone, and common in text that mixes directions. */
const isDirectionalMark = (symbol: number) => symbol === 0x200e || symbol === 0x200f || symbol === 0x061c

const before = (text: string, at: number): string => {
  const low = text.charCodeAt(at - 1)
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(at - 2, at) : text.slice(at - 1, at)
}
const after = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 0x20)

function isLegitimate(text: string, start: number, end: number, symbols: readonly number[]): boolean {
  if (symbols.every(isDirectionalMark)) return symbols.length <= 4
  const all = symbols.filter(symbol => !isDirectionalMark(symbol))
  if (all.length > 3) return false
  const left = before(text, start)
  const right = end < text.length ? after(text, end) : ''
  const distinct = new Set(all)
  if (distinct.size > 2) return false
  return all.every(symbol => isAtHome(symbol, { text, start, end, left, right, count: all.length }))
}

interface Surroundings {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly left: string
  readonly right: string
  readonly count: number
}

function isAtHome(symbol: number, around: Surroundings): boolean {
  const { text, start, end, left, right, count } = around
  const near = left + right
  switch (symbol) {
    case 0xfeff:
      return start === 0
    case 0x00ad:
      return count === 1 && HYPHENATED.test(left) && (LETTER.test(right) || right === '' || /\s/u.test(right))
    case 0x200d:
      return JOINING.test(near) || (count === 1 && EMOJI_BEFORE.test(left) && EMOJI_AFTER.test(right))
    case 0x200c:
      return JOINING.test(near)
    case 0x200b:
      return SPACELESS.test(near) || JOINING.test(near)
    case 0x2060:
      return count === 1 && !(/\p{L}/u.test(left) && /\p{L}/u.test(right))
    case 0x2061:
      return count === 1 && /[\p{L}\p{M})\]\d]/u.test(left) && isShortAtom(text, end, 1)
    case 0x2062:
    case 0x2063:
    case 0x2064:
      return (
        count === 1 &&
        (isShortAtom(text, start - 1, -1) || isShortAtom(text, end, 1)) &&
        !isWordSplit(text, start, end)
      )
    case 0x034f:
      return MARK.test(near) || JOINING.test(near)
    case 0x180e:
    case 0x180b:
    case 0x180c:
    case 0x180d:
    case 0x180f:
      return MONGOLIAN.test(near)
    case 0x17b4:
    case 0x17b5:
      return KHMER.test(near)
    case 0x115f:
    case 0x1160:
    case 0x3164:
    case 0xffa0:
      return JAMO.test(near)
    default:
      if (symbol >= 0x1d173 && symbol <= 0x1d17a) return /[\u{1D100}-\u{1D1FF}]/u.test(near)
      if (symbol >= 0x1bca0 && symbol <= 0x1bca3) return /\p{Script=Duployan}/u.test(near)
      return false
  }
}

/** True when what stands at `at` and beyond, in this direction, is a short mathematical atom: `x`, `2`, `(`. */
function isShortAtom(text: string, at: number, step: 1 | -1): boolean {
  let length = 0
  while (length < 4 && /[\p{L}\p{M}\p{N}]/u.test(text[at + step * length] ?? '')) length++
  const next = text[at] ?? ''
  return length === 0 ? /[()[\]{}|√∑∫]/u.test(next) : length <= 2 || /\p{N}/u.test(next)
}

/** True when letters on both sides make a longer word than formulas have. */
function isWordSplit(text: string, start: number, end: number): boolean {
  const ahead = text.slice(Math.max(0, start - 3), start)
  const behind = text.slice(end, end + 3)
  return /^\p{L}{3}$/u.test(ahead) || /^\p{L}{3}$/u.test(behind)
}

/** Letters that are written with spaces between words. */
const ALPHABETIC =
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}\p{M}']/u
/** Longest word that is put together again, in UTF-16 units on each side. */
const MAX_WORD = 64

const LETTERS_ONLY = new RegExp(`^(?:${ALPHABETIC.source})+$`, 'u')

/** True when invisible characters at this place stand between two letters of a word. */
export const splitsWord = (text: string, start: number, end: number): boolean =>
  ALPHABETIC.test(before(text, start)) && ALPHABETIC.test(text.slice(end, end + 1))

/** True when nothing but letters stands between two offsets. */
export const isInsideWord = (text: string, from: number, to: number): boolean =>
  to - from <= MAX_WORD && LETTERS_ONLY.test(text.slice(from, to))

/** The word around a stretch, without its invisible characters. */
export function wordAround(text: string, start: number, end: number): string {
  const belongs = (character: string) => ALPHABETIC.test(character) || ANY.test(character)
  let from = start
  while (from > Math.max(0, start - MAX_WORD) && belongs(text[from - 1] ?? '')) from--
  let to = end
  while (to < Math.min(text.length, end + MAX_WORD) && belongs(text[to] ?? '')) to++
  return withoutInvisible(text.slice(from, to))
}

/** A text without its invisible characters. */
export const withoutInvisible = (text: string): string => text.replace(RUN, '')
