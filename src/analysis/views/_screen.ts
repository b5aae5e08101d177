import { FEWEST_BASE64 } from './_base64.ts'

/** Where a text may hold something encoded; found in one pass. */
export interface Screened {
  /** Where long runs of letters, digits and `+ / - _` begin. */
  readonly runs: readonly number[]
  /** Where short words begin in which letters stand among digits. */
  readonly noisy: readonly number[]
  /** Short tokens in a row that may be bytes. */
  readonly pairs: boolean
  /** Single characters in a row, or a run that the same mark cuts into single characters. */
  readonly spread: boolean
  /** Words for digits in a row. */
  readonly spelled: boolean
}

const DIGIT = 1
/** Letters that look like digits. */
const NOISE = 2
const LETTER = 4
const MARK = 8
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/\d/u.test(character)) return DIGIT
  if (/[OoQDlIiSsZzBbGgq]/u.test(character)) return NOISE
  if (/[a-z]/iu.test(character)) return LETTER
  return /[+/_-]/u.test(character) ? MARK : 0
})

/** Tokens in a row that make a screen pass. */
const SINGLES = 7
const PAIRS = 7
const WORDS = 4

/** Looks at every character once. */
export function screen(text: string): Screened {
  const runs: number[] = []
  const noisy: number[] = []
  let pairs = 0
  let singles = 0
  let words = 0
  let hasPairs = false
  let isSpread = false
  let isSpelled = false
  let start = -1
  let seen = 0
  const { length } = text
  for (let i = 0; i <= length; i++) {
    const code = i < length ? text.charCodeAt(i) : 0
    const kind = code < 128 ? (CLASSES[code] as number) : 0
    if (kind !== 0) {
      if (start < 0) {
        start = i
        seen = kind
      } else seen |= kind
      continue
    }
    if (start < 0) continue
    const size = i - start
    if (size === 1) {
      if (++singles >= SINGLES) isSpread = true
      if ((seen & DIGIT) !== 0) words++
      pairs = 0
    } else {
      singles = 0
      if (size === 2) {
        if (++pairs >= PAIRS) hasPairs = true
      } else if (size !== 4 || text.charCodeAt(start + 1) !== 0x78) pairs = 0
      else if (++pairs >= PAIRS) hasPairs = true
      if (size <= 6 && isNumberWord(text.charCodeAt(start) | 0x20, size, text, start)) {
        if (++words >= WORDS) isSpelled = true
      } else if (size >= FEWEST_BASE64) {
        words = 0
        runs.push(start)
        if ((seen & MARK) !== 0) {
          const second = text.charCodeAt(start + 1)
          if ((CLASSES[second] as number) === MARK) isSpread = true
          if ((CLASSES[text.charCodeAt(start + 2)] as number) === MARK) hasPairs = true
          if ((seen & LETTER) !== 0 && !isSpelled && HYPHENATED.test(text.slice(start, i))) isSpelled = true
        }
      } else words = 0
      if ((seen & (DIGIT | NOISE)) === (DIGIT | NOISE) && (seen & LETTER) === 0 && size >= 3)
        noisy.push(start)
    }
    start = -1
  }
  return { runs, noisy, pairs: hasPairs, spread: isSpread, spelled: isSpelled }
}

const HYPHENATED = /^(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|\d)[-/_]/iu

/** By first letter: the words for digits that begin with it. */
const NUMBER_WORDS: Readonly<Record<number, readonly string[]>> = {
  100: ['double'],
  101: ['eight'],
  102: ['four', 'five'],
  110: ['nine', 'niner', 'nought', 'naught'],
  111: ['one', 'oh'],
  115: ['six', 'seven'],
  116: ['two', 'three', 'triple', 'treble'],
  122: ['zero'],
}

function isNumberWord(first: number, size: number, text: string, start: number): boolean {
  const candidates = NUMBER_WORDS[first]
  if (candidates === undefined) return false
  for (const candidate of candidates) {
    if (candidate.length === size && text.substr(start, size).toLowerCase() === candidate) return true
  }
  return false
}
