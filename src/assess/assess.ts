import type {
  AnyAudit,
  Artifact,
  Assessment,
  Detector,
  Finding,
  Localized,
  RunFacts,
  Severity,
} from '../core/index.ts'
import { both } from '../core/index.ts'
import type { RunCache } from '../store/run-cache.ts'
import type { SampleIndex } from '../store/sample-index.ts'
import type { ScratchOptions } from '../store/scratch.ts'
import type { ArtifactProgress } from './_artifact-run.ts'
import { type Asked, type AskSettings, askModels } from './_ask-models.ts'
import { namedBenchmarks } from './_benchmark-source.ts'
import { readCanaries } from './_canaries.ts'
import {
  type Concluded,
  concludeAudits,
  emptyCounts,
  type LookedAtArtifact,
  outcomesOf,
} from './_conclude.ts'
import type { EncoderSettings } from './_encoder-source.ts'
import { type IndexRun, indexRun } from './_index-run.ts'
import { knownTriggers } from './_known-triggers.ts'
import { type LookedAt, lookAtAll } from './_look-at-all.ts'
import {
  digest,
  type PreparedRun,
  prepareRun,
  type RunSettings,
  topicNames,
  usedDefinitions,
} from './_prepare.ts'
import { taskRunner } from './_task-runner.ts'
import { startWorkers } from './_worker-pool.ts'
import type { Plan } from './plan.ts'

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
  /** How models that the plan names are asked; they are not asked when absent. */
  readonly ask?: AskSettings
  /** Samples of earlier runs: this one is compared with them and added to them. */
  readonly index?: SampleIndex
  /** Where audits put numbers that may not fit into memory, and how much; in memory when absent. */
  readonly scratch?: ScratchOptions
  /** How the shared encoder is opened when an audit asks for it; without it such audits are not evaluated. */
  readonly encoder?: EncoderSettings
  /** Threads that share the work: with the definitions of the catalog and a cache that can be shared. Default 1. */
  readonly threads?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: RunProgress) => void
}

export interface RunProgress extends ArtifactProgress {
  /** Over the whole run, like `samples` and `findings`. */
  readonly totalDone: number
  readonly totalBytes: number
  readonly artifact: number
  readonly artifacts: number
}

/** Runs every audit over everything planned, and says what came out. */
export async function assess(plan: Plan, options: AssessOptions): Promise<Assessment> {
  const { environment, cache } = options
  const started = environment.now()
  const benchmarks = await namedBenchmarks(plan.benchmarks ?? [])
  const settings: RunSettings = {
    policy: plan.policy,
    audits: options.audits,
    detectors: options.detectors,
    version: environment.version,
    ...(options.types && { types: options.types }),
    ...(options.reveal && { reveal: true }),
    ...(options.scratch && { scratch: options.scratch }),
    ...(options.encoder && { encoder: options.encoder }),
    ...(benchmarks.length > 0 && { benchmarks }),
  }
  const run = prepareRun(settings)
  const looked = await lookAtInputs(plan, settings, run, options)
  const results = looked.flatMap(combineParts)
  const unreadable: Artifact[] = [
    ...plan.problems.map(({ path, reason }) => unread(path, reason)),
    ...looked.flatMap(({ input, parts }) => {
      const [first] = parts
      return parts.every(part => 'unreadable' in part) && first !== undefined && 'unreadable' in first
        ? [unread(input.path, first.unreadable)]
        : []
    }),
  ]
  const keys = results.map(each => each.parts.map(({ key, firstSample }) => [key, firstSample]))
  const concluded = digest(JSON.stringify(['conclusion', run.fingerprint, keys]))
  const journal = await cache.begin(concluded, false)
  const index = options.index === undefined ? undefined : indexRun(options.index, run.prepared, results)
  const concludedAudits = await concludeAudits(
    run.prepared,
    results,
    finding => journal.append(finding),
    index,
  )
  await journal.finish({})
  const repeated = index === undefined ? [] : results.filter(({ artifact }) => index.holds(artifact))
  if (index !== undefined) addToIndex(index, concludedAudits, run)
  run.close()
  const looking = () => allFindings(results, cache, [concluded], undefined)
  const { asked, problems } = await askAbout(plan, options, looking)
  unreadable.push(...problems.map(({ path, reason }) => unread(path, reason)))
  const askedAudits = asked.flatMap(({ audit }) => audit ?? [])
  const together = [concluded, ...asked.flatMap(({ key }) => key ?? [])]
  const findings = () => allFindings(results, cache, together, options.accepted)
  const { counts, totals, accepted } = await countFindings(findings())
  const facts: RunFacts = {
    started: new Date(started).toISOString(),
    seconds: Math.round(environment.now() - started) / 1000,
    peakBytes: environment.peakBytes(),
    host: environment.host,
    command: environment.command,
    node: environment.node,
    ...encoderFacts(results),
  }
  return {
    name: plan.name,
    plimsoll: environment.version,
    artifacts: [...results.map(({ artifact }) => artifact), ...unreadable],
    outcomes: outcomesOf(concludedAudits, counts, plan, unreadable, asked, run.unasked),
    skipped: [...plan.skipped, ...repeated.map(alreadyIndexed)],
    totals,
    accepted,
    policy: { name: plan.policy.name, failOn: plan.policy.failOn },
    definitions: usedDefinitions(run, askedAudits),
    topics: topicNames(run, askedAudits),
    run: facts,
    findings,
  }
}

