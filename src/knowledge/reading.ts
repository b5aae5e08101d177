import type { KnowledgeGraph } from './build-graph.ts'
import type { Study } from './schema.ts'

/** The studies that name a topic, the most fitting first: those whose main topic it is, then by how many lists hold them. */
export function studiesOf(graph: KnowledgeGraph, topic: string): Study[] {
  const found: Study[] = []
  for (const { from, to } of graph.edgesAt(topic)) {
    const node = graph.nodes.get(from === topic ? to : from)
    if (node !== undefined && 'study' in node) found.push(node.study)
  }
  const weight = ({ topics, sources }: Study) => (topics[0] === topic ? 3 : 0) + sources.length
  return found.sort((a, b) => weight(b) - weight(a) || b.year - a.year || (a.id < b.id ? -1 : 1))
}
