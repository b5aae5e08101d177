import type { DetectInput } from '../core/index.ts'

/** A run of ASCII letters and digits that holds at least one digit. */
export interface Token {
  readonly start: number
  readonly end: number
  /** How many of its characters are digits. */
  readonly digits: number
}

/** Digit groups joined by the marks that people put between them: spaces, hyphens, dots, slashes, parentheses. */
export interface Stretch {
  /** Index of the first and the last token of the stretch in `Scan.tokens`, both inclusive. */
  readonly first: number
  readonly last: number
  readonly start: number
  readonly end: number
  readonly digits: number
}

/** What every detector of numbers shares: one pass over the text finds the few places where a number can be. */
export interface Scan {
  /** The text with digits and separators of other scripts written in ASCII; offsets are those of the text. */
  readonly text: string
  readonly tokens: readonly Token[]
  readonly stretches: readonly Stretch[]
}

/** Longest gap between two groups of one stretch: `) - `. */
const MAX_GAP = 4

const scans = new WeakMap<DetectInput, Scan>()

/** Scans a text; detectors that are given the same input object share the result. */
export function scanOf(input: DetectInput): Scan {
  let scan = scans.get(input)
  if (!scan) {
    const text = foldText(input.text)
    const tokens = findTokens(text)
    scan = { text, tokens, stretches: joinStretches(text, tokens) }
    scans.set(input, scan)
  }
  return scan
}

const FOREIGN =
  /[\u00a0\u00ad\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u2000-\u200a\u2010-\u2015\u202f\u2212\u3000\ufe58\ufe63\uff08\uff09\uff0b\uff0d-\uff1a\uff20-\uff3a\uff3f\uff41-\uff5a]/gu

/**
 * Writes full-width letters, digits of other scripts, dashes and spaces in ASCII, and escaped line breaks (`\\n` in a
 * string within a string) as spaces, one code unit for one.
 */
export function foldText(text: string): string {
  const folded = text.replace(FOREIGN, foldCharacter)
  return folded.includes('\\') ? folded.replace(/\\[nrt]/gu, '  ') : folded
}

function foldCharacter(character: string): string {
  const code = character.charCodeAt(0)
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  if (code >= 0x0660 && code <= 0x0669) return String.fromCharCode(code - 0x0660 + 0x30)
  if (code >= 0x06f0 && code <= 0x06f9) return String.fromCharCode(code - 0x06f0 + 0x30)
  if (code >= 0x0966 && code <= 0x096f) return String.fromCharCode(code - 0x0966 + 0x30)
  const dash = code === 0xad || code === 0x2212 || code >= 0xfe58 || (code >= 0x2010 && code <= 0x2015)
  return dash ? '-' : ' '
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39
const isLetter = (code: number) => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a

function findTokens(text: string): Token[] {
  const tokens: Token[] = []
  const length = text.length
  let floor = 0
  for (let i = 0; i < length; i++) {
    if (!isDigit(text.charCodeAt(i))) continue
    let start = i
    while (start > floor && isLetter(text.charCodeAt(start - 1))) start--
    let digits = 1
    for (i++; i < length; i++) {
      const code = text.charCodeAt(i)
      if (isDigit(code)) digits++
      else if (!isLetter(code)) break
    }
    tokens.push({ start, end: i, digits })
    floor = i
  }
  return tokens
}

/** Space ( ) + - . / */
const isJoint = (code: number) =>
  code === 0x20 || code === 0x28 || code === 0x29 || code === 0x2b || (code >= 0x2d && code <= 0x2f)

const isPure = (token: Token) => token.digits === token.end - token.start

function joinStretches(text: string, tokens: readonly Token[]): Stretch[] {
  const stretches: Stretch[] = []
  for (let first = 0; first < tokens.length; first++) {
    const opening = tokens[first] as Token
    if (!isPure(opening) && !isExtended(text, opening)) continue
    let last = first
    let digits = opening.digits
    let token = opening
    while (last + 1 < tokens.length && isPure(token)) {
      const next = tokens[last + 1] as Token
      if (!(isPure(next) || isExtended(text, next)) || !isGap(text, token.end, next.start)) break
      last++
      digits += next.digits
      token = next
    }
    stretches.push({ first, last, start: opening.start, end: token.end, digits })
    first = last
  }
  return stretches
}

/** True for a group with a telephone extension: `2851x818`. */
function isExtended(text: string, token: Token): boolean {
  if (token.digits !== token.end - token.start - 1 || token.digits > 18) return false
  const at = text.slice(token.start, token.end).search(/x/iu)
  return at > 0 && at < token.end - token.start - 1
}

function isGap(text: string, from: number, to: number): boolean {
  if (to - from > MAX_GAP) return false
  for (let i = from; i < to; i++) if (!isJoint(text.charCodeAt(i))) return false
  return true
}

/** What glues the end of a text to a value: a letter, a digit, a joiner after one of them, a sign of paths and handles. */
const GLUE_BEFORE = /(?:[\p{Script=Latin}\p{N}_\\@%~$]|[\p{Script=Latin}_)][-/+]|\p{N}[-./,+:])$/u
const GLUE_AFTER = /^(?:[\p{Script=Latin}\p{N}_@%]|[-./\\:,+][\p{N}_]|[-/\\+][\p{Script=Latin}])/u

/** True when nothing joins the span to a longer word, number, path or identifier; East Asian text needs no space. */
export const standsAlone = (text: string, start: number, end: number): boolean =>
  beginsAlone(text, start) && endsAlone(text, end)

export const beginsAlone = (text: string, start: number): boolean =>
  !GLUE_BEFORE.test(text.slice(Math.max(0, start - 2), start))

export const endsAlone = (text: string, end: number): boolean => !GLUE_AFTER.test(text.slice(end, end + 2))
