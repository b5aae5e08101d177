/** Takes exact counts of bytes from chunks of any size. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>
  #held: Uint8Array = new Uint8Array(0)
  #ended = false

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** The next `count` bytes without taking them; fewer when the input ends. */
  async peek(count: number): Promise<Uint8Array> {
    if (this.#held.length < count && !this.#ended) await this.#hold(count)
    return this.#held.subarray(0, Math.min(count, this.#held.length))
  }

  /** Takes the next `count` bytes; fewer when the input ends. */
  async take(count: number): Promise<Uint8Array> {
    const taken = await this.peek(count)
    this.#held = this.#held.subarray(taken.length)
    return taken
  }

  /** Passes over `count` bytes; false when the input ends before. */
  async skip(count: number): Promise<boolean> {
    for (let left = count; left > 0; ) {
      const { length } = await this.take(Math.min(left, 65_536))
      if (length === 0) return false
      left -= length
    }
    return true
  }

  /** Lets go of the input. */
  async close(): Promise<void> {
    this.#ended = true
    await this.#chunks.return?.()
  }

  async #hold(count: number): Promise<void> {
    const parts = [this.#held]
    let length = this.#held.length
    while (length < count) {
      const next = await this.#chunks.next()
      if (next.done) {
        this.#ended = true
        break
      }
      parts.push(next.value)
      length += next.value.length
    }
    if (parts.length === 2 && parts[0]?.length === 0) this.#held = parts[1] as Uint8Array
    else this.#held = Buffer.concat(parts, length)
  }
}
