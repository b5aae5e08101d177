import { isPlainWord, LONGEST_PLAIN_HAN } from './plain-words.ts'
import type { DetectedSignal } from './signal.ts'

/** Stands for one hidden character. */
export const MASK = '•'

/** Hides letters and digits but keeps separators, so that the shape stays readable: `•••@•••••••.•••`. */
export function maskValue(value: string): string {
  return value.replace(/[\p{L}\p{N}\p{M}]/gu, MASK)
}

/**
 * Cuts the surroundings of a span and hides every detected value in them as well as every word that is not on the
 * list of plain words (`plain-words.ts`): a name that no detector knows yet stays hidden, too.
 */
export function maskedContext(
  text: string,
  start: number,
  end: number,
  signals: readonly Pick<DetectedSignal, 'start' | 'end'>[],
  around = 32,
): string {
  const from = Math.max(0, start - around)
  const to = Math.min(text.length, end + around)
  const hidden = new Uint8Array(to - from)
  for (const signal of signals) {
    for (let i = Math.max(from, signal.start); i < Math.min(to, signal.end); i++) hidden[i - from] = 1
  }
  const window = text.slice(from, to)
  let masked = ''
  for (let at = 0; at < window.length; ) {
    let next = at + 1
    while (next < window.length && hidden[next] === hidden[at]) next++
    const stretch = window.slice(at, next)
    if (hidden[at] === 1) masked += maskValue(stretch)
    else masked += maskStretch(stretch, at === 0 && from > 0, next === window.length && to < text.length)
    at = next
  }
  const visible = masked.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
  return `${from > 0 ? '…' : ''}${visible}${to < text.length ? '…' : ''}`
}

/** Masks the words of undetected text; a word that the window may have cut is hidden in any case. */
function maskStretch(text: string, cutBefore: boolean, cutAfter: boolean): string {
  const pieces =
    text.match(/\p{Script=Han}+|[[\p{L}\p{N}\p{M}]--\p{Script=Han}]+|[^\p{L}\p{N}\p{M}]+/gv) ?? []
  return pieces
    .map((piece, at) => {
      if (/^[^\p{L}\p{N}\p{M}]/u.test(piece)) return piece
      const cut = (at === 0 && cutBefore) || (at === pieces.length - 1 && cutAfter)
      if (/^\p{Script=Han}/u.test(piece)) return maskHan(piece)
      return cut || !isPlainWord(piece) ? maskValue(piece) : piece
    })
    .join('')
}

/** Chinese has no spaces: keeps the longest plain words found from left to right. */
function maskHan(word: string): string {
  let masked = ''
  for (let i = 0; i < word.length; ) {
    let length = Math.min(LONGEST_PLAIN_HAN, word.length - i)
    while (length > 0 && !isPlainWord(word.slice(i, i + length))) length--
    if (length === 0) length = (word.codePointAt(i) ?? 0) > 0xffff ? 2 : 1
    const piece = word.slice(i, i + length)
    masked += isPlainWord(piece) ? piece : maskValue(piece)
    i += length
  }
  return masked
}
