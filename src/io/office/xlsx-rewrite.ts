import type { SampleDecision } from '../../core/index.ts'
import type { RewriteEvent } from '../contract.ts'
import { type DocumentField, sourceEditsByMember } from '../document/document-field.ts'
import { EditList } from '../document/edit-list.ts'
import type { SourceEdit } from '../document/mapped-text.ts'
import type { Decide, FormatOptions, Source } from '../format.ts'
import { writeZip } from '../zip/write.ts'
import { editedParts } from './edited-parts.ts'
import { relationshipsPart } from './package.ts'
import { sharedStringsHandler } from './shared-strings.ts'
import { editCells, valueCell } from './sheet-edits.ts'
import { moveRowsUp } from './sheet-move.ts'
import {
  extraSample,
  fieldsOfEntry,
  rejectionOf,
  type SheetEntry,
  SheetPass,
  workbookExtras,
} from './sheet-pass.ts'
import type { SheetCell, SheetRow } from './sheet-reader.ts'
import { openWorkbook, type Sheet, type Workbook } from './workbook.ts'
import { editXml, encodeLike, partText, spliceText } from './xml-stream.ts'

/** Streams a workbook with the decided edits. Sheets and other parts that nothing was decided about keep their bytes. */
export async function* rewriteWorkbook(
  source: Source,
  options: FormatOptions,
  decide: Decide,
): AsyncGenerator<Uint8Array> {
  const workbook = await openWorkbook(source, options.limits)
  const rewrite = new WorkbookRewrite(workbook, source, options, decide)
  await rewrite.decideAll()
  yield* writeZip(workbook.office.archive, await rewrite.replacements())
}

interface SheetChanges {
  readonly edits: EditList
  readonly droppedRows: number[]
  readonly isPlain: boolean
}

class WorkbookRewrite {
  readonly #workbook: Workbook
  readonly #source: Source
  readonly #options: FormatOptions
  readonly #decide: Decide
  readonly #sheets = new Map<string, SheetChanges>()
  readonly #partEdits = new Map<string, SourceEdit[]>()
  /** How often each shared string is used, and how often it was before the changes. */
  readonly #uses: Uint32Array
  readonly #losses: Uint32Array
  #index = 0
  #hasFormulas = false
  #losesFormulas = false

  constructor(workbook: Workbook, source: Source, options: FormatOptions, decide: Decide) {
    this.#workbook = workbook
    this.#source = source
    this.#options = options
    this.#decide = decide
    this.#uses = new Uint32Array(workbook.strings.count)
    this.#losses = new Uint32Array(workbook.strings.count)
  }

  async decideAll(): Promise<void> {
    for (const sheet of this.#workbook.sheets) await this.#decideSheet(sheet)
    await this.#decideExtras(await workbookExtras(this.#workbook))
  }

  async #decideSheet(sheet: Sheet): Promise<void> {
    const pass = new SheetPass(this.#workbook, sheet, this.#options)
    const edits = new EditList()
    const droppedRows: number[] = []
    /** Shared formulas whose defining cell is gone: the cells that follow it keep their values alone. */
    const broken = new Set<string>()
    const loseCells = (cells: readonly SheetCell[]) => {
      for (const cell of cells) {
        if (cell.type === 's') this.#count(this.#losses, cell)
        if (cell.hasFormula) this.#losesFormulas = true
        if (cell.sharedFormula !== undefined && cell.formula !== '') broken.add(cell.sharedFormula)
      }
    }
    const noteRow = (row: SheetRow) => {
      for (const cell of row.cells) if (cell.type === 's') this.#count(this.#uses, cell)
    }
    for await (const entries of pass.entries(noteRow)) {
      for (const entry of entries) {
        const pending = this.#decideRow(sheet, entry)
        const decision = pending instanceof Promise ? await pending : pending
        const { row } = entry
        let gone: readonly SheetCell[] = []
        if (decision.action === 'drop' && entry.isHeader) this.#clear(entry.comments)
        else if (decision.action === 'drop') {
          edits.add({ from: row.from, to: row.to, text: '' })
          droppedRows.push(row.number)
          gone = row.cells
          this.#clear(entry.comments)
        } else if (decision.action === 'edit') {
          const changed = editCells(entry.fields, decision.edits, row.number, pass.reader.prefix)
          for (const edit of changed.edits) edits.add(edit)
          gone = changed.cells
          this.#addPartEdits(sourceEditsByMember(entry.comments, decision.edits))
        }
        loseCells(gone)
        if (broken.size > 0 && decision.action !== 'drop') {
          for (const cell of row.cells) {
            if (cell.sharedFormula === undefined || !broken.has(cell.sharedFormula) || gone.includes(cell))
              continue
            edits.add({ from: cell.from, to: cell.to, text: valueCell(cell, row.number, pass.reader.prefix) })
          }
        }
      }
    }
    this.#hasFormulas ||= pass.reader.hasFormulas
    this.#sheets.set(sheet.part, { edits, droppedRows, isPlain: pass.reader.isPlain })
    await this.#clearLinks(sheet, pass, new Set(droppedRows))
    await this.#decideExtras(await pass.extras(), sheet)
  }

  #decideRow(sheet: Sheet, entry: SheetEntry): SampleDecision | Promise<SampleDecision> {
    const { row } = entry
    const locator = { path: this.#source.path, sheet: sheet.name, row: row.number }
    const fields = fieldsOfEntry(entry)
    const event: RewriteEvent = entry.isTooLong
      ? { type: 'reject', locator, reason: rejectionOf(this.#options), raw: rawOf(fields), truncated: true }
      : {
          type: 'sample',
          sample: { index: this.#index++, locator, fields },
          // Only quarantined rows are ever asked for it.
          get raw() {
            return rawOf(fields)
          },
        }
    return this.#decide(event)
  }

  async #decideExtras(fields: readonly DocumentField[], sheet?: Sheet): Promise<void> {
    if (fields.length === 0) return
    const sample = extraSample(this.#source, this.#index++, fields, sheet)
    const decision = await this.#decide({ type: 'sample', sample, raw: rawOf(sample.fields) })
    if (decision.action === 'drop') this.#clear(fields)
    else if (decision.action === 'edit') this.#addPartEdits(sourceEditsByMember(fields, decision.edits))
  }

  /** Empties fields: what belongs to a dropped row must not stay behind in another part. */
  #clear(fields: readonly DocumentField[]): void {
    const all = fields.map(({ name, mapped }) => ({
      field: name,
      start: 0,
      end: mapped.length,
      replacement: '',
      type: 'drop',
    }))
    this.#addPartEdits(sourceEditsByMember(fields, all))
  }

  /** Links that only dropped rows point to lead nowhere. */
  async #clearLinks(sheet: Sheet, pass: SheetPass, dropped: ReadonlySet<number>): Promise<void> {
    if (dropped.size === 0 || pass.reader.linkRows.size === 0) return
    const edits: SourceEdit[] = []
    for (const { id, external, targetAttribute } of await this.#workbook.office.relationships(sheet.part)) {
      const rows = pass.reader.linkRows.get(id)
      if (!external || !rows?.every(row => dropped.has(row))) continue
      edits.push({ from: targetAttribute.from, to: targetAttribute.to, text: 'about:blank' })
    }
    this.#addPartEdits(new Map([[relationshipsPart(sheet.part), edits]]))
  }

  #addPartEdits(byMember: ReadonlyMap<string, readonly SourceEdit[]>): void {
    for (const [member, edits] of byMember) {
      const sheet = this.#sheets.get(member)?.edits
      const part = this.#partEdits.get(member)
      if (sheet) for (const edit of edits) sheet.add(edit)
      else if (part) for (const edit of edits) part.push(edit)
      else this.#partEdits.set(member, [...edits])
    }
  }

  #count(counts: Uint32Array, cell: SheetCell): void {
    const index = Number(cell.value)
    if (index >= 0 && index < counts.length) counts[index] = (counts[index] as number) + 1
  }

