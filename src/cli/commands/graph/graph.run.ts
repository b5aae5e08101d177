import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { both, PlimsollError } from '../../../core/index.ts'
import { writeAtomically } from '../../../io/index.ts'
import {
  type AssessmentFacts,
  bibtexEntry,
  compareTopics,
  coverageOf,
  createSearch,
  exportGraph,
  flatNode,
  type GraphDefinition,
  type GraphNode,
  importStudies,
  isUnserved,
  type KnowledgeGraph,
  knowledgeGraph,
  renderPanorama,
  type Study,
  shortestPath,
  studiesOf,
  type TopicCoverage,
} from '../../../knowledge/index.ts'
import type { CliContext } from '../../context.ts'
import { guarded } from '../../render/failure.ts'
import {
  renderComparison,
  renderCoverage,
  renderHits,
  renderImports,
  renderNode,
  renderPath,
  renderReading,
} from '../../render/graph.ts'
import type {
  CoverageFlags,
  ExportFlags,
  GraphFlags,
  PanoramaFlags,
  ReadFlags,
  SearchFlags,
  ShowFlags,
} from './graph.ts'

/** The graph with every definition of the catalog. */
async function fullGraph(): Promise<KnowledgeGraph> {
  const { CATALOG } = await import('../../catalog.ts')
  return knowledgeGraph(
    Object.entries(CATALOG).flatMap(([kind, definitions]) =>
      definitions.map(({ id, title, stages, topics, reference, maturity }) => {
        const head = { id, kind: kind as GraphDefinition['kind'], title, stages, topics, reference }
        return { ...head, maturity }
      }),
    ),
  )
}

/** Studies and topics alone: what a search for them needs, without loading the catalog. */
const smallGraph = (): KnowledgeGraph => knowledgeGraph([])

function print(context: CliContext, isJson: boolean | undefined, value: unknown, text: () => string): number {
  context.process.stdout.write(isJson ? `${JSON.stringify(value, null, 2)}\n` : text())
  return 0
}

export const search = guarded(async function (this: CliContext, flags: SearchFlags, ...words: string[]) {
  const { kind, limit = 20 } = flags
  const graph = kind === undefined || kind === 'definition' ? await fullGraph() : smallGraph()
  const hits = createSearch(graph)(words.join(' '), { limit, ...(kind && { kinds: [kind] }) })
  const value = hits.map(({ node, score }) => ({ ...flatNode(node), score: Math.round(score * 1000) / 1000 }))
  return print(this, flags.json, value, () => renderHits(hits, words.join(' '), this))
})

export const show = guarded(async function (this: CliContext, flags: ShowFlags, ...words: string[]) {
  const graph = await fullGraph()
  const node = nodeFor(graph, words.join(' '))
  const edges = graph.edgesAt(node.id)
  return print(this, flags.json, { ...flatNode(node), edges }, () =>
    renderNode(graph, node, flags.limit ?? 8, this),
  )
})

export const path = guarded(async function (this: CliContext, flags: GraphFlags, from: string, to: string) {
  const graph = await fullGraph()
  const [first, last] = [nodeFor(graph, from), nodeFor(graph, to)]
  const steps = shortestPath(graph, first.id, last.id)
  const value = steps && {
    from: first.id,
    to: last.id,
    steps: steps.map(({ edge, isReversed }) => ({ ...edge, isReversed })),
  }
  return print(this, flags.json, value ?? null, () => renderPath(first, last, steps, this))
})

export const compare = guarded(async function (this: CliContext, flags: GraphFlags, a: string, b: string) {
  const graph = await fullGraph()
  const [first, second] = [topicFor(graph, a), topicFor(graph, b)]
  const comparison = compareTopics(graph, first.id, second.id)
  const value = { first: first.id, second: second.id, ...comparison }
  return print(this, flags.json, value, () => renderComparison(graph, first, second, comparison, this))
})

export const coverage = guarded(async function (this: CliContext, flags: CoverageFlags) {
  const graph = await fullGraph()
  const facts = flags.assessment === undefined ? undefined : await assessmentFacts(this, flags.assessment)
  const all = coverageOf(graph, facts)
  const shown = flags.unserved ? all.filter(isUnserved) : all
  const ids = (each: readonly GraphDefinition[]) => each.map(({ id }) => id)
  const flat = (each: TopicCoverage) => ({
    topic: each.topic.id,
    kind: each.topic.kind,
    stages: each.topic.stages,
    measuredBy: ids(each.measuredBy),
    attackedBy: ids(each.attackedBy),
    answeredBy: ids(each.answeredBy),
    ...(each.outcome && { outcome: each.outcome }),
    ...(each.findings !== undefined && { findings: each.findings }),
  })
  return print(this, flags.json, shown.map(flat), () => renderCoverage(shown, all, this))
})

export const read = guarded(async function (this: CliContext, flags: ReadFlags, ...words: string[]) {
  const graph = smallGraph()
  const limit = flags.limit ?? 10
  const question = words.join(' ')
  const { topics, studies } = readingList(graph, question, limit)
  if (flags.bibtex) return print(this, false, undefined, () => studies.map(bibtexEntry).join(''))
  const value = { question, topics: topics.map(({ id }) => id), studies }
  return print(this, flags.json, value, () => renderReading(question, topics, studies, this))
})

