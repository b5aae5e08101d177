import type { Incidence } from './incidence.ts'
import { mix } from './tokens.ts'

/** Rows with a class each: what the contexts are asked to predict. */
export interface ContextTask {
  readonly features: Incidence
  readonly rows: number
  readonly classes: number
  /** Class of a row from 0 on, or -1 for rows that take no part. */
  readonly classOf: Int32Array
  /** Rows with the same group are in the same fold. */
  readonly groupOf: Uint32Array
}

/** What the rest of a row predicts. */
export interface ContextModel {
  /** Share of the rows of each class. */
  readonly base: Float64Array
  /** Out-of-fold probability of a class for a row, when features for which `isLeftOut` is set are not looked at. */
  probability(row: number, target: number, isLeftOut: Uint8Array): number
  /**
   * The same for the class and its likeliest rival alone: what the row's other content says between the two, and what
   * their frequencies say.
   */
  duel(
    row: number,
    target: number,
    isLeftOut: Uint8Array,
  ): { readonly chance: number; readonly usual: number }
}

const FOLDS = 3
const ROUNDS = 4
const RATE = 0.5

/**
 * Multinomial logistic regression on the features of rows, fitted by AdaGrad on two thirds of the rows for each third,
 * with a temperature that makes the out-of-fold probabilities mean what they say.
 * Source: J. Duchi, E. Hazan, Y. Singer, J. Mach. Learn. Res. 12 (2011) 2121–2159; C. Guo et al., arXiv 1706.04599.
 */
export function fitContexts(task: ContextTask): ContextModel {
  const { features, rows, classes, classOf, groupOf } = task
  const base = new Float64Array(classes)
  let labeled = 0
  for (let row = 0; row < rows; row++) {
    const own = classOf[row] as number
    if (own < 0) continue
    base[own] = (base[own] as number) + 1
    labeled++
  }
  for (let k = 0; k < classes; k++) base[k] = (base[k] as number) / Math.max(1, labeled)
  const foldOf = (row: number) => mix(groupOf[row] as number) % FOLDS
  const weights = Array.from({ length: FOLDS }, () => new Float32Array(features.count * classes))
  const squares = new Float32Array(features.count * classes)
  const scores = new Float64Array(classes)
  const bias = Array.from(base, share => Math.log(share + 1e-6))
  const score = (fold: number, row: number, isLeftOut?: Uint8Array) => {
    const own = weights[fold] as Float32Array
    const held = features.featuresOf(row)
    scores.fill(0)
    let used = 0
    for (let i = 0; i < held.length; i++) {
      const feature = held[i] as number
      if (isLeftOut !== undefined && isLeftOut[feature] === 1) continue
      used++
      for (let k = 0; k < classes; k++)
        scores[k] = (scores[k] as number) + (own[feature * classes + k] as number)
    }
    const scale = 1 / Math.sqrt(used + 1)
    for (let k = 0; k < classes; k++) scores[k] = (scores[k] as number) * scale
    return scale
  }
  const toProbabilities = (temperature: number) => {
    let top = -Infinity
    for (let k = 0; k < classes; k++) {
      const value = (scores[k] as number) / temperature + (bias[k] as number)
      scores[k] = value
      if (value > top) top = value
    }
    let sum = 0
    for (let k = 0; k < classes; k++) {
      const value = Math.exp((scores[k] as number) - top)
      scores[k] = value
      sum += value
    }
    for (let k = 0; k < classes; k++) scores[k] = (scores[k] as number) / sum
  }
  for (let fold = 0; fold < FOLDS; fold++) {
    const own = weights[fold] as Float32Array
    squares.fill(1e-2)
    for (let round = 0; round < ROUNDS; round++) {
      for (let step = 0; step < rows; step++) {
        const row = round % 2 === 0 ? step : rows - 1 - step
        const target = classOf[row] as number
        if (target < 0 || foldOf(row) === fold) continue
        const scale = score(fold, row)
        toProbabilities(1)
        const held = features.featuresOf(row)
        for (let k = 0; k < classes; k++) {
          const gradient = ((scores[k] as number) - (k === target ? 1 : 0)) * scale
          if (Math.abs(gradient) < 1e-4) continue
          const square = gradient * gradient
          for (let i = 0; i < held.length; i++) {
            const at = (held[i] as number) * classes + k
            const sum = (squares[at] as number) + square
            squares[at] = sum
            own[at] = (own[at] as number) - (RATE * gradient) / Math.sqrt(sum)
          }
        }
      }
    }
  }
  const temperature = bestTemperature(t => {
    let loss = 0
    let counted = 0
    const stride = Math.max(1, Math.floor(rows / 5000))
    for (let row = 0; row < rows; row += stride) {
      const target = classOf[row] as number
      if (target < 0) continue
      score(foldOf(row), row)
      toProbabilities(t)
      loss -= Math.log(Math.max(1e-12, scores[target] as number))
      counted++
    }
    return counted === 0 ? 0 : loss / counted
  })
  return {
    base,
    probability(row, target, isLeftOut) {
      score(foldOf(row), row, isLeftOut)
      toProbabilities(temperature)
      return scores[target] as number
    },
    duel(row, target, isLeftOut) {
      score(foldOf(row), row, isLeftOut)
      toProbabilities(temperature)
      let rival = target === 0 ? 1 : 0
      for (let k = 0; k < classes; k++) {
        if (k !== target && (scores[k] as number) > (scores[rival] as number)) rival = k
      }
      const own = scores[target] as number
      const share = base[target] as number
      return {
        chance: own / (own + (scores[rival] as number)),
        usual: share / (share + (base[rival] as number)),
      }
    },
  }
}

/** The temperature from 0.25 to 32 with the least loss. */
function bestTemperature(loss: (temperature: number) => number): number {
  let best = 1
  let least = Infinity
  for (let t = 0.25; t <= 32; t *= Math.SQRT2) {
    const value = loss(t)
    if (value < least) {
      least = value
      best = t
    }
  }
  return best
}
