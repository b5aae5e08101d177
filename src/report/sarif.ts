import type { Artifact, Assessment, Finding, Language, Outcome } from '../core/index.ts'
import { inChunks } from './_chunks.ts'
import { isMissing } from './_load.ts'
import { type Names, namesOf } from './_names.ts'
import { type KeptResults, keepWorstResults } from './_sarif-results.ts'
import { RuleBook } from './_sarif-rules.ts'
import { artifactUri } from './_sarif-uri.ts'
import { clip, makeVisible } from './_text.ts'
import type { RenderOptions } from './renderer.ts'

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
/** Notifications about what could not be evaluated or read. */
const MAX_NOTIFICATIONS = 1_000

/**
 * Renders an assessment as SARIF 2.1.0 (OASIS, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).
 * One run holds at most `MAX_RESULTS` results, worst first; `run.properties.truncation` states what was left out.
 * Holds no values, no surroundings and no attack text.
 */
export function renderSarif(assessment: Assessment, { language }: RenderOptions): AsyncIterable<string> {
  return inChunks(sarifParts(assessment, language))
}

async function* sarifParts(assessment: Assessment, language: Language): AsyncGenerator<string> {
  const names = namesOf(assessment)
  const rules = new RuleBook(names, language)
  const indexOf = new Map(assessment.artifacts.map((each, at) => [each.path, at]))
  const kept = await keepWorstResults(assessment.findings(), (finding: Finding) => ({
    rule: rules.indexOf(finding),
    artifact: indexOf.get(finding.where.path),
    language,
  }))
  yield `{"$schema":${JSON.stringify(SCHEMA)},"version":"2.1.0","runs":[{\n`
  yield `"tool":${JSON.stringify({ driver: driver(assessment, rules, language) })},\n`
  yield `"translations":${JSON.stringify([translation(rules, language)])},\n`
  yield `"automationDetails":${JSON.stringify({ id: `plimsoll/${clip(makeVisible(assessment.name), 200)}/` })},\n`
  yield `"columnKind":"utf16CodeUnits",\n`
  yield `"invocations":${JSON.stringify([invocation(assessment, names, language)])},\n`
  yield '"artifacts":['
  for (const [at, artifact] of assessment.artifacts.entries()) {
    yield `${at === 0 ? '\n' : ',\n'}${JSON.stringify(sarifArtifact(artifact))}`
  }
  yield '],\n"results":['
  let separator = '\n'
  for (const result of kept.results) {
    yield `${separator}${result}`
    separator = ',\n'
  }
  yield `],\n"properties":${JSON.stringify(runProperties(assessment, kept))}}]}\n`
}

function driver(assessment: Assessment, rules: RuleBook, language: Language): object {
  return {
    name: 'Plimsoll',
    semanticVersion: assessment.plimsoll,
    version: assessment.plimsoll,
    language: language === 'en' ? 'en-US' : 'zh-CN',
    rules: rules.descriptors(),
  }
}

/** The titles of the rules in the other language (SARIF 3.14.9). */
function translation(rules: RuleBook, language: Language): object {
  return {
    name: 'Plimsoll',
    language: language === 'en' ? 'zh-CN' : 'en-US',
    contents: ['localizedData'],
    rules: rules.translated(),
  }
}

function invocation(assessment: Assessment, names: Names, language: Language): object {
  const { run, outcomes, artifacts } = assessment
  const started = Date.parse(run.started)
  const times = Number.isNaN(started)
    ? {}
    : {
        startTimeUtc: new Date(started).toISOString(),
        endTimeUtc: new Date(started + Math.max(0, run.seconds) * 1000).toISOString(),
      }
  const missing = outcomes.filter(each => each.status === 'error' || each.status === 'not-evaluated')
  const unreadable = artifacts.flatMap((each, at) => (each.unreadable ? [{ artifact: each, at }] : []))
  const notifications = [
    ...missing.map(each => outcomeNotification(each, names, language)),
    ...unreadable.map(({ artifact, at }) => ({
      level: 'error',
      message: { text: clip(makeVisible(artifact.unreadable?.[language] ?? ''), 1_000) },
      locations: [{ physicalLocation: { artifactLocation: { ...artifactUri(artifact.path), index: at } } }],
    })),
  ]
  return {
    commandLine: clip(makeVisible(run.command), 4_000),
    ...times,
    machine: clip(makeVisible(run.host), 200),
    executionSuccessful: !outcomes.some(isMissing),
    toolExecutionNotifications: notifications.slice(0, MAX_NOTIFICATIONS),
    properties: {
      node: run.node,
      peakBytes: run.peakBytes,
      notificationsLeftOut: Math.max(0, notifications.length - MAX_NOTIFICATIONS),
    },
  }
}

const outcomeNotification = (outcome: Outcome, names: Names, language: Language): object => ({
  level: isMissing(outcome) ? 'error' : 'note',
  message: {
    text: `${names.title(outcome.audit)[language]}: ${clip(makeVisible(outcome.reason[language]), 1_000)}`,
  },
  properties: { audit: outcome.audit, stage: outcome.stage, status: outcome.status },
})

const sarifArtifact = (artifact: Artifact): object => ({
  location: artifactUri(artifact.path),
  length: artifact.bytes,
  roles: ['analysisTarget'],
  ...(artifact.encoding ? { encoding: clip(makeVisible(artifact.encoding), 40) } : {}),
  ...(artifact.sha256 ? { hashes: { 'sha-256': artifact.sha256 } } : {}),
  properties: { kind: artifact.kind, samples: artifact.samples, rejected: artifact.rejected },
})

const runProperties = (assessment: Assessment, kept: KeptResults): object => ({
  policy: assessment.policy.name,
  failOn: assessment.policy.failOn,
  accepted: assessment.accepted,
  truncation: {
    truncated: kept.leftOut > 0,
    found: kept.found,
    kept: kept.results.length,
    leftOut: kept.leftOut,
    leftOutBySeverity: kept.leftOutBySeverity,
    order: 'severity, worst first, then order of the findings',
  },
})
