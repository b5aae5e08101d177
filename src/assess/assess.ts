import { createHash } from 'node:crypto'
import type { z } from 'zod'
import {
  type AnyAudit,
  type Artifact,
  type Assessment,
  type AuditContext,
  type Definition,
  type Detector,
  type Finding,
  isPlimsollError,
  type Localized,
  type Needs,
  PlimsollError,
  parseOptions,
  type RunFacts,
  type Severity,
  stoppedError,
  type UsedDefinition,
} from '../core/index.ts'
import { type DatasetFile, openDataset } from '../io/index.ts'
import { topic } from '../knowledge/index.ts'
import type { RunCache } from '../store/run-cache.ts'
import {
  type ArtifactProgress,
  type ArtifactResult,
  type PreparedAudit,
  runArtifact,
} from './_artifact-run.ts'
import { concludeAudits, emptyCounts, outcomesOf } from './_conclude.ts'
import { configureDetectors, signalSource } from './_signals.ts'
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
  const run = prepare(plan, options)
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

/** What reports say about everything that took part. */
function usedDefinitions({ prepared, configured }: PreparedRun): UsedDefinition[] {
  const about = ({ id, version, title, reference, maturity }: Definition) => ({
    id,
    version,
    title,
    reference,
    maturity,
  })
  return [
    ...prepared.map(({ audit }) => ({ ...about(audit), kind: 'audit' as const, types: audit.types })),
    ...configured.map(({ detector }) => {
      const types = Object.entries(detector.types).map(([type, { title }]) => [type, title])
      return { ...about(detector), kind: 'detector' as const, types: Object.fromEntries(types) }
    }),
  ]
}

/** Names of the topics that findings of this run cite. */
function topicNames({ prepared }: PreparedRun): Record<string, Localized> {
  const named = prepared.map(({ audit }) => topic(audit.topics[0] ?? '')).filter(each => each !== undefined)
  return Object.fromEntries(named.map(({ id, name }) => [id, name]))
}

interface PreparedRun {
  readonly prepared: readonly PreparedAudit[]
  readonly configured: ReturnType<typeof configureDetectors>
  /** Everything but the artifact that a result depends on. */
  readonly fingerprint: string
}

const digest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

function prepare(plan: Plan, options: AssessOptions): PreparedRun {
  const { policy } = plan
  for (const id of Object.keys(policy.audits)) {
    if (!options.audits.some(each => each.id === id)) {
      throw new PlimsollError('E_USAGE', `policy ${policy.name}: audits.${id}: there is no such audit`, {
        advice: '`plimsoll list audits` shows them all',
      })
    }
  }
  const configured = configureDetectors(options.detectors, policy, options.types)
  const signals = signalSource(configured, policy, options.types)
  const available: Partial<Needs> = { signals, digest }
  const enabled = options.audits.filter(each => policy.audits[each.id]?.enabled ?? true)
  const prepared = enabled.map(audit => ({
    audit,
    digest,
    context: {
      options: parseOptions(audit, policy.audits[audit.id]?.options),
      needs: pickNeeds(audit, available),
      reveal: options.reveal ?? false,
    } as AuditContext<z.ZodType, keyof Needs>,
  }))
  const fingerprint = JSON.stringify([
    options.environment.version,
    policy,
    options.types ?? null,
    options.reveal ?? false,
    prepared.map(({ audit }) => [audit.id, audit.version]),
    configured.map(({ detector, options }) => [detector.id, detector.version, options]),
  ])
  return { prepared, configured, fingerprint }
}

function pickNeeds(audit: AnyAudit, available: Partial<Needs>): Partial<Needs> {
  const picked: Record<string, unknown> = {}
  for (const need of audit.needs ?? []) {
    if (available[need] === undefined) {
      throw new PlimsollError('E_INTERNAL', `${audit.id} needs ${need}, which nothing provides`)
    }
    picked[need] = available[need]
  }
  return picked
}

/** An artifact that is open, with the key of its result and the result where it is known. */
interface OpenedArtifact {
  readonly file: DatasetFile
  readonly key: string
  readonly known: ArtifactResult | undefined
}

/** How many artifacts are opened and hashed before their turn comes: many small files wait for the disk, not for us. */
const AHEAD = 6

/** Opens artifacts before their turn; what goes wrong is a value, so that no rejection is left alone. */
function openAhead(inputs: readonly PlannedInput[], run: PreparedRun, options: AssessOptions) {
  const started = new Map<number, Promise<OpenedArtifact | { readonly failure: unknown }>>()
  return (at: number) => {
    for (let next = at; next < Math.min(at + AHEAD, inputs.length); next++) {
      const input = inputs[next]
      if (input === undefined || started.has(next)) continue
      started.set(
        next,
        openArtifact(input, run, options).catch((failure: unknown) => ({ failure })),
      )
    }
    const opened = started.get(at)
    started.delete(at)
    return opened
  }
}

async function openArtifact(
  input: PlannedInput,
  run: PreparedRun,
  options: AssessOptions,
): Promise<OpenedArtifact> {
  const file = await openDataset(input.path, input.open)
  // Standard input cannot be read twice, so it is neither hashed in advance nor found again.
  const content = input.path === '-' ? `stdin:${options.environment.now()}` : await file.sha256()
  const key = digest(JSON.stringify([content, file.kind, file.format, input.open, run.fingerprint]))
  return { file, key, known: (await options.cache.load(key)) as ArtifactResult | undefined }
}

async function lookAt(
  input: PlannedInput,
  opened: Awaited<ReturnType<ReturnType<typeof openAhead>>>,
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
