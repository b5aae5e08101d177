import { both, type Field, type FieldEdit, PlimsollError } from '../core/index.ts'

/** Groups edits by field, each group in order of position. */
export function editsByField(edits: readonly FieldEdit[]): Map<string, FieldEdit[]> {
  const groups = new Map<string, FieldEdit[]>()
  for (const edit of edits) {
    const group = groups.get(edit.field)
    if (group === undefined) groups.set(edit.field, [edit])
    else group.push(edit)
  }
  for (const group of groups.values()) group.sort((a, b) => a.start - b.start || a.end - b.end)
  return groups
}

/** Refuses edits that name no field of the sample, reach beyond its text or overlap: applying them would garble it. */
export function checkEdits(fields: readonly Field[], edits: readonly FieldEdit[]): void {
  const lengths = new Map(fields.map(field => [field.name, field.text.length]))
  for (const [name, group] of editsByField(edits)) {
    const length = lengths.get(name)
    if (length === undefined) {
      throw defect('an edit names a field that its sample does not have', '修改指向了样本中不存在的字段')
    }
    let end = 0
    for (const edit of group) {
      if (edit.start < end || edit.end < edit.start || edit.end > length) {
        throw defect('edits overlap or reach beyond their field', '修改相互重叠或超出字段范围')
      }
      end = edit.end
    }
  }
}

const defect = (en: string, zh: string) => new PlimsollError('E_INTERNAL', both(en, zh))
