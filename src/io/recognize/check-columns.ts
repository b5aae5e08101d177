import { PlimsollError } from '../../core/index.ts'
import { KNOWN_FIELDS, pathShape } from './field-names.ts'
import type { FirstSample } from './recognize-kind.ts'

/** Columns that an error lists at most. */
const MAX_LISTED = 30

/** Refuses a mapping that names an unknown field or a column that the first samples do not have. */
export function checkColumns(
  path: string,
  columns: Readonly<Record<string, string>>,
  samples: readonly FirstSample[],
): void {
  for (const known of Object.keys(columns)) {
    if (KNOWN_FIELDS.includes(known.toLowerCase())) continue
    throw new PlimsollError('E_USAGE', 'columns can only be mapped to fields that are known', {
      advice: `map to one of: ${KNOWN_FIELDS.join(', ')}`,
    })
  }
  if (samples.length === 0) return
  const present = new Map<string, string>()
  for (const { fields } of samples) {
    for (const { name } of fields) present.set(pathShape(name), name.replace(/\[\d+\]/gu, '[]'))
  }
  for (const column of Object.values(columns)) {
    if (present.has(pathShape(column))) continue
    const listed = [...present.values()].slice(0, MAX_LISTED)
    const more = present.size > listed.length ? `, and ${present.size - listed.length} more` : ''
    throw new PlimsollError('E_USAGE', `${path}: has no column ${column}`, {
      advice: `its columns are: ${listed.join(', ')}${more}`,
    })
  }
}
