import { type Finding, type Language, SEVERITIES, type Severity } from '../core/index.ts'
import { LEVELS } from './_sarif-rules.ts'
import { artifactUri } from './_sarif-uri.ts'
import { type Counts, emptyCounts } from './_tally.ts'
import { clip, makeVisible } from './_text.ts'

/** Results in one run: what GitHub code scanning accepts. */
export const MAX_RESULTS = 25_000
/** UTF-16 units over all results; compressed far below the 10 MB that GitHub code scanning accepts. */
const MAX_LENGTH = 40_000_000
const MAX_MESSAGE = 1_000

/** What was kept of all results, as JSON texts, worst first. */
export interface KeptResults {
  readonly results: readonly string[]
  readonly found: number
  readonly leftOut: number
  readonly leftOutBySeverity: Counts
}

/** What a result refers to. */
export interface ResultContext {
  readonly rule: { readonly ruleIndex: number; readonly ruleId: string }
  /** Index among the run's artifacts. */
  readonly artifact: number | undefined
  readonly language: Language
}

/** Keeps the worst results in one pass; milder and later ones give way once a bound is reached. */
export async function keepWorstResults(
  findings: AsyncIterable<Finding>,
  contextOf: (finding: Finding) => ResultContext,
  maxResults = MAX_RESULTS,
  maxLength = MAX_LENGTH,
): Promise<KeptResults> {
  const kept: Record<Severity, string[]> = { info: [], low: [], medium: [], high: [], critical: [] }
  const found = emptyCounts()
  let count = 0
  let length = 0
  /** Once a bound is reached: this severity and milder ones get in no more. */
  let floor = -1
  for await (const finding of findings) {
    const context = contextOf(finding)
    const { severity } = finding
    found[severity]++
    const level = SEVERITIES.indexOf(severity)
    if (level <= floor) continue
    const result = JSON.stringify(sarifResult(finding, context))
    kept[severity].push(result)
    count++
    length += result.length
    while (count > maxResults || length > maxLength) {
      const mildest = SEVERITIES.find(each => kept[each].length > 0)
      if (mildest === undefined) break
      floor = Math.max(floor, SEVERITIES.indexOf(mildest))
      length -= kept[mildest].pop()?.length ?? 0
      count--
    }
  }
  const worstFirst = [...SEVERITIES].reverse()
  const leftOutBySeverity = emptyCounts()
  for (const each of SEVERITIES) leftOutBySeverity[each] = found[each] - kept[each].length
  const total = SEVERITIES.reduce((sum, each) => sum + found[each], 0)
  return {
    results: worstFirst.flatMap(each => kept[each]),
    found: total,
    leftOut: total - count,
    leftOutBySeverity,
  }
}

function sarifResult(finding: Finding, { rule, artifact, language }: ResultContext): object {
  const { where, evidence, because, remedy } = finding
  const message = `${because[language]} ${remedy.text[language]}`
  return {
    ...rule,
    level: LEVELS[finding.severity],
    rank: Math.round(finding.confidence * 1000) / 10,
    message: { text: clip(message, MAX_MESSAGE) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: {
            ...artifactUri(where.path),
            ...(artifact === undefined ? {} : { index: artifact }),
          },
          ...(where.line === undefined ? {} : { region: { startLine: where.line } }),
        },
        ...logicalLocation(finding),
      },
    ],
    partialFingerprints: { 'plimsollFinding/v1': finding.id, primaryLocationLineHash: `${finding.id}:1` },
    properties: {
      severity: finding.severity,
      confidence: finding.confidence,
      stage: finding.stage,
      topic: finding.topic,
      type: evidence.type,
      detector: evidence.detector,
      ...(evidence.country ? { country: evidence.country } : {}),
      ...(where.index === undefined ? {} : { index: where.index }),
      ...(where.row === undefined ? {} : { row: where.row }),
      ...(where.page === undefined ? {} : { page: where.page }),
      ...(where.span ? { span: where.span } : {}),
    },
  }
}

/** Sample and field, which no line can name. */
function logicalLocation({ where }: Finding): object {
  if (where.index === undefined && where.field === undefined) return {}
  const sheet = where.sheet === undefined ? '' : `${clip(makeVisible(where.sheet), 100)}!`
  const sample = where.index === undefined ? '' : `sample[${where.index}]`
  const field = where.field === undefined ? '' : clip(makeVisible(where.field), 200)
  const fullyQualifiedName = `${sheet}${[sample, field].filter(Boolean).join('.')}`
  return { logicalLocations: [{ name: field || sample, fullyQualifiedName, kind: 'member' }] }
}
