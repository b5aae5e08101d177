import { blockUntilReady, jit, tree, valueAndGrad } from '@jax-js/jax'
import { PlimsollError } from '../core/errors.ts'
import { both } from '../core/locale.ts'
import { startEngine, type Tensor, type TensorTree } from './engine.ts'
import {
  clipGradients,
  globalNorm,
  initializeOptimizer,
  type OptimizerOptions,
  type StepNumbers,
  slotsOf,
  stepNumbers,
  updateTensors,
} from './optimize/optimizer.ts'
import { learningRateAt, type ScheduleOptions } from './optimize/schedule.ts'
import type { HostTensor, Weights } from './tensors/host-tensor.ts'
import { openSafetensors, writeSafetensors } from './tensors/safetensors.ts'
import { ownedLoss } from './transformer/gradients.ts'
import type { LlamaConfig } from './transformer/llama-config.ts'
import type { Batch } from './transformer/loss.ts'
import { fromTensors, toTensors } from './transformer/weights.ts'

/** A training job. */
export interface TrainOptions {
  readonly config: LlamaConfig
  readonly optimizer: OptimizerOptions
  readonly schedule: ScheduleOptions
  /** Steps in all, which the schedule spreads over. */
  readonly steps: number
  /** Largest norm of the gradients together; no bound when left out. */
  readonly clipNorm?: number
  /** Trains these low-rank weights on a frozen model instead of the whole model. */
  readonly adapter?: { readonly weights: Weights; readonly scale: number }
}

/** What one step measured. */
export interface StepReport {
  /** Counts from 1. */
  readonly step: number
  readonly loss: number
  /** Of the gradients, before clipping. */
  readonly gradientNorm: number
  readonly learningRate: number
}

/** A job under way. Close it to give its memory back. */
export interface Trainer {
  /** Steps done. */
  readonly step: number
  /** One update; owns the batch. Batches of one shape share one compiled step. */
  readonly advance: (batch: Batch) => Promise<StepReport>
  /** A copy of what is trained: the model or the adapter. */
  readonly weights: () => Weights
  /** All that is needed to go on exactly from here, as a safetensors file. */
  readonly checkpoint: () => Uint8Array<ArrayBuffer>
  readonly close: () => void
}

/** Starts a job on given weights, or goes on from a checkpoint of the same job; the same batches give the same curve. */
export async function startTraining(
  options: TrainOptions,
  model: Weights,
  checkpoint?: Uint8Array,
): Promise<Trainer> {
  await startEngine()
  const resumed =
    checkpoint === undefined
      ? undefined
      : readCheckpoint(options, checkpoint, options.adapter?.weights ?? model)
  const frozen = options.adapter === undefined ? {} : toTensors(model)
  let trained = toTensors(resumed?.trained ?? options.adapter?.weights ?? model)
  let state =
    resumed === undefined ? initializeOptimizer(options.optimizer, trained) : toTensors(resumed.state)
  let step = resumed?.step ?? 0
  let open = true

  const loss = valueAndGrad(ownedLoss({ config: options.config, adapterScale: options.adapter?.scale }))
  const advance = jit(
    (now: TensorTree, rest: TensorTree, slots: TensorTree, batch: Batch, numbers: StepNumbers) => {
      const [value, found] = loss(tree.ref(now), rest, batch)
      const norm = globalNorm(found as TensorTree)
      const clipped =
        options.clipNorm === undefined
          ? (found as TensorTree)
          : clipGradients(found as TensorTree, norm, options.clipNorm)
      const next = updateTensors(options.optimizer, now, clipped, slots, numbers)
      tree.dispose(numbers)
      return { ...next, loss: value, norm }
    },
  )

  return {
    get step() {
      return step
    },
    async advance(batch) {
      if (!open) throw new RangeError('the trainer is closed')
      const learningRate = learningRateAt(options.schedule, step + 1, options.steps)
      const numbers = stepNumbers(options.optimizer, learningRate, step + 1)
      const result = advance(trained, tree.ref(frozen), state, batch, numbers)
      trained = result.trained as TensorTree
      state = result.state as TensorTree
      step++
      await blockUntilReady([trained, state])
      const value = (result.loss as Tensor).item()
      const gradientNorm = (result.norm as Tensor).item()
      return { step, loss: value, gradientNorm, learningRate }
    },
    weights: () => fromTensors(trained),
    checkpoint: () => writeCheckpoint(step, fromTensors(trained), fromTensors(state)),
    close() {
      if (!open) return
      open = false
      tree.dispose([trained, state, frozen])
      advance.dispose()
    },
  }
}

const TRAINED = 'trained.'
const STATE = 'state.'

function writeCheckpoint(step: number, trained: Weights, state: Weights): Uint8Array<ArrayBuffer> {
  const all = new Map<string, HostTensor>()
  for (const [name, tensor] of trained) all.set(TRAINED + name, tensor)
  for (const [name, tensor] of state) all.set(STATE + name, tensor)
  return writeSafetensors(all, { kind: 'plimsoll-training', step: String(step) })
}

function readCheckpoint(options: TrainOptions, bytes: Uint8Array, expected: Weights) {
  const file = openSafetensors(bytes)
  const step = Number(file.header.metadata.get('step'))
  const trained = new Map<string, HostTensor>()
  const state = new Map<string, HostTensor>()
  const take = (stored: string, shape: readonly number[]): HostTensor => {
    const tensor = file.tensor(stored)
    if (tensor.shape.join() !== shape.join()) throw otherJob()
    return tensor
  }
  if (file.header.metadata.get('kind') !== 'plimsoll-training' || !Number.isSafeInteger(step) || step < 0)
    throw otherJob()
  for (const [name, { shape }] of expected) {
    trained.set(name, take(TRAINED + name, shape))
    for (const slot of slotsOf(options.optimizer))
      state.set(`${slot}.${name}`, take(`${STATE}${slot}.${name}`, shape))
  }
  return { step, trained, state }
}

const otherJob = () =>
  new PlimsollError('E_INPUT', both('the checkpoint belongs to another job', '检查点属于另一个训练任务'), {
    advice: both(
      'start again, or resume with the same model and optimizer',
      '请重新开始，或使用相同的模型和优化器继续',
    ),
  })
