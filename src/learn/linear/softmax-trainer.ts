import { type CoordinateOptions, startCoordinates } from './_coordinates.ts'
import type { SparseVector } from './features.ts'
import { type LinearModel, linearScore } from './linear-trainer.ts'

/** How a classifier of several classes learns. */
export type SoftmaxOptions = CoordinateOptions & {
  /** How many classes there are, at least 2. */
  readonly classes: number
  /** How much an example counts by its class; 1 when left out. */
  readonly classWeights?: readonly number[]
}

/** Weights of a multinomial logistic regression over sparse vectors: one linear function for each class. */
export interface SoftmaxModel {
  readonly classes: readonly LinearModel[]
}

/** Multinomial logistic regression that learns one example at a time. */
export interface SoftmaxTrainer {
  /** Learns that a vector is of a class, counted from 0, and gives the probabilities before it did. */
  readonly learn: (vector: SparseVector, label: number, weight?: number) => Float64Array
  readonly model: () => SoftmaxModel
}

/** The probability of each class. */
export const softmaxProbabilities = ({ classes }: SoftmaxModel, vector: SparseVector): Float64Array =>
  softmax(Float64Array.from(classes, each => linearScore(each, vector)))

/** Starts a classifier at zero. Every class has its own penalty, so that the weights are unique without a reference class. */
export function trainSoftmax(options: SoftmaxOptions): SoftmaxTrainer {
  const { classes, classWeights } = options
  if (!(Number.isInteger(classes) && classes >= 2)) throw new RangeError('there must be at least 2 classes')
  if (classWeights !== undefined && classWeights.length !== classes)
    throw new RangeError('there must be one weight for each class')
  const each = Array.from({ length: classes }, () => startCoordinates(options))
  return {
    learn(vector, label, weight = 1) {
      if (!(Number.isInteger(label) && label >= 0 && label < classes))
        throw new RangeError('there is no such class')
      const probabilities = softmax(Float64Array.from(each, own => own.score(vector)))
      const total = weight * (classWeights?.[label] ?? 1)
      each.forEach((own, at) => {
        own.move(vector, ((probabilities[at] as number) - (at === label ? 1 : 0)) * total)
      })
      return probabilities
    },
    model: () => ({ classes: each.map(own => own.model()) }),
  }
}

function softmax(scores: Float64Array): Float64Array {
  const most = Math.max(...scores)
  let sum = 0
  for (let i = 0; i < scores.length; i++) {
    const share = Math.exp((scores[i] as number) - most)
    scores[i] = share
    sum += share
  }
  return scores.map(share => share / sum)
}
