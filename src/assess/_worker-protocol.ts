import { describeError, isPlimsollError, PlimsollError, type Policy } from '../core/index.ts'
import type { SharedRunCache } from '../store/run-cache.ts'
import type { ScratchOptions } from '../store/scratch.ts'
import type { ArtifactProgress } from './_artifact-run.ts'
import type { NamedBenchmark } from './_benchmark-source.ts'
import type { EncoderSettings } from './_encoder-source.ts'
import type { Task, TaskOutcome } from './_task-runner.ts'

/** What a worker thread is started with. Definitions travel as ids: both sides have the same catalog. */
export interface WorkerStart {
  readonly policy: Policy
  readonly audits: readonly string[]
  readonly detectors: readonly string[]
  readonly version: string
  readonly types?: readonly string[]
  readonly reveal: boolean
  readonly resume: boolean
  readonly cache: SharedRunCache
  readonly scratch?: ScratchOptions
  readonly encoder?: EncoderSettings
  readonly benchmarks?: readonly NamedBenchmark[]
}

/** From the main thread. */
export type ToWorker =
  | { readonly type: 'task'; readonly id: number; readonly task: Task }
  | { readonly type: 'stop' }

/** From a worker thread. */
export type FromWorker =
  | { readonly type: 'done'; readonly id: number; readonly outcome: TaskOutcome }
  | { readonly type: 'failed'; readonly id: number; readonly error: SentError }
  | { readonly type: 'progress'; readonly id: number; readonly progress: ArtifactProgress }

/** An error as it travels between threads. */
export type SentError = Pick<PlimsollError, 'code' | 'text' | 'advice'>

/** Makes any thrown value ready to be sent; what is not ours is scrubbed. */
export const sendError = (value: unknown): SentError =>
  isPlimsollError(value)
    ? { code: value.code, text: value.text, advice: value.advice }
    : { code: 'E_INTERNAL', text: describeError(value), advice: undefined }

export const receiveError = ({ code, text, advice }: SentError): PlimsollError =>
  new PlimsollError(code, text, advice === undefined ? {} : { advice })
