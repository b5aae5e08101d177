import { both, type Field, type Localized, type Sample } from '../../core/index.ts'
import { type DocumentField, FieldCollector, toField } from '../document/document-field.ts'
import type { FormatOptions, Source } from '../format.ts'
import { addExtraFields, addLinks, isExtraPart } from './extra-fields.ts'
import { readSheetComments } from './sheet-comments.ts'
import { SheetReader, type SheetRow } from './sheet-reader.ts'
import { HEADER_ROWS, type RowField, SheetTable } from './sheet-table.ts'
import type { Sheet, Workbook } from './workbook.ts'

/** One row with what it shows. */
export interface SheetEntry {
  readonly row: SheetRow
  readonly fields: readonly RowField[]
  /** True for a row that is too long to be a sample; `fields` are its beginning. */
  readonly isTooLong: boolean
  /** True for the row of labels, which is given for its comments alone. */
  readonly isHeader: boolean
  readonly comments: readonly DocumentField[]
}

/** Why a row cannot be a sample. */
export function rejectionOf({ limits }: FormatOptions): Localized {
  return both(
    `the row holds more than ${limits.maxRowBytes} characters`,
    `该行超过 ${limits.maxRowBytes} 个字符`,
  )
}

export function fieldsOfEntry({ fields, comments }: SheetEntry): Field[] {
  const plain = fields.map(({ name, text, kind }) =>
    kind === undefined ? { name, text } : { name, text, kind },
  )
  return comments.length === 0 ? plain : [...plain, ...comments.map(toField)]
}

export function extraSample(
  source: Source,
  index: number,
  fields: readonly DocumentField[],
  sheet?: Sheet,
): Sample {
  const locator = sheet === undefined ? { path: source.path } : { path: source.path, sheet: sheet.name }
  return { index, locator, fields: fields.map(toField), isAboutFile: true }
}

/** One pass over a sheet: rows first, then what belongs to no row. */
export class SheetPass {
  readonly reader: SheetReader
  readonly #workbook: Workbook
  readonly #sheet: Sheet
  readonly #table: SheetTable
  readonly #options: FormatOptions
  #leftOver: DocumentField[] = []

  constructor(workbook: Workbook, sheet: Sheet, options: FormatOptions) {
    this.#workbook = workbook
    this.#sheet = sheet
    this.#options = options
    this.reader = new SheetReader(sheet.part, options.limits.maxRowBytes)
    this.#table = new SheetTable(workbook, sheet, this.reader)
  }

  /** Rows with content in batches; `onRow` hears of every row, header and empty ones too. */
  async *entries(onRow?: (row: SheetRow) => void): AsyncGenerator<readonly SheetEntry[]> {
    const { office } = this.#workbook
    const { byRow, authors } = await readSheetComments(office, this.#sheet.part)
    const waiting = new Map(byRow)
    let head: SheetRow[] | undefined = []
    const begin = (): SheetRow[] => {
      const rows = head ?? []
      head = undefined
      this.#table.findHeader(
        rows.filter(row => this.#hasContent(row)).slice(0, HEADER_ROWS),
        this.#options.expectedColumns,
      )
      return rows
    }
    const toEntries = (rows: readonly SheetRow[]): SheetEntry[] => {
      const entries: SheetEntry[] = []
      for (const row of rows) {
        onRow?.(row)
        const comments = waiting.get(row.number) ?? []
        const isHeader = this.#table.isHeader(row)
        const { fields, isTooLong } = isHeader
          ? { fields: [], isTooLong: false }
          : this.#table.fieldsOf(row, this.#options.limits.maxRowBytes)
        if (fields.length === 0 && comments.length === 0 && !isTooLong) continue
        waiting.delete(row.number)
        entries.push({ row, fields, comments, isTooLong, isHeader })
      }
      return entries
    }
    for await (const rows of this.reader.rows(office)) {
      if (!head) {
        yield toEntries(rows)
        continue
      }
      head.push(...rows)
      if (head.filter(row => this.#hasContent(row)).length >= HEADER_ROWS) yield toEntries(begin())
    }
    if (head) yield toEntries(begin())
    this.#leftOver = [...waiting.values()].flat().concat(authors)
  }

  /** What belongs to no row; complete after the rows were read. */
  async extras(): Promise<readonly DocumentField[]> {
    const links = new FieldCollector()
    await addLinks(this.#workbook.office, this.#sheet.part, links)
    return [...this.reader.extras.fields, ...links.fields, ...this.#leftOver]
  }

  #hasContent(row: SheetRow): boolean {
    return row.cells.some(cell => this.#table.textOf(cell).text.trim() !== '')
  }
}

/** The parts of a workbook beside its sheets. */
export async function workbookExtras({ office }: Workbook): Promise<readonly DocumentField[]> {
  const collector = new FieldCollector()
  for (const part of office.parts) if (isExtraPart(part)) await addExtraFields(office, part, collector)
  return collector.fields
}
