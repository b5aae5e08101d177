import { numpy as np, tree } from '@jax-js/jax'
import { beforeAll, describe, expect, it } from 'vitest'
import { referenceLogits, referenceLoss } from '../../../test/support/llama-reference.ts'
import { seededRandom } from '../../core/random.ts'
import { batchOf } from '../batches.ts'
import { startEngine, type Tensor } from '../engine.ts'
import { openDecoder } from '../generate/decoder.ts'
import { scoreTokens } from '../generate/generate.ts'
import { forward } from './forward.ts'
import { hiddenGradient, lossAndGradients, perExampleGradients } from './gradients.ts'
import { countParameters, llamaConfig, llamaShapes, PROJECTIONS } from './llama-config.ts'
import { initializeLora, mergeLora, unmergeLora } from './lora.ts'
import { crossEntropy, targetLogProbabilities } from './loss.ts'
import { initializeWeights, toIds, toTensors } from './weights.ts'

const grouped = llamaConfig({
  vocabularySize: 13,
  hiddenSize: 8,
  intermediateSize: 12,
  layers: 2,
  heads: 4,
  keyValueHeads: 2,
  contextLength: 16,
  initializerRange: 0.4,
  tiedHead: false,
})
const tied = llamaConfig({
  vocabularySize: 11,
  hiddenSize: 8,
  layers: 1,
  heads: 2,
  contextLength: 16,
  initializerRange: 0.4,
})
const rows = (config: { vocabularySize: number }, count: number, columns: number, seed = 1) => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () =>
    Array.from({ length: columns }, () => random.integer(config.vocabularySize)),
  )
}
const data = (tensor: Tensor) => Array.from(tensor.dataSync() as Float32Array)
const close = (actual: readonly number[], expected: ArrayLike<number>, within: number) => {
  expect(actual.length).toBe(expected.length)
  actual.forEach((each, i) => {
    expect(Math.abs(each - (expected[i] as number)), `at ${i}: ${each} and ${expected[i]}`).toBeLessThan(
      within,
    )
  })
}

beforeAll(startEngine)

describe.each([
  ['grouped, untied', grouped],
  ['tied', tied],
])('a model %s', (_, config) => {
  const weights = initializeWeights(config, 3)
  const ids = rows(config, 3, 7)

  it('has the parameters it says', () => {
    let total = 0
    for (const shape of llamaShapes(config).values()) total += shape.reduce((a, b) => a * b, 1)
    expect(countParameters(config)).toBe(total)
  })

  it('gives the logits of the plain computation', () => {
    const tensors = toTensors(weights)
    const given = toIds(ids)
    const { logits } = forward(config, tensors, given)
    close(
      data(logits),
      ids.flatMap(row => referenceLogits(config, weights, row).flat()),
      2e-5,
    )
    tree.dispose([tensors, given])
  })

  it('decodes token by token to the same logits', () => {
    const decoder = openDecoder(config, weights)
    for (const row of ids) {
      const cache = decoder.newCache()
      for (const [at, logits] of referenceLogits(config, weights, row).entries())
        close(Array.from(decoder.read(cache, row[at] as number)), logits, 2e-5)
    }
  })

  it('has the gradients of finite differences', () => {
    const examples = ids.map((row, i) => ({ ids: row.slice(0, 7 - i), learn: 2 }))
    const tensors = toTensors(weights)
    const batch = batchOf(examples, 6)
    const { loss, gradients } = lossAndGradients({ config }, tensors, {}, batch)
    expect(loss.item()).toBeCloseTo(referenceLoss(config, weights, examples), 5)
    for (const [name, gradient] of Object.entries(gradients)) {
      const values = data(gradient)
      for (const at of [0, values.length >> 1, values.length - 1]) {
        const shifted = (by: number) => {
          const next = new Map(weights)
          const old = weights.get(name) as NonNullable<ReturnType<typeof weights.get>>
          next.set(name, {
            shape: old.shape,
            data: old.data.map((value, i) => (i === at ? value + by : value)),
          })
          const real = ((next.get(name) as typeof old).data[at] as number) - (old.data[at] as number)
          return { loss: referenceLoss(config, next, examples), real }
        }
        const up = shifted(1e-3)
        const down = shifted(-1e-3)
        const slope = (up.loss - down.loss) / (up.real - down.real)
        expect(Math.abs((values[at] as number) - slope), `${name} at ${at}`).toBeLessThan(2e-5)
      }
    }
    tree.dispose([tensors, batch])
  })
})

