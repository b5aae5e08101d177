import { type Localized, STAGE_TITLES } from '../../core/index.ts'
import {
  type Comparison,
  type GraphEdge,
  type GraphNode,
  headingsOf,
  type ImportOutcome,
  isUnserved,
  type KnowledgeGraph,
  PAGE_SECTIONS,
  type PathStep,
  type SearchHit,
  type Study,
  studiesOf,
  type Topic,
  type TopicCoverage,
  topicPage,
} from '../../knowledge/index.ts'
import type { CliContext } from '../context.ts'
import { type Paint, paintFor } from './style.ts'
import { renderTable, truncate, wrap } from './table.ts'

interface Look {
  readonly paint: Paint
  readonly say: (en: string, zh: string) => string
  readonly local: (text: Localized) => string
  readonly width: number
}

const lookOf = (context: CliContext): Look => ({
  paint: paintFor(context, context.process.stdout),
  say: (en, zh) => (context.language === 'en' ? en : zh),
  local: text => text[context.language],
  width: context.process.stdout.columns ?? 100,
})

const TOPIC_KINDS = {
  threat: { en: 'threat', 'zh-CN': '威胁' },
  defense: { en: 'defense', 'zh-CN': '防御' },
  evaluation: { en: 'evaluation', 'zh-CN': '评测' },
  governance: { en: 'governance', 'zh-CN': '治理' },
} as const satisfies Readonly<Record<Topic['kind'], Localized>>

const DEFINITION_KINDS: Readonly<Record<string, Localized>> = {
  detector: { en: 'detector', 'zh-CN': '检测器' },
  audit: { en: 'audit', 'zh-CN': '审计' },
  attack: { en: 'attack', 'zh-CN': '攻击' },
  judge: { en: 'judge', 'zh-CN': '评判器' },
  defense: { en: 'defense', 'zh-CN': '防御' },
}

const ROLES: Readonly<Record<Study['role'], Localized>> = {
  attack: { en: 'attack', 'zh-CN': '攻击' },
  defense: { en: 'defense', 'zh-CN': '防御' },
  benchmark: { en: 'benchmark', 'zh-CN': '基准' },
  analysis: { en: 'analysis', 'zh-CN': '分析' },
  survey: { en: 'survey', 'zh-CN': '综述' },
}

/** An edge in words: as it reads from its beginning, and from its end. */
const EDGES: Readonly<Record<GraphEdge['kind'], readonly [forward: Localized, backward: Localized]>> = {
  attacks: [
    { en: 'attacks', 'zh-CN': '攻击' },
    { en: 'is attacked by', 'zh-CN': '攻击手段' },
  ],
  mitigates: [
    { en: 'mitigates', 'zh-CN': '缓解' },
    { en: 'is mitigated by', 'zh-CN': '缓解手段' },
  ],
  evaluates: [
    { en: 'evaluates', 'zh-CN': '评测' },
    { en: 'is evaluated by', 'zh-CN': '评测手段' },
  ],
  extends: [
    { en: 'extends', 'zh-CN': '延伸自' },
    { en: 'grows into', 'zh-CN': '发展为' },
  ],
  uses: [
    { en: 'leads to', 'zh-CN': '导致' },
    { en: 'follows from', 'zh-CN': '起因于' },
  ],
  'implemented-by': [
    { en: 'is implemented by', 'zh-CN': '实现' },
    { en: 'implements', 'zh-CN': '所实现' },
  ],
  'measured-by': [
    { en: 'is measured by', 'zh-CN': '度量手段' },
    { en: 'measures', 'zh-CN': '度量对象' },
  ],
}

/** `uses` between a definition and a study is a citation. */
function edgeWords({ kind, from }: GraphEdge, at: string, graph: KnowledgeGraph): Localized {
  const isForward = from === at
  if (kind === 'uses' && graph.nodes.get(from)?.kind === 'definition') {
    return isForward
      ? { en: 'builds on', 'zh-CN': '依据' }
      : { en: 'is the source of', 'zh-CN': '是其依据：' }
  }
  return EDGES[kind][isForward ? 0 : 1]
}

function titleOf(node: GraphNode, { local }: Look): string {
  if (node.kind === 'topic') return local(node.topic.name)
  if (node.kind === 'definition') return local(node.definition.title)
  return node.study.title
}

function kindOf(node: GraphNode, { local }: Look): string {
  if (node.kind === 'topic') return local(TOPIC_KINDS[node.topic.kind])
  if (node.kind === 'definition') return local(DEFINITION_KINDS[node.definition.kind] as Localized)
  return `${node.study.year} ${local(ROLES[node.study.role])}`
}

export function renderHits(hits: readonly SearchHit[], query: string, context: CliContext): string {
  const look = lookOf(context)
  if (hits.length === 0) return `${look.say(`nothing matches: ${query}`, `没有匹配项：${query}`)}\n`
  const rows = hits.map(({ node }) => [node.id, look.paint('gray', kindOf(node, look)), titleOf(node, look)])
  return `${fit(rows, look)}\n`
}

