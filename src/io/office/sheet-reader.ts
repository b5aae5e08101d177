import { both } from '../../core/index.ts'
import { limitError } from '../container-errors.ts'
import { FieldCollector } from '../document/document-field.ts'
import { MappedText } from '../document/mapped-text.ts'
import { columnOf } from './cell-values.ts'
import type { OfficePackage } from './package.ts'
import {
  attributeOf,
  escapeXml,
  mapAttribute,
  type XmlAttribute,
  type XmlHandler,
  type XmlReader,
} from './xml.ts'
import { streamXml } from './xml-stream.ts'

/** Positions in a sheet are kept in 32 bits. */
const MAX_SHEET_BYTES = 2 ** 31 - 1
/** Elements after the rows that name cells: rows of such sheets cannot move up. */
const NAMES_CELLS =
  /^x:(?:mergeCell|hyperlink|conditionalFormatting|dataValidation|tablePart|legacyDrawing|drawing|autoFilter|protectedRange|ignoredError|scenario|sortState|rowBreaks|extLst|oleObject|control)$/
const HEADER_FOOTER = /^x:(?:odd|even|first)(?:Header|Footer)$/

/** One cell as it stands in the sheet. */
export interface SheetCell {
  readonly column: number
  /** The `t` attribute; `n` when absent. */
  readonly type: string
  readonly style: number
  /** What stands in `v`, decoded. */
  readonly value: string
  /** What stands in `is`, decoded. */
  readonly inline: string
  readonly formula: string
  /** Number of the shared formula that the cell defines or follows. */
  readonly sharedFormula: string | undefined
  readonly hasFormula: boolean
  readonly from: number
  readonly to: number
}

/** One row as it stands in the sheet. */
export interface SheetRow {
  readonly number: number
  readonly hidden: boolean
  readonly cells: readonly SheetCell[]
  /** Characters of text in the row. */
  readonly length: number
  readonly from: number
  readonly to: number
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Reads one sheet row by row. What else it learns is complete once the last row was given. */
export class SheetReader implements XmlHandler {
  readonly part: string
  /** Texts of the sheet outside its rows: page headers, tips of links, hints of input rules. */
  readonly extras = new FieldCollector()
  /** Row numbers that links point from, by relationship id. */
  readonly linkRows = new Map<string, number[]>()
  /** True when rows can move up without anything pointing astray. */
  isPlain = true
  hasFormulas = false
  /** The prefix that the sheet writes its elements with. */
  prefix = ''
  readonly #maxRowLength: number
  readonly #hiddenColumns: [from: number, to: number][] = []
  #reader: XmlReader | undefined
  #rows: SheetRow[] = []
  #row: Mutable<SheetRow> & { cells: SheetCell[] } = emptyRow()
  #cell: Mutable<SheetCell> | undefined
  #target: 'value' | 'inline' | 'formula' | undefined
  #phonetic = 0
  #nextRow = 1
  #aside: MappedText | undefined

  constructor(part: string, maxRowLength: number) {
    this.part = part
    this.#maxRowLength = maxRowLength
  }

  /** Streams the rows of the sheet in batches. */
  async *rows(office: OfficePackage): AsyncGenerator<readonly SheetRow[]> {
    const size = office.archive.find(this.part)?.size ?? 0
    if (size > MAX_SHEET_BYTES) {
      throw limitError(
        office.label(this.part),
        both('the sheet holds more than 2 GiB of XML', '工作表的 XML 超过 2 GiB'),
        both('split the workbook', '请拆分工作簿'),
      )
    }
    for await (const _ of streamXml(office, this.part, this)) {
      const rows = this.#rows
      this.#rows = []
      if (rows.length > 0) yield rows
    }
  }

  isHiddenColumn(column: number): boolean {
    return this.#hiddenColumns.some(([from, to]) => column >= from && column <= to)
  }

  attach(reader: XmlReader): void {
    this.#reader = reader
  }

  open(name: string, attributes: readonly XmlAttribute[], from: number): void {
    if (name === 'x:c') this.#openCell(attributes, from)
    else if (name === 'x:v') this.#target = this.#cell && 'value'
    else if (name === 'x:t') this.#target = this.#cell && this.#phonetic === 0 ? 'inline' : undefined
    else if (name === 'x:f') this.#openFormula(attributes)
    else if (name === 'x:rPh') this.#phonetic++
    else if (name === 'x:row') this.#openRow(attributes, from)
    else this.#openOther(name, attributes)
  }

