import { both } from '../../core/index.ts'
import { isBlank } from '../rows/line-scanner.ts'
import type { PieceKind, RowScanner } from '../rows/row-grammar.ts'
import type { Dialect } from './dialect.ts'

const LF = 10
const CR = 13
const QUOTE = 34
/** After this many quotes that never close, quotes do not reach beyond their line any more (CWE-400). */
const MAX_RUNAWAYS = 8

/** Rows of a table: line ends inside quotes do not end them. A quote that never closes spoils its own line only. */
export function tableScanner(dialect: Dialect, newline: number): RowScanner {
  const delimiter = dialect.delimiter.charCodeAt(0)
  let kind: PieceKind = 'row'
  let lines = 0
  let isPreamble = dialect.hasPreamble
  let atTerminator = false
  let inQuotes = false
  let atCellStart = true
  let breaks = 0
  /** True while only blanks have followed a closing quote. */
  let hasClosed = false
  let isRunaway = false
  let runaways = 0
  const startRow = () => {
    inQuotes = false
    atCellStart = true
    breaks = 0
    hasClosed = false
    isRunaway = false
  }
  const startAgain = () => {
    runaways++
    startRow()
    isRunaway = true
  }
  return {
    get kind() {
      return kind
    },
    get lines() {
      return lines
    },
    form: '',
    reason: both('a quote opens here and never closes', '此处的引号没有闭合'),
    scan(outline, start, from) {
      if (atTerminator) {
        atTerminator = false
        kind = 'terminator'
        lines = 1
        return outline[start] === newline ? start + 1 : start + 2
      }
      let boundToLine = isRunaway || runaways > MAX_RUNAWAYS
      for (let i = from; i < outline.length; i++) {
        const byte = outline[i]
        if (inQuotes) {
          if (byte === QUOTE) {
            inQuotes = false
            hasClosed = true
            // One more quote right here would go on with the cell.
            atCellStart = true
            continue
          }
          if (byte !== newline) continue
          if (!boundToLine) {
            breaks++
            continue
          }
        } else if (byte === delimiter) {
          atCellStart = true
          hasClosed = false
          continue
        } else if (byte === QUOTE) {
          inQuotes = atCellStart && dialect.quoted
          atCellStart = false
          continue
        } else if (byte !== newline) {
          atCellStart = false
          if (hasClosed && breaks > 0 && byte !== 32 && byte !== CR && !boundToLine) {
            // The quote that closed belongs to a later line: the one that opened never closes.
            startAgain()
            boundToLine = true
            i = start - 1
          }
          continue
        }
        const end = newline === LF && i > start && outline[i - 1] === CR ? i - 1 : i
        const isEmpty = isBlank(outline, start, end)
        if (isEmpty || isPreamble) {
          isPreamble = false
          startRow()
          kind = 'gap'
          lines = 1
          return i + 1
        }
        kind = inQuotes ? 'bad' : 'row'
        lines = breaks
        startRow()
        atTerminator = true
        return end
      }
      return -1
    },
    finish(outline, start) {
      if (isBlank(outline, start, outline.length)) return 'gap'
      return inQuotes ? 'bad' : 'row'
    },
    retry() {
      if (!inQuotes || isRunaway) return false
      startAgain()
      return true
    },
  }
}
