import { type Assessment, type Finding, type Language, SEVERITIES } from '../core/index.ts'
import { inChunks } from './_chunks.ts'
import { artifactShape, definitionShape, findingShape, outcomeShape, runShape } from './_json-shape.ts'
import type { RenderOptions } from './renderer.ts'

/**
 * Renders an assessment as one JSON document (`schema/assessment.schema.json`), one finding a line.
 * Equal runs give equal bytes up to the last line, which holds `run`; numbers that are not finite become null.
 */
export function renderJson(assessment: Assessment, options: RenderOptions): AsyncIterable<string> {
  return inChunks(jsonParts(assessment, options.language))
}

/** Renders one finding as one line of JSON, line break included. */
export function renderFindingLine(finding: Finding, options: RenderOptions): string {
  return `${JSON.stringify(findingShape(finding, options.language))}\n`
}

async function* jsonParts(assessment: Assessment, language: Language): AsyncGenerator<string> {
  yield* stableJsonParts(assessment, assessment.findings(), language)
  yield `"run":${JSON.stringify(runShape(assessment.run, language))}}\n`
}

/** Everything before the line of `run`: the same bytes for equal runs. The caller may pass the findings on the way. */
export async function* stableJsonParts(
  assessment: Assessment,
  findings: AsyncIterable<Finding>,
  language: Language,
): AsyncGenerator<string> {
  const { policy, totals } = assessment
  yield '{"schemaVersion":"1",\n'
  yield `"plimsoll":${JSON.stringify(assessment.plimsoll)},\n`
  yield `"language":${JSON.stringify(language)},\n`
  yield `"name":${JSON.stringify(assessment.name)},\n`
  yield `"policy":${JSON.stringify({ name: policy.name, failOn: policy.failOn })},\n`
  yield `"totals":${JSON.stringify(Object.fromEntries(SEVERITIES.map(each => [each, totals[each]])))},\n`
  yield `"accepted":${JSON.stringify(assessment.accepted)},\n`
  yield* list('definitions', assessment.definitions, each => definitionShape(each, language))
  if (assessment.topics) {
    const topics = Object.entries(assessment.topics).sort(([a], [b]) => (a < b ? -1 : 1))
    yield `"topics":${JSON.stringify(Object.fromEntries(topics.map(([id, name]) => [id, name[language]])))},\n`
  }
  yield* list('artifacts', assessment.artifacts, each => artifactShape(each, language))
  yield* list('skipped', assessment.skipped, each => ({ path: each.path, reason: each.reason[language] }))
  yield* list('outcomes', assessment.outcomes, each => outcomeShape(each, language))
  yield* list('findings', findings, each => findingShape(each, language))
}

async function* list<T>(
  name: string,
  items: AsyncIterable<T> | Iterable<T>,
  shape: (item: T) => unknown,
): AsyncGenerator<string> {
  yield `"${name}":[`
  let separator = '\n'
  for await (const item of items) {
    yield `${separator}${JSON.stringify(shape(item))}`
    separator = ',\n'
  }
  yield '],\n'
}
