import type { Scan } from './_scan.ts'

/** The first letters of a list of words, for finding quickly where one of them may begin. */
export interface WordStarts {
  /** By the code of a first letter beyond ASCII: 1 where a word begins with it. */
  readonly foreign: Uint8Array
  /** By the first and the second letter of a word in ASCII, case folded. */
  readonly pairs: Uint8Array
}

const LETTERS = 26

/** Notes how words begin; a word has at least two letters, both of ASCII, or a first letter beyond it. */
export function wordStarts(words: readonly string[]): WordStarts {
  const foreign = new Uint8Array(0x10000)
  const pairs = new Uint8Array(LETTERS * LETTERS)
  for (const word of words) {
    const first = word.charCodeAt(0)
    if (first > 0x7f) {
      foreign[first] = 1
      foreign[word.toUpperCase().charCodeAt(0)] = 1
      continue
    }
    const second = word.charCodeAt(1)
    if (second < 0x80) pairs[((first | 0x20) - 0x61) * LETTERS + (second | 0x20) - 0x61] = 1
    else for (let i = 0; i < LETTERS; i++) pairs[((first | 0x20) - 0x61) * LETTERS + i] = 1
  }
  return { foreign, pairs }
}

/** Gives each match of a sticky pattern at a place where one of the words may begin. */
export function matchesAtStarts(
  scan: Scan,
  { foreign, pairs }: WordStarts,
  pattern: RegExp,
): RegExpExecArray[] {
  const { text, words } = scan
  const matches: RegExpExecArray[] = []
  let floor = 0
  for (let at = 0; at < words.length; at++) {
    const start = words[at] as number
    const code = text.charCodeAt(start)
    if (code > 0x7f) {
      if (foreign[code] === 0) continue
    } else {
      const second = (text.charCodeAt(start + 1) | 0x20) - 0x61
      if (second >= 0 && second < LETTERS && pairs[((code | 0x20) - 0x61) * LETTERS + second] === 0) continue
    }
    if (start < floor) continue
    pattern.lastIndex = start
    const match = pattern.exec(text)
    if (!match || match[0] === '') continue
    matches.push(match)
    floor = start + match[0].length
  }
  return matches
}