/** A table whose last column is cut at the width of the terminal. */
function fit(rows: readonly (readonly string[])[], { width }: Look): string {
  return renderTable(rows)
    .split('\n')
    .map(line => truncate(line, Math.max(40, width)))
    .join('\n')
}

/** A topic, study or definition with what is tied to it. */
export function renderNode(
  graph: KnowledgeGraph,
  node: GraphNode,
  limit: number,
  context: CliContext,
): string {
  const look = lookOf(context)
  const { paint, say } = look
  const lines = [
    `${paint('bold', titleOf(node, look))}  ${paint('gray', `${node.id} · ${kindOf(node, look)}`)}`,
  ]
  if (node.kind === 'topic') {
    const { name, stages, definition } = node.topic
    lines.push(context.language === 'en' ? name['zh-CN'] : name.en)
    lines.push(
      `${say('stages', '阶段')}${say(': ', '：')}${stages.map(each => look.local(STAGE_TITLES[each])).join(say(', ', '、'))}`,
    )
    if (topicPage(node.topic, context.language) === undefined) lines.push('', definition)
  } else if (node.kind === 'definition') {
    lines.push(node.definition.reference)
  } else {
    const { venue, url, topics, doi } = node.study
    lines.push(`${venue} · ${url}${doi ? ` · doi:${doi}` : ''}`)
    lines.push(`${say('topics', '主题')}${say(': ', '：')}${topics.join(say(', ', '、'))}`)
  }
  if (node.kind === 'topic') lines.push(...pageLines(node.topic, look, context))
  lines.push(...relationLines(graph, node, look))
  if (node.kind === 'topic') {
    const studies = studiesOf(graph, node.id)
    lines.push('', paint('bold', `${say('Studies', '研究')} (${studies.length})`))
    lines.push(studyTable(studies.slice(0, limit), look))
    const more = studies.length - limit
    if (more > 0) lines.push(paint('gray', say(`and ${more} more: --limit`, `另有 ${more} 项：--limit`)))
  }
  return `${lines.join('\n')}\n`
}

/** The page of a topic, wrapped at the width of the terminal. */
function pageLines(topic: Topic, { paint, width, local }: Look, { language }: CliContext): string[] {
  const page = topicPage(topic, language)
  if (page === undefined) return []
  const headings = headingsOf(topic.kind, language)
  const sections = PAGE_SECTIONS.flatMap(each => [
    '',
    paint('bold', headings[each]),
    ...wrap(page.sections[each], Math.min(100, width)),
  ])
  const studies = page.readFirst.map(
    ({ study, why }) => `- ${study}${local({ en: ': ', 'zh-CN': '：' })}${why}`,
  )
  return [
    ...sections,
    '',
    paint('bold', headings.read),
    ...studies.flatMap(each => wrap(each, Math.min(100, width))),
  ]
}

/** Edges to everything but studies, in words. */
function relationLines(graph: KnowledgeGraph, node: GraphNode, look: Look): string[] {
  const rows: string[][] = []
  for (const edge of graph.edgesAt(node.id)) {
    const other = graph.nodes.get(edge.from === node.id ? edge.to : edge.from)
    if (other === undefined) continue
    const isStudyEdge = 'study' in other && node.kind === 'topic'
    if (isStudyEdge) continue
    rows.push([
      look.paint('gray', look.local(edgeWords(edge, node.id, graph))),
      other.id,
      edge.because ? look.local(edge.because) : titleOf(other, look),
    ])
  }
  return rows.length === 0 ? [] : ['', fit(rows, look)]
}

const studyTable = (studies: readonly Study[], look: Look): string =>
  fit(
    studies.map(({ id, year, role, title }) => [
      String(year),
      look.paint('gray', look.local(ROLES[role])),
      title,
      look.paint('gray', id),
    ]),
    look,
  )

export function renderPath(
  first: GraphNode,
  last: GraphNode,
  steps: readonly PathStep[] | undefined,
  context: CliContext,
): string {
  const look = lookOf(context)
  const { paint, say } = look
  if (steps === undefined) {
    return `${say(`nothing joins ${first.id} and ${last.id}`, `${first.id} 与 ${last.id} 之间没有联系`)}\n`
  }
  const lines = [`${paint('bold', titleOf(first, look))}  ${paint('gray', first.id)}`]
  for (const { edge, isReversed, to } of steps) {
    const isCitation = edge.kind === 'uses' && edge.source === 'catalog'
    const words = isCitation
      ? isReversed
        ? say('is the source of', '是其依据：')
        : say('builds on', '依据')
      : look.local(EDGES[edge.kind][isReversed ? 1 : 0])
    lines.push(`  ${paint('cyan', '↓')} ${words}`)
    if (edge.because) lines.push(`    ${look.local(edge.because)} ${paint('gray', `[${edge.source}]`)}`)
    lines.push(`${paint('bold', titleOf(to, look))}  ${paint('gray', to.id)}`)
  }
  return `${lines.join('\n')}\n`
}

