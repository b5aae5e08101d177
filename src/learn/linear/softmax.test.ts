import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../core/random.ts'
import type { SparseVector } from './features.ts'
import { logistic, trainLinear } from './linear-trainer.ts'
import { softmaxProbabilities, trainSoftmax } from './softmax-trainer.ts'

const SIZE = 20
const CLASSES = 4
/** Vectors whose first place names the class, mostly, and whose second is noise. */
function examples(count: number, seed: number) {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => {
    const label = random.integer(CLASSES)
    const told = random.next() < 0.9 ? label : random.integer(CLASSES)
    const indices = Uint32Array.from([told, 8 + random.integer(12)])
    return { vector: { indices, values: Float32Array.of(0.8, 0.6) } satisfies SparseVector, label }
  })
}

describe.each([
  { kind: 'ftrl', size: SIZE, alpha: 0.5, l1: 0.01, l2: 0.1 } as const,
  { kind: 'sgd', size: SIZE, learningRate: 0.5, decay: 0.001, l2: 0.001 } as const,
])('softmax by $kind', options => {
  it('learns what the vectors tell, and only that', () => {
    const trainer = trainSoftmax({ ...options, classes: CLASSES })
    for (const { vector, label } of examples(4000, 3)) trainer.learn(vector, label)
    const model = trainer.model()
    let right = 0
    let loss = 0
    const held = examples(1000, 4)
    for (const { vector, label } of held) {
      const probabilities = softmaxProbabilities(model, vector)
      expect(probabilities.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 10)
      if (probabilities.indexOf(Math.max(...probabilities)) === label) right++
      loss -= Math.log(probabilities[label] as number)
    }
    // 0.9 and a quarter of the rest are told; the entropy of that is 0.35 nats.
    expect(right / 1000).toBeGreaterThan(0.89)
    expect(loss / 1000).toBeLessThan(0.45)
    expect(loss / 1000).toBeGreaterThan(0.25)
  })

  it('is the logistic regression when there are two classes', () => {
    const two = trainSoftmax({ kind: 'sgd', size: SIZE, learningRate: 0.2, decay: 0.01, classes: 2 })
    // The difference of two functions moves twice as far in each step.
    const one = trainLinear({ kind: 'sgd', size: SIZE, learningRate: 0.4, decay: 0.01 })
    for (const { vector, label } of examples(300, 5)) {
      const probabilities = two.learn(vector, label % 2)
      expect(probabilities[1]).toBeCloseTo(one.learn(vector, label % 2 === 1), 9)
    }
    const { classes } = two.model()
    const [first, second] = classes
    const binary = one.model()
    binary.weights.forEach((weight, at) => {
      expect((second?.weights[at] as number) - (first?.weights[at] as number)).toBeCloseTo(weight, 5)
    })
    expect(logistic((second?.bias as number) - (first?.bias as number))).toBeCloseTo(logistic(binary.bias), 9)
  })

  it('counts examples by the weight of their class', () => {
    const all = examples(1500, 6)
    const share = (classWeights: number[]) => {
      const trainer = trainSoftmax({ ...options, classes: CLASSES, classWeights })
      for (const { vector, label } of all) trainer.learn(vector, label)
      const model = trainer.model()
      return all.filter(({ vector }) => {
        const probabilities = softmaxProbabilities(model, vector)
        return probabilities.indexOf(Math.max(...probabilities)) === 0
      }).length
    }
    expect(share([40, 1, 1, 1])).toBeGreaterThan(1.3 * share([1, 1, 1, 1]))
  })

  it('refuses what is no class', () => {
    const trainer = trainSoftmax({ ...options, classes: 3 })
    const vector: SparseVector = { indices: Uint32Array.of(1), values: Float32Array.of(1) }
    for (const label of [-1, 3, 0.5, Number.NaN])
      expect(() => trainer.learn(vector, label)).toThrow(RangeError)
    expect(() => trainSoftmax({ ...options, classes: 1 })).toThrow(RangeError)
    expect(() => trainSoftmax({ ...options, classes: 3, classWeights: [1] })).toThrow(RangeError)
  })
})
