import { type CoordinateOptions, startCoordinates } from './_coordinates.ts'
import type { SparseVector } from './features.ts'

/** How a binary classifier learns. */
export type LinearOptions = CoordinateOptions & {
  /** How much an example counts by its label; 1 when left out. */
  readonly classWeights?: { readonly negative: number; readonly positive: number }
}

/** Weights of a logistic regression over sparse vectors. */
export interface LinearModel {
  readonly bias: number
  readonly weights: Float32Array
}

/** Logistic regression that learns one example at a time. */
export interface LinearTrainer {
  /** Learns and gives the probability before it did; `weight` multiplies that of the class. */
  readonly learn: (vector: SparseVector, positive: boolean, weight?: number) => number
  readonly model: () => LinearModel
}

/** The log-odds that a model gives a vector. */
export function linearScore({ bias, weights }: LinearModel, { indices, values }: SparseVector): number {
  let score = bias
  for (let i = 0; i < indices.length; i++)
    score += (weights[indices[i] as number] as number) * (values[i] as number)
  return score
}

export const logistic = (score: number): number => 1 / (1 + Math.exp(-score))

/** Starts a classifier at zero. */
export function trainLinear(options: LinearOptions): LinearTrainer {
  const { classWeights } = options
  const coordinates = startCoordinates(options)
  return {
    learn(vector, positive, weight = 1) {
      const probability = logistic(coordinates.score(vector))
      const own = classWeights === undefined ? 1 : positive ? classWeights.positive : classWeights.negative
      coordinates.move(vector, (probability - (positive ? 1 : 0)) * weight * own)
      return probability
    },
    model: coordinates.model,
  }
}
