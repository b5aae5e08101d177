import { stoppedError } from '../../core/index.ts'

/** Lets so many calls run at once, in order of asking. */
export class Slots {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(count: number) {
    this.#free = count
  }

  /** Runs a task in a slot; an abort while waiting throws E_ABORTED. */
  async use<T>(task: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    await this.#take(signal)
    try {
      return await task()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#free++
      else next()
    }
  }

  #take(signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted) return Promise.reject(stoppedError())
    if (this.#free > 0) {
      this.#free--
      return Promise.resolve()
    }
    return new Promise((resolve, reject) => {
      const start = () => {
        signal?.removeEventListener('abort', onAbort)
        resolve()
      }
      const onAbort = () => {
        const place = this.#waiting.indexOf(start)
        if (place >= 0) this.#waiting.splice(place, 1)
        reject(stoppedError())
      }
      this.#waiting.push(start)
      signal?.addEventListener('abort', onAbort, { once: true })
    })
  }
}
