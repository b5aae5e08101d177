import { stoppedError } from '../../core/index.ts'

/** Time, so that tests can bring their own. */
export interface Clock {
  /** Milliseconds since any fixed moment. */
  readonly now: () => number
  /** Waits; an abort throws E_ABORTED. */
  readonly sleep: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>
}

/** The machine's time. */
export const machineClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(stoppedError())
      const onAbort = () => {
        clearTimeout(timer)
        reject(stoppedError())
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort)
        resolve()
      }, milliseconds)
      signal?.addEventListener('abort', onAbort, { once: true })
    }),
}
