/** What a UTF-16 unit is for cutting text into tokens. */
const SPACE = 0
const WORD = 1
const SINGLE = 2
const SIGN = 3
const HIDDEN = 4

let classes: Uint8Array | undefined
let folded: Uint16Array | undefined

function tables(): { classes: Uint8Array; folded: Uint16Array } {
  if (classes === undefined || folded === undefined) {
    const kinds = new Uint8Array(0x1_0000).fill(SIGN)
    const folds = new Uint16Array(0x1_0000)
    for (let unit = 0; unit < 0x1_0000; unit++) {
      const character = String.fromCharCode(unit)
      const lower = character.toLowerCase()
      folds[unit] = lower.length === 1 ? lower.charCodeAt(0) : unit
      if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(character))
        kinds[unit] = SINGLE
      else if (/[\p{L}\p{N}\p{M}]/u.test(character) || (unit >= 0xd800 && unit < 0xe000)) kinds[unit] = WORD
      else if (/[\p{Cf}\p{Cc}]/u.test(character) && !/\s/u.test(character)) kinds[unit] = HIDDEN
      else if (/\s/u.test(character)) kinds[unit] = SPACE
    }
    classes = kinds
    folded = folds
  }
  return { classes, folded }
}

/** Mixes all bits of a 32-bit number. Source: https://github.com/skeeto/hash-prospector (low bias). */
export function mix(value: number): number {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad)
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97)
  return (h ^ (h >>> 15)) >>> 0
}

/** Longest run of letters that is one token, in UTF-16 units. */
const LONGEST = 64

/** Receives a token: its hash without regard to case, and its UTF-16 span. */
export type TokenVisitor = (hash: number, start: number, end: number) => void

/**
 * Cuts a text into tokens: words, single characters of scripts without spaces, runs of one sign, characters that are
 * not seen, and runs of two or more spaces.
 */
export function visitTokens(text: string, visit: TokenVisitor): void {
  const { classes: kinds, folded: folds } = tables()
  const { length } = text
  let at = 0
  while (at < length) {
    const unit = text.charCodeAt(at)
    const kind = kinds[unit] as number
    const start = at++
    if (kind === WORD) {
      let hash = Math.imul(0x811c9dc5 ^ (folds[unit] as number), 0x01000193)
      const limit = Math.min(length, start + LONGEST)
      while (at < limit) {
        const next = text.charCodeAt(at)
        if (kinds[next] !== WORD) break
        hash = Math.imul(hash ^ (folds[next] as number), 0x01000193)
        at++
      }
      visit(mix(hash), start, at)
    } else if (kind === SPACE) {
      while (at < length && kinds[text.charCodeAt(at)] === SPACE) at++
      if (at - start > 1)
        visit(mix(0x5ace ^ ((text.charCodeAt(at - 1) << 8) + Math.min(at - start, 8))), start, at)
    } else if (kind === SIGN) {
      while (at < length && at - start < 8 && text.charCodeAt(at) === unit) at++
      visit(mix((unit << 8) ^ (at - start) ^ 0x51677), start, at)
    } else {
      visit(mix(unit ^ (kind << 20)), start, at)
    }
  }
}

/** What a token's spelling has beyond its letters: upper case after the first letter. 0 for nothing. */
export function spellingOf(text: string, start: number, end: number): number {
  const { folded: folds } = tables()
  let inner = false
  for (let at = start + 1; at < end; at++) {
    const unit = text.charCodeAt(at)
    if (folds[unit] !== unit) {
      inner = true
      break
    }
  }
  if (!inner) return 0
  let hash = 0x1234567
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return mix(hash)
}
