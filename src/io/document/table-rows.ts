import { headerName } from './header-names.ts'
import { MappedText } from './mapped-text.ts'

interface Table {
  readonly number: number
  rows: number
  /** Texts of the header row, once one was seen. */
  header: readonly string[] | undefined
  row: Row | undefined
}

interface Row {
  readonly cells: MappedText[]
  isHeader: boolean
  inCell: boolean
  marked?: boolean
}

/**
 * Gathers table cells into rows. A row is one text with tabs between its cells, so that a label stays beside its
 * value; below a row of header cells every cell is a field of its own, named by its header.
 */
export class TableRows {
  readonly #add: (place: string, text: MappedText) => void
  readonly #open: Table[] = []
  #count = 0

  constructor(add: (place: string, text: MappedText) => void) {
    this.#add = add
  }

  openTable(): void {
    this.#open.push({ number: this.#count++, rows: 0, header: undefined, row: undefined })
  }

  closeTable(): void {
    this.closeRow()
    this.#open.pop()
  }

  openRow(): void {
    const table = this.#open.at(-1)
    if (!table) return
    this.closeRow()
    table.row = { cells: [], isHeader: true, inCell: false }
  }

  /** Says that the open row is a header row, whatever its cells are. */
  markHeaderRow(): void {
    const row = this.#open.at(-1)?.row
    if (row) row.marked = true
  }

  openCell(isHeader: boolean): void {
    const table = this.#open.at(-1)
    if (!table) return
    table.row ??= { cells: [], isHeader: true, inCell: false }
    table.row.inCell = true
    if (!isHeader) table.row.isHeader = false
  }

  isInCell(): boolean {
    return this.#open.at(-1)?.row?.inCell ?? false
  }

  /** Takes the text of the cell that ends; text of a cell outside any row becomes a field of its own. */
  closeCell(text: MappedText): void {
    text.trimEnd()
    const row = this.#open.at(-1)?.row
    if (!row) {
      this.#add('td', text)
      return
    }
    row.cells.push(text)
    row.inCell = false
  }

  closeRow(): void {
    const table = this.#open.at(-1)
    const row = table?.row
    if (!table || !row) return
    table.row = undefined
    const place = `table[${table.number}].row[${table.rows++}]`
    const { header } = table
    const isHeader = row.isHeader || row.marked === true
    if (header && header.length === row.cells.length && !isHeader) {
      row.cells.forEach((cell, column) => {
        this.#add(`${place}.${header[column]}`, cell)
      })
      return
    }
    if (isHeader && row.cells.length > 1) {
      const names = row.cells.flatMap(cell => headerName(cell.text) ?? [])
      if (names.length === row.cells.length) table.header = names
    }
    const joined = new MappedText()
    row.cells.forEach((cell, column) => {
      if (column > 0 && joined.length > 0) joined.appendSynthetic('\t')
      joined.appendMapped(cell)
    })
    this.#add(place, joined)
  }
}
