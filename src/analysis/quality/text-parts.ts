import { splitWords } from './split-words.ts'

/** A text cut up once for all filters. */
export interface TextParts {
  readonly text: string
  /** Characters, as code points. */
  readonly length: number
  /** Words and marks; in Chinese text each Han character is one. */
  readonly words: readonly string[]
  readonly isHan: boolean
}

const HAN = /\p{Script=Han}/gu
const HAN_WORD = /\p{Script=Han}|[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}\s]/gu
/** What of a longer text is read, in UTF-16 units. */
const MAX_LENGTH = 2 << 20

/** Cuts a text up. It counts as Chinese when at least a third of its first letters are Han characters. */
export function partsOf(whole: string): TextParts {
  const text = whole.length > MAX_LENGTH ? whole.slice(0, MAX_LENGTH) : whole
  const head = text.slice(0, 4000)
  const han = head.match(HAN)?.length ?? 0
  const isHan = han > 0 && han * 3 >= (head.match(/\p{L}/gu)?.length ?? 0)
  return {
    text,
    length: pointsIn(text),
    words: isHan ? (text.match(HAN_WORD) ?? []) : splitWords(text),
    isHan,
  }
}

const SURROGATE = /[\ud800-\udbff]/

/** Length in code points. */
export function pointsIn(text: string): number {
  if (!SURROGATE.test(text)) return text.length
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0xdc00 || code > 0xdfff) count++
  }
  return count
}

/** Lines as Python's `splitlines` cuts them. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]/u)
  if (lines.at(-1) === '') lines.pop()
  return lines
}
