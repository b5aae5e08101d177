import type { Facts } from '../_look.ts'
import type { Scan, Token } from '../_scan.ts'
import { standsAlone } from '../_scan.ts'
import { isCalendarDay } from './_dates.ts'

/** A date as written. */
export interface WrittenDate {
  readonly start: number
  readonly end: number
  /** `day`: a whole date; `month`: year and month; `anniversary`: month and day; `year`: a year alone; `run`: yyyymmdd. */
  readonly precision: 'day' | 'month' | 'anniversary' | 'year' | 'run'
  /** True when the form has other common readings: two digits of a year, a version, a ratio. */
  readonly isAmbiguous: boolean
}

/** Months in English, German, French, Spanish, Italian, Portuguese, Dutch, the Nordic languages, Polish, Russian, Turkish. */
const MONTHS =
  'jan(?:uary|uar|uari|vier|eiro)?|jänner|feb(?:ruary|ruar|ruari)?|févr?(?:ier)?|febrero|febbraio|fevereiro|mar(?:ch|s|zo|ço|t)?|märz|maart|apr(?:il|ile)?|avril|abr(?:il)?|may|mai|maj|mayo|maggio|maio|mei|jun(?:e|i|io|ho)?|juin|giugno|jul(?:y|i|io|ho)?|juillet|luglio|aug(?:ust|usti|ustus)?|août|aout|agosto|sept?(?:ember|embre|iembre)?|set(?:tembre|embro)?|oct(?:ober|obre|ubre)?|okt(?:ober)?|ottobre|outubro|nov(?:ember|embre|iembre|embro)?|dec(?:ember)?|déc(?:embre)?|dez(?:ember|embro)?|dic(?:iembre|embre)?|des(?:ember)?|' +
  'enero|gennaio|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|ocak|şubat|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık'
const NOT_LETTER = '(?![\\p{L}\\p{M}])'
const TIME =
  '(?:(?:[T ]|, | at )\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?: ?(?:[ap]m\\b|[ap]\\.m\\.))?(?: ?(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2})(?![\\p{L}\\d]))?)?'

const YEAR_FIRST = new RegExp(`(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)${TIME}`, 'iuy')
const DAY_FIRST = new RegExp(`(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})(?!\\d)${TIME}`, 'iuy')
const YEAR_MONTH = /(\d{4})[-/.](\d{1,2})(?![-/.\d])/uy
const EAST_ASIAN =
  /(?:(\d{4}|\d{2}) ?[年년] ?)?(\d{1,2}) ?[月월](?:份)?(?: ?(\d{1,2}) ?[日号號일])?(?: ?(?:上午|下午|晚上|凌晨)? ?\d{1,2}[:时時点點]\d{0,2}分?(?::\d{2}|\d{1,2}秒)?)?/uy
const DAY_MONTH = new RegExp(
  `(\\d{1,2})(?:st|nd|rd|th|er|\\.|º|ª)?(?: (?:of|de|di) | ?[-/]?)(${MONTHS})${NOT_LETTER}\\.?(?:(?: ?,? ?(?:de|del|of|-|/)? ?)(\\d{4}|'?\\d{2})(?![\\d:]|\\.\\d))?${TIME}`,
  'iuy',
)
const MONTH_BEFORE = new RegExp(`(?<=((?<![\\p{L}\\p{M}])(${MONTHS})\\.?[ /-]{1,2}))`, 'iuy')
const DAY_YEAR = new RegExp(
  `(\\d{1,2})(?:st|nd|rd|th)?(?![\\d\\p{L}])(?:(?: ?,? {1,2}|-|/)(\\d{4})(?!\\d)${TIME})?`,
  'iuy',
)
const YEAR_MONTH_DAY = new RegExp(`(\\d{4})[ -](${MONTHS})${NOT_LETTER}\\.?[ -](\\d{1,2})(?!\\d)`, 'iuy')

/** The day of a month that stands after its name: `10. July 4th` is an item of a list and a day. */
const ORDINAL = /^ ?\d{1,2}(?:st|nd|rd|th)/u

/** Years counted from the beginning of a reign or a republic. */
const ERA = /(?:明治|大正|昭和|平成|令和|民国|民國) ?$/u

/** Words in lower case that are months only with a year behind them. */
const WORDS = /^(?:may|march|mar|mai|set|dec|des|sept?|abr|mart)$/u

const isYear = (year: number) => year >= 1000 && year <= 2199

