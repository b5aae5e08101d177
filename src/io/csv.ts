import { both, type Field, type FieldEdit } from '../core/index.ts'
import { editsByField } from './field-edits.ts'
import type { Format, Prefix, Sniffed } from './format.ts'
import { lineEnd } from './rows/line-scanner.ts'
import { rowFormat } from './rows/row-format.ts'
import type { RowGrammar, RowPrefix } from './rows/row-grammar.ts'
import { type Cell, splitCells, writeCell } from './table/cells.ts'
import { fitDialect } from './table/dialect.ts'
import { columnNames, isHeader } from './table/header.ts'
import { tableScanner } from './table/table-scanner.ts'
import { spliceText } from './text/text-codec.ts'

/** Enough for the dialect to show, also where cells are long. */
const PREFIX_BYTES = 256 * 1024

/** Empty cells that may stand behind the last column; spreadsheets write them by the thousand. */
const MAX_EXTRA_CELLS = 20_000

/** Tables with commas, semicolons, tabs or bars between cells (RFC 4180); the dialect is found by trying. */
export const csv: Format = table('csv', ['.csv'], [',', ';', '\t', '|'])

/** Tables with tabs between cells. */
export const tsv: Format = table('tsv', ['.tsv', '.tab'], ['\t'])

function table(name: string, extensions: readonly string[], delimiters: readonly string[]): Format {
  return rowFormat({
    name,
    extensions,
    prefixBytes: PREFIX_BYTES,
    sniff: prefix => sniffTable(prefix, delimiters),
    isNeverCertain: true,
    begin: prefix => tableGrammar(prefix, delimiters),
  })
}

function sniffTable({ text, complete }: Prefix, delimiters: readonly string[]): Sniffed {
  if (text === undefined) return 'no'
  const { fit, width, rows } = fitDialect(wholeLines(text, complete), complete, delimiters)
  return width > 1 && rows.length > 2 && fit > 1.4 ? 'likely' : 'possible'
}

const wholeLines = (text: string, complete: boolean) =>
  complete ? text : text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1)

function tableGrammar(
  { text, outline, complete, expected }: RowPrefix,
  delimiters: readonly string[],
): RowGrammar {
  const dialect = fitDialect(text, complete, delimiters)
  const hasHeader = isHeader(dialect.rows, expected)
  const names = columnNames(hasHeader ? dialect.rows[0] : undefined, dialect.width)
  const limit = names.length + MAX_EXTRA_CELLS
  let cells: readonly Cell[] = []
  return {
    scanner: tableScanner(dialect, lineEnd(outline)),
    hasHeader,
    isTable: true,
    parse(row) {
      cells = splitCells(row, dialect, limit)
      const isRagged =
        cells.length < names.length ||
        cells.length >= limit ||
        cells.slice(names.length).some(cell => cell.text.trim() !== '')
      if (isRagged) return { reject: ragged(cells.length, names.length) }
      return names.map((name, column): Field => ({ name, text: (cells[column] as Cell).text }))
    },
    locate(edits: readonly FieldEdit[]) {
      const groups = editsByField(edits)
      return names.flatMap((name, column) => {
        const group = groups.get(name)
        const cell = cells[column]
        if (group === undefined || cell === undefined) return []
        const edited = spliceText(cell.text, group)
        return [{ start: cell.start, end: cell.end, replacement: writeCell(edited, cell, dialect) }]
      })
    },
  }
}

const ragged = (found: number, expected: number) =>
  both(
    `the row has ${found} cells where the table has ${expected} columns`,
    `该行有 ${found} 个单元格，而表格有 ${expected} 列`,
  )
