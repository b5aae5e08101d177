import { readFileSync } from 'node:fs'
import { both } from '../core/index.ts'
import type { Topic } from './schema.ts'
import { readTable, stagesOf } from './table.ts'

const COLUMNS = ['id', 'stage', 'kind', 'name_en', 'name_zh', 'definition'] as const

/** Reads the rows of a topics table. */
export function parseTopics(table: string): Topic[] {
  return readTable('topics', table, COLUMNS).map(({ cells, bad }) => {
    const stages = stagesOf(cells.stage)
    const { id, kind, name_en, name_zh, definition } = cells
    if (!id || !name_zh || !definition || stages === undefined) throw bad('it is incomplete')
    return { id, stages, kind: kind as Topic['kind'], name: both(name_en, name_zh), definition }
  })
}

let loaded: ReadonlyMap<string, Topic> | undefined

const byId = () => {
  loaded ??= new Map(
    parseTopics(readFileSync(new URL('./graph/topics.tsv', import.meta.url), 'utf8')).map(each => [
      each.id,
      each,
    ]),
  )
  return loaded
}

/** Every topic, in the order of the table. */
export const topics = (): readonly Topic[] => [...byId().values()]

/** The topic with this id. */
export const topic = (id: string): Topic | undefined => byId().get(id)

/** True when the graph has a topic with this id. */
export const isTopic = (id: string): boolean => byId().has(id)
