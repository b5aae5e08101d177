import { numpy as np } from '@jax-js/jax'
import type { Tensor, TensorTree } from '../engine.ts'

/** Adam with decoupled weight decay. Source: https://arxiv.org/abs/1711.05101 */
export interface AdamWOptions {
  readonly kind: 'adamw'
  readonly beta1?: number
  readonly beta2?: number
  readonly epsilon?: number
  /** On matrices only unless `decayAll`; norms are left alone. */
  readonly weightDecay?: number
  /** Decays every tensor, as PyTorch does by default. */
  readonly decayAll?: boolean
}

/** Stochastic gradient descent as PyTorch defines momentum. Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html */
export interface SgdOptions {
  readonly kind: 'sgd'
  readonly momentum?: number
  readonly weightDecay?: number
  readonly decayAll?: boolean
}

export type OptimizerOptions = AdamWOptions | SgdOptions

/** Names of the tensors that an optimizer keeps for each trained one. */
export const slotsOf = (options: OptimizerOptions): readonly string[] =>
  options.kind === 'adamw' ? ['mean', 'square'] : (options.momentum ?? 0) > 0 ? ['momentum'] : []

/** State before the first step: zeros, named `<slot>.<tensor>`. */
export function initializeOptimizer(options: OptimizerOptions, trained: Readonly<TensorTree>): TensorTree {
  const state: TensorTree = {}
  for (const slot of slotsOf(options))
    for (const [name, { shape }] of Object.entries(trained)) state[`${slot}.${name}`] = np.zeros([...shape])
  return state
}

/** Numbers of one step, each a scalar tensor so that one compiled step serves all. */
export type StepNumbers = {
  readonly learningRate: Tensor
  /** 1 - beta1^step and 1 - beta2^step; unused by SGD. */
  readonly correction1: Tensor
  readonly correction2: Tensor
}

/** The numbers of a step; `step` counts from 1. */
export function stepNumbers(options: OptimizerOptions, learningRate: number, step: number): StepNumbers {
  const beta1 = options.kind === 'adamw' ? (options.beta1 ?? 0.9) : 0
  const beta2 = options.kind === 'adamw' ? (options.beta2 ?? 0.999) : 0
  const scalar = (value: number) => np.array(new Float32Array([value])).reshape([])
  return {
    learningRate: scalar(learningRate),
    correction1: scalar(1 - beta1 ** step),
    correction2: scalar(1 - beta2 ** step),
  }
}

/** One update; owns trained, gradients and state, borrows the numbers. */
export function updateTensors(
  options: OptimizerOptions,
  trained: TensorTree,
  gradients: TensorTree,
  state: TensorTree,
  numbers: StepNumbers,
): { trained: TensorTree; state: TensorTree } {
  const next: { trained: TensorTree; state: TensorTree } = { trained: {}, state: {} }
  for (const name of Object.keys(trained)) {
    const value = trained[name] as Tensor
    const gradient = gradients[name] as Tensor
    const decay = options.decayAll === true || value.ndim > 1 ? (options.weightDecay ?? 0) : 0
    next.trained[name] =
      options.kind === 'adamw'
        ? adamW(options, name, value, gradient, decay, state, next.state, numbers)
        : sgd(options, name, value, gradient, decay, state, next.state, numbers)
  }
  return next
}

function adamW(
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamWOptions,
  name: string,
  value: Tensor,
  gradient: Tensor,
  decay: number,
  state: TensorTree,
  next: TensorTree,
  { learningRate, correction1, correction2 }: StepNumbers,
): Tensor {
  const mean = (state[`mean.${name}`] as Tensor).mul(beta1).add(gradient.ref.mul(1 - beta1))
  const square = (state[`square.${name}`] as Tensor).mul(beta2).add(np.square(gradient).mul(1 - beta2))
  next[`mean.${name}`] = mean.ref
  next[`square.${name}`] = square.ref
  const spread = np.sqrt(square.div(correction2.ref)).add(epsilon)
  const move = mean.div(correction1.ref).div(spread).mul(learningRate.ref)
  const shrunk = decay === 0 ? value : value.mul(np.array(1).sub(learningRate.ref.mul(decay)))
  return shrunk.sub(move)
}

function sgd(
  { momentum = 0 }: SgdOptions,
  name: string,
  value: Tensor,
  gradient: Tensor,
  decay: number,
  state: TensorTree,
  next: TensorTree,
  { learningRate }: StepNumbers,
): Tensor {
  let move = decay === 0 ? gradient : gradient.add(value.ref.mul(decay))
  if (momentum > 0) {
    move = (state[`momentum.${name}`] as Tensor).mul(momentum).add(move)
    next[`momentum.${name}`] = move.ref
  }
  return value.sub(move.mul(learningRate.ref))
}

/** The Euclidean norm of all gradients together; borrows them. */
export function globalNorm(gradients: Readonly<TensorTree>): Tensor {
  let total = np.array(0).astype(np.float32)
  for (const each of Object.values(gradients)) total = total.add(np.square(each.ref).sum())
  return np.sqrt(total)
}

/** Scales gradients down to a norm of at most `most`; owns gradients, borrows the norm. */
export function clipGradients(gradients: TensorTree, norm: Tensor, most: number): TensorTree {
  const factor = np.minimum(np.array(most).div(norm.ref.add(1e-6)), 1)
  const clipped = Object.fromEntries(
    Object.entries(gradients).map(([name, each]) => [name, each.mul(factor.ref)]),
  )
  factor.dispose()
  return clipped
}
