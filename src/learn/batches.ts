import { numpy as np } from '@jax-js/jax'
import { seededRandom } from '../core/random.ts'
import type { Batch } from './transformer/loss.ts'
import { toIds } from './transformer/weights.ts'

/** One sequence to learn from; `learn` says from which token on it counts, for instructions with a prompt. */
export interface Example {
  readonly ids: ArrayLike<number>
  /** Index of the first token whose prediction counts, at least 1; 1 when left out. */
  readonly learn?: number
}

/**
 * Lays sequences out as a batch: each predicts its next token; longer ones are cut to columns + 1 tokens, shorter ones
 * padded at the end and masked.
 */
export function batchOf(examples: readonly Example[], columns: number, padding = 0): Batch {
  const ids = examples.map(() => new Int32Array(columns).fill(padding))
  const targets = examples.map(() => new Int32Array(columns).fill(padding))
  const mask = new Float32Array(examples.length * columns)
  examples.forEach((example, row) => {
    const length = Math.min(example.ids.length - 1, columns)
    for (let i = 0; i < length; i++) {
      ;(ids[row] as Int32Array)[i] = example.ids[i] as number
      ;(targets[row] as Int32Array)[i] = example.ids[i + 1] as number
      if (i + 1 >= (example.learn ?? 1)) mask[row * columns + i] = 1
    }
  })
  return {
    ids: toIds(ids),
    targets: toIds(targets),
    mask: np.array(mask).reshape([examples.length, columns]),
  }
}

/** Random windows of one long token stream; the same seed and step give the same windows, so a job can resume. */
export function sampleWindows(
  stream: ArrayLike<number>,
  rows: number,
  columns: number,
  seed: number,
  step: number,
): Example[] {
  const random = seededRandom((Math.imul(seed, 0x9e3779b1) ^ Math.imul(step + 1, 0x85ebca6b)) >>> 0)
  const places = stream.length - columns
  if (places < 1) throw new RangeError('the stream is shorter than one window')
  return Array.from({ length: rows }, () => {
    const start = random.integer(places)
    return { ids: Array.from({ length: columns + 1 }, (_, i) => stream[start + i] as number) }
  })
}

/** Which examples a step trains on: each once in every pass, in an order by the seed. */
export function examplesOfStep(count: number, rows: number, seed: number, step: number): number[] {
  const chosen: number[] = []
  for (let at = step * rows; at < (step + 1) * rows; at++) {
    const pass = Math.floor(at / count)
    chosen.push(orderOf(count, seed, pass)[at % count] as number)
  }
  return chosen
}

let lastOrder: { key: string; order: readonly number[] } | undefined

function orderOf(count: number, seed: number, pass: number): readonly number[] {
  const key = `${count} ${seed} ${pass}`
  if (lastOrder?.key !== key)
    lastOrder = {
      key,
      order: seededRandom((Math.imul(seed, 0x9e3779b1) ^ pass) >>> 0).shuffle(
        Array.from({ length: count }, (_, i) => i),
      ),
    }
  return lastOrder.order
}
