import { mayBeDateAt } from './personal-data/_date-signs.ts'
import { mayBePostalCodeAt } from './personal-data/_postal-signs.ts'

/** What the runs of letters and digits of a text look like: which numbers it may hold at all. */
export const SHAPES = {
  /** Five digits or more in groups that spaces, hyphens, dots, slashes or parentheses join. */
  joined: 1 << 0,
  /** A date, by the marks and words right around a number. */
  date: 1 << 1,
  /** Four Chinese numerals before the character for a year. */
  hanYear: 1 << 2,
  /** 12 to 19 digits in one run, or groups as on cards. */
  card: 1 << 3,
  /** Two letters and two digits begin the run. */
  iban: 1 << 4,
  /** 17 letters and digits. */
  vehicle: 1 << 5,
  /** 25 characters or more. */
  long: 1 << 6,
  /** 14 to 20 characters. */
  subscriber: 1 << 7,
  /** Two digits and six, the beginning of a grouped IMEI. */
  imei: 1 << 8,
  /** Eight characters and a hyphen, with another one four characters on. */
  uuid: 1 << 9,
  /** Groups of two or four hexadecimal digits tied to others alike. */
  hexGroups: 1 << 10,
  /** Twelve hexadecimal digits. */
  hex12: 1 << 11,
  /** A decimal with two places or more, and two of them side by side. */
  decimal: 1 << 12,
  decimalPair: 1 << 13,
  /** Four numbers of up to three digits joined by dots. */
  octets: 1 << 14,
  /** A postal code by its form and what stands right before or behind it. */
  postal: 1 << 15,
  /** A letter behind a Chinese character, then digits; or a number beside the character for an embassy. */
  chinesePlate: 1 << 16,
} as const

const { joined, date, card, iban, vehicle, long, subscriber, imei, uuid, hexGroups, hex12 } = SHAPES
const { decimal, decimalPair, octets, postal, chinesePlate } = SHAPES

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a
const isHex = (code: number): boolean => isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66)
/** Space ( ) + - . / */
const isJoint = (code: number): boolean =>
  code === 0x20 || code === 0x28 || code === 0x29 || code === 0x2b || (code >= 0x2d && code <= 0x2f)

const MAX_GAP = 4
const FEWEST_JOINED = 5
/** How far apart the parts of a pair of decimals may stand. */
const PAIR_GAP = 9
const DOT = 0x2e
const HYPHEN = 0x2d
const SPACE = 0x20
/** From here on stand the characters of East Asia. */
const EAST_ASIAN = 0x2e80
const EMBASSY = '使'.charCodeAt(0)

/** The shapes of each run, and of all together. */
export interface Shapes {
  readonly each: Int32Array
  readonly all: number
}

/**
 * Says what each run may be; never leaves out a shape that a run has.
 * @param text folded, as detectors read it
 * @param runs start, end and count of digits of each run of ASCII letters and digits with a digit
 * @param isOfBirths true when the text holds a word of birth, which makes dates of years
 */
export function shapesOf(text: string, runs: Int32Array, isOfBirths: boolean): Shapes {
  const each = new Int32Array(runs.length / 3)
  let all = 0
  let together = 0
  for (let k = 0, i = 0; k < runs.length; k += 3, i++) {
    const start = runs[k] as number
    const end = runs[k + 1] as number
    const digits = runs[k + 2] as number
    const length = end - start
    let shapes = length < 12 ? shortShapes(text, start, end, digits) : longShapes(text, start, end, digits)
    if (length <= 10 && digits <= 8 && mayBeDateAt(text, start, end, digits, isOfBirths)) shapes |= date
    together = isJoined(text, runs, k) ? together + digits : digits
    if (together >= FEWEST_JOINED) shapes |= joined
    const after = text.charCodeAt(end)
    if (after === DOT && length <= 3 && runs[k + 3] === end + 1) shapes |= dotted(text, runs, k)
    if ((length === 4 || length === 6) && digits === length && isGrouped(text, runs, k)) shapes |= card
    if (length === 2 && digits === 2 && runs[k + 5] === 6 && isNext(text, runs, k)) shapes |= imei
    if (mayBePlate(text, start, end, digits)) shapes |= chinesePlate
    each[i] = shapes
    all |= shapes
  }
  return { each, all }
}

function shortShapes(text: string, start: number, end: number, digits: number): number {
  const length = end - start
  let shapes = 0
  if (length >= 2 && length <= 9 && mayBePostalCodeAt(text, start, end, digits)) shapes |= postal
  if (length === 2 || length === 4) {
    if (mayBeHexGroup(text, start, end)) shapes |= hexGroups
  } else if (length === 8 && text.charCodeAt(end) === HYPHEN && text.charCodeAt(end + 5) === HYPHEN)
    shapes |= uuid
  if (length >= 4 && digits < length && beginsIban(text, start)) shapes |= iban
  return shapes
}

