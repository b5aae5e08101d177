export { buildGraph, type GraphParts, type KnowledgeGraph, knowledgeGraph } from './build-graph.ts'
export { type Comparison, compareTopics } from './compare.ts'
export { type AssessmentFacts, coverageOf, isUnserved, type TopicCoverage } from './coverage.ts'
export { bibtexEntry, exportGraph, flatNode, GRAPH_FORMATS, type GraphFormat } from './export.ts'
export { type ImportedStudy, type ImportOutcome, importStudies } from './import-studies.ts'
export { headingsOf, PAGE_SECTIONS, type PageSection, type TopicPage, topicPage } from './pages.ts'
export { type PanoramaOptions, renderPanorama } from './panorama/render.ts'
export { type PathStep, shortestPath } from './path.ts'
export { studiesOf } from './reading.ts'
export {
  EDGE_KINDS,
  type EdgeKind,
  type GraphDefinition,
  type GraphEdge,
  type GraphNode,
  type Relation,
  type Study,
  type Topic,
} from './schema.ts'
export { createSearch, type SearchHit, type SearchOptions } from './search.ts'
export { studies } from './studies.ts'
export { isTopic, topic, topics } from './topics.ts'
