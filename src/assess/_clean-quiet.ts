import { cryptographicBytes, type Field } from '../core/index.ts'
import { createFingerprinter, FINGERPRINT_WORDS } from '../kernels/fingerprint.ts'

/**
 * The samples that one pass left, in their order: a later pass that meets the same samples again need not look into
 * them. Four bytes a sample, under a seed that nobody knows: another sample passes for it once in 2^32.
 */
export class QuietSamples {
  readonly #seed = new DataView(cryptographicBytes(4).buffer).getUint32(0)
  readonly #fingerprinter = createFingerprinter(this.#seed)
  readonly #out = new Uint32Array(FINGERPRINT_WORDS)
  #marks = new Uint32Array(1024)
  #length = 0
  #next = 0

  /** Notes the fields of a sample as cleaning leaves them. */
  add(fields: readonly Field[]): void {
    if (this.#length === this.#marks.length) {
      const grown = new Uint32Array(this.#marks.length * 2)
      grown.set(this.#marks)
      this.#marks = grown
    }
    this.#marks[this.#length++] = this.#markOf(fields)
  }

  /** True when the next sample to be met again has these very fields. */
  meets(fields: readonly Field[]): boolean {
    if (this.#next === this.#length) return false
    return this.#marks[this.#next++] === this.#markOf(fields)
  }

  #markOf(fields: readonly Field[]): number {
    const content = fields
      .map(({ name, role, text }) => `${name}\u0000${role ?? ''}\u0000${text}`)
      .join('\u0001')
    this.#fingerprinter.text(content, this.#out, 0)
    return this.#out[0] as number
  }
}
