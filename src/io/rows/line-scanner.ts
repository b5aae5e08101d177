import type { PieceKind, RowScanner } from './row-grammar.ts'

const LF = 10
const CR = 13

/** The byte that ends lines: a carriage return only where a file has no line feed at all. */
export function lineEnd(outline: Uint8Array): number {
  return outline.includes(LF) || !outline.includes(CR) ? LF : CR
}

/** True when all bytes from `start` to `end` are blanks. */
export function isBlank(outline: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = outline[i] as number
    if (byte !== 32 && (byte < 9 || byte > 13)) return false
  }
  return true
}

/** Every line is a row; blank lines stay and are none. */
export function lineScanner(end: number = LF): RowScanner {
  let kind: PieceKind = 'row'
  let lines = 0
  let atTerminator = false
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
        kind = 'terminator'
        lines = 1
        return outline[start] === end ? start + 1 : start + 2
      }
      const found = outline.indexOf(end, from)
      if (found < 0) return -1
      const rowEnd = end === LF && found > start && outline[found - 1] === CR ? found - 1 : found
      if (isBlank(outline, start, rowEnd)) {
        kind = 'gap'
        lines = 1
        return found + 1
      }
      kind = 'row'
      lines = 0
      atTerminator = true
      return rowEnd
    },
    finish: (outline, start) => (isBlank(outline, start, outline.length) ? 'gap' : 'row'),
  }
}
