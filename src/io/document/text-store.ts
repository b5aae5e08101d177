const BLOCK_BYTES = 4 * 1024 * 1024

/** Many texts by number, kept as UTF-8 in large blocks: a fraction of what JavaScript strings would need. */
export class TextStore {
  readonly #blocks: Buffer[] = []
  #block = Buffer.alloc(0)
  #used = 0
  /** Where each text starts, as block * BLOCK_BYTES + offset; oversized texts have a block to themselves. */
  #starts = new Float64Array(1024)
  #lengths = new Uint32Array(1024)
  #count = 0
  #bytes = 0

  get count(): number {
    return this.#count
  }

  /** UTF-8 bytes of all texts. */
  get bytes(): number {
    return this.#bytes
  }

  /** The text with a number; empty when there is none. */
  get(index: number): string {
    const length = index >= 0 && index < this.#count ? (this.#lengths[index] as number) : 0
    if (length === 0) return ''
    const start = this.#starts[index] as number
    const block = this.#blocks[Math.floor(start / BLOCK_BYTES)] as Buffer
    const offset = start % BLOCK_BYTES
    return block.toString('utf8', offset, offset + length)
  }

  add(text: string): void {
    const length = Buffer.byteLength(text)
    if (this.#used + length > this.#block.length) {
      this.#block = Buffer.allocUnsafe(Math.max(BLOCK_BYTES, length))
      this.#blocks.push(this.#block)
      this.#used = 0
    }
    if (this.#count === this.#starts.length) {
      this.#starts = grown(this.#starts, new Float64Array(this.#count * 2))
      this.#lengths = grown(this.#lengths, new Uint32Array(this.#count * 2))
    }
    this.#block.write(text, this.#used)
    this.#starts[this.#count] = (this.#blocks.length - 1) * BLOCK_BYTES + this.#used
    this.#lengths[this.#count++] = length
    this.#used += length
    this.#bytes += length
  }
}

function grown<T extends Float64Array | Uint32Array>(old: T, larger: T): T {
  larger.set(old)
  return larger
}
