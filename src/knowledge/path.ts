import type { KnowledgeGraph } from './build-graph.ts'
import type { GraphEdge, GraphNode } from './schema.ts'

/** One step of a path: the edge, and whether it was walked against its direction. */
export interface PathStep {
  readonly edge: GraphEdge
  readonly isReversed: boolean
  readonly to: GraphNode
}

/**
 * The most telling way from one node to another, by any edges in either direction: relations between topics cost least,
 * with their direction less than against it, and shared studies more the more general they are. Undefined when there is none.
 * Source: E. W. Dijkstra, Numer. Math. 1 (1959) 269–271.
 */
export function shortestPath(graph: KnowledgeGraph, from: string, to: string): PathStep[] | undefined {
  const costs = new Map<string, number>([[from, 0]])
  const cameBy = new Map<string, { readonly before: string; readonly edge: GraphEdge }>()
  const open = new CheapestFirst()
  open.add(from, 0)
  const done = new Set<string>()
  for (;;) {
    const here = open.take()
    if (here === undefined) return undefined
    if (here === to) break
    if (done.has(here)) continue
    done.add(here)
    for (const edge of graph.edgesAt(here)) {
      const next = edge.from === here ? edge.to : edge.from
      if (done.has(next)) continue
      const cost = (costs.get(here) as number) + edgeCost(graph, edge, edge.from !== here)
      if (cost >= (costs.get(next) ?? Number.POSITIVE_INFINITY)) continue
      costs.set(next, cost)
      cameBy.set(next, { before: here, edge })
      open.add(next, cost)
    }
  }
  const steps: PathStep[] = []
  for (let at = to; at !== from; ) {
    const { before, edge } = cameBy.get(at) as { before: string; edge: GraphEdge }
    steps.push({ edge, isReversed: edge.from !== before, to: graph.nodes.get(at) as GraphNode })
    at = before
  }
  return steps.reverse()
}

/** A binary heap of ids by cost; an id may lie in it more than once. */
class CheapestFirst {
  readonly #heap: { readonly id: string; readonly cost: number }[] = []

  add(id: string, cost: number): void {
    const heap = this.#heap
    let at = heap.push({ id, cost }) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if ((heap[parent] as { cost: number }).cost <= cost) break
      heap[at] = heap[parent] as { id: string; cost: number }
      at = parent
    }
    heap[at] = { id, cost }
  }

  take(): string | undefined {
    const heap = this.#heap
    const [first] = heap
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first?.id
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      const right = heap[child + 1]
      if (right !== undefined && right.cost < (heap[child] as { cost: number }).cost) child++
      const smaller = heap[child] as { id: string; cost: number }
      if (smaller.cost >= last.cost) break
      heap[at] = smaller
      at = child
    }
    heap[at] = last
    return first.id
  }
}

function edgeCost(
  graph: KnowledgeGraph,
  { from, to, because, source }: GraphEdge,
  isReversed: boolean,
): number {
  if (because !== undefined) return isReversed ? 1.4 : 1
  if (source === 'catalog') return 2.5
  const study = [graph.nodes.get(from), graph.nodes.get(to)].find(
    each => each !== undefined && 'study' in each,
  )
  const topics = study !== undefined && 'study' in study ? study.study.topics.length : 1
  return 1.2 + 0.15 * topics
}
