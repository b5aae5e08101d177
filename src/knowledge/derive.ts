import type { EdgeKind, GraphDefinition, GraphEdge, Relation, Study, StudyRole, Topic } from './schema.ts'

/** The day on which the tables of studies were entered. */
const ENTERED = '2026-11-24'

/** What a study does to the topics that it names. */
const ROLE_EDGE: Readonly<Record<StudyRole, EdgeKind>> = {
  attack: 'attacks',
  defense: 'mitigates',
  benchmark: 'evaluates',
  analysis: 'evaluates',
  survey: 'evaluates',
}

/** Edges from a study to its topics. */
export const studyEdges = ({ id, role, topics, sources }: Study): GraphEdge[] =>
  topics.map(to => ({ from: id, to, kind: ROLE_EDGE[role], source: sources.join(';'), date: ENTERED }))

/** Edges between topics. */
export const relationEdges = (relations: readonly Relation[]): GraphEdge[] =>
  relations.map(({ from, to, kind, because, evidence }) => ({
    from,
    to,
    kind,
    because,
    source: evidence.join(';'),
    date: ENTERED,
  }))

/**
 * Edges of a definition: audits, detectors and judges measure a topic; attacks implement a threat; defenses implement a
 * kind of defense or mitigate a threat. A definition also uses the study that its reference names.
 */
export function definitionEdges(
  definition: GraphDefinition,
  topicOf: (id: string) => Topic | undefined,
  studyOf: (reference: string) => string | undefined,
): GraphEdge[] {
  const { id, kind, topics, reference } = definition
  const origin = { source: 'catalog', date: ENTERED }
  const edges = topics.map((topic): GraphEdge => {
    if (kind === 'attack') return { from: topic, to: id, kind: 'implemented-by', ...origin }
    if (kind !== 'defense') return { from: topic, to: id, kind: 'measured-by', ...origin }
    return topicOf(topic)?.kind === 'threat'
      ? { from: id, to: topic, kind: 'mitigates', ...origin }
      : { from: topic, to: id, kind: 'implemented-by', ...origin }
  })
  const study = studyOf(reference)
  return study === undefined ? edges : [...edges, { from: id, to: study, kind: 'uses', ...origin }]
}
