import { maskedContext } from '../../core/index.ts'
import { isPlainWord } from '../../core/plain-words.ts'

/** Rows of a group in which a word must stand to be shown: what many rows say alike is no one's own. */
const ENOUGH_ROWS = 3

/** Counts, for words and for single Chinese characters, the texts that hold them. */
export function commonWords(texts: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const text of texts) {
    for (const word of new Set(piecesOf(text))) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return new Set([...counts].filter(([, count]) => count >= ENOUGH_ROWS).map(([word]) => word))
}

const PIECES = /\p{Script=Han}|[[\p{L}\p{N}\p{M}]--\p{Script=Han}]+/gv
const piecesOf = (text: string): string[] => (text.match(PIECES) ?? []).map(each => each.toLowerCase())

/** A text in which only plain words and common ones are shown; runs of others become an ellipsis. */
export function showCommon(text: string, common: ReadonlySet<string>): string {
  return text
    .replace(PIECES, word => (common.has(word.toLowerCase()) || isPlainWord(word) ? word : '…'))
    .replace(/…(?:[\s,.;:'"“”‘’()-]{0,4}…){1,}/gu, '…')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
}

/** The surroundings of a trigger, masked, with a mark in its place. */
export function contextOf(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - 64), start)
  const after = text.slice(end, end + 64)
  return `${maskedContext(before, before.length, before.length, [])}[trigger]${maskedContext(after, 0, 0, [])}`
}
