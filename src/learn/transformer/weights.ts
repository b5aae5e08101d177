import { numpy as np } from '@jax-js/jax'
import { PlimsollError } from '../../core/errors.ts'
import { both } from '../../core/locale.ts'
import { seededRandom } from '../../core/random.ts'
import type { Tensor, TensorTree } from '../engine.ts'
import { type HostTensor, sizeOf, type Weights } from '../tensors/host-tensor.ts'
import { type LlamaConfig, llamaShapes } from './llama-config.ts'

/** Fresh weights: normal with the configured spread, norms at one. The same seed gives the same weights. */
export function initializeWeights(config: LlamaConfig, seed: number): Weights {
  const random = seededRandom(seed)
  const weights = new Map<string, HostTensor>()
  for (const [name, shape] of llamaShapes(config)) {
    const data = new Float32Array(sizeOf(shape))
    if (name.endsWith('norm.weight')) data.fill(1)
    else for (let i = 0; i < data.length; i++) data[i] = config.initializerRange * normal(random.next)
    weights.set(name, { shape, data })
  }
  return weights
}

/** One draw from the standard normal distribution (Box–Muller). */
export const normal = (next: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())

/** Keeps the tensors that a model needs and checks their shapes; throws E_INPUT when one is missing or of another shape. */
export function checkWeights(config: LlamaConfig, weights: Weights): Weights {
  const kept = new Map<string, HostTensor>()
  for (const [name, shape] of llamaShapes(config)) {
    const tensor = weights.get(name)
    if (
      tensor === undefined ||
      tensor.shape.length !== shape.length ||
      tensor.shape.some((each, i) => each !== shape[i])
    )
      throw new PlimsollError(
        'E_INPUT',
        both(`the tensor ${name} is missing or of another shape`, `张量 ${name} 缺失或形状不符`),
        {
          advice: both(
            'config.json and the weights must belong together',
            'config.json 与权重须属于同一模型',
          ),
        },
      )
    kept.set(name, tensor)
  }
  return kept
}

/** One tensor moved into the engine. */
export const toDevice = ({ shape, data }: HostTensor): Tensor =>
  np.array(data).reshape(shape.length === 0 ? [] : [...shape])

/** Weights moved into the engine. */
export const toTensors = (weights: Weights): TensorTree =>
  Object.fromEntries([...weights].map(([name, tensor]) => [name, toDevice(tensor)]))

/** Copies a tree out of the engine; the tree stays owned by the caller. */
export function fromTensors(tree: Readonly<TensorTree>): Weights {
  const weights = new Map<string, HostTensor>()
  for (const [name, tensor] of Object.entries(tree)) {
    const { shape } = tensor
    weights.set(name, { shape: [...shape], data: tensor.ref.dataSync() as Float32Array<ArrayBuffer> })
  }
  return weights
}

/** Token ids as an engine tensor of shape [rows, columns]; all rows must be of one length. */
export function toIds(rows: readonly ArrayLike<number>[]): Tensor {
  const columns = rows[0]?.length ?? 0
  if (columns === 0 || rows.some(row => row.length !== columns))
    throw new RangeError('rows of token ids must be of one length, at least 1')
  const flat = new Int32Array(rows.length * columns)
  for (const [i, row] of rows.entries()) flat.set(row, i * columns)
  return np.array(flat).reshape([rows.length, columns])
}
