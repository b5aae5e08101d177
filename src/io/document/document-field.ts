import type { Field, FieldEdit } from '../../core/index.ts'
import { editsByField } from '../field-edits.ts'
import type { Escape, MappedText, SourceEdit } from './mapped-text.ts'

/** One text of a document with the way back to its source. */
export interface DocumentField {
  readonly name: string
  readonly mapped: MappedText
  readonly escape: Escape
  readonly role?: 'text'
  /** The archive member that holds the source, for containers. */
  readonly member?: string
  /** The same text once more in the source (a fallback rendering); edited along. */
  readonly copies?: readonly MappedText[]
}

/** Collects fields and numbers those that share a name: `p[0]`, `p[1]`. */
export class FieldCollector {
  readonly fields: DocumentField[] = []
  readonly #counts = new Map<string, number>()

  /** Adds a field unless its text is blank. */
  add(
    name: string,
    mapped: MappedText,
    toSource: Escape,
    more: Pick<DocumentField, 'role' | 'member'> = {},
  ): void {
    mapped.trimEnd()
    if (mapped.length === 0) return
    const count = this.#countOf(name)
    this.fields.push({ name: `${name}[${count}]`, mapped, escape: toSource, ...more })
  }

  /** Adds a field whose name says its place already; only a second one of that name gets a number. */
  addPlaced(
    name: string,
    mapped: MappedText,
    toSource: Escape,
    more: Pick<DocumentField, 'role' | 'member'> = {},
  ): void {
    mapped.trimEnd()
    if (mapped.length === 0) return
    const count = this.#countOf(name)
    this.fields.push({ name: count === 0 ? name : `${name}[${count}]`, mapped, escape: toSource, ...more })
  }

  #countOf(name: string): number {
    const count = this.#counts.get(name) ?? 0
    this.#counts.set(name, count + 1)
    return count
  }
}

/** The field as a sample shows it. */
export function toField({ name, mapped, role }: DocumentField): Field {
  return role === undefined ? { name, text: mapped.text } : { name, text: mapped.text, role }
}

/** The source edits that a decision's edits amount to, by member (`''` for a plain document). */
export function sourceEditsByMember(
  fields: readonly DocumentField[],
  edits: readonly FieldEdit[],
): Map<string, SourceEdit[]> {
  const editsOf = editsByField(edits)
  const byMember = new Map<string, SourceEdit[]>()
  for (const field of fields) {
    const own = editsOf.get(field.name)
    if (!own) continue
    const member = field.member ?? ''
    const list = byMember.get(member) ?? []
    byMember.set(member, list)
    for (const mapped of [field.mapped, ...(field.copies ?? [])]) {
      for (const edit of mapped.toSourceEdits(own, field.escape)) list.push(edit)
    }
  }
  return byMember
}
