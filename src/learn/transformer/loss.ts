import { nn, numpy as np } from '@jax-js/jax'
import type { Tensor, TensorTree } from '../engine.ts'
import { type ForwardOptions, forward } from './forward.ts'
import type { LlamaConfig } from './llama-config.ts'

/** Sequences to learn from, in the engine, each [rows, columns]. */
export type Batch = {
  /** int32; what the model reads. */
  readonly ids: Tensor
  /** int32; what should come next at each place. */
  readonly targets: Tensor
  /** float32; weight of each place in the loss, 0 for padding and prompts. */
  readonly mask: Tensor
}

/** Log-probability of each target, [rows, columns]; borrows weights and batch. */
export function targetLogProbabilities(
  config: LlamaConfig,
  weights: Readonly<TensorTree>,
  batch: Pick<Batch, 'ids' | 'targets'>,
  options: ForwardOptions = {},
): Tensor {
  const { logits, hiddenStates } = forward(config, weights, batch.ids, options)
  for (const each of hiddenStates) each.dispose()
  const { shape } = batch.ids
  const chosen = logits.ref.mul(nn.oneHot(batch.targets.ref.reshape([-1]), config.vocabularySize)).sum(-1)
  return chosen.sub(nn.logsumexp(logits, -1)).reshape([...shape])
}

/** Mean cross-entropy in nats over the places that the mask weighs; borrows weights and batch. */
export function crossEntropy(
  config: LlamaConfig,
  weights: Readonly<TensorTree>,
  batch: Batch,
  options: ForwardOptions = {},
): Tensor {
  const each = targetLogProbabilities(config, weights, batch, options)
  const total = np.maximum(batch.mask.ref.sum(), 1e-9)
  return each.mul(batch.mask.ref).sum().div(total).neg()
}