/** Reads the date that begins at a token, or at the month before it. */
export function dateAt({ text, facts }: Scan, token: Token): WrittenDate | undefined {
  const { start } = token
  const length = token.end - start
  if (length > 10 || token.digits > 8) return undefined
  const next = text[token.end] ?? ''
  if (length === token.digits) {
    if (next === '-' || next === '/' || next === '.') {
      const found = numeric(text, start, length)
      if (found) return found
    }
    if (
      next === '年' ||
      next === '月' ||
      next === '년' ||
      next === '월' ||
      (next === ' ' && /[年月년월]/u.test(text[token.end + 1] ?? ''))
    ) {
      const found = eastAsian(text, start)
      if (found) return found
    }
  }
  return (
    ((length <= 2 || length > token.digits) && mayPrecedeMonth(text, start)
      ? dayMonth(text, start)
      : undefined) ??
    afterMonth(text, token) ??
    (mayBeBirth(facts, token) ? run(text, token) : undefined)
  )
}

function numeric(text: string, start: number, length: number): WrittenDate | undefined {
  if (length === 4) {
    const full = matchAt(YEAR_FIRST, text, start)
    if (full && isYear(Number(full[1])) && isCalendarDay(Number(full[1]), Number(full[3]), Number(full[4]))) {
      return written(text, start, full[0], 'day', false)
    }
    const month = matchAt(YEAR_MONTH, text, start)
    if (month && isYear(Number(month[1])) && Number(month[2]) >= 1 && Number(month[2]) <= 12) {
      return written(text, start, month[0], 'month', true)
    }
    const named = matchAt(YEAR_MONTH_DAY, text, start)
    return named && isYear(Number(named[1])) ? written(text, start, named[0], 'day', false) : undefined
  }
  if (length > 2) return undefined
  const full = matchAt(DAY_FIRST, text, start)
  if (!full) return undefined
  const [, a, mark, b, y = ''] = full
  const year = y.length === 2 ? 2000 + Number(y) : Number(y)
  if (year < 1800 || year > 2199) return undefined
  if (!isCalendarDay(year, Number(b), Number(a)) && !isCalendarDay(year, Number(a), Number(b)))
    return undefined
  return written(
    text,
    start,
    full[0],
    'day',
    y.length === 2 && (mark !== '/' || a?.length !== 2 || b?.length !== 2),
  )
}

function eastAsian(text: string, start: number): WrittenDate | undefined {
  const match = matchAt(EAST_ASIAN, text, start)
  if (!match) return undefined
  const [, y, m, d] = match
  if (Number(m) < 1 || Number(m) > 12 || (d !== undefined && (Number(d) < 1 || Number(d) > 31)))
    return undefined
  if (y?.length === 4 && !isYear(Number(y))) return undefined
  if (y === undefined && d === undefined) return undefined
  const era = y?.length === 2 ? (ERA.exec(text.slice(Math.max(0, start - 3), start))?.[0] ?? '') : ''
  const precision = d === undefined ? 'month' : y === undefined ? 'anniversary' : 'day'
  return written(text, start - era.length, era + match[0], precision, false)
}

function dayMonth(text: string, start: number): WrittenDate | undefined {
  const match = matchAt(DAY_MONTH, text, start)
  if (!match) return undefined
  const [, day, month = '', year] = match
  if (Number(day) < 1 || Number(day) > 31 || (year?.length === 4 && !isYear(Number(year)))) return undefined
  if (year === undefined && WORDS.test(month)) return undefined
  if (year === undefined && ORDINAL.test(text.slice(start + match[0].length, start + match[0].length + 6)))
    return undefined
  const isAmbiguous = year?.length === 2 && match[0].includes(' ')
  return written(text, start, match[0].trimEnd(), year === undefined ? 'anniversary' : 'day', isAmbiguous)
}

/** How far before a year a word of birth may begin, and how far behind it `生` may stand. */
const BIRTH_REACH = 80
const BIRTH_AFTER = 4

/** False for a year alone without a word of birth near it, which is no date. */
function mayBeBirth(facts: Facts, { start, end, digits }: Token): boolean {
  if (digits !== 4) return digits === 8
  return (
    facts.isNear('births', start - BIRTH_REACH, start) ||
    facts.text.slice(end, end + BIRTH_AFTER).includes('生')
  )
}

const MONTH_WORD = new RegExp(`^(?:${MONTHS})$`, 'iu')
/** Longest name of a month, and most words whose answer is kept. */
const LONGEST_MONTH = 14
const MOST_KNOWN = 4096
const knownWords = new Map<string, boolean>()

