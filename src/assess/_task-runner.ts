import { isPlimsollError, type Localized, stoppedError } from '../core/index.ts'
import { type DatasetFile, openDataset, type Segment } from '../io/index.ts'
import type { RunCache } from '../store/run-cache.ts'
import { type ArtifactProgress, type ArtifactResult, runArtifact } from './_artifact-run.ts'
import { digest, type PreparedRun } from './_prepare.ts'
import type { PlannedInput } from './plan.ts'

/** A piece of work: one artifact, or one segment of it. */
export interface Task {
  readonly input: PlannedInput
  readonly segment?: Segment
}

/** What came of a task: a result with its key in the cache, or why the artifact could not be read. */
export type TaskOutcome =
  | { readonly key: string; readonly result: ArtifactResult }
  | { readonly unreadable: Localized }

/** Whatever does tasks: this thread, or others. */
export interface TaskExecutor {
  /** Takes a task; tasks are done in the order in which they came. */
  submit(task: Task, report: (progress: ArtifactProgress) => void): Promise<TaskOutcome>
  /** Ends it; what it holds is given up. */
  close(): Promise<void>
}

export interface TaskRunnerOptions {
  readonly run: PreparedRun
  readonly cache: RunCache
  readonly resume: boolean
  readonly signal: AbortSignal
  readonly now: () => number
}

interface Opened {
  readonly file: DatasetFile
  readonly key: string
  readonly known: ArtifactResult | undefined
}

/**
 * Does tasks in this thread, one after the other. A task is opened and hashed as soon as it comes: many small files
 * wait for the disk, not for us.
 */
export function taskRunner(options: TaskRunnerOptions): TaskExecutor {
  let before: Promise<unknown> = Promise.resolve()
  return {
    submit(task, report) {
      const opened = openTask(task, options).catch((failure: unknown) => ({ failure }))
      const outcome = before.then(async () => doTask(task, await opened, options, report))
      before = outcome.catch(() => undefined)
      return outcome
    },
    close: async () => undefined,
  }
}

async function openTask({ input, segment }: Task, { run, cache, now }: TaskRunnerOptions): Promise<Opened> {
  const file = await openDataset(input.path, input.open)
  // Standard input cannot be read twice, so it is neither hashed in advance nor found again.
  const content =
    segment !== undefined
      ? [segment.digest, segment.start, segment.end]
      : input.path === '-'
        ? `stdin:${now()}`
        : await file.sha256()
  const { stdin: _stdin, ...open } = input.open
  const key = digest(JSON.stringify([content, file.kind, file.format, open, run.fingerprint]))
  const known = (await cache.load(key)) as ArtifactResult | undefined
  // What could not be evaluated then may be now.
  const holds = known?.unavailable === undefined && run.holds(known?.summaries)
  return { file, key, known: holds ? known : undefined }
}

async function doTask(
  { segment }: Task,
  opened: Opened | { readonly failure: unknown },
  { run, cache, resume, signal, now }: TaskRunnerOptions,
  report: (progress: ArtifactProgress) => void,
): Promise<TaskOutcome> {
  if (signal.aborted) throw stoppedError()
  try {
    if ('failure' in opened) throw opened.failure
    const { file, key, known } = opened
    if (known) return { key, result: { ...known, artifact: { ...known.artifact, path: file.path } } }
    const result = await runArtifact({
      file,
      ...(segment && { segment }),
      audits: run.prepared.filter(({ audit }) => audit.accepts.includes(file.kind)),
      cache,
      key,
      resume,
      signal,
      now,
      onProgress: report,
    })
    return { key, result }
  } catch (cause) {
    if (!isPlimsollError(cause) || (cause.code !== 'E_INPUT' && cause.code !== 'E_LIMIT')) throw cause
    return { unreadable: cause.text }
  }
}
