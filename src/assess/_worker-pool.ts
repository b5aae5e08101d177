import { Worker } from 'node:worker_threads'
import { both, PlimsollError } from '../core/index.ts'
import type { RunCache } from '../store/run-cache.ts'
import type { ArtifactProgress } from './_artifact-run.ts'
import type { RunSettings } from './_prepare.ts'
import type { Task, TaskExecutor, TaskOutcome } from './_task-runner.ts'
import {
  type FromWorker,
  receiveError,
  sendError,
  type ToWorker,
  type WorkerStart,
} from './_worker-protocol.ts'

export interface WorkerPoolOptions {
  readonly threads: number
  readonly settings: RunSettings
  readonly cache: RunCache
  readonly resume: boolean
  readonly signal: AbortSignal
}

/**
 * Starts threads that do tasks; undefined where they cannot: a cache that cannot be shared, definitions that are not
 * those of the catalog, or sources that were not compiled.
 */
export async function startWorkers(options: WorkerPoolOptions): Promise<TaskExecutor[] | undefined> {
  const { settings, cache, signal } = options
  if (!import.meta.url.endsWith('.js') || cache.share === undefined) return undefined
  if (!(await isFromCatalog(settings))) return undefined
  const start: WorkerStart = {
    policy: settings.policy,
    audits: settings.audits.map(each => each.id),
    detectors: settings.detectors.map(each => each.id),
    version: settings.version,
    reveal: settings.reveal ?? false,
    resume: options.resume,
    cache: await cache.share(),
    ...(settings.types && { types: settings.types }),
    ...(settings.scratch && { scratch: settings.scratch }),
    ...(settings.encoder && { encoder: settings.encoder }),
    ...(settings.benchmarks && { benchmarks: settings.benchmarks }),
  }
  return Array.from({ length: options.threads }, () => startWorker(start, signal))
}

/** True when a thread that loads the catalog has the very same definitions. */
async function isFromCatalog({ audits, detectors }: RunSettings): Promise<boolean> {
  const [stages, catalog] = await Promise.all([import('../stages/index.ts'), import('../detectors/index.ts')])
  const known = new Set<unknown>([...stages.audits, ...catalog.detectors])
  return [...audits, ...detectors].every(each => known.has(each))
}

interface Waiting {
  readonly resolve: (outcome: TaskOutcome) => void
  readonly reject: (error: unknown) => void
  readonly report: (progress: ArtifactProgress) => void
}

function startWorker(start: WorkerStart, signal: AbortSignal): TaskExecutor {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: start })
  const waiting = new Map<number, Waiting>()
  let next = 0
  let failure: unknown
  const fail = (error: unknown) => {
    failure ??= error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const post = (message: ToWorker) => worker.postMessage(message)
  const stop = () => post({ type: 'stop' })
  signal.addEventListener('abort', stop)
  worker.on('message', (message: FromWorker) => {
    const each = waiting.get(message.id)
    if (message.type === 'progress') {
      each?.report(message.progress)
      return
    }
    waiting.delete(message.id)
    if (message.type === 'done') each?.resolve(message.outcome)
    else each?.reject(receiveError(message.error))
  })
  worker.on('error', error => fail(receiveError(sendError(error))))
  worker.on('exit', () => fail(endedEarly()))
  return {
    submit: (task: Task, report) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) {
          reject(failure)
          return
        }
        const id = next++
        waiting.set(id, { resolve, reject, report })
        post({ type: 'task', id, task })
      }),
    async close() {
      signal.removeEventListener('abort', stop)
      await worker.terminate()
    },
  }
}

const endedEarly = () =>
  new PlimsollError('E_INTERNAL', both('a worker thread ended early', '工作线程提前结束'), {
    advice: both(
      'run again with --resume --jobs 1; if memory is short, that takes less',
      '请使用 --resume --jobs 1 重新运行；内存不足时，这样占用更少',
    ),
  })
