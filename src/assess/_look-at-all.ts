import { isPlimsollError, type Localized, type PlimsollError, stoppedError } from '../core/index.ts'
import { openDataset } from '../io/index.ts'
import type { ArtifactProgress } from './_artifact-run.ts'
import type { Task, TaskExecutor, TaskOutcome } from './_task-runner.ts'
import type { PlannedInput } from './plan.ts'

/** Files larger than this are looked at in segments of this size, so that threads can share them, */
const SEGMENT_BYTES = 4 * 1024 * 1024
/** and files larger than this in larger segments, which are fewer to remember. */
const LARGE_FILE_BYTES = 256 * 1024 * 1024
const LARGE_SEGMENT_BYTES = 16 * 1024 * 1024

const segmentBytes = (bytes: number): number =>
  bytes > LARGE_FILE_BYTES ? LARGE_SEGMENT_BYTES : SEGMENT_BYTES

/** How much an executor is given before it has answered: many small files, or few large ones. */
const SMALL = 1
const LARGE = 3
const SHARE = 6

/** What came of one input: its parts in order, and the hash of the whole where it was cut. */
export interface LookedAt {
  readonly input: PlannedInput
  readonly parts: readonly TaskOutcome[]
  readonly sha256?: string
}

export interface LookOptions {
  /** Does what only this thread can do: standard input. */
  readonly here: TaskExecutor
  /** Share the rest. */
  readonly executors: readonly TaskExecutor[]
  readonly signal: AbortSignal
  /** Ends the work of all, after a failure. */
  readonly stop: () => void
  /** @param bytes read since the last report on this task */
  readonly onProgress: (task: number, input: number, bytes: number, progress: ArtifactProgress) => void
}

/** Looks at every input, several at a time; the answers come in the order of the inputs. */
export async function lookAtAll(inputs: readonly PlannedInput[], options: LookOptions): Promise<LookedAt[]> {
  const looked: {
    input: PlannedInput
    parts: Promise<TaskOutcome>[]
    sha256?: string
    failure?: Localized
  }[] = []
  const loads = options.executors.map(executor => ({ executor, load: 0 }))
  const underway = new Set<Promise<unknown>>()
  let tasks = 0
  let failure: { readonly cause: unknown } | undefined

  /** Gives a task to whoever has the least to do, once there is room, and adds its outcome to the parts. */
  const give = async (number: number, task: Task, bytes: number, parts: Promise<TaskOutcome>[]) => {
    const weight = bytes > SEGMENT_BYTES / 2 ? LARGE : SMALL
    const least = () => loads.reduce((a, b) => (b.load < a.load ? b : a))
    while (least().load + weight > SHARE && underway.size > 0 && failure === undefined)
      await Promise.race(underway)
    if (failure !== undefined) throw failure.cause
    if (options.signal.aborted) throw stoppedError()
    const chosen = least()
    const executor = task.input.path === '-' ? options.here : chosen.executor
    chosen.load += weight
    const id = tasks++
    let reported = 0
    const report = (progress: ArtifactProgress) => {
      options.onProgress(id, number, progress.bytesDone - reported, progress)
      reported = progress.bytesDone
    }
    const outcome = executor.submit(task, report)
    const settled = outcome.then(
      done => {
        const { samples, findings } =
          'result' in done ? { ...done.result.artifact, ...done.result } : { samples: 0, findings: 0 }
        report({ path: task.input.path, bytesDone: bytes, bytesTotal: bytes, samples, findings })
      },
      cause => {
        failure ??= { cause }
        options.stop()
      },
    )
    const tracked: Promise<unknown> = settled.finally(() => {
      chosen.load -= weight
      underway.delete(tracked)
    })
    underway.add(tracked)
    parts.push(hold(outcome))
  }

  try {
    for (const [number, input] of inputs.entries()) {
      const parts: Promise<TaskOutcome>[] = []
      const entry: (typeof looked)[number] = { input, parts }
      looked.push(entry)
      const cut = input.bytes > SEGMENT_BYTES && input.path !== '-' ? await openToCut(input) : undefined
      if (cut === undefined) {
        await give(number, { input }, input.bytes, parts)
        continue
      }
      const open = { ...input.open, kind: cut.file.kind, format: cut.file.format }
      try {
        for await (const segment of cut.segments(segmentBytes(input.bytes))) {
          const task = { input: { ...input, open }, segment }
          await give(number, task, segment.end - segment.start, parts)
        }
        entry.sha256 = await cut.file.sha256()
      } catch (cause) {
        if (!isUnreadable(cause)) throw cause
        entry.failure = cause.text
      }
    }
  } finally {
    await Promise.all(underway)
  }
  if (failure !== undefined) throw failure.cause
  return Promise.all(
    looked.map(async ({ input, parts, sha256, failure }) => ({
      input,
      parts: [...(await Promise.all(parts)), ...(failure === undefined ? [] : [{ unreadable: failure }])],
      ...(sha256 !== undefined && { sha256 }),
    })),
  )
}

/** Keeps a rejection from counting as unhandled; whoever awaits the promise still gets it. */
function hold<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}

/** Opens a large file when it can be cut; what cannot be opened is left for the task to explain. */
async function openToCut(input: PlannedInput) {
  try {
    const file = await openDataset(input.path, input.open)
    return file.segments === undefined ? undefined : { file, segments: file.segments }
  } catch (cause) {
    if (isUnreadable(cause)) return undefined
    throw cause
  }
}

const isUnreadable = (cause: unknown): cause is PlimsollError =>
  isPlimsollError(cause) && (cause.code === 'E_INPUT' || cause.code === 'E_LIMIT')
