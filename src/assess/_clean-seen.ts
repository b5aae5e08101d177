import { FINGERPRINT_WORDS } from '../kernels/fingerprint.ts'
import { FingerprintTable } from '../kernels/fingerprint-table.ts'
import type { CleanRecords } from './_clean-records.ts'

/** Where a sample stands: the file's number among those that the run wrote, and the sample's index in it. */
export interface SeenPlace {
  readonly file: number
  readonly index: number
}

/** Words on disk for each sample: its fingerprint and its place. */
const RECORD_WORDS = FINGERPRINT_WORDS + 2
const RECORD_BYTES = RECORD_WORDS * 4

/** The samples that a run has let through, by fingerprint: some 60 bytes each in memory, 24 on disk. */
export class SeenSamples {
  readonly #table = new FingerprintTable()
  #places = new Uint32Array(2048)

  /** Where the sample stood first; undefined when it is new, and then it is put in. */
  first(fingerprint: Uint32Array, place: SeenPlace): SeenPlace | undefined {
    const ordinal = this.#table.size
    const first = this.#table.firstOrdinal(fingerprint, 0, ordinal)
    if (first !== ordinal) {
      return { file: this.#places[first * 2] as number, index: this.#places[first * 2 + 1] as number }
    }
    if (ordinal * 2 === this.#places.length) {
      const grown = new Uint32Array(this.#places.length * 2)
      grown.set(this.#places)
      this.#places = grown
    }
    this.#places[ordinal * 2] = place.file
    this.#places[ordinal * 2 + 1] = place.index
    return undefined
  }
}

/** A sample as it is kept on disk. */
export function recordOf(fingerprint: Uint32Array, { file, index }: SeenPlace): Uint8Array {
  return new Uint8Array(Uint32Array.of(...fingerprint, file, index).buffer)
}

/** The samples of the files that are finished. */
export async function recallSeen(records: CleanRecords): Promise<SeenSamples> {
  const seen = new SeenSamples()
  let rest = new Uint8Array(0)
  for await (const chunk of records.remembered()) {
    const bytes = new Uint8Array(rest.length + chunk.length)
    bytes.set(rest)
    bytes.set(chunk, rest.length)
    const whole = bytes.length - (bytes.length % RECORD_BYTES)
    const words = new Uint32Array(bytes.buffer.slice(0, whole))
    for (let at = 0; at < words.length; at += RECORD_WORDS) {
      const [file = 0, index = 0] = words.subarray(at + FINGERPRINT_WORDS, at + RECORD_WORDS)
      seen.first(words.subarray(at, at + FINGERPRINT_WORDS), { file, index })
    }
    rest = bytes.slice(whole)
  }
  return seen
}
