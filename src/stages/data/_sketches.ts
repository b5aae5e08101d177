import { isPlimsollError, type Scratch, type StoredColumn } from '../../core/index.ts'
import type { Banding } from '../../kernels/min-hash.ts'
import type { SampleMarks } from '../../kernels/wasm/sample-marks.reference.ts'
import { UNITS_PER_WORD } from '../../kernels/word-tokens.ts'
import { GrowingArray } from './_sample-places.ts'

/** Shingles kept for a sample: texts of some 500 words or 800 characters are kept whole, longer ones sampled. */
export const MAX_SKETCH = 512

/** The shingles of the samples of one pass. */
export interface Sketches {
  /** Different shingles of each sample, counted to `MAX_SKETCH + 1`. 0: not looked at. */
  readonly sizes: Uint32Array
  /** The smallest hashes of each sample, ascending, at most `MAX_SKETCH` of them; samples one after another. */
  readonly hashes: StoredColumn
  /** One key for each band of each sample that is looked at. */
  readonly keys: StoredColumn
  /** Samples for which there was no room. */
  readonly beyond: number
}

interface SketchOptions {
  readonly minWords: number
  readonly banding: Banding
  readonly scratch: Scratch
}

/** Collects sketches and the keys of their signatures. */
export function createSketches({ minWords, banding, scratch }: SketchOptions, resumed?: Sketches) {
  const sizes = new GrowingArray(resumed?.sizes)
  const hashes = scratch.column(resumed?.hashes)
  const keys = scratch.column(resumed?.keys)
  let beyond = resumed?.beyond ?? 0
  return {
    /** Adds the next sample; a text of fewer words than asked for takes part in nothing. */
    add(marks: SampleMarks): void {
      const isShort = marks.length === 0 || marks.totalUnits < minWords * UNITS_PER_WORD
      if (!isShort && beyond > 0) beyond++
      if (isShort || beyond > 0) {
        sizes.push(0)
        return
      }
      const sketch = marks.sketch(MAX_SKETCH, banding)
      try {
        // The keys come first: there is no harm in some that no sample has, at the end.
        keys.append(sketch.keys, banding.bands)
        hashes.append(sketch.hashes, sketch.kept)
        sizes.push(sketch.size)
      } catch (cause) {
        if (!isPlimsollError(cause) || cause.code !== 'E_LIMIT') throw cause
        beyond++
        sizes.push(0)
      }
    },
    summary: (): Sketches => ({
      sizes: sizes.toArray(),
      hashes: hashes.stored(),
      keys: keys.stored(),
      beyond,
    }),
  }
}

/** Where the sketch of each sample begins, with the end of the last one. */
export function sketchStarts({ sizes }: Pick<Sketches, 'sizes'>): Uint32Array {
  const starts = new Uint32Array(sizes.length + 1)
  for (let i = 0; i < sizes.length; i++) {
    starts[i + 1] = (starts[i] as number) + Math.min(sizes[i] as number, MAX_SKETCH)
  }
  return starts
}