  text(text: string, from: number, to: number): void {
    if (this.#aside) this.#aside.append(text, from, to)
    const cell = this.#cell
    if (!cell || !this.#target) return
    // Beyond the limit a row is refused as a whole, so only its beginning is kept.
    const left = this.#maxRowLength - this.#row.length
    this.#row.length += text.length
    if (left > 0) cell[this.#target] += text.length <= left ? text : text.slice(0, left)
  }

  close(name: string, _from: number, to: number): void {
    if (name === 'x:v' || name === 'x:t' || name === 'x:f') this.#target = undefined
    else if (name === 'x:c' && this.#cell) {
      this.#cell.to = to
      this.#row.cells.push(this.#cell)
      this.#cell = undefined
    } else if (name === 'x:row') {
      this.#row.to = to
      this.#rows.push(this.#row)
      this.#row = emptyRow()
    } else if (name === 'x:rPh') this.#phonetic--
    else if (this.#aside && HEADER_FOOTER.test(name)) {
      this.extras.add('#header-footer', this.#aside, escapeXml, { member: this.part })
      this.#aside = undefined
    }
  }

  #openRow(attributes: readonly XmlAttribute[], from: number): void {
    const number = Number(attributeOf(attributes, 'r') ?? this.#nextRow)
    this.#nextRow = number + 1
    const hidden = isTrue(attributeOf(attributes, 'hidden'))
    this.#row = { ...emptyRow(), number, hidden, from }
  }

  #openCell(attributes: readonly XmlAttribute[], from: number): void {
    let reference: string | undefined
    let type = 'n'
    let style = 0
    for (const { name, value } of attributes) {
      if (name === 'r') reference = value
      else if (name === 't') type = value
      else if (name === 's') style = Number(value)
    }
    const previous = this.#row.cells.at(-1)?.column ?? -1
    const column = reference === undefined ? previous + 1 : columnOf(reference)
    this.#cell = {
      column,
      type,
      style,
      value: '',
      inline: '',
      formula: '',
      sharedFormula: undefined,
      hasFormula: false,
      from,
      to: from,
    }
  }

  #openFormula(attributes: readonly XmlAttribute[]): void {
    this.hasFormulas = true
    if (!this.#cell) return
    this.#target = 'formula'
    this.#cell.hasFormula = true
    if (attributeOf(attributes, 't') === 'shared') this.#cell.sharedFormula = attributeOf(attributes, 'si')
  }

  #openOther(name: string, attributes: readonly XmlAttribute[]): void {
    if (name === 'x:worksheet') this.prefix = this.#reader?.writtenPrefix ?? ''
    else if (name === 'x:col' && isTrue(attributeOf(attributes, 'hidden'))) {
      const [from, to] = ['min', 'max'].map(each => Number(attributeOf(attributes, each) ?? 0) - 1)
      if (from !== undefined && to !== undefined) this.#hiddenColumns.push([from, to])
    } else if (HEADER_FOOTER.test(name)) this.#aside = new MappedText()
    if (NAMES_CELLS.test(name)) this.isPlain = false
    if (name === 'x:hyperlink') this.#noteLink(attributes)
    else if (name === 'x:dataValidation')
      this.#addAttributes('#hint', attributes, ['prompt', 'promptTitle', 'error', 'errorTitle'])
  }

  #noteLink(attributes: readonly XmlAttribute[]): void {
    this.#addAttributes('@title', attributes, ['display', 'tooltip'])
    const id = attributeOf(attributes, 'r:id')
    const row = Number(/\d+/.exec(attributeOf(attributes, 'ref') ?? '')?.[0])
    if (id === undefined || !row) return
    const rows = this.linkRows.get(id)
    if (rows) rows.push(row)
    else this.linkRows.set(id, [row])
  }

  #addAttributes(field: string, attributes: readonly XmlAttribute[], names: readonly string[]): void {
    for (const attribute of attributes) {
      if (names.includes(attribute.name))
        this.extras.add(field, mapAttribute(attribute), escapeXml, { member: this.part })
    }
  }
}

const emptyRow = (): Mutable<SheetRow> & { cells: SheetCell[] } => ({
  number: 0,
  hidden: false,
  cells: [],
  length: 0,
  from: 0,
  to: 0,
})

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true'
