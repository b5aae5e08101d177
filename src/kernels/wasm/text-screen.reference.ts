import { mayBeEncoded } from './base64-glimpse.ts'
import { LONG_RUN, SCREEN_KINDS, SCREEN_SIGNS, type Screened } from './screen-tables.ts'

const {
  digit: DIGIT,
  noise: NOISE,
  letter: LETTER,
  mark: MARK,
  hanDigit: HAN_DIGIT,
  invisible: INVISIBLE,
  compatible: COMPATIBLE,
  foreign: FOREIGN,
} = SCREEN_KINDS
/** What tokens are made of. */
const TOKEN = DIGIT | NOISE | LETTER | MARK

/** Tokens in a row that make a place worth a look. */
const SINGLES = 6
const PAIRS = 7
const WORDS = 4
/** Offsets of one list that lie closer than this are one. */
const APART = 24

function put(places: number[], at: number): void {
  if (places.length === 0 || at - (places.at(-1) as number) >= APART) places.push(at)
}

/**
 * The plain screen: the same result as the kernel, for texts of any length and where WebAssembly is missing.
 * @param kinds one of `SCREEN_KINDS` for each UTF-16 unit, or 0
 */
export function referenceScreen(kinds: Uint8Array): (text: string) => Screened {
  return text => screen(text, kinds)
}

function screen(text: string, kinds: Uint8Array): Screened {
  const found = {
    signs: signsOf(text),
    runs: [] as number[],
    noisy: [] as number[],
    pairs: [] as number[],
    spread: [] as number[],
    spelled: [] as number[],
    hanDigits: [] as number[],
    invisible: [] as number[],
    compatible: [] as number[],
    confusable: [] as number[],
    hanRuns: [] as number[],
  }
  let pairs = 0
  let singles = 0
  let words = 0
  let lastHan = -10
  const { length } = text
  for (let i = 0; i < length; i++) {
    let kind = kinds[text.charCodeAt(i)] as number
    if (kind === 0) continue
    if (kind > TOKEN) {
      if (kind === HAN_DIGIT) {
        if (i - lastHan <= 4) put(found.hanDigits, i)
        lastHan = i
        if (isInRun(text, i, kinds)) put(found.hanRuns, i)
      } else if (kind === INVISIBLE) put(found.invisible, i)
      else if (kind === COMPATIBLE) put(found.compatible, i)
      else if (kind === FOREIGN && (isToken(text, i - 1, kinds) || isToken(text, i + 1, kinds)))
        put(found.confusable, i)
      continue
    }
    const start = i
    let seen = 0
    do {
      seen |= kind
      kind = ++i < length ? (kinds[text.charCodeAt(i)] as number) : 0
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
    if (size >= LONG_RUN && mayBeEncoded(text, start, start + size)) found.runs.push(start)
    if ((seen & MARK) !== 0 && size >= 5) lookInside(text, start, start + size, found, kinds)
  }
  return found
}

const isToken = (text: string, at: number, kinds: Uint8Array): boolean => {
  const code = text.charCodeAt(at)
  return code < 128 && (kinds[code] as number) !== 0
}

/** Digits that make a run. */
const RUN = 7

/** True for a digit in a row of digits, or of what may be one, with at most one mark or other character between two. */
function isInRun(text: string, at: number, kinds: Uint8Array): boolean {
  return 1 + digitsFrom(text, at, 1, kinds) + digitsFrom(text, at, -1, kinds) >= RUN
}

function digitsFrom(text: string, from: number, step: 1 | -1, kinds: Uint8Array): number {
  let count = 0
  let at = from
  while (count < RUN) {
    if (isElement(text.charCodeAt(at + step), kinds)) at += step
    else if (isBetween(text.charCodeAt(at + step)) && isElement(text.charCodeAt(at + 2 * step), kinds))
      at += 2 * step
    else break
    count++
  }
  return count
}

const isElement = (code: number, kinds: Uint8Array): boolean => {
  const kind = kinds[code]
  return kind === DIGIT || kind === HAN_DIGIT || kind === COMPATIBLE || (code | 0x20) === 0x78
}
const isBetween = (code: number): boolean => code >= 0x80 || code === 0x20 || (code >= 0x2c && code <= 0x2e)

const HYPHENATED = /^(?:plus|zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|\d)[-/_]/iu
/** Longest part of a run that is looked into, in UTF-16 units. */
const INSIDE = 512

/** A run that marks cut into single characters, pairs or words: `1-3-8-0`, `31-33-38`, `five-five-one`. */
function lookInside(
  text: string,
  start: number,
  end: number,
  { spread, pairs, spelled }: { spread: number[]; pairs: number[]; spelled: number[] },
  kinds: Uint8Array,
): void {
  const isMark = (at: number): boolean => kinds[text.charCodeAt(at)] === MARK
  const places =
    isMark(start + 1) || (isMark(start) && isMark(start + 2))
      ? spread
      : isMark(start + 2)
        ? pairs
        : HYPHENATED.test(text.slice(start, start + 8))
          ? spelled
          : undefined
  if (places === undefined) return
  for (let at = start; at < Math.min(end, start + INSIDE); at += APART) put(places, at)
}

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

const SIGNS: Readonly<Record<keyof typeof SCREEN_SIGNS, RegExp>> = {
  percent: /%(?:[\dA-Fa-f]{2}|[uU])/u,
  entity: /&(?:#|[A-Za-z]{2,16};|(?:lt|gt|amp|quot|nbsp)(?![A-Za-z]))/u,
  escape: /\\(?:u(?:[\dA-Fa-f]{4}|\{)|U[\dA-Fa-f]{8}|x[\dA-Fa-f]{2}|[0-3][0-7]{2}|[nr\\])/u,
  quoted: /=(?:\r?\n|[\dA-F]{2})/u,
  broken: /[\d./-][ \t\r]*\n[ \t>#*|]*\d/u,
}

function signsOf(text: string): number {
  let signs = 0
  for (const [name, pattern] of Object.entries(SIGNS)) {
    if (pattern.test(text)) signs |= SCREEN_SIGNS[name as keyof typeof SCREEN_SIGNS]
  }
  return signs
}