export const panorama = guarded(async function (this: CliContext, flags: PanoramaFlags) {
  const { assessment, out = 'panorama.html' } = flags
  const facts = assessment === undefined ? undefined : await assessmentFacts(this, assessment)
  const page = renderPanorama(await fullGraph(), {
    language: this.language,
    version: this.version,
    date: new Date(this.now()).toISOString().slice(0, 10),
    ...(facts && { assessment: { ...facts, name: assessment ?? '' } }),
  })
  await writeWhole(this, out, [page])
  return 0
})

export const exportAll = guarded(async function (this: CliContext, flags: ExportFlags) {
  const parts = exportGraph(await fullGraph(), flags.format ?? 'json')
  if (flags.out === undefined) {
    for (const part of parts) this.process.stdout.write(part)
    return 0
  }
  await writeWhole(this, flags.out, parts)
  return 0
})

/** Writes a file in one move and names it. */
async function writeWhole(context: CliContext, out: string, parts: Iterable<string>): Promise<void> {
  const bytes = async function* () {
    for (const part of parts) yield Buffer.from(part, 'utf8')
  }
  await writeAtomically(resolve(context.cwd, out), bytes())
  context.process.stderr.write(`${out}\n`)
}

/** Largest file that is read as a list of studies. */
const MAX_IMPORT_BYTES = 64 << 20

export const importFile = guarded(async function (this: CliContext, flags: GraphFlags, file: string) {
  const text = await readText(this, file)
  const outcomes = importStudies(text, studiesIn(smallGraph()))
  const refused = outcomes.some(each => each.status === 'refused')
  print(this, flags.json, outcomes, () => renderImports(outcomes, this))
  return refused ? 2 : 0
})

async function readText(context: CliContext, file: string): Promise<string> {
  const bytes = await readFile(resolve(context.cwd, file)).catch(cause => {
    throw new PlimsollError('E_INPUT', both(`${file} cannot be read`, `无法读取 ${file}`), { cause })
  })
  if (bytes.length > MAX_IMPORT_BYTES) {
    throw new PlimsollError('E_LIMIT', both(`${file} is larger than 64 MiB`, `${file} 超过 64 MiB`))
  }
  return bytes.toString('utf8').replace(/^\ufeff/u, '')
}

const studiesIn = (graph: KnowledgeGraph): Study[] =>
  [...graph.nodes.values()].flatMap(node => ('study' in node ? [node.study] : []))

/** The topics that a question is about, and their best studies by turns, those that match the words themselves first. */
function readingList(graph: KnowledgeGraph, question: string, limit: number) {
  const find = createSearch(graph)
  const found = find(question, { kinds: ['topic'], limit: 3 })
  const best = found[0]?.score ?? 0
  const topics = found
    .filter(({ score }) => score >= best * 0.6)
    .flatMap(({ node }) => (node.kind === 'topic' ? [node.topic] : []))
  const named = new Set(topics.map(({ id }) => id))
  const direct = find(question, { kinds: ['study', 'benchmark'], limit: limit * 2 })
    .flatMap(({ node }) => ('study' in node ? [node.study] : []))
    .filter(study => named.size === 0 || study.topics.some(each => named.has(each)))
  const lists = [...topics.map(({ id }) => studiesOf(graph, id)), direct]
  const studies = new Map<string, Study>()
  for (let at = 0; studies.size < limit && lists.some(list => at < list.length); at++) {
    for (const list of lists) {
      const study = list[at]
      if (study !== undefined && studies.size < limit) studies.set(study.id, study)
    }
  }
  return { topics, studies: [...studies.values()] }
}

/** The node with this id, or the one that these words find first. */
function nodeFor(graph: KnowledgeGraph, words: string): GraphNode {
  const node = graph.nodes.get(words) ?? createSearch(graph)(words, { limit: 1 })[0]?.node
  if (node !== undefined) return node
  throw new PlimsollError('E_USAGE', both('nothing in the graph matches', '图谱中没有匹配项'), {
    advice: both('try `plimsoll graph search` with other words', '请换用其他词执行 `plimsoll graph search`'),
  })
}

function topicFor(graph: KnowledgeGraph, words: string): Extract<GraphNode, { kind: 'topic' }> {
  const exact = graph.nodes.get(words)
  const node = exact ?? createSearch(graph)(words, { kinds: ['topic'], limit: 1 })[0]?.node
  if (node?.kind === 'topic') return node
  throw new PlimsollError('E_USAGE', both('no topic matches', '没有匹配的主题'), {
    advice: both('`plimsoll list topics` shows them all', '`plimsoll list topics` 可列出全部主题'),
  })
}

/** What coverage needs of an assessment.json. */
async function assessmentFacts(context: CliContext, file: string): Promise<AssessmentFacts> {
  const broken = new PlimsollError('E_INPUT', both(`${file} is no assessment`, `${file} 不是评估文件`), {
    advice: both('give the assessment.json of a report', '请提供报告中的 assessment.json'),
  })
  let value: unknown
  try {
    value = JSON.parse(await readText(context, file))
  } catch (cause) {
    if (cause instanceof PlimsollError) throw cause
    throw broken
  }
  const { outcomes, findings } = (value ?? {}) as Partial<AssessmentFacts>
  if (!Array.isArray(outcomes) || !Array.isArray(findings)) throw broken
  return { outcomes, findings }
}
