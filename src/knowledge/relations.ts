import { readFileSync } from 'node:fs'
import { both } from '../core/index.ts'
import { EDGE_KINDS, type EdgeKind, type Relation } from './schema.ts'
import { listOf, readTable } from './table.ts'

const COLUMNS = ['from', 'kind', 'to', 'because_en', 'because_zh', 'evidence'] as const

/** Reads the rows of a table of relations between topics. */
export function parseRelations(table: string): Relation[] {
  const seen = new Set<string>()
  return readTable('relations', table, COLUMNS).map(({ cells, bad }) => {
    const { from, to, because_en, because_zh } = cells
    const kind = EDGE_KINDS.find((each): each is EdgeKind => each === cells.kind)
    const evidence = listOf(cells.evidence)
    if (kind === undefined) throw bad('its kind is unknown')
    if (because_en === '' || because_zh === '' || evidence.length === 0) throw bad('it is incomplete')
    const key = `${from} ${kind} ${to}`
    if (from === to || seen.has(key)) throw bad('it occurs twice, or relates a topic to itself')
    seen.add(key)
    return { from, to, kind, because: both(because_en, because_zh), evidence }
  })
}

let loaded: readonly Relation[] | undefined

/** Every relation between topics. */
export function relations(): readonly Relation[] {
  loaded ??= parseRelations(readFileSync(new URL('./graph/relations.tsv', import.meta.url), 'utf8'))
  return loaded
}
