import { sketchInPlace } from '../../kernels/bottom-sketch.ts'
import { createShingler } from '../../kernels/shingles.ts'
import { UNITS_PER_WORD, type WordTokens } from '../../kernels/word-tokens.ts'
import { GrowingArray } from './_sample-places.ts'

/** Shingles kept for a sample: texts of some 500 words or 800 characters are kept whole, longer ones sampled. */
export const MAX_SKETCH = 512
/** However many samples there are, at least so many are kept. */
export const MIN_SKETCH = 64
/** Hashes kept for one artifact, 4 bytes each, while sketches can still be shortened. */
const MAX_HASHES = 1 << 26

/** The shingles of the samples of one artifact. */
export interface Sketches {
  /** Different shingles of each sample; beyond `limit` they were only counted to `MAX_SKETCH + 1`. 0: not looked at. */
  readonly sizes: Uint32Array
  /** The smallest hashes of each sample, ascending, at most `limit` of them; samples one after another. */
  readonly hashes: Uint32Array
  readonly limit: number
}

/**
 * Collects sketches. Once they exceed the budget all are shortened to half (the smallest hashes of a set are the
 * smallest of its smallest), so that 256 MiB hold 130,000 long samples at 512 hashes or a million at 64.
 */
export function createSketches(minWords: number, resumed?: Sketches, budget = MAX_HASHES) {
  const sizes = new GrowingArray(resumed?.sizes)
  let hashes = new GrowingArray(resumed?.hashes)
  let limit = resumed?.limit ?? MAX_SKETCH
  const shingle = createShingler()
  const shorten = () => {
    limit /= 2
    const shorter = new GrowingArray()
    let from = 0
    for (let i = 0; i < sizes.length; i++) {
      const size = sizes.words[i] as number
      const kept = Math.min(size, limit)
      shorter.append(hashes.words.subarray(from, from + kept))
      from += Math.min(size, limit * 2)
    }
    hashes = shorter
  }
  return {
    /** Adds the next sample; a text of fewer words than asked for takes part in nothing. */
    add(tokens: WordTokens): void {
      if (tokens.length === 0 || tokens.totalUnits < minWords * UNITS_PER_WORD) {
        sizes.push(0)
        return
      }
      const shingles = shingle(tokens)
      const size = sketchInPlace(shingles.hashes, shingles.length, MAX_SKETCH)
      sizes.push(size)
      hashes.append(shingles.hashes.subarray(0, Math.min(size, limit)))
      while (hashes.length > budget && limit > MIN_SKETCH) shorten()
    },
    summary: (): Sketches => ({ sizes: sizes.toArray(), hashes: hashes.toArray(), limit }),
  }
}

/** Where the sketch of each sample begins, with the end of the last one. */
export function sketchStarts({ sizes, limit }: Sketches): Uint32Array {
  const starts = new Uint32Array(sizes.length + 1)
  for (let i = 0; i < sizes.length; i++) {
    starts[i + 1] = (starts[i] as number) + Math.min(sizes[i] as number, limit)
  }
  return starts
}
