/** The first three letters of the months that `_date-forms.ts` knows, as far as they are letters of ASCII. */
const MONTH_STARTS =
  'jan feb mar apr avr abr may mai maj mag maa mei jun jui giu jul lug aug aou ago sep set oct okt ott out nov dec dez dic des fev ene gen sty lut kwi cze lip sie wrz paz lis gru oca nis haz tem eyl eki kas ara sub'

const LETTERS = 26
const STARTS = starts()

function starts(): Uint8Array {
  const table = new Uint8Array(LETTERS ** 3)
  for (const word of MONTH_STARTS.split(' '))
    table[place(word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(2))] = 1
  return table
}

function place(a: number, b: number, c: number): number {
  return (((a | 0x20) - 0x61) * LETTERS + (b | 0x20) - 0x61) * LETTERS + (c | 0x20) - 0x61
}

/** From here on stand the characters of East Asia, with which no month begins. */
const EAST_ASIAN = 0x2e80

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a

/** True when a month may begin at an offset; letters beyond ASCII are left to the patterns. */
function mayBeginMonth(text: string, at: number): boolean {
  const a = text.charCodeAt(at)
  const b = text.charCodeAt(at + 1)
  const c = text.charCodeAt(at + 2)
  if (a > 0x7f || b > 0x7f || c > 0x7f) return a < EAST_ASIAN && b < EAST_ASIAN && c < EAST_ASIAN
  return isLetter(a) && isLetter(b) && isLetter(c) && STARTS[place(a, b, c)] === 1
}

/**
 * A cheap test for `dateAt`: false only when no date begins at a run, or at the month before it.
 * @param digits of the run between `start` and `end`, which is at most ten characters long
 * @param isOfBirths true when the text holds a word of birth, which makes dates of years
 */
export function mayBeDateAt(
  text: string,
  start: number,
  end: number,
  digits: number,
  isOfBirths: boolean,
): boolean {
  const length = end - start
  const next = text.charCodeAt(end)
  if (length === digits) {
    if (length === 8) return true
    if (length === 4 && (isOfBirths || mayBeBorn(text, end))) return true
    if (next >= 0x2d && next <= 0x2f && mayBeNumeric(text, length, end, next)) return true
    if (isUnit(next) || (next === 0x20 && isUnit(text.charCodeAt(end + 1)))) return true
  }
  if ((length <= 2 || length > digits) && mayPrecedeMonth(text, start)) return true
  return mayFollowMonth(text, start)
}

/** 年 月 년 월 */
const isUnit = (code: number): boolean =>
  code === 0x5e74 || code === 0x6708 || code === 0xb144 || code === 0xc6d4

/** `1985年生`: the character for birth stands shortly behind a year. */
function mayBeBorn(text: string, end: number): boolean {
  for (let at = end; at < end + 4; at++) if (text.charCodeAt(at) === 0x751f) return true
  return false
}

/** `2010-05`, `2010-May`, `5/12/`: a mark and what goes on behind it. */
function mayBeNumeric(text: string, length: number, mark: number, code: number): boolean {
  const first = text.charCodeAt(mark + 1)
  if (length === 4) return isDigit(first) || isLetter(first) || first > 0x7f
  if (length > 2 || !isDigit(first)) return false
  const second = text.charCodeAt(mark + 2)
  return second === code || (isDigit(second) && text.charCodeAt(mark + 3) === code)
}

/** One or two digits, at most a mark and a small word, and the beginning of a month. */
function mayPrecedeMonth(text: string, start: number): boolean {
  let at = start
  while (at < start + 2 && isDigit(text.charCodeAt(at))) at++
  if (at === start || isDigit(text.charCodeAt(at))) return false
  const first = text.charCodeAt(at)
  if (first > 0x7f) return first < EAST_ASIAN
  if (isLetter(first)) {
    if (mayBeginMonth(text, at)) return true
    if (!isOrdinal(first | 0x20, text.charCodeAt(at + 1) | 0x20)) return false
    at += 2
    if (mayBeginMonth(text, at)) return true
  } else if (first === 0x2e) at++
  if (text.charCodeAt(at) === 0x20) at++
  const mark = text.charCodeAt(at)
  if (mark === 0x2d || mark === 0x2f) at++
  return mayBeginMonth(text, at) || isSmallWord(text, at)
}

/** st nd rd th er */
function isOrdinal(a: number, b: number): boolean {
  return (
    (a === 0x73 && b === 0x74) ||
    (a === 0x6e && b === 0x64) ||
    (a === 0x72 && b === 0x64) ||
    (a === 0x74 && b === 0x68) ||
    (a === 0x65 && b === 0x72)
  )
}

/** of de di */
function isSmallWord(text: string, at: number): boolean {
  const a = text.charCodeAt(at) | 0x20
  const b = text.charCodeAt(at + 1) | 0x20
  return (a === 0x6f && b === 0x66) || (a === 0x64 && (b === 0x65 || b === 0x69))
}

/** Longest name of a month. */
const LONGEST_MONTH = 14

/** A word that may be a month stands before a number, behind one or two marks. */
function mayFollowMonth(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1)
  if (before !== 0x20 && before !== 0x2d && before !== 0x2f) return false
  let end = start - 1
  const mark = text.charCodeAt(end - 1)
  if (mark === 0x20 || mark === 0x2d || mark === 0x2f) end--
  if (text.charCodeAt(end - 1) === 0x2e) end--
  let from = end
  while (from > 0 && end - from <= LONGEST_MONTH) {
    const code = text.charCodeAt(from - 1)
    if (code > 0x7f && code < EAST_ASIAN) return true
    if (!isLetter(code)) break
    from--
  }
  return end - from >= 3 && mayBeginMonth(text, from)
}
