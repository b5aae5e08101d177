import { both, PlimsollError } from '../../core/index.ts'
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
    const names = KNOWN_FIELDS.join(', ')
    throw new PlimsollError(
      'E_USAGE',
      both('columns can only be mapped to fields that are known', '列只能映射到已知字段'),
      { advice: both(`map to one of: ${names}`, `可映射到：${names}`) },
    )
  }
  if (samples.length === 0) return
  const present = new Map<string, string>()
  for (const { fields } of samples) {
    for (const { name } of fields) present.set(pathShape(name), name.replace(/\[\d+\]/gu, '[]'))
  }
  for (const column of Object.values(columns)) {
    if (present.has(pathShape(column))) continue
    const listed = [...present.values()].slice(0, MAX_LISTED)
    const more = present.size - listed.length
    throw new PlimsollError(
      'E_USAGE',
      both(`${path}: has no column ${column}`, `${path}：没有名为 ${column} 的列`),
      {
        advice: both(
          `its columns are: ${listed.join(', ')}${more > 0 ? `, and ${more} more` : ''}`,
          `现有的列：${listed.join(', ')}${more > 0 ? `，另有 ${more} 列` : ''}`,
        ),
      },
    )
  }
}