/** Asks the models of the plan about what the project lists. */
async function askAbout(
  { models = [], canaries: lists = [], inputs, policy }: Plan,
  { ask, cache, environment, reveal = false, accepted, signal }: AssessOptions,
  findings: () => AsyncIterable<Finding>,
): Promise<{ asked: Asked[]; problems: { path: string; reason: Localized }[] }> {
  if (ask === undefined || (models.length === 0 && lists.length === 0)) return { asked: [], problems: [] }
  const read = await Promise.all(lists.map(readCanaries))
  const canaries = read.flatMap(each => ('canaries' in each ? each.canaries : []))
  const triggers = models.length === 0 ? [] : await knownTriggers(findings(), inputs)
  const material = { canaries, triggers }
  const { version } = environment
  const asked = await askModels({
    ...ask,
    models,
    material,
    policy,
    cache,
    version,
    reveal,
    accepted,
    signal,
  })
  return { asked, problems: read.filter(each => 'reason' in each) }
}

/** What ran the encoder, where anything asked for it. */
function encoderFacts(results: readonly LookedAtArtifact[]): Pick<RunFacts, 'encoder'> {
  const used = results.flatMap(({ parts }) => parts.flatMap(({ result }) => result.encoder ?? []))
  return used.length === 0 ? {} : { encoder: [...new Set(used)].sort().join(', ') }
}

/** Adds the run to the index once every audit that keeps something there has concluded. */
function addToIndex(index: IndexRun, concluded: readonly Concluded[], { scratch }: PreparedRun): void {
  const kept = concluded.filter(({ prepared }) => prepared.audit.isIndexed)
  if (kept.some(({ accepted, conclusion }) => accepted.length > 0 && conclusion === undefined)) return
  const remembered = kept.flatMap(({ prepared, conclusion }) =>
    conclusion?.remember === undefined ? [] : [[prepared.audit.id, conclusion.remember] as const],
  )
  index.append(Object.fromEntries(remembered), scratch)
}

const alreadyIndexed = ({ artifact }: LookedAtArtifact) => ({
  path: artifact.path,
  reason: both(
    'in the index from an earlier run: its samples were not compared again',
    '此前的运行已将其加入索引：其样本未再次比较',
  ),
})

/** Below this much, threads take longer to start than they save. */
const WORTH_THREADS_BYTES = 4 * 1024 * 1024

