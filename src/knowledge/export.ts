import type { KnowledgeGraph } from './build-graph.ts'
import type { GraphNode, Study } from './schema.ts'

export const GRAPH_FORMATS = ['json', 'jsonld', 'graphml', 'csv', 'bibtex'] as const
export type GraphFormat = (typeof GRAPH_FORMATS)[number]

/** Renders a graph, part by part. `csv` gives the edges; `bibtex` the studies. */
export function* exportGraph(graph: KnowledgeGraph, format: GraphFormat): Generator<string> {
  const nodes = [...graph.nodes.values()]
  switch (format) {
    case 'json':
      yield `${JSON.stringify({ nodes: nodes.map(flatNode), edges: graph.edges }, null, 1)}\n`
      return
    case 'jsonld':
      yield `${JSON.stringify(jsonLd(graph, nodes), null, 1)}\n`
      return
    case 'graphml':
      yield* graphMl(graph, nodes)
      return
    case 'csv':
      yield 'from,to,kind,source,date\r\n'
      for (const { from, to, kind, source, date } of graph.edges) {
        yield `${[from, to, kind, source, date].map(csvCell).join(',')}\r\n`
      }
      return
    case 'bibtex':
      for (const node of nodes) if ('study' in node) yield bibtexEntry(node.study)
  }
}

/** A node as one flat object with `id` and `kind` first. */
export function flatNode(node: GraphNode): Record<string, unknown> {
  if (node.kind === 'topic') {
    const { id, kind, ...topic } = node.topic
    return { id, kind: node.kind, topicKind: kind, ...topic }
  }
  if (node.kind === 'definition') {
    const { id, kind, ...definition } = node.definition
    return { id, kind: node.kind, definitionKind: kind, ...definition }
  }
  const { id, ...study } = node.study
  return { id, kind: node.kind, ...study }
}

const NAMESPACE = 'https://plimsoll.dev/graph#'

/** JSON-LD 1.1: studies as schema.org ScholarlyArticle, topics as SKOS concepts. */
function jsonLd(graph: KnowledgeGraph, nodes: readonly GraphNode[]): unknown {
  const context = {
    '@vocab': NAMESPACE,
    schema: 'https://schema.org/',
    skos: 'http://www.w3.org/2004/02/skos/core#',
    name: 'schema:name',
    url: { '@id': 'schema:url', '@type': '@id' },
    datePublished: 'schema:datePublished',
    prefLabel: { '@id': 'skos:prefLabel', '@container': '@language' },
    definition: { '@id': 'skos:definition', '@language': 'en' },
    ...Object.fromEntries(
      [...new Set(graph.edges.map(each => each.kind))].map(kind => [kind, { '@type': '@id' }]),
    ),
  }
  const related = (id: string) => {
    const byKind: Record<string, string[]> = {}
    for (const { from, to, kind } of graph.edgesAt(id)) {
      if (from !== id) continue
      const list = byKind[kind] ?? []
      byKind[kind] = list
      list.push(iri(to))
    }
    return byKind
  }
  return {
    '@context': context,
    '@graph': nodes.map(node => ({ '@id': iri(node.id), ...described(node), ...related(node.id) })),
  }
}

const iri = (id: string): string => `${NAMESPACE}${encodeURIComponent(id)}`

function described(node: GraphNode): Record<string, unknown> {
  if (node.kind === 'topic') {
    return { '@type': 'skos:Concept', prefLabel: node.topic.name, definition: node.topic.definition }
  }
  if (node.kind === 'definition')
    return { '@type': 'schema:SoftwareApplication', prefLabel: node.definition.title }
  const { title, url, year } = node.study
  return { '@type': 'schema:ScholarlyArticle', name: title, url, datePublished: String(year) }
}

/** GraphML 1.0 (http://graphml.graphdrawing.org/specification.html). */
function* graphMl(graph: KnowledgeGraph, nodes: readonly GraphNode[]): Generator<string> {
  const keys: [id: string, target: string][] = [
    ['kind', 'node'],
    ['label', 'node'],
    ['label_zh', 'node'],
    ['url', 'node'],
    ['relation', 'edge'],
    ['source', 'edge'],
    ['date', 'edge'],
  ]
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
  for (const [id, target] of keys) {
    yield ` <key id="${id}" for="${target}" attr.name="${id}" attr.type="string"/>\n`
  }
  yield ' <graph edgedefault="directed">\n'
  const data = (key: string, value: string | undefined) =>
    value === undefined ? '' : `<data key="${key}">${xml(value)}</data>`
  for (const node of nodes) {
    const { label, chinese, url } = labels(node)
    yield `  <node id="${xml(node.id)}">${data('kind', node.kind)}${data('label', label)}${data('label_zh', chinese)}${data('url', url)}</node>\n`
  }
  for (const [at, { from, to, kind, source, date }] of graph.edges.entries()) {
    yield `  <edge id="e${at}" source="${xml(from)}" target="${xml(to)}">${data('relation', kind)}${data('source', source)}${data('date', date)}</edge>\n`
  }
  yield ' </graph>\n</graphml>\n'
}

function labels(node: GraphNode): { label: string; chinese?: string; url?: string } {
  if (node.kind === 'topic') return { label: node.topic.name.en, chinese: node.topic.name['zh-CN'] }
  if (node.kind === 'definition') {
    const { title, reference } = node.definition
    return { label: title.en, chinese: title['zh-CN'], url: reference }
  }
  return { label: node.study.title, url: node.study.url }
}

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const xml = (text: string): string => text.replace(/[&<>"]/g, each => XML[each] ?? '')

/** RFC 4180. */
const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text)

/** A study as a BibTeX entry; names of authors are not among the facts the graph keeps. */
export function bibtexEntry({ id, title, year, venue, arxiv, doi, url }: Study): string {
  const fields: [string, string | undefined][] = [
    ['title', `{${bibtexText(title)}}`],
    ['year', String(year)],
    ['howpublished', bibtexText(venue)],
    ['eprint', arxiv],
    ['archiveprefix', arxiv && 'arXiv'],
    ['doi', doi],
    ['url', url],
  ]
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}}`] : []))
  return `@misc{${id},\n${lines.join(',\n')}\n}\n\n`
}

const bibtexText = (text: string): string => text.replace(/[{}\\]/g, '').replace(/([&%$#_])/g, '\\$1')
