import type { Dialect } from './dialect.ts'

/** One cell of a row and where it stands in the row's text, quotes included. */
export interface Cell {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly isQuoted: boolean
  /** True when something stands between the closing quote and the delimiter, or no quote closes the cell. */
  readonly isFlawed: boolean
}

/**
 * Splits a row into cells (RFC 4180); a quote means nothing unless a cell begins with it.
 * @param limit after this many cells the rest of the row is left alone (CWE-770).
 */
export function splitCells(
  row: string,
  { delimiter, quoted }: Pick<Dialect, 'delimiter' | 'quoted'>,
  limit = Number.POSITIVE_INFINITY,
): Cell[] {
  const cells: Cell[] = []
  for (let start = 0; ; ) {
    const cell =
      quoted && row.charCodeAt(start) === 0x22
        ? quotedCell(row, start, delimiter)
        : plainCell(row, start, delimiter)
    cells.push(cell)
    if (cell.end >= row.length || cells.length >= limit) return cells
    start = cell.end + delimiter.length
  }
}

function plainCell(row: string, start: number, delimiter: string): Cell {
  const found = row.indexOf(delimiter, start)
  const end = found < 0 ? row.length : found
  return { start, end, text: row.slice(start, end), isQuoted: false, isFlawed: false }
}

function quotedCell(row: string, start: number, delimiter: string): Cell {
  let text = ''
  let from = start + 1
  for (;;) {
    const quote = row.indexOf('"', from)
    if (quote < 0) {
      return { start, end: row.length, text: text + row.slice(from), isQuoted: true, isFlawed: true }
    }
    text += row.slice(from, quote)
    if (row.charCodeAt(quote + 1) !== 0x22) {
      from = quote + 1
      break
    }
    text += '"'
    from = quote + 2
  }
  const found = row.indexOf(delimiter, from)
  const end = found < 0 ? row.length : found
  return { start, end, text: text + row.slice(from, end), isQuoted: true, isFlawed: end > from }
}

/** Writes a cell's text so that it is read as the same text; quotes are kept, and added where they are needed. */
export function writeCell(text: string, cell: Cell, { delimiter, quoted }: Dialect): string {
  if (!quoted)
    return text
      .split(delimiter)
      .join(' ')
      .replace(/[\r\n]+/gu, ' ')
  const needsQuotes = cell.isQuoted || text.includes(delimiter) || /["\r\n]|^\s|\s$/u.test(text)
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text
}