async function lookAtInputs(
  plan: Plan,
  settings: RunSettings,
  run: PreparedRun,
  options: AssessOptions,
): Promise<LookedAt[]> {
  const { cache, environment, resume = false, threads = 1 } = options
  const controller = new AbortController()
  const stop = () => controller.abort()
  const { signal } = controller
  options.signal?.addEventListener('abort', stop)
  if (options.signal?.aborted) stop()
  const totalBytes = plan.inputs.reduce((sum, input) => sum + input.bytes, 0)
  const here = taskRunner({ run, cache, resume, signal, now: environment.now })
  const isWorthThreads = threads > 1 && totalBytes >= WORTH_THREADS_BYTES
  const workers = isWorthThreads
    ? await startWorkers({ threads, settings, cache, resume, signal })
    : undefined
  const counted = new Map<number, { samples: number; findings: number }>()
  let totalDone = 0
  const sums = { samples: 0, findings: 0 }
  try {
    return await lookAtAll(plan.inputs, {
      here,
      executors: workers ?? [here],
      signal,
      stop,
      onProgress(task, input, bytes, progress) {
        const before = counted.get(task) ?? { samples: 0, findings: 0 }
        counted.set(task, progress)
        sums.samples += progress.samples - before.samples
        sums.findings += progress.findings - before.findings
        totalDone += bytes
        const artifacts = plan.inputs.length
        options.onProgress?.({ ...progress, ...sums, totalDone, totalBytes, artifact: input + 1, artifacts })
      },
    })
  } finally {
    options.signal?.removeEventListener('abort', stop)
    await Promise.all((workers ?? []).map(each => each.close()))
  }
}

/** Puts the parts of one input together; nothing when none of them could be read. */
function combineParts({ input, parts, sha256 }: LookedAt): LookedAtArtifact[] {
  const read: LookedAtArtifact['parts'][number][] = []
  let unreadable: Localized | undefined
  const sums = { samples: 0, rejected: 0, bytes: 0 }
  for (const part of parts) {
    if ('unreadable' in part) {
      unreadable ??= part.unreadable
      continue
    }
    const { artifact } = part.result
    read.push({ ...part, firstSample: sums.samples })
    unreadable ??= artifact.unreadable
    sums.samples += artifact.samples
    sums.rejected += artifact.rejected
    sums.bytes += artifact.bytes
  }
  const last = read.at(-1)
  if (last === undefined) return []
  const artifact: Artifact = {
    ...last.result.artifact,
    path: input.path,
    ...sums,
    ...(sha256 !== undefined && { sha256 }),
    ...(unreadable !== undefined && { unreadable }),
  }
  return [{ artifact, parts: read }]
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
  results: readonly LookedAtArtifact[],
  cache: RunCache,
  concluded: readonly string[],
  accepted: ReadonlySet<string> | undefined,
): AsyncGenerator<Finding> {
  const mark = (finding: Finding): Finding =>
    accepted?.has(finding.id) ? { ...finding, accepted: true } : finding
  for (const { artifact, parts } of results) {
    for (const { key, firstSample } of parts) {
      for await (const finding of cache.findings(key)) yield mark(locate(finding, artifact.path, firstSample))
    }
  }
  for (const key of concluded)
    for await (const finding of cache.findings(key)) yield mark(locate(finding, finding.where.path, 0))
}

/** The cache knows contents, not names and not what stands before: path and index are set when a finding is read. */
function locate(finding: Finding, path: string, firstSample: number): Finding {
  const { text, command } = finding.remedy
  const { index } = finding.where
  return {
    ...finding,
    where: { ...finding.where, path, ...(index !== undefined && { index: index + firstSample }) },
    remedy: command === undefined ? { text } : { text, command: command.replace('PATH', quotePath(path)) },
  }
}

/** Quotes a path for a POSIX shell when it needs it. */
export const quotePath = (path: string): string =>
  /^[\w./@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
