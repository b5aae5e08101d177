import { readFileSync } from 'node:fs'
import { both, type Localized, PlimsollError, STAGES, type Stage } from '../core/index.ts'

/** A threat, defense, evaluation or governance topic of LLM safety. */
export interface Topic {
  readonly id: string
  readonly stages: readonly Stage[]
  readonly kind: 'threat' | 'defense' | 'evaluation' | 'governance'
  readonly name: Localized
  /** One sentence, English. */
  readonly definition: string
}

/** The finer stages of the topics file, as ours. */
const STAGE_OF: Readonly<Record<string, Stage>> = {
  data: 'data',
  pretraining: 'data',
  finetuning: 'tuning',
  alignment: 'alignment',
  'editing-unlearning': 'unlearning',
  'deployment-llm': 'deployment',
  'deployment-agent': 'deployment',
  'deployment-multiagent': 'deployment',
  application: 'application',
  evaluation: 'application',
}

const COLUMNS = ['id', 'stage', 'kind', 'name_en', 'name_zh', 'definition']

/** Reads the rows of a topics table: tab-separated, one header line, no quoting. */
export function parseTopics(table: string): Topic[] {
  const [header, ...lines] = table.trimEnd().split('\n')
  if (header !== COLUMNS.join('\t'))
    throw new PlimsollError('E_INTERNAL', 'the topics table has another header')
  return lines.map((line, at) => {
    const [id = '', stage = '', kind = '', en = '', zh = '', definition = ''] = line.split('\t')
    const stages = stage.split(';').map(each => STAGE_OF[each])
    if (!id || !zh || !definition || stages.some(each => each === undefined)) {
      throw new PlimsollError('E_INTERNAL', `line ${at + 2} of the topics table is incomplete`)
    }
    const ours = STAGES.filter(each => stages.includes(each))
    return { id, stages: ours, kind: kind as Topic['kind'], name: both(en, zh), definition }
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
