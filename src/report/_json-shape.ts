import type { Artifact, Finding, Language, Measure, Outcome } from '../core/index.ts'
import { pick, type Text } from './_text.ts'

type Json = Record<string, unknown>

const WHERE = ['path', 'index', 'field', 'span', 'line', 'row', 'page', 'sheet']
const EVIDENCE = ['detector', 'type', 'country', 'masked', 'value', 'context', 'decoded', 'moves', 'twin']
const FINDING = [
  'id',
  'audit',
  'topic',
  'stage',
  'severity',
  'confidence',
  'where',
  'evidence',
  'because',
  'remedy',
]
const ARTIFACT = [
  'path',
  'kind',
  'sha256',
  'samples',
  'bytes',
  'rejected',
  'format',
  'encoding',
  'unreadable',
]
const OUTCOME = ['audit', 'stage', 'status', 'requested', 'reason', 'measures']
const MEASURE = ['name', 'title', 'value', 'unit', 'n', 'interval', 'method']
const RUN = ['started', 'seconds', 'peakBytes', 'host', 'command', 'node', 'encoder']
const DEFINITION = ['id', 'version', 'kind', 'title', 'reference', 'maturity', 'types']

/** Copies an object with its keys in a fixed order: known ones first, others sorted; texts in one language. */
function ordered(value: object, keys: readonly string[], language: Language): Json {
  const source = value as Json
  const result: Json = {}
  for (const key of keys) if (source[key] !== undefined) result[key] = localized(source[key], language)
  for (const key of Object.keys(source).sort()) {
    if (!(key in result) && source[key] !== undefined) result[key] = localized(source[key], language)
  }
  return result
}

function localized(value: unknown, language: Language): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(each => localized(each, language))
  if (isText(value)) return pick(value, language)
  return ordered(value, [], language)
}

const isText = (value: object): value is Exclude<Text, string> => {
  const texts = value as Json
  return (
    typeof texts['en'] === 'string' && typeof texts['zh-CN'] === 'string' && Object.keys(texts).length === 2
  )
}

/** A finding as `assessment.json` and JSONL state it. */
export function findingShape(finding: Finding, language: Language): Json {
  const evidence = ordered(finding.evidence, EVIDENCE, language)
  const { moves, twin } = finding.evidence
  if (moves) evidence['moves'] = moves.map(move => ordered(move, ['by', 'reason'], language))
  if (twin) evidence['twin'] = ordered(twin, WHERE, language)
  return {
    ...ordered(finding, FINDING, language),
    where: ordered(finding.where, WHERE, language),
    evidence,
    remedy: ordered(finding.remedy, ['text', 'command'], language),
  }
}

export const artifactShape = (artifact: Artifact, language: Language): Json =>
  ordered(artifact, ARTIFACT, language)

export const outcomeShape = (outcome: Outcome, language: Language): Json => ({
  ...ordered(outcome, OUTCOME, language),
  measures: outcome.measures.map((measure: Measure) => ordered(measure, MEASURE, language)),
})

export const runShape = (run: object, language: Language): Json => ordered(run, RUN, language)

export const definitionShape = (definition: object, language: Language): Json =>
  ordered(definition, DEFINITION, language)
