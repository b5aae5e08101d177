import { grad, numpy as np, tree, valueAndGrad, vmap } from '@jax-js/jax'
import type { Tensor, TensorTree } from '../engine.ts'
import type { LlamaConfig } from './llama-config.ts'
import { type Batch, crossEntropy } from './loss.ts'

/** What is learned and what stays; with `adapterScale`, `trained` is a LoRA adapter on the `frozen` model. */
export interface Learned {
  readonly config: LlamaConfig
  /** alpha / rank of the adapter that is trained; the whole model is trained when left out. */
  readonly adapterScale?: number | undefined
}

/** The loss as a function that owns its arguments, as the engine's transforms expect. */
export function ownedLoss({ config, adapterScale }: Learned) {
  return (trained: TensorTree, frozen: TensorTree, batch: Batch): Tensor => {
    const loss =
      adapterScale === undefined
        ? crossEntropy(config, { ...frozen, ...trained }, batch)
        : crossEntropy(config, frozen, batch, { adapter: { weights: trained, scale: adapterScale } })
    tree.dispose([trained, frozen, batch])
    return loss
  }
}

/** The loss and its gradient by every trained tensor; borrows its arguments, the caller owns the results. */
export function lossAndGradients(
  learned: Learned,
  trained: TensorTree,
  frozen: TensorTree,
  batch: Batch,
): { loss: Tensor; gradients: TensorTree } {
  const [loss, gradients] = valueAndGrad(ownedLoss(learned))(
    tree.ref(trained),
    tree.ref(frozen),
    tree.ref(batch),
  )
  return { loss, gradients: gradients as TensorTree }
}

/**
 * The gradient of each row's own loss: every tensor gets a first axis of rows. Memory grows with rows × parameters.
 * Borrows its arguments, the caller owns the results.
 */
export function perExampleGradients(
  learned: Learned,
  trained: TensorTree,
  frozen: TensorTree,
  batch: Batch,
): TensorTree {
  const loss = ownedLoss(learned)
  const names = Object.keys(trained).sort()
  const frozenNames = Object.keys(frozen).sort()
  const one = (weights: Tensor[], rest: Tensor[], ids: Tensor, targets: Tensor, mask: Tensor): Tensor => {
    const row = (each: Tensor) => np.expandDims(each, 0)
    return loss(
      Object.fromEntries(names.map((name, i) => [name, weights[i] as Tensor])),
      Object.fromEntries(frozenNames.map((name, i) => [name, rest[i] as Tensor])),
      { ids: row(ids), targets: row(targets), mask: row(mask) },
    )
  }
  const gradients = vmap(grad(one), [null, null, 0, 0, 0])(
    names.map(name => (trained[name] as Tensor).ref),
    frozenNames.map(name => (frozen[name] as Tensor).ref),
    batch.ids.ref,
    batch.targets.ref,
    batch.mask.ref,
  ) as Tensor[]
  return Object.fromEntries(names.map((name, i) => [name, gradients[i] as Tensor]))
}

/**
 * The gradient of the loss by the hidden states of one depth (0: token embeddings), [rows × columns, hiddenSize], for
 * adversarial perturbation. Borrows its arguments, the caller owns the result.
 */
export function hiddenGradient(
  config: LlamaConfig,
  weights: TensorTree,
  batch: Batch,
  depth: number,
): Tensor {
  const [rows = 0, columns = 0] = batch.ids.shape
  if (depth < 0 || depth > config.layers) throw new RangeError('no such depth')
  const loss = (offset: Tensor, owned: TensorTree, given: Batch): Tensor => {
    const perturb = (hidden: Tensor, at: number) => (at === depth ? hidden.add(offset.ref) : hidden)
    const result = crossEntropy(config, owned, given, { perturb })
    tree.dispose([offset, owned, given])
    return result
  }
  return grad(loss)(
    np.zeros([rows * columns, config.hiddenSize]),
    tree.ref(weights),
    tree.ref(batch),
  ) as Tensor
}
