import { numpy as np } from '@jax-js/jax'
import { seededRandom } from '../../core/random.ts'
import type { Tensor, TensorTree } from '../engine.ts'
import type { HostTensor, Weights } from '../tensors/host-tensor.ts'
import { type LlamaConfig, llamaShapes, type Projection } from './llama-config.ts'
import { normal } from './weights.ts'

/** Low-rank weights in the engine: `<projection>.lora_A.weight` [rank, in] and `….lora_B.weight` [out, rank]. */
export interface Adapter {
  readonly weights: Readonly<TensorTree>
  /** What B·A is multiplied by: alpha / rank. */
  readonly scale: number
}

/** Which projections to adapt, and how. */
export interface LoraOptions {
  readonly rank: number
  readonly projections: readonly Projection[]
  /** All layers when left out. */
  readonly layers?: readonly number[]
}

/** Fresh low-rank weights: A uniform as PyTorch's linear layers, B zero. Source: https://arxiv.org/abs/2106.09685 */
export function initializeLora(config: LlamaConfig, options: LoraOptions, seed: number): Weights {
  const random = seededRandom(seed)
  const shapes = llamaShapes(config)
  const weights = new Map<string, HostTensor>()
  for (const layer of options.layers ?? Array.from({ length: config.layers }, (_, i) => i)) {
    for (const projection of options.projections) {
      const name = `model.layers.${layer}.${projection}`
      const [out, into] = shapes.get(`${name}.weight`) as [number, number]
      const a = new Float32Array(options.rank * into)
      const spread = 1 / Math.sqrt(3 * into)
      for (let i = 0; i < a.length; i++) a[i] = normal(random.next) * spread
      weights.set(`${name}.lora_A.weight`, { shape: [options.rank, into], data: a })
      weights.set(`${name}.lora_B.weight`, {
        shape: [out, options.rank],
        data: new Float32Array(out * options.rank),
      })
    }
  }
  return weights
}

/** What an adapter adds to a projection's output; borrows everything; undefined where it adapts nothing. */
export function adapterDelta(
  adapter: Adapter | undefined,
  projection: string,
  x: Tensor,
): Tensor | undefined {
  const a = adapter?.weights[`${projection}.lora_A.weight`]
  const b = adapter?.weights[`${projection}.lora_B.weight`]
  if (adapter === undefined || a === undefined || b === undefined) return undefined
  return np.matmul(np.matmul(x.ref, a.ref.transpose()), b.ref.transpose()).mul(adapter.scale)
}

/** New weights with the adapter folded in; with `scale` negated, folded out again up to rounding. */
export function mergeLora(weights: Weights, adapter: Weights, scale: number): Weights {
  const merged = new Map(weights)
  for (const [name, a] of adapter) {
    if (!name.endsWith('.lora_A.weight')) continue
    const projection = name.slice(0, -'.lora_A.weight'.length)
    const b = adapter.get(`${projection}.lora_B.weight`)
    const base = weights.get(`${projection}.weight`)
    if (b === undefined || base === undefined) throw new RangeError(`nothing to merge ${projection} with`)
    merged.set(`${projection}.weight`, { shape: base.shape, data: addProduct(base, b, a, scale) })
  }
  return merged
}

/** Folds an adapter out of weights that `mergeLora` folded it into, up to rounding. */
export const unmergeLora = (weights: Weights, adapter: Weights, scale: number): Weights =>
  mergeLora(weights, adapter, -scale)

function addProduct(
  base: HostTensor,
  b: HostTensor,
  a: HostTensor,
  scale: number,
): Float32Array<ArrayBuffer> {
  const [rank = 0, into = 0] = a.shape
  const [out = 0] = b.shape
  if (b.shape[1] !== rank || base.shape[0] !== out || base.shape[1] !== into)
    throw new RangeError('the adapter does not fit the weights')
  const data = base.data.slice()
  const row = new Float64Array(into)
  for (let o = 0; o < out; o++) {
    row.fill(0)
    for (let r = 0; r < rank; r++) {
      const factor = (b.data[o * rank + r] as number) * scale
      for (let i = 0; i < into; i++) row[i] = (row[i] as number) + factor * (a.data[r * into + i] as number)
    }
    for (let i = 0; i < into; i++) data[o * into + i] = (data[o * into + i] as number) + (row[i] as number)
  }
  return data
}
