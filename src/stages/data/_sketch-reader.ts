import type { Scratch, Summarized } from '../../core/index.ts'
import type { Sketch } from '../../kernels/bottom-sketch.ts'
import { recordReader } from './_columns.ts'
import type { ArtifactOrder } from './_datasets.ts'
import { MAX_SKETCH, type Sketches, sketchStarts } from './_sketches.ts'

/** Reads the sketches of all samples by ordinal. */
export interface SketchReader {
  of(ordinal: number): Sketch
  /** Goes over all sketches in order, reading many at once. */
  scan(visit: (ordinal: number, hashes: Uint32Array, from: number, to: number) => void): void
}

/** Hashes kept in memory, and read at once. */
const RECENT_HASHES = 1 << 22
const CHUNK_HASHES = 1 << 18

export function sketchReader(
  summaries: readonly Summarized<{ readonly sketches: Sketches }>[],
  order: ArtifactOrder,
  scratch: Scratch,
): SketchReader {
  const starts = summaries.map(({ summary }) => sketchStarts(summary.sketches))
  const columns = summaries.map(({ summary }) => scratch.open(summary.sketches.hashes))
  const records = summaries.map(({ summary }) => recordReader(scratch, summary.sketches.hashes))
  const recent = new Map<number, Sketch>()
  let held = 0
  return {
    of(ordinal) {
      const known = recent.get(ordinal)
      if (known !== undefined) return known
      const number = order.numberOf(ordinal)
      const index = ordinal - (order.starts[number] as number)
      const own = starts[number] as Uint32Array
      const hashes =
        records[number]?.read(own[index] as number, own[index + 1] as number) ?? new Uint32Array(0)
      const size = summaries[number]?.summary.sketches.sizes[index] as number
      const sketch = { hashes, from: 0, to: hashes.length, whole: size <= MAX_SKETCH }
      held += hashes.length
      if (held > RECENT_HASHES) {
        recent.clear()
        held = hashes.length
      }
      recent.set(ordinal, sketch)
      return sketch
    },
    scan(visit) {
      for (const [number, column] of columns.entries()) {
        const own = starts[number] as Uint32Array
        const first = order.starts[number] as number
        for (let index = 0; index + 1 < own.length; ) {
          const from = own[index] as number
          let end = index + 1
          while (end + 1 < own.length && (own[end + 1] as number) - from <= CHUNK_HASHES) end++
          const hashes = column.read(from, own[end] as number)
          for (; index < end; index++) {
            visit(first + index, hashes, (own[index] as number) - from, (own[index + 1] as number) - from)
          }
        }
      }
    },
  }
}
