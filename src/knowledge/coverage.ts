import type { OutcomeStatus } from '../core/index.ts'
import type { KnowledgeGraph } from './build-graph.ts'
import type { GraphDefinition, Topic } from './schema.ts'

/** How one topic is served by definitions, and how it fared where an assessment is given. */
export interface TopicCoverage {
  readonly topic: Topic
  readonly measuredBy: readonly GraphDefinition[]
  readonly answeredBy: readonly GraphDefinition[]
  readonly attackedBy: readonly GraphDefinition[]
  /** The worst outcome of the audits that measure it; absent when none ran, or no assessment was given. */
  readonly outcome?: OutcomeStatus
  /** Findings of the assessment that name it. */
  readonly findings?: number
}

/** What an assessment says, as far as coverage needs it. */
export interface AssessmentFacts {
  readonly outcomes: readonly { readonly audit: string; readonly status: OutcomeStatus }[]
  readonly findings: readonly { readonly topic: string }[]
}

const WORST: readonly OutcomeStatus[] = ['fail', 'error', 'not-evaluated', 'pass']

/** Says for every topic what serves it, in the order of the graph. */
export function coverageOf(graph: KnowledgeGraph, assessment?: AssessmentFacts): TopicCoverage[] {
  const found = new Map<string, number>()
  for (const { topic } of assessment?.findings ?? []) found.set(topic, (found.get(topic) ?? 0) + 1)
  const covered: TopicCoverage[] = []
  for (const node of graph.nodes.values()) {
    if (node.kind !== 'topic') continue
    const definitions = graph.edgesAt(node.id).flatMap(({ from, to }) => {
      const other = graph.nodes.get(from === node.id ? to : from)
      return other?.kind === 'definition' ? [other.definition] : []
    })
    const ofKinds = (...kinds: GraphDefinition['kind'][]) =>
      definitions.filter(each => kinds.includes(each.kind))
    const measuredBy = ofKinds('audit', 'detector', 'judge')
    const audits = new Set(measuredBy.map(each => each.id))
    const ran = assessment?.outcomes.filter(each => audits.has(each.audit)).map(each => each.status) ?? []
    const outcome = WORST.find(each => ran.includes(each))
    covered.push({
      topic: node.topic,
      measuredBy,
      answeredBy: ofKinds('defense'),
      attackedBy: ofKinds('attack'),
      ...(outcome && { outcome }),
      ...(assessment && { findings: found.get(node.id) ?? 0 }),
    })
  }
  return covered
}

/** True when nothing of ours serves the topic. */
export const isUnserved = ({ measuredBy, answeredBy, attackedBy }: TopicCoverage): boolean =>
  measuredBy.length + answeredBy.length + attackedBy.length === 0
