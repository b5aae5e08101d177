import type { ReadEvent } from './contract.ts'

/**
 * Events one at a time out of batches, for one reader. A generator would take longer over each event than a short row
 * takes to be read.
 */
export class EventStream implements AsyncIterableIterator<ReadEvent> {
  readonly #batches: AsyncIterator<readonly ReadEvent[]>
  #batch: readonly ReadEvent[] = []
  #at = 0

  constructor(batches: AsyncIterable<readonly ReadEvent[]>) {
    this.#batches = batches[Symbol.asyncIterator]()
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<ReadEvent>> {
    const value = this.#batch[this.#at]
    if (value === undefined) return this.#advance()
    this.#at++
    return Promise.resolve({ done: false, value })
  }

  async return(): Promise<IteratorResult<ReadEvent>> {
    this.#batch = []
    await this.#batches.return?.()
    return { done: true, value: undefined }
  }

  async #advance(): Promise<IteratorResult<ReadEvent>> {
    for (;;) {
      const { done, value: batch } = await this.#batches.next()
      if (done === true) return { done: true, value: undefined }
      const first = batch[0]
      if (first === undefined) continue
      this.#batch = batch
      this.#at = 1
      return { done: false, value: first }
    }
  }
}
