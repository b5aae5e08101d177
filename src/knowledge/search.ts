import { isNear, searchWords, typosIn } from './_words.ts'
import type { KnowledgeGraph } from './build-graph.ts'
import type { GraphNode } from './schema.ts'

export interface SearchHit {
  readonly node: GraphNode
  /** Comparable within one search only; larger is better. */
  readonly score: number
}

export interface SearchOptions {
  readonly kinds?: readonly GraphNode['kind'][]
  /** Most hits that are given. */
  readonly limit?: number
}

/** Texts of a node with how much a word in them counts. */
function textsOf(node: GraphNode): readonly (readonly [text: string, weight: number])[] {
  if (node.kind === 'topic') {
    const { id, name, definition } = node.topic
    return [
      [name.en, 4],
      [name['zh-CN'], 4],
      [id, 3],
      [definition, 1],
    ]
  }
  if (node.kind === 'definition') {
    const { id, title } = node.definition
    return [
      [title.en, 2],
      [title['zh-CN'], 2],
      [id, 2],
    ]
  }
  const { title, id, venue, arxiv } = node.study
  return [
    [title, 1.5],
    [id.split('-')[0] ?? '', 1.5],
    [venue, 0.3],
    [arxiv ?? '', 3],
  ]
}

/** A searcher over one graph, English and Chinese. Building it reads every text once. */
export function createSearch(graph: KnowledgeGraph): (query: string, options?: SearchOptions) => SearchHit[] {
  const nodes = [...graph.nodes.values()]
  /** By word: the nodes that hold it, with the weight of its best place. */
  const places = new Map<string, Map<number, number>>()
  const lengths = nodes.map((node, at) => {
    let length = 0
    for (const [text, weight] of textsOf(node)) {
      for (const word of searchWords(text)) {
        length++
        const known = places.get(word) ?? new Map<number, number>()
        places.set(word, known)
        known.set(at, Math.max(known.get(at) ?? 0, weight))
      }
    }
    return length
  })
  const rarity = (count: number) => Math.log(1 + nodes.length / (1 + count))
  /** The indexed words that a word of a query stands for, with how well. */
  const matches = (word: string): [string, number][] => {
    const isKnown = places.has(word)
    const most = isKnown ? 0 : typosIn(word)
    const found: [string, number][] = isKnown ? [[word, 1]] : []
    for (const known of places.keys()) {
      if (known === word) continue
      if (word.length >= 3 && known.startsWith(word)) found.push([known, 0.7])
      else if (most > 0 && isNear(word, known, most)) found.push([known, 0.5])
    }
    return found
  }
  return (query, { kinds, limit = 20 } = {}) => {
    const words = [...new Set(searchWords(query))]
    const scores = new Map<number, number>()
    for (const word of words) {
      const best = new Map<number, number>()
      for (const [known, how] of matches(word)) {
        const at = places.get(known) as Map<number, number>
        for (const [node, weight] of at) {
          best.set(node, Math.max(best.get(node) ?? 0, how * weight * rarity(at.size)))
        }
      }
      for (const [node, score] of best) scores.set(node, (scores.get(node) ?? 0) + score)
    }
    const hits: SearchHit[] = []
    for (const [at, score] of scores) {
      const node = nodes[at] as GraphNode
      if (kinds === undefined || kinds.includes(node.kind)) {
        hits.push({ node, score: score / Math.log(4 + (lengths[at] as number)) })
      }
    }
    const byId = (a: string, b: string) => (a < b ? -1 : 1)
    return hits.sort((a, b) => b.score - a.score || byId(a.node.id, b.node.id)).slice(0, limit)
  }
}
