import type { KnowledgeGraph } from './build-graph.ts'
import { studiesOf } from './reading.ts'
import type { GraphEdge, Study } from './schema.ts'

/** Two topics side by side. */
export interface Comparison {
  /** Studies that name both. */
  readonly shared: readonly Study[]
  readonly onlyFirst: number
  readonly onlySecond: number
  /** Relations that lead from one to the other. */
  readonly relations: readonly GraphEdge[]
  /** Topics that both are related to, with the two edges. */
  readonly neighbors: readonly {
    readonly id: string
    readonly first: GraphEdge
    readonly second: GraphEdge
  }[]
  /** Ids of definitions of ours that serve both. */
  readonly definitions: readonly string[]
}

/** Compares two topics of the graph. */
export function compareTopics(graph: KnowledgeGraph, first: string, second: string): Comparison {
  const [a, b] = [studiesOf(graph, first), studiesOf(graph, second)]
  const inSecond = new Set(b.map(each => each.id))
  const shared = a.filter(each => inSecond.has(each.id))
  const [mine, theirs] = [around(graph, first), around(graph, second)]
  const common = [...mine].flatMap(([id, edge]) => {
    const other = theirs.get(id)
    return other === undefined ? [] : [{ id, first: edge, second: other }]
  })
  const isKind = (id: string, kind: string) => graph.nodes.get(id)?.kind === kind
  return {
    shared,
    onlyFirst: a.length - shared.length,
    onlySecond: b.length - shared.length,
    relations: graph.edgesAt(first).filter(({ from, to }) => from === second || to === second),
    neighbors: common.filter(({ id }) => isKind(id, 'topic')),
    definitions: common.map(({ id }) => id).filter(id => isKind(id, 'definition')),
  }
}

/** The nodes next to a node but for studies, each with the first edge that leads there. */
function around(graph: KnowledgeGraph, id: string): Map<string, GraphEdge> {
  const found = new Map<string, GraphEdge>()
  for (const edge of graph.edgesAt(id)) {
    const other = edge.from === id ? edge.to : edge.from
    const kind = graph.nodes.get(other)?.kind
    if ((kind === 'topic' || kind === 'definition') && !found.has(other)) found.set(other, edge)
  }
  return found
}
