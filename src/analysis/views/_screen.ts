import { FEWEST_BASE64 } from './_base64.ts'
import { CHARACTER_CLASSES, COMPATIBLE, FOREIGN, HAN_DIGIT, INVISIBLE } from './_character-classes.ts'

/** Where a text may hold something encoded or disguised: offsets, not far from one another where there is much. */
export interface Screened {
  /** Where every long run of letters, digits and `+ / - _` begins. */
  readonly runs: readonly number[]
  /** Words in which letters stand among digits. */
  readonly noisy: readonly number[]
  /** Tokens of two in a row, which may be bytes. */
  readonly pairs: readonly number[]
  /** Single characters in a row. */
  readonly spread: readonly number[]
  /** Words for digits in a row. */
  readonly spelled: readonly number[]
  /** Chinese digits near one another. */
  readonly hanDigits: readonly number[]
  readonly invisible: readonly number[]
  readonly compatible: readonly number[]
  /** Letters of look-alike scripts beside ASCII ones. */
  readonly confusable: readonly number[]
}

const DIGIT = 1
/** Letters that look like digits. */
const NOISE = 2
const LETTER = 4
const MARK = 8
/** What tokens are made of. */
const TOKEN = DIGIT | NOISE | LETTER | MARK

/** One table for every code unit: what an ASCII character is, and what another one may be a sign of. */
const KINDS = CHARACTER_CLASSES.slice()
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code)
  if (/\d/u.test(character)) KINDS[code] = DIGIT
  else if (/[OoQDlIiSsZzBbGgq]/u.test(character)) KINDS[code] = NOISE
  else if (/[a-z]/iu.test(character)) KINDS[code] = LETTER
  else if (/[+/_-]/u.test(character)) KINDS[code] = MARK
}

/** Tokens in a row that make a place worth a look. */
const SINGLES = 6
const PAIRS = 7
const WORDS = 4
/** Offsets of one list that lie closer than this are one. */
const APART = 24

function put(places: number[], at: number): void {
  if (places.length === 0 || at - (places.at(-1) as number) >= APART) places.push(at)
}

/** Looks at every character once. */
export function screen(text: string): Screened {
  const found = {
    runs: [] as number[],
    noisy: [] as number[],
    pairs: [] as number[],
    spread: [] as number[],
    spelled: [] as number[],
    hanDigits: [] as number[],
    invisible: [] as number[],
    compatible: [] as number[],
    confusable: [] as number[],
  }
  let pairs = 0
  let singles = 0
  let words = 0
  let lastHan = -10
  const { length } = text
  for (let i = 0; i < length; i++) {
    let kind = KINDS[text.charCodeAt(i)] as number
    if (kind === 0) continue
    if (kind > TOKEN) {
      if (kind === HAN_DIGIT) {
        if (i - lastHan <= 4) put(found.hanDigits, i)
        lastHan = i
      } else if (kind === INVISIBLE) put(found.invisible, i)
      else if (kind === COMPATIBLE) put(found.compatible, i)
      else if (kind === FOREIGN && (isToken(text, i - 1) || isToken(text, i + 1))) put(found.confusable, i)
      continue
    }
    const start = i
    let seen = 0
    do {
      seen |= kind
      kind = ++i < length ? (KINDS[text.charCodeAt(i)] as number) : 0
    } while (kind !== 0 && kind <= TOKEN)
    const size = i - start
    i--
    if (size === 1) {
      pairs = 0
      if (++singles >= SINGLES) put(found.spread, start)
      if (seen === DIGIT && ++words >= WORDS) put(found.spelled, start)
      continue
    }
    singles = 0
    if (size === 2 || (size === 4 && text.charCodeAt(start + 1) === 0x78)) {
      if (++pairs >= PAIRS) put(found.pairs, start)
    } else pairs = 0
    if (size <= 6 && (seen & MARK) === 0 && isNumberWord(text, start, size)) {
      if (++words >= WORDS) put(found.spelled, start)
      continue
    }
    words = 0
    if ((seen & (DIGIT | NOISE)) === (DIGIT | NOISE) && (seen & LETTER) === 0 && size >= 3)
      put(found.noisy, start)
    if (size >= FEWEST_BASE64) found.runs.push(start)
    if ((seen & MARK) !== 0 && size >= 5) lookInside(text, start, start + size, found)
  }
  return found
}

const isToken = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code < 128 && (KINDS[code] as number) !== 0
}

const HYPHENATED = /^(?:plus|zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|\d)[-/_]/iu
/** Longest part of a run that is looked into, in UTF-16 units. */
const INSIDE = 512

/** A run that marks cut into single characters, pairs or words: `1-3-8-0`, `31-33-38`, `five-five-one`. */
function lookInside(
  text: string,
  start: number,
  end: number,
  { spread, pairs, spelled }: { spread: number[]; pairs: number[]; spelled: number[] },
): void {
  const places =
    isMark(text, start + 1) || (isMark(text, start) && isMark(text, start + 2))
      ? spread
      : isMark(text, start + 2)
        ? pairs
        : HYPHENATED.test(text.slice(start, start + 8))
          ? spelled
          : undefined
  if (places === undefined) return
  for (let at = start; at < Math.min(end, start + INSIDE); at += APART) put(places, at)
}

const isMark = (text: string, at: number): boolean => KINDS[text.charCodeAt(at)] === MARK

/** By first letter: the words for digits that begin with it. */
const NUMBER_WORDS: readonly (readonly string[] | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const first = String.fromCharCode(code).toLowerCase()
  const words =
    'zero oh one two three four five six seven eight nine niner nought naught double triple treble'
      .split(' ')
      .filter(word => word.startsWith(first) && /[a-z]/u.test(first))
  return words.length > 0 ? words : undefined
})

function isNumberWord(text: string, start: number, size: number): boolean {
  const candidates = NUMBER_WORDS[text.charCodeAt(start)]
  if (candidates === undefined) return false
  for (const candidate of candidates) {
    if (candidate.length === size && isWord(text, start, candidate)) return true
  }
  return false
}

function isWord(text: string, start: number, word: string): boolean {
  for (let i = 1; i < word.length; i++) {
    if ((text.charCodeAt(start + i) | 0x20) !== word.charCodeAt(i)) return false
  }
  return true
}
