import { isBlank } from './line-scanner.ts'
import type { PieceKind, RowScanner } from './row-grammar.ts'

const LF = 10
const CR = 13

/**
 * Running text: a paragraph (lines up to a blank one) is a row. A paragraph of more than `maxBlock` units is no
 * paragraph but a list of lines, and each of its lines is a row.
 */
export function blockScanner(maxBlock: number, newline: number): RowScanner {
  let kind: PieceKind = 'row'
  let lines = 0
  /** Start of the line that is being looked at, relative to the start of the piece. */
  let lineAt = 0
  let breaks = 0
  let byLines = false
  let atTerminator = false
  /** True when the file has ended right after a line end, which then belongs to no paragraph. */
  let isLast = false
  let endsInBreak = false
  const end = (newKind: PieceKind, at: number, newLines: number): number => {
    kind = newKind
    lines = newLines
    lineAt = 0
    breaks = 0
    return at
  }
  const row = (outline: Uint8Array, start: number, at: number, newLines: number): number => {
    atTerminator = true
    const hasReturn = newline === LF && at - 1 > start && outline[at - 1] === CR
    return end('row', hasReturn ? at - 1 : at, newLines)
  }
  return {
    get kind() {
      return kind
    },
    get lines() {
      return lines
    },
    form: '',
    scan(outline, start, from) {
      if (atTerminator) {
        atTerminator = false
        return end('terminator', outline[start] === newline ? start + 1 : start + 2, 1)
      }
      if (isLast) return row(outline, start, outline.length - 1, breaks - 1)
      for (let at = from; ; ) {
        const found = outline.indexOf(newline, at)
        if (found < 0) return -1
        const line = start + lineAt
        const blank = isBlank(outline, line, found)
        if (blank && lineAt === 0) {
          byLines = false
          return end('gap', found + 1, 1)
        }
        if (byLines || blank || found - start > maxBlock) {
          // A paragraph grown too long is given line by line from its start.
          if (!byLines && !blank && lineAt > 0) {
            byLines = true
            lineAt = 0
            breaks = 0
            at = start
            continue
          }
          return row(outline, start, blank ? line - 1 : found, blank ? breaks - 1 : 0)
        }
        breaks++
        lineAt = found + 1 - start
        at = found + 1
      }
    },
    finish(outline, start) {
      endsInBreak = lineAt > 0 && start + lineAt === outline.length
      return isBlank(outline, start, outline.length) ? 'gap' : 'row'
    },
    retry() {
      if (isLast || !endsInBreak) return false
      isLast = true
      return true
    },
  }
}
