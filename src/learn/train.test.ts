import { tree } from '@jax-js/jax'
import { beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../core/random.ts'
import { batchOf, examplesOfStep, sampleWindows } from './batches.ts'
import { readModel, writeModel } from './checkpoint.ts'
import { startEngine, type Tensor } from './engine.ts'
import { estimateFlops } from './flops.ts'
import { openDecoder } from './generate/decoder.ts'
import { generateTokens } from './generate/generate.ts'
import {
  initializeOptimizer,
  type OptimizerOptions,
  stepNumbers,
  updateTensors,
} from './optimize/optimizer.ts'
import { learningRateAt } from './optimize/schedule.ts'
import { trainTokenizer } from './tokenizer/train-tokenizer.ts'
import { startTraining, type TrainOptions } from './train.ts'
import { llamaConfig } from './transformer/llama-config.ts'
import { initializeLora } from './transformer/lora.ts'
import { fromTensors, initializeWeights, toTensors } from './transformer/weights.ts'

beforeAll(startEngine)

const config = llamaConfig({
  vocabularySize: 16,
  hiddenSize: 16,
  layers: 1,
  heads: 2,
  contextLength: 32,
  endTokens: [15],
})
const stream = Array.from({ length: 400 }, (_, i) => (i * i + 3 * i) % 15)
const options: TrainOptions = {
  config,
  optimizer: { kind: 'adamw', weightDecay: 0.1 },
  schedule: { kind: 'cosine', peak: 0.02, warmupSteps: 3 },
  steps: 60,
  clipNorm: 1,
}
const batchAt = (step: number) => batchOf(sampleWindows(stream, 4, 12, 9, step), 12)

async function run(from: Awaited<ReturnType<typeof startTraining>>, until: number) {
  const losses: number[] = []
  while (from.step < until) losses.push((await from.advance(batchAt(from.step))).loss)
  return losses
}

describe('training', () => {
  it('learns, and goes on after a stop exactly as without it', async () => {
    const start = initializeWeights(config, 4)
    const whole = await startTraining(options, start)
    const curve = await run(whole, 60)
    expect(curve.at(-1)).toBeLessThan(0.5 * (curve[0] as number))
    const first = await startTraining(options, start)
    const before = await run(first, 20)
    const saved = first.checkpoint()
    first.close()
    const second = await startTraining(options, initializeWeights(config, 99), saved)
    expect([...before, ...(await run(second, 60))]).toEqual(curve)
    expect(second.weights()).toEqual(whole.weights())
    whole.close()
    second.close()

    const model = { config, weights: initializeWeights(config, 4), tokenizer: undefined }
    await expect(
      startTraining({ ...options, optimizer: { kind: 'sgd', momentum: 0.5 } }, start, saved),
    ).rejects.toThrow()
    expect(readModel(writeModel(model)).weights).toEqual(new Map([...model.weights].sort()))
  })

  it('trains an adapter and leaves the model as it is', async () => {
    const base = initializeWeights(config, 4)
    const adapter = {
      weights: initializeLora(config, { rank: 4, projections: ['mlp.up_proj', 'self_attn.v_proj'] }, 1),
      scale: 2,
    }
    const trainer = await startTraining({ ...options, adapter }, base)
    const curve = await run(trainer, 30)
    expect(curve.at(-1)).toBeLessThan(curve[0] as number)
    expect([...trainer.weights().keys()]).toEqual([...adapter.weights.keys()])
    trainer.close()
  })
})

describe.each<[string, OptimizerOptions]>([
  ['AdamW', { kind: 'adamw', beta1: 0.8, beta2: 0.9, weightDecay: 0.1, epsilon: 1e-6 }],
  ['SGD', { kind: 'sgd', momentum: 0.7, weightDecay: 0.1 }],
])('%s', (_, optimizer) => {
  it('moves as its paper says', () => {
    const random = seededRandom(3)
    const matrix = Array.from({ length: 4 }, () => random.next() - 0.5)
    const plain = { value: [...matrix], a: matrix.map(() => 0), b: matrix.map(() => 0) }
    let trained = toTensors(new Map([['m', { shape: [2, 2], data: Float32Array.from(matrix) }]]))
    let state = initializeOptimizer(optimizer, trained)
    for (let step = 1; step <= 4; step++) {
      const gradient = matrix.map(() => random.next() - 0.5)
      plain.value = plain.value.map((x, i) => {
        const g = gradient[i] as number
        if (optimizer.kind === 'sgd') {
          plain.a[i] = 0.7 * (plain.a[i] as number) + g + 0.1 * x
          return x - 0.05 * (plain.a[i] as number)
        }
        plain.a[i] = 0.8 * (plain.a[i] as number) + 0.2 * g
        plain.b[i] = 0.9 * (plain.b[i] as number) + 0.1 * g * g
        const mean = (plain.a[i] as number) / (1 - 0.8 ** step)
        const square = (plain.b[i] as number) / (1 - 0.9 ** step)
        return x - 0.05 * 0.1 * x - (0.05 * mean) / (Math.sqrt(square) + 1e-6)
      })
      const numbers = stepNumbers(optimizer, 0.05, step)
      const gradients = toTensors(new Map([['m', { shape: [2, 2], data: Float32Array.from(gradient) }]]))
      ;({ trained, state } = updateTensors(optimizer, trained, gradients, state, numbers))
      tree.dispose(numbers)
    }
    const result = fromTensors(trained).get('m')?.data as Float32Array
    for (const [i, each] of plain.value.entries()) expect(result[i]).toBeCloseTo(each, 5)
    for (const each of Object.values(state) as Tensor[]) each.dispose()
  })
})

it('moves the learning rate as it should', () => {
  const rates = (kind: 'constant' | 'linear' | 'cosine') =>
    [1, 5, 10, 11, 60, 110].map(step =>
      learningRateAt({ kind, peak: 1, warmupSteps: 10, floor: 0.1 }, step, 110),
    )
  expect(rates('constant')).toEqual([0.1, 0.5, 1, 1, 1, 1])
  expect(rates('linear').map(each => each.toFixed(3))).toEqual([
    '0.100',
    '0.500',
    '1.000',
    '1.000',
    '0.559',
    '0.109',
  ])
  expect(rates('cosine').map(each => each.toFixed(3))).toEqual([
    '0.100',
    '0.500',
    '1.000',
    '1.000',
    '0.564',
    '0.100',
  ])
})

it('visits every example once in each pass', () => {
  const pass = [0, 1, 2, 3, 4, 5].flatMap(step => examplesOfStep(9, 3, 5, step))
  expect([...pass.slice(0, 9)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  expect([...pass.slice(9)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  expect(pass.slice(0, 9)).not.toEqual(pass.slice(9))
})

it('states the operations of a job', () => {
  const tiny = llamaConfig({
    vocabularySize: 10,
    hiddenSize: 4,
    intermediateSize: 6,
    layers: 1,
    heads: 2,
    tiedHead: false,
  })
  // 4 projections of 4×4, 3 of 4×6, norms 3×4, head 10×4; the table is a look-up.
  const forward = 2 * (64 + 72 + 12 + 40) + 4 * 4 * 7
  expect(estimateFlops({ config: tiny, kind: 'score', tokens: 5, columns: 7 }).flops).toBe(5 * forward)
  expect(estimateFlops({ config: tiny, kind: 'train', tokens: 5, columns: 7 }, 30).seconds).toBe(forward / 2)
})

describe('generating', () => {
  const decoder = openDecoder(config, initializeWeights({ ...config, initializerRange: 0.5 }, 8))
  const answer = (more: object) =>
    [...generateTokens(decoder, [1, 2, 3], { maxTokens: 12, ...more })].map(({ id }) => id)

  it('repeats itself with one seed and not with another', () => {
    expect(answer({ seed: 1 })).toEqual(answer({ seed: 1 }))
    expect(answer({ seed: 1 })).not.toEqual(answer({ seed: 2 }))
  })
  it('is greedy at temperature 0, among one token, or in a tiny nucleus', () => {
    const greedy = answer({ temperature: 0 })
    expect(answer({ topK: 1, seed: 5 })).toEqual(greedy)
    expect(answer({ topP: 1e-9, seed: 5 })).toEqual(greedy)
  })
  it('stops at a stop token and at the end of the context', () => {
    const greedy = answer({ temperature: 0 })
    const stop = greedy[2] as number
    expect(answer({ temperature: 0, stopTokens: [stop] })).toEqual(greedy.slice(0, greedy.indexOf(stop) + 1))
    expect(answer({ maxTokens: 500, temperature: 0.1 }).length).toBeLessThanOrEqual(30)
  })
})

it('keeps a tokenizer with its model', () => {
  const tokenizer = trainTokenizer(['a b a b'], {
    vocabularySize: 262,
    specialTokens: ['<s>'],
    prefix: ['<s>'],
  })
  const own = llamaConfig({
    vocabularySize: tokenizer.size,
    hiddenSize: 8,
    layers: 1,
    heads: 2,
    beginToken: 0,
  })
  const files = writeModel({ config: own, weights: initializeWeights(own, 1), tokenizer })
  const back = readModel(files)
  expect(back.config).toEqual(own)
  expect(back.tokenizer?.encode('a b')).toEqual(tokenizer.encode('a b'))
  const without = new Map(files)
  without.delete('config.json')
  expect(() => readModel(without)).toThrow('config.json')
  const broken = new Map(files).set(
    'config.json',
    new TextEncoder().encode('{"model_type":"llama","vocab_size":1e99}'),
  )
  expect(() => readModel(broken)).toThrow('vocab_size')
})
