import type { SparseVector } from './features.ts'

/** How the weights of one linear function learn. */
export type CoordinateOptions = {
  /** Length of the vectors. */
  readonly size: number
  /** Pull toward zero: `l1` gives exact zeros, `l2` small weights. */
  readonly l1?: number
  readonly l2?: number
} & (
  | {
      readonly kind: 'ftrl'
      /** Step of each coordinate: alpha / (beta + root of its squared gradients). */
      readonly alpha?: number
      readonly beta?: number
    }
  | {
      readonly kind: 'sgd'
      readonly learningRate?: number
      /** The rate after t examples is learningRate / (1 + decay·t). */
      readonly decay?: number
    }
)

/** A linear function that learns by the slope of the loss at its score. */
export interface Coordinates {
  readonly score: (vector: SparseVector) => number
  /** Moves against the slope; the vector must be the one that was scored last. */
  readonly move: (vector: SparseVector, slope: number) => void
  readonly model: () => { readonly bias: number; readonly weights: Float32Array }
}

/** Starts a linear function at zero. */
export const startCoordinates = (options: CoordinateOptions): Coordinates =>
  options.kind === 'ftrl' ? ftrl(options) : sgd(options)

/** FTRL-Proximal, the bias without penalty. Source: McMahan et al. 2013, https://doi.org/10.1145/2487575.2488200, algorithm 1 */
function ftrl(options: CoordinateOptions & { kind: 'ftrl' }): Coordinates {
  const { size, l1 = 0, l2 = 0, alpha = 0.1, beta = 1 } = options
  const z = new Float64Array(size + 1)
  const n = new Float64Array(size + 1)
  const weightAt = (at: number): number => {
    const pull = z[at] as number
    const first = at === size ? 0 : l1
    if (Math.abs(pull) <= first) return 0
    const second = at === size ? 0 : l2
    return -(pull - Math.sign(pull) * first) / ((beta + Math.sqrt(n[at] as number)) / alpha + second)
  }
  const update = (at: number, weight: number, gradient: number) => {
    const before = n[at] as number
    const after = before + gradient * gradient
    z[at] = (z[at] as number) + gradient - ((Math.sqrt(after) - Math.sqrt(before)) / alpha) * weight
    n[at] = after
  }
  let current = new Float64Array(64)
  let bias = 0
  return {
    score({ indices, values }) {
      if (current.length < indices.length) current = new Float64Array(indices.length * 2)
      bias = weightAt(size)
      let score = bias
      for (let i = 0; i < indices.length; i++) {
        const own = weightAt(indices[i] as number)
        current[i] = own
        score += own * (values[i] as number)
      }
      return score
    },
    move({ indices, values }, slope) {
      for (let i = 0; i < indices.length; i++)
        update(indices[i] as number, current[i] as number, slope * (values[i] as number))
      update(size, bias, slope)
    },
    model: () => ({
      bias: weightAt(size),
      weights: Float32Array.from({ length: size }, (_, at) => weightAt(at)),
    }),
  }
}

/**
 * SGD: weights are kept times one scale, so that decay by `l2` costs nothing, and `l1` is the clipped cumulative penalty
 * of Tsuruoka et al. 2009, https://aclanthology.org/P09-1054/; the bias has no penalty.
 */
function sgd(options: CoordinateOptions & { kind: 'sgd' }): Coordinates {
  const { size, l1 = 0, l2 = 0, learningRate = 0.5, decay = 1e-5 } = options
  if (l2 * learningRate >= 1) throw new RangeError('l2 times the learning rate must be below 1')
  const raw = new Float64Array(size)
  const paid = l1 > 0 ? new Float64Array(size) : undefined
  let scale = 1
  let bias = 0
  let count = 0
  let owed = 0
  const settle = (at: number) => {
    if (paid === undefined) return
    const value = (raw[at] as number) * scale
    const due = paid[at] as number
    const next = value > 0 ? Math.max(0, value - (owed + due)) : Math.min(0, value + (owed - due))
    paid[at] = due + (next - value)
    raw[at] = next / scale
  }
  return {
    score({ indices, values }) {
      let score = bias
      for (let i = 0; i < indices.length; i++)
        score += (raw[indices[i] as number] as number) * scale * (values[i] as number)
      return score
    },
    move({ indices, values }, slope) {
      const rate = learningRate / (1 + decay * count++)
      scale *= 1 - rate * l2
      owed += rate * l1
      for (let i = 0; i < indices.length; i++) {
        const at = indices[i] as number
        raw[at] = (raw[at] as number) - (rate * slope * (values[i] as number)) / scale
        settle(at)
      }
      bias -= rate * slope
      if (scale < 1e-9) {
        for (let at = 0; at < size; at++) raw[at] = (raw[at] as number) * scale
        scale = 1
      }
    },
    model() {
      for (let at = 0; at < size; at++) if (raw[at] !== 0) settle(at)
      return { bias, weights: Float32Array.from(raw, each => each * scale) }
    },
  }
}
