import type { FieldEdit } from '../../core/index.ts'
import type { SourceEdit } from '../document/mapped-text.ts'
import { editsByField } from '../field-edits.ts'
import { spliceText } from '../text/text-codec.ts'
import { columnLetters } from './cell-values.ts'
import type { SheetCell } from './sheet-reader.ts'
import type { RowField } from './sheet-table.ts'
import { escapeXml } from './xml.ts'

/** What editing one row's cells amounts to. */
export interface RowEdits {
  readonly edits: readonly SourceEdit[]
  /** The cells that no longer hold what they held. */
  readonly cells: readonly SheetCell[]
}

/**
 * Replaces edited cells by cells with their text inside, so that others that share the string keep it. A cell whose
 * value or formula was edited loses its formula: it would bring the value back.
 */
export function editCells(
  fields: readonly RowField[],
  edits: readonly FieldEdit[],
  rowNumber: number,
  prefix: string,
): RowEdits {
  const byField = editsByField(edits)
  const touched = new Set<SheetCell>()
  for (const field of fields) if (byField.has(field.name)) touched.add(field.cell)
  const result: SourceEdit[] = []
  for (const cell of touched) {
    const value = fields.find(field => field.cell === cell && !field.isFormula)
    const text = spliceText(value?.text ?? '', byField.get(value?.name ?? '') ?? [])
    result.push({ from: cell.from, to: cell.to, text: inlineCell(cell, rowNumber, text, prefix) })
  }
  return { edits: result.sort((a, b) => a.from - b.from), cells: [...touched] }
}

/** A cell without its formula, with the value that was last calculated. */
export function valueCell(cell: SheetCell, row: number, p: string): string {
  const style = cell.style > 0 ? ` s="${cell.style}"` : ''
  const type = cell.type === 'n' ? '' : ` t="${escapeXml(cell.type)}"`
  const value = cell.value === '' ? '' : `<${p}v>${escapeXml(cell.value)}</${p}v>`
  return `<${p}c r="${columnLetters(cell.column)}${row}"${style}${type}>${value}</${p}c>`
}

function inlineCell(cell: SheetCell, row: number, text: string, p: string): string {
  const style = cell.style > 0 ? ` s="${cell.style}"` : ''
  const place = `r="${columnLetters(cell.column)}${row}"${style}`
  if (text === '') return `<${p}c ${place}/>`
  return `<${p}c ${place} t="inlineStr"><${p}is><${p}t xml:space="preserve">${escapeXml(text)}</${p}t></${p}is></${p}c>`
}