  async replacements(): Promise<Map<string, Uint8Array | AsyncIterable<Uint8Array> | null>> {
    const { office } = this.#workbook
    const replaced = new Map<string, Uint8Array | AsyncIterable<Uint8Array> | null>()
    const calculation = this.#losesFormulas ? await this.#dropCalculationChain() : undefined
    if (calculation !== undefined) replaced.set(calculation, null)
    for (const [name, bytes] of await editedParts(office, this.#partEdits)) replaced.set(name, bytes)
    for (const [part, changes] of this.#sheets) {
      const member = office.archive.find(part)
      if (!member || changes.edits.isEmpty) continue
      replaced.set(member.name, this.#sheetBytes(part, changes))
    }
    const stringsMember = this.#workbook.stringsPart && office.archive.find(this.#workbook.stringsPart)
    if (stringsMember && this.#losses.some((lost, index) => this.#isUnused(index, lost))) {
      replaced.set(stringsMember.name, this.#stringsBytes(stringsMember.name))
    }
    return replaced
  }

  #sheetBytes(part: string, { edits, droppedRows, isPlain }: SheetChanges): AsyncIterable<Uint8Array> {
    const { office } = this.#workbook
    const spliced = spliceText(partText(office, part), edits.inOrder())
    const canMove = droppedRows.length > 0 && isPlain && !this.#hasFormulas
    return encodeLike(office, part, canMove ? moveRowsUp(office.label(part), spliced, droppedRows) : spliced)
  }

  /** A string that no cell uses any more must not stay readable in the file. */
  #stringsBytes(part: string): AsyncIterable<Uint8Array> {
    const { office } = this.#workbook
    let index = 0
    const text = editXml(office.label(part), partText(office, part), replace =>
      sharedStringsHandler((_text, from, to, prefix) => {
        if (this.#isUnused(index, this.#losses[index] ?? 0))
          replace(from, to, `<${prefix}si><${prefix}t/></${prefix}si>`)
        index++
      }),
    )
    return encodeLike(office, part, text)
  }

  #isUnused(index: number, lost: number): boolean {
    return lost > 0 && lost >= (this.#uses[index] as number)
  }

  /** The calculation chain names cells with formulas; spreadsheet programs rebuild it when it is gone. */
  async #dropCalculationChain(): Promise<string | undefined> {
    const { office } = this.#workbook
    const part = office.parts.find(each => /\/calcChain\.xml$/i.test(each))
    if (part === undefined) return undefined
    for (const [member, mention] of await office.mentionsOf(part)) {
      this.#addPartEdits(new Map([[member, [{ ...mention, text: '' }]]]))
    }
    return part
  }
}

const rawOf = (fields: readonly { readonly name: string; readonly text: string }[]): Uint8Array =>
  Buffer.from(JSON.stringify(Object.fromEntries(fields.map(({ name, text }) => [name, text]))))
