import { definitionEdges, relationEdges, studyEdges } from './derive.ts'
import { relations } from './relations.ts'
import type { GraphDefinition, GraphEdge, GraphNode, Relation, Study, Topic } from './schema.ts'
import { studies } from './studies.ts'
import { topics } from './topics.ts'

/** The knowledge graph: every node by id, every edge, and the edges at each node. */
export interface KnowledgeGraph {
  readonly nodes: ReadonlyMap<string, GraphNode>
  readonly edges: readonly GraphEdge[]
  /** Edges that begin or end at a node, in the order of `edges`. */
  edgesAt(id: string): readonly GraphEdge[]
}

export interface GraphParts {
  readonly topics: readonly Topic[]
  readonly studies: readonly Study[]
  readonly relations: readonly Relation[]
  readonly definitions: readonly GraphDefinition[]
}

/** Joins the parts to one graph. An edge to a node that does not exist is left out: `brokenEdges` tells them. */
export function buildGraph(
  parts: GraphParts,
): KnowledgeGraph & { readonly brokenEdges: readonly GraphEdge[] } {
  const nodes = new Map<string, GraphNode>()
  for (const topic of parts.topics) nodes.set(topic.id, { id: topic.id, kind: 'topic', topic })
  for (const study of parts.studies) {
    nodes.set(study.id, { id: study.id, kind: study.role === 'benchmark' ? 'benchmark' : 'study', study })
  }
  for (const definition of parts.definitions) {
    nodes.set(definition.id, { id: definition.id, kind: 'definition', definition })
  }
  const topicsById = new Map(parts.topics.map(each => [each.id, each]))
  const byArxiv = new Map(parts.studies.flatMap(({ id, arxiv }) => (arxiv ? [[arxiv, id] as const] : [])))
  const studyOf = (reference: string) =>
    byArxiv.get(/arxiv\.org\/abs\/(\d{4}\.\d{4,5})/.exec(reference)?.[1] ?? '')
  const all = [
    ...relationEdges(parts.relations),
    ...parts.definitions.flatMap(each => definitionEdges(each, id => topicsById.get(id), studyOf)),
    ...parts.studies.flatMap(studyEdges),
  ]
  const isWhole = ({ from, to }: GraphEdge) => nodes.has(from) && nodes.has(to)
  const edges = all.filter(isWhole)
  const at = new Map<string, GraphEdge[]>()
  for (const edge of edges) {
    for (const id of [edge.from, edge.to]) {
      const list = at.get(id)
      if (list === undefined) at.set(id, [edge])
      else list.push(edge)
    }
  }
  return { nodes, edges, brokenEdges: all.filter(each => !isWhole(each)), edgesAt: id => at.get(id) ?? [] }
}

/** The graph that ships, with the definitions of a catalog. */
export const knowledgeGraph = (definitions: readonly GraphDefinition[]): KnowledgeGraph =>
  buildGraph({ topics: topics(), studies: studies(), relations: relations(), definitions })