/** False when the word before a number is no month; words with letters beyond ASCII are left to the pattern. */
function mayFollowMonth(text: string, start: number): boolean {
  let end = start - 1
  const mark = text.charCodeAt(end - 1)
  if (mark === 0x20 || mark === 0x2d || mark === 0x2f) end--
  if (text.charCodeAt(end - 1) === 0x2e) end--
  let from = end
  while (from > 0 && end - from <= LONGEST_MONTH) {
    const code = text.charCodeAt(from - 1)
    if (code > 0x7f) return true
    if ((code | 0x20) < 0x61 || (code | 0x20) > 0x7a) break
    from--
  }
  return end - from >= 3 && isMonth(text.slice(from, end))
}

/** What stands between the day and its month. */
const SMALL_WORD = /^(?:of|de|di)$/iu
/** The end of an ordinal, and a month right behind it. */
const ORDINAL_END = /^(?:st|nd|rd|th|er)(?:$|[a-z]{3})/iu

/** False when the word after a number is no month; words with letters beyond ASCII are left to the pattern. */
function mayPrecedeMonth(text: string, start: number): boolean {
  let at = start
  while (at < start + 2 && isDigit(text.charCodeAt(at))) at++
  if (at === start || isDigit(text.charCodeAt(at))) return false
  let end = endOfLetters(text, at)
  if (text.charCodeAt(end) > 0x7f) return true
  if (end > at) {
    const word = text.slice(at, end)
    if (isMonth(word)) return true
    if (!ORDINAL_END.test(word)) return false
    if (end > at + 2) return true
    at = end
  } else if (text.charCodeAt(at) === 0x2e) at++
  if (text.charCodeAt(at) === 0x20) at++
  const mark = text.charCodeAt(at)
  if (mark === 0x2d || mark === 0x2f) at++
  end = endOfLetters(text, at)
  if (text.charCodeAt(end) > 0x7f) return true
  if (end - at < 2 || end - at > LONGEST_MONTH) return false
  const word = text.slice(at, end)
  return end - at === 2 ? SMALL_WORD.test(word) : isMonth(word)
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39

/** Where the letters of ASCII from an offset on end; no further than one behind the longest month. */
function endOfLetters(text: string, from: number): number {
  let end = from
  while (end <= from + LONGEST_MONTH) {
    const code = text.charCodeAt(end) | 0x20
    if (!(code >= 0x61 && code <= 0x7a)) break
    end++
  }
  return end
}

function isMonth(word: string): boolean {
  let answer = knownWords.get(word)
  if (answer === undefined) {
    answer = MONTH_WORD.test(word)
    if (knownWords.size >= MOST_KNOWN) knownWords.clear()
    knownWords.set(word, answer)
  }
  return answer
}

/** `May 5, 2010`, `May 2010`, `May 5`. */
function afterMonth(text: string, token: Token): WrittenDate | undefined {
  const before = text[token.start - 1]
  if (before !== ' ' && before !== '-' && before !== '/') return undefined
  if (!mayFollowMonth(text, token.start)) return undefined
  const month = matchAt(MONTH_BEFORE, text, token.start)
  if (!month) return undefined
  const start = token.start - (month[1] ?? '').length
  const name = month[2] ?? ''
  if (token.end - token.start === 4 && token.digits === 4) {
    const year = Number(text.slice(token.start, token.end))
    if (year < 1500 || year > 2199) return undefined
    return written(text, start, text.slice(start, token.end), 'month', false)
  }
  const match = matchAt(DAY_YEAR, text, token.start)
  if (!match || Number(match[1]) < 1 || Number(match[1]) > 31) return undefined
  if (match[2] !== undefined && !isYear(Number(match[2]))) return undefined
  if (match[2] === undefined && WORDS.test(name)) return undefined
  return written(
    text,
    start,
    text.slice(start, token.start) + match[0],
    match[2] === undefined ? 'anniversary' : 'day',
    false,
  )
}

/** `19900512`, and a year alone: only a label makes dates of them. */
function run(text: string, { start, end, digits }: Token): WrittenDate | undefined {
  if (end - start !== digits || (digits !== 8 && digits !== 4)) return undefined
  const value = text.slice(start, end)
  const year = Number(value.slice(0, 4))
  if (year < 1880 || year > 2100) return undefined
  if (digits === 4) return written(text, start, value, 'year', true)
  return isCalendarDay(year, Number(value.slice(4, 6)), Number(value.slice(6)))
    ? written(text, start, value, 'run', true)
    : undefined
}

function written(
  text: string,
  start: number,
  found: string,
  precision: WrittenDate['precision'],
  isAmbiguous: boolean,
): WrittenDate | undefined {
  const end = start + found.length
  return standsAlone(text, start, end) ? { start, end, precision, isAmbiguous } : undefined
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