function longShapes(text: string, start: number, end: number, digits: number): number {
  const length = end - start
  let shapes = 0
  if (digits === length && length <= 19) shapes |= card
  if (length === 12 && isHexRun(text, start, end)) shapes |= hex12
  if (length === 17 && digits >= 3 && digits < 17) shapes |= vehicle
  if (length >= 14 && length <= 20) shapes |= subscriber
  if (length >= 25) shapes |= long
  if (digits < length && beginsIban(text, start)) shapes |= iban
  return shapes
}

const beginsIban = (text: string, start: number): boolean =>
  isLetter(text.charCodeAt(start)) &&
  isLetter(text.charCodeAt(start + 1)) &&
  isDigit(text.charCodeAt(start + 2)) &&
  isDigit(text.charCodeAt(start + 3))

function isHexRun(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isHex(text.charCodeAt(i))) return false
  return true
}

/** True when a run goes on with what stands before it, as one number in groups. */
function isJoined(text: string, runs: Int32Array, k: number): boolean {
  if (k === 0) return false
  const start = runs[k] as number
  const before = runs[k - 2] as number
  if (start - before > MAX_GAP) return false
  for (let i = before; i < start; i++) if (!isJoint(text.charCodeAt(i))) return false
  return true
}

/** True when the next run stands behind one space, hyphen or dot. */
function isNext(text: string, runs: Int32Array, k: number): boolean {
  const end = runs[k + 1] as number
  const gap = text.charCodeAt(end)
  return runs[k + 3] === end + 1 && (gap === SPACE || gap === HYPHEN || gap === DOT)
}

/** True for the first two groups of a card: 4-4, 4-6 or 6-13, of digits alone. */
function isGrouped(text: string, runs: Int32Array, k: number): boolean {
  if (!isNext(text, runs, k)) return false
  const size = (runs[k + 4] as number) - (runs[k + 3] as number)
  if (runs[k + 5] !== size) return false
  return (runs[k + 1] as number) - (runs[k] as number) === 4 ? size === 4 || size === 6 : size === 13
}

/** What begins with a number and a dot that another one follows. */
function dotted(text: string, runs: Int32Array, k: number): number {
  let shapes = 0
  if (isDotAfter(text, runs, k + 3) && isDotAfter(text, runs, k + 6)) shapes |= octets
  const end = runs[k + 4] as number
  if (end - (runs[k + 3] as number) < 2) return shapes
  shapes |= decimal
  const next = runs[k + 6]
  if (next !== undefined && next - end <= PAIR_GAP && isDotAfter(text, runs, k + 6)) shapes |= decimalPair
  return shapes
}

function isDotAfter(text: string, runs: Int32Array, k: number): boolean {
  const end = runs[k + 1]
  return end !== undefined && text.charCodeAt(end) === DOT && runs[k + 3] === end + 1
}

/** Other groups of an address that are tied to one of two or of four digits. */
const OTHER_PAIRS = 5
const OTHER_QUADS = 2

/** True for one of six groups of two hexadecimal digits, or of three groups of four. */
function mayBeHexGroup(text: string, start: number, end: number): boolean {
  const size = end - start
  const step = size + 1
  const after = text.charCodeAt(end)
  const before = text.charCodeAt(start - 1)
  const isTie = (code: number) => (size === 2 ? code === 0x3a || code === HYPHEN : code === DOT)
  const needed = size === 2 ? OTHER_PAIRS : OTHER_QUADS
  let others = 0
  for (let at = end; isTie(after) && others < needed; at += step, others++)
    if (text.charCodeAt(at) !== after || !isHexRun(text, at + 1, at + step)) break
  for (let at = start; isTie(before) && others < needed; at -= step, others++)
    if (text.charCodeAt(at - 1) !== before || !isHexRun(text, at - step, at - 1)) break
  return others >= needed && isHexRun(text, start, end)
}

function mayBePlate(text: string, start: number, end: number, digits: number): boolean {
  const before = text.charCodeAt(start - 1)
  if (before === EMBASSY || text.charCodeAt(start - 2) === EMBASSY || text.charCodeAt(end) === EMBASSY)
    return true
  if (digits < end - start && isLetter(text.charCodeAt(start)) && isBehindHan(text, start)) return true
  return isLetter(text.charCodeAt(start - 2)) && isBehindHan(text, start - 2)
}

/** True right behind a character of East Asia, or a space further. */
function isBehindHan(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  return before >= EAST_ASIAN || (before === SPACE && text.charCodeAt(at - 2) >= EAST_ASIAN)
}

const HAN_NUMERALS = '〇零一二三四五六七八九○'

/** True when a Chinese numeral stands right before the character for a year. */
export function holdsHanYear(text: string): boolean {
  for (let at = text.indexOf('年'); at >= 0; at = text.indexOf('年', at + 1)) {
    if (at >= 4 && HAN_NUMERALS.includes(text.charAt(at - 1)) && HAN_NUMERALS.includes(text.charAt(at - 4)))
      return true
  }
  return false
}
