import type { DetectInput } from '../core/index.ts'
import { foldText, isFoldable } from './_fold.ts'

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

/** What many detectors share: one pass over the text finds the few places where a number or a key can be. */
export interface Scan {
  /** The text with digits and separators of other scripts written in ASCII; offsets are those of the text. */
  readonly text: string
  readonly tokens: readonly Token[]
  readonly stretches: readonly Stretch[]
  /** Where words begin: at a letter after none, at the hump of a camelCase name, at every character beyond ASCII. */
  readonly words: Int32Array
}

/** Longest gap between two groups of one stretch: `) - `. */
const MAX_GAP = 4

const scans = new WeakMap<DetectInput, Scan>()

/** Scans a text; detectors that are given the same input object share the result. */
export function scanOf(input: DetectInput): Scan {
  let scan = scans.get(input)
  if (!scan) {
    const raw = input.text
    let text = raw
    let found = findTokens(text)
    if (found.isFoldable || raw.includes('\\')) {
      text = foldText(raw)
      if (text !== raw) found = findTokens(text)
    }
    scan = { text, tokens: found.tokens, stretches: joinStretches(text, found.tokens), words: found.words }
    scans.set(input, scan)
  }
  return scan
}

const OTHER = 0
const DIGIT = 1
const LOWER = 2
const UPPER = 3
const KINDS = Uint8Array.from({ length: 128 }, (_, code) =>
  code >= 0x30 && code <= 0x39
    ? DIGIT
    : code >= 0x61 && code <= 0x7a
      ? LOWER
      : code >= 0x41 && code <= 0x5a
        ? UPPER
        : OTHER,
)

interface Found {
  readonly tokens: Token[]
  readonly words: Int32Array
  readonly isFoldable: boolean
}

/** Where words begin, before the count is known; a longer text gets an array of its own. */
const scratch = new Int32Array(1 << 16)

function findTokens(text: string): Found {
  const tokens: Token[] = []
  const length = text.length
  const words = length > scratch.length ? new Int32Array(length) : scratch
  let count = 0
  let needsFold = false
  let start = -1
  let digits = 0
  let previous = OTHER
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    const kind = code < 128 ? (KINDS[code] as number) : OTHER
    if (kind === OTHER) {
      if (digits > 0) tokens.push({ start, end: i, digits })
      start = -1
      digits = 0
      if (code > 0x7f) {
        words[count++] = i
        if (!needsFold && isFoldable(code)) needsFold = true
      }
    } else {
      if (start < 0) {
        start = i
        if (kind !== DIGIT) words[count++] = i
      } else if (kind === UPPER && previous === LOWER) words[count++] = i
      if (kind === DIGIT) digits++
    }
    previous = kind
  }
  if (digits > 0) tokens.push({ start, end: length, digits })
  return { tokens, words: words.slice(0, count), isFoldable: needsFold }
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
