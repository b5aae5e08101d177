import {
  type AnyAudit,
  type Artifact,
  type Assessment,
  type Detector,
  type Finding,
  isPlimsollError,
  type Localized,
  PlimsollError,
  type RunFacts,
  type Severity,
  stoppedError,
} from '../core/index.ts'
import type { RunCache } from '../store/run-cache.ts'
import { type ArtifactProgress, type ArtifactResult, runArtifact } from './_artifact-run.ts'
import { concludeAudits, emptyCounts, outcomesOf } from './_conclude.ts'
import { type MaybeOpened, openAhead } from './_open-ahead.ts'
import { digest, type PreparedRun, prepareRun, topicNames, usedDefinitions } from './_prepare.ts'
import type { Plan, PlannedInput } from './plan.ts'

/** What the process knows and the library does not: handed in, so that nothing is hidden. */
export interface Environment {
  readonly version: string
  readonly command: string
  readonly host: string
  readonly node: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly peakBytes: () => number
}

export interface AssessOptions {
  readonly audits: readonly AnyAudit[]
  readonly detectors: readonly Detector[]
  readonly cache: RunCache
  readonly environment: Environment
  /** Only these types of finding; an unknown one is an error. */
  readonly types?: readonly string[]
  readonly reveal?: boolean
  /** Go on with work that was interrupted. */
  readonly resume?: boolean
  /** Ids of findings that somebody accepted. */
  readonly accepted?: ReadonlySet<string>
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: RunProgress) => void
}

export interface RunProgress extends ArtifactProgress {
  /** Over the whole run. */
  readonly totalDone: number
  readonly totalBytes: number
  readonly artifact: number
  readonly artifacts: number
}

/** Runs every audit over everything planned, and says what came out. */
export async function assess(plan: Plan, options: AssessOptions): Promise<Assessment> {
  const { environment, cache } = options
  const started = environment.now()
  const run = prepareRun(plan, options)
  const results: { key: string; result: ArtifactResult }[] = []
  const unreadable: Artifact[] = plan.problems.map(({ path, reason }) => unread(path, reason))
  const totalBytes = plan.inputs.reduce((sum, input) => sum + input.bytes, 0)
  let totalDone = 0
  const upcoming = openAhead(plan.inputs, run, options)
  for (const [at, input] of plan.inputs.entries()) {
    if (options.signal?.aborted) throw stoppedError()
    const report = (progress: ArtifactProgress) =>
      options.onProgress?.({
        ...progress,
        totalDone: totalDone + progress.bytesDone,
        totalBytes,
        artifact: at + 1,
        artifacts: plan.inputs.length,
      })
    const result = await lookAt(input, await upcoming(at), run, options, report)
    if ('key' in result) results.push(result)
    else unreadable.push(result)
    totalDone += input.bytes
  }
  const artifacts = [...results.map(({ result }) => result.artifact), ...unreadable]
  const concluded = digest(JSON.stringify(['conclusion', run.fingerprint, results.map(each => each.key)]))
  const journal = await cache.begin(concluded, false)
  const concludedAudits = await concludeAudits(
    run.prepared,
    results.map(each => each.result),
    finding => journal.append(finding),
  )
  await journal.finish({})
  const findings = () => allFindings(results, cache, concluded, options.accepted)
  const { counts, totals, accepted } = await countFindings(findings())
  const facts: RunFacts = {
    started: new Date(started).toISOString(),
    seconds: Math.round(environment.now() - started) / 1000,
    peakBytes: environment.peakBytes(),
    host: environment.host,
    command: environment.command,
    node: environment.node,
  }
  return {
    name: plan.name,
    plimsoll: environment.version,
    artifacts,
    outcomes: outcomesOf(concludedAudits, counts, plan, unreadable),
    skipped: plan.skipped,
    totals,
    accepted,
    policy: { name: plan.policy.name, failOn: plan.policy.failOn },
    definitions: usedDefinitions(run),
    topics: topicNames(run),
    run: facts,
    findings,
  }
}

async function lookAt(
  input: PlannedInput,
  opened: MaybeOpened,
  run: PreparedRun,
  options: AssessOptions,
  report: (progress: ArtifactProgress) => void,
): Promise<{ key: string; result: ArtifactResult } | Artifact> {
  try {
    if (opened === undefined) throw new PlimsollError('E_INTERNAL', 'an artifact was skipped')
    if ('failure' in opened) throw opened.failure
    const { file, key, known } = opened
    if (known) return { key, result: { ...known, artifact: { ...known.artifact, path: file.path } } }
    const result = await runArtifact({
      file,
      audits: run.prepared.filter(({ audit }) => audit.accepts.includes(file.kind)),
      cache: options.cache,
      key,
      resume: options.resume ?? false,
      signal: options.signal,
      now: options.environment.now,
      onProgress: report,
    })
    return { key, result }
  } catch (cause) {
    if (!isPlimsollError(cause) || (cause.code !== 'E_INPUT' && cause.code !== 'E_LIMIT')) throw cause
    return unread(input.path, cause.text)
  }
}

const unread = (path: string, reason: Localized): Artifact => ({
  path,
  kind: 'corpus',
  samples: 0,
  bytes: 0,
  rejected: 0,
  unreadable: reason,
})

async function countFindings(findings: AsyncIterable<Finding>) {
  const counts = new Map<string, Record<Severity, number>>()
  const totals = emptyCounts()
  let accepted = 0
  for await (const finding of findings) {
    if (finding.accepted) {
      accepted++
      continue
    }
    const own = counts.get(finding.audit) ?? emptyCounts()
    counts.set(finding.audit, own)
    own[finding.severity]++
    totals[finding.severity]++
  }
  return { counts, totals, accepted }
}

/** Findings artifact by artifact, then those that only all artifacts together show. */
async function* allFindings(
  results: readonly { key: string; result: ArtifactResult }[],
  cache: RunCache,
  concluded: string,
  accepted: ReadonlySet<string> | undefined,
): AsyncGenerator<Finding> {
  const mark = (finding: Finding): Finding =>
    accepted?.has(finding.id) ? { ...finding, accepted: true } : finding
  for (const { key, result } of results) {
    const { path } = result.artifact
    for await (const finding of cache.findings(key)) yield mark(locate(finding, path))
  }
  for await (const finding of cache.findings(concluded)) yield mark(locate(finding, finding.where.path))
}

/** The cache knows contents, not names: the path is set when a finding is read. */
function locate(finding: Finding, path: string): Finding {
  const { text, command } = finding.remedy
  return {
    ...finding,
    where: { ...finding.where, path },
    remedy: command === undefined ? { text } : { text, command: command.replace('PATH', quotePath(path)) },
  }
}

/** Quotes a path for a POSIX shell when it needs it. */
export const quotePath = (path: string): string =>
  /^[\w./@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
