import type { Field } from '../../core/index.ts'
import type { Cell } from '../table/cells.ts'
import { isHeader } from '../table/header.ts'
import { columnLetters, dateText, numberText, PLAIN_STYLE } from './cell-values.ts'
import type { SheetCell, SheetReader, SheetRow } from './sheet-reader.ts'
import type { Sheet, Workbook } from './workbook.ts'

/** So many rows with content are looked at to find the header. */
export const HEADER_ROWS = 6
const MAX_HEADER_COLUMNS = 16_384
const EMPTY: Cell = { start: 0, end: 0, text: '', isQuoted: false, isFlawed: false }

/** One field of a row, and the cell that it shows. */
export interface RowField extends Field {
  readonly cell: SheetCell
  readonly isFormula: boolean
}

/** How the rows of one sheet become fields. */
export class SheetTable {
  readonly #workbook: Workbook
  readonly #sheet: Sheet
  readonly #reader: SheetReader
  readonly #names: string[] = []
  /** Row number of the header; rows up to it have no header. */
  #headerRow = 0

  constructor(workbook: Workbook, sheet: Sheet, reader: SheetReader) {
    this.#workbook = workbook
    this.#sheet = sheet
    this.#reader = reader
  }

  /** Chooses the header among the first rows with content. Above it there may be a title, which has fewer cells. */
  findHeader(rows: readonly SheetRow[], expected: readonly string[] = []): void {
    const width = Math.max(0, ...rows.map(row => 1 + (row.cells.at(-1)?.column ?? 0)))
    const table = rows.map(row => this.#texts(row, width))
    const filled = table.map(cells => cells.filter(({ text }) => text !== '').length)
    const at = filled.findIndex(count => count * 2 > Math.max(...filled))
    const header = table[at]
    if (!header || !isHeader(table.slice(at), expected)) return
    this.#headerRow = rows[at]?.number ?? 0
    for (const [column, { text }] of header.entries()) {
      if (text === '') continue
      this.#names[column] = this.#names.includes(text) ? `${text} (${columnLetters(column)})` : text
    }
  }

  /** The texts of a row by column, white space folded: labels often hold line breaks. */
  #texts(row: SheetRow, width: number): Cell[] {
    const cells = new Array<Cell>(Math.min(width, MAX_HEADER_COLUMNS)).fill(EMPTY)
    for (const cell of row.cells) {
      const text = this.textOf(cell).text.replace(/\s+/g, ' ').trim()
      if (cell.column >= 0 && cell.column < cells.length) cells[cell.column] = { ...EMPTY, text }
    }
    return cells
  }

  isHeader(row: SheetRow): boolean {
    return row.number === this.#headerRow
  }

  /**
   * The fields of a row: cells with content, and formulas that hold text of their own. A row whose texts are longer than
   * `maxLength` together is too long (cells that share a string may repeat it many thousand times); its fields are its
   * beginning.
   */
  fieldsOf(row: SheetRow, maxLength: number): { readonly fields: RowField[]; readonly isTooLong: boolean } {
    const fields: RowField[] = []
    let left = maxLength
    for (const cell of row.cells) {
      const { text, kind } = this.textOf(cell)
      const hidden = this.#hiddenBy(row, cell)
      const column = row.number > this.#headerRow ? this.#names[cell.column] : undefined
      const label = column ?? this.#letters(cell.column)
      const name = hidden === undefined ? label : `#hidden(${hidden}).${label}`
      if (text !== '') {
        fields.push({ name, text: text.slice(0, left), cell, isFormula: false, ...(kind ? { kind } : {}) })
      }
      if (cell.formula.includes('"')) {
        fields.push({ name: `#formula.${label}`, text: cell.formula.slice(0, left), cell, isFormula: true })
      }
      left -= text.length + cell.formula.length
      if (left < 0) return { fields, isTooLong: true }
    }
    return { fields, isTooLong: row.length > maxLength }
  }

  /** What a cell shows. */
  textOf(cell: SheetCell): { readonly text: string; readonly kind?: 'number' } {
    switch (cell.type) {
      case 's':
        return { text: this.#workbook.strings.get(Number(cell.value)) }
      case 'inlineStr':
        return { text: cell.inline }
      case 'b':
        return { text: cell.value === '1' ? 'TRUE' : cell.value === '0' ? 'FALSE' : cell.value }
      case 'n': {
        if (cell.value === '') return { text: cell.inline }
        const style = this.#workbook.styles[cell.style] ?? PLAIN_STYLE
        if (style.isDate) return { text: dateText(cell.value, this.#workbook.is1904) }
        return { text: numberText(cell.value, style), kind: 'number' }
      }
      default:
        return { text: cell.value === '' ? cell.inline : cell.value }
    }
  }

  /** The letters of a column without a name, told apart from a column that is named so. */
  #letters(column: number): string {
    const letters = columnLetters(Math.max(0, column))
    return this.#names.includes(letters) ? `column ${letters}` : letters
  }

  #hiddenBy(row: SheetRow, cell: SheetCell): string | undefined {
    if (this.#sheet.hidden) return 'sheet'
    if (row.hidden) return 'row'
    if (this.#reader.isHiddenColumn(cell.column)) return 'column'
    return this.#workbook.styles[cell.style]?.hidden
  }
}
