import { readFileSync } from 'node:fs'
import { MODALITIES, type Modality, STUDY_ROLES, type Study, type StudyRole } from './schema.ts'
import { listOf, readTable, stagesOf } from './table.ts'

const COLUMNS = [
  'id',
  'title',
  'year',
  'venue',
  'arxiv',
  'doi',
  'url',
  'stage',
  'threat_or_defense',
  'topics',
  'modality',
  'sources',
] as const

/** Syntax of an arXiv id since April 2007, without version. */
export const ARXIV_ID = /^\d{4}\.\d{4,5}$/
const STUDY_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** Reads the rows of a studies table; ids, arXiv ids and DOIs must be unique. */
export function parseStudies(table: string): Study[] {
  const seen = new Set<string>()
  return readTable('studies', table, COLUMNS).map(({ cells, bad }) => {
    const { id, title, venue, arxiv, doi, url } = cells
    const year = Number(cells.year)
    const stages = stagesOf(cells.stage)
    const role = STUDY_ROLES.find((each): each is StudyRole => each === cells.threat_or_defense)
    const modalities = listOf(cells.modality).filter((each): each is Modality =>
      (MODALITIES as readonly string[]).includes(each),
    )
    const topics = listOf(cells.topics)
    if (!STUDY_ID.test(id)) throw bad('its id is not well formed')
    if (title === '' || topics.length === 0 || stages === undefined || role === undefined) {
      throw bad('it is incomplete')
    }
    if (!(year >= 1950 && year <= 2100)) throw bad('its year is not a year')
    if (arxiv !== '' && !ARXIV_ID.test(arxiv)) throw bad('its arXiv id is not well formed')
    if (!url.startsWith('https://')) throw bad('its address is not https')
    if (modalities.length === 0) throw bad('it has no modality')
    for (const key of [id, arxiv && `arxiv ${arxiv}`, doi && `doi ${doi.toLowerCase()}`]) {
      if (key === '') continue
      if (seen.has(key)) throw bad(`${key} occurs twice`)
      seen.add(key)
    }
    return {
      id,
      title,
      year,
      venue,
      ...(arxiv && { arxiv }),
      ...(doi && { doi }),
      url,
      stages,
      role,
      topics,
      modalities,
      sources: listOf(cells.sources),
    }
  })
}

let loaded: readonly Study[] | undefined

/** Every study, sorted by id. */
export function studies(): readonly Study[] {
  loaded ??= parseStudies(readFileSync(new URL('./graph/studies.tsv', import.meta.url), 'utf8'))
  return loaded
}