it('weighs each example alone', () => {
  const weights = toTensors(initializeWeights(grouped, 5))
  const examples = rows(grouped, 3, 6, 9).map(ids => ({ ids }))
  const together = batchOf(examples, 5)
  const each = perExampleGradients({ config: grouped }, weights, {}, together)
  const alone = examples.map(example => {
    const batch = batchOf([example], 5)
    const { loss, gradients } = lossAndGradients({ config: grouped }, weights, {}, batch)
    tree.dispose([loss, batch])
    return gradients
  })
  for (const [name, gradient] of Object.entries(each))
    close(
      data(gradient),
      alone.flatMap(gradients => data(gradients[name] as Tensor)),
      1e-6,
    )
  tree.dispose([weights, together])
})

it('perturbs hidden states and differentiates by them', () => {
  const weights = toTensors(initializeWeights(tied, 5))
  const batch = batchOf([{ ids: rows(tied, 1, 6)[0] as number[] }], 5)
  for (const depth of [0, 1]) {
    const gradient = data(hiddenGradient(tied, weights, batch, depth))
    const at = 11
    const lossWith = (by: number) => {
      const offset = new Float32Array(40)
      offset[at] = by
      const perturb = (hidden: Tensor, here: number) =>
        here === depth ? hidden.add(np.array(offset).reshape([5, 8])) : hidden
      return crossEntropy(tied, weights, batch, { perturb }).item()
    }
    expect(gradient[at]).toBeCloseTo((lossWith(5e-3) - lossWith(-5e-3)) / 1e-2, 3)
  }
  const { logits, hiddenStates } = forward(tied, weights, batch.ids, { hiddenStates: true })
  expect(hiddenStates.map(each => each.shape)).toEqual([
    [5, 8],
    [5, 8],
  ])
  const head = (weights['model.embed_tokens.weight'] as Tensor).ref.transpose()
  close(data(np.matmul(hiddenStates[1] as Tensor, head)), data(logits), 1e-6)
  tree.dispose([weights, batch, hiddenStates[0] as Tensor])
})

it('adapts any projection with low rank, merged or beside', () => {
  const base = initializeWeights(grouped, 5)
  const adapter = new Map(initializeLora(grouped, { rank: 2, projections: PROJECTIONS }, 7))
  expect(adapter.size).toBe(2 * 7 * 2)
  const random = seededRandom(8)
  for (const [name, { shape, data: old }] of adapter)
    if (name.includes('lora_B')) adapter.set(name, { shape, data: old.map(() => random.next() - 0.5) })
  const ids = rows(grouped, 2, 5)
  const merged = mergeLora(base, adapter, 0.5)
  const tensors = toTensors(base)
  const beside = { weights: toTensors(adapter), scale: 0.5 }
  const given = toIds(ids)
  const { logits } = forward(grouped, tensors, given, { adapter: beside })
  close(
    data(logits),
    ids.flatMap(row => referenceLogits(grouped, merged, row).flat()),
    5e-5,
  )
  for (const [name, { data: back }] of unmergeLora(merged, adapter, 0.5))
    close(Array.from(back), (base.get(name) as { data: Float32Array }).data, 1e-6)
  tree.dispose([tensors, beside.weights, given])
})

it('scores given tokens as the engine does', () => {
  const weights = initializeWeights(tied, 2)
  const row = rows(tied, 1, 8)[0] as number[]
  const tensors = toTensors(weights)
  const batch = batchOf([{ ids: row }], 7)
  close(
    data(targetLogProbabilities(tied, tensors, batch)),
    scoreTokens(openDecoder(tied, weights), row),
    2e-5,
  )
  tree.dispose([tensors, batch])
})