export function renderComparison(
  graph: KnowledgeGraph,
  first: GraphNode,
  second: GraphNode,
  { shared, onlyFirst, onlySecond, relations, neighbors, definitions }: Comparison,
  context: CliContext,
): string {
  const look = lookOf(context)
  const { paint, say } = look
  const [a, b] = [titleOf(first, look), titleOf(second, look)]
  const lines = [
    `${paint('bold', a)} · ${paint('bold', b)}`,
    say(
      `${shared.length} studies name both; ${onlyFirst} only the first, ${onlySecond} only the second`,
      `${shared.length} 项研究同时涉及两者；仅前者 ${onlyFirst} 项，仅后者 ${onlySecond} 项`,
    ),
  ]
  for (const node of [first, second])
    if (node.kind === 'topic')
      lines.push(`  ${titleOf(node, look)}${say(': ', '：')}${node.topic.definition}`)
  for (const edge of relations) {
    const from = graph.nodes.get(edge.from)
    const to = graph.nodes.get(edge.to)
    if (from && to)
      lines.push(
        `${titleOf(from, look)} ${look.local(EDGES[edge.kind][0])} ${titleOf(to, look)}${edge.because ? `${say(': ', '：')}${look.local(edge.because)}` : ''}`,
      )
  }
  if (shared.length > 0) lines.push('', studyTable(shared, look))
  if (neighbors.length > 0) {
    lines.push('', paint('bold', say('Both are related to', '两者共同关联')))
    lines.push(
      fit(
        neighbors.map(({ id, first: one, second: two }) => [
          id,
          look.local(edgeWords(one, first.id, graph)),
          look.local(edgeWords(two, second.id, graph)),
        ]),
        look,
      ),
    )
  }
  if (definitions.length > 0)
    lines.push(
      '',
      `${paint('bold', say('Served here by', '本工具的定义'))} ${definitions.join(say(', ', '、'))}`,
    )
  return `${lines.join('\n')}\n`
}

export function renderCoverage(
  shown: readonly TopicCoverage[],
  all: readonly TopicCoverage[],
  context: CliContext,
): string {
  const look = lookOf(context)
  const { paint, say } = look
  const count = (each: readonly unknown[]) => (each.length === 0 ? '–' : String(each.length))
  const head = [
    say('topic', '主题'),
    say('kind', '类别'),
    say('measured', '度量'),
    say('attacked', '攻击'),
    say('answered', '应对'),
    say('outcome', '结果'),
  ]
  const rows = shown.map(each => [
    each.topic.id,
    paint('gray', look.local(TOPIC_KINDS[each.topic.kind])),
    count(each.measuredBy),
    count(each.attackedBy),
    count(each.answeredBy),
    each.outcome ?? (isUnserved(each) ? say('not served', '未覆盖') : ''),
  ])
  const served = all.filter(each => !isUnserved(each)).length
  const sum = say(
    `${served} of ${all.length} topics are served by a definition; what is not served was not looked at`,
    `${all.length} 个主题中有 ${served} 个已有定义覆盖；未覆盖的主题从未被检查`,
  )
  return `${fit([head.map(each => paint('bold', each)), ...rows], look)}\n\n${sum}\n`
}

export function renderReading(
  question: string,
  topics: readonly Topic[],
  studies: readonly Study[],
  context: CliContext,
): string {
  const look = lookOf(context)
  if (studies.length === 0) return `${look.say(`nothing matches: ${question}`, `没有匹配项：${question}`)}\n`
  const about = topics.map(({ name, id }) => `${look.local(name)} ${look.paint('gray', id)}`).join(' · ')
  const entries = studies.map(
    ({ title, year, venue, url, role }, at) =>
      `${String(at + 1).padStart(2)}. ${look.paint('bold', title)}\n    ${year} · ${venue} · ${look.local(ROLES[role])} · ${url}`,
  )
  return `${about}\n\n${entries.join('\n')}\n`
}

export function renderImports(outcomes: readonly ImportOutcome[], context: CliContext): string {
  const look = lookOf(context)
  const { paint, say } = look
  const rows = outcomes.map(each => {
    if (each.status === 'refused') {
      return [
        say(`line ${each.line}`, `第 ${each.line} 行`),
        paint('red', say('refused', '拒收')),
        look.local(each.reason),
      ]
    }
    const { line, title, arxiv } = each.entry
    const what = title ?? arxiv ?? ''
    return each.status === 'known'
      ? [say(`line ${line}`, `第 ${line} 行`), say('known', '已有'), `${each.study.id} (${each.by})`]
      : [say(`line ${line}`, `第 ${line} 行`), paint('green', say('new', '新增')), what]
  })
  const count = (status: ImportOutcome['status']) => outcomes.filter(each => each.status === status).length
  const sum = say(
    `${count('new')} new, ${count('known')} known, ${count('refused')} refused`,
    `新增 ${count('new')}，已有 ${count('known')}，拒收 ${count('refused')}`,
  )
  return `${rows.length > 0 ? `${fit(rows, look)}\n\n` : ''}${sum}\n`
}
