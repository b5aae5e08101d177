import { logistic } from './linear-trainer.ts'

/** Turns scores into probabilities that mean what they say. */
export type Calibration =
  /** 1 / (1 + exp(slope · score + offset)) */
  | { readonly kind: 'platt'; readonly slope: number; readonly offset: number }
  /** Straight lines between points, scores rising. */
  | {
      readonly kind: 'isotonic'
      readonly scores: readonly number[]
      readonly probabilities: readonly number[]
    }

/** The calibrated probability of a score. */
export function calibrated(calibration: Calibration, score: number): number {
  if (calibration.kind === 'platt') return logistic(-(calibration.slope * score + calibration.offset))
  const { scores, probabilities } = calibration
  let low = 0
  let high = scores.length - 1
  if (!(score > (scores[low] as number))) return probabilities[low] as number
  if (score >= (scores[high] as number)) return probabilities[high] as number
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((scores[middle] as number) <= score) low = middle
    else high = middle
  }
  const [x0, x1] = [scores[low] as number, scores[high] as number]
  const [y0, y1] = [probabilities[low] as number, probabilities[high] as number]
  return y0 + ((y1 - y0) * (score - x0)) / (x1 - x0)
}

/** Platt's sigmoid by Newton's method with backtracking. Source: Lin, Lin and Weng 2007, https://doi.org/10.1007/s10994-007-5018-6 */
export function fitPlatt(scores: ArrayLike<number>, positive: ArrayLike<boolean>): Calibration {
  const count = scores.length
  let positives = 0
  for (let i = 0; i < count; i++) if (positive[i]) positives++
  const high = (positives + 1) / (positives + 2)
  const low = 1 / (count - positives + 2)
  const target = (i: number) => (positive[i] ? high : low)
  const loss = (slope: number, offset: number) => {
    let total = 0
    for (let i = 0; i < count; i++) {
      const x = slope * (scores[i] as number) + offset
      total +=
        x >= 0 ? target(i) * x + Math.log1p(Math.exp(-x)) : (target(i) - 1) * x + Math.log1p(Math.exp(x))
    }
    return total
  }
  let slope = 0
  let offset = Math.log((count - positives + 1) / (positives + 1))
  let value = loss(slope, offset)
  for (let round = 0; round < 100; round++) {
    let [h11, h22, h21, g1, g2] = [1e-12, 1e-12, 0, 0, 0]
    for (let i = 0; i < count; i++) {
      const score = scores[i] as number
      const p = logistic(-(slope * score + offset))
      const d2 = p * (1 - p)
      h11 += score * score * d2
      h22 += d2
      h21 += score * d2
      g1 += score * (target(i) - p)
      g2 += target(i) - p
    }
    if (Math.abs(g1) < 1e-5 && Math.abs(g2) < 1e-5) break
    const determinant = h11 * h22 - h21 * h21
    const stepSlope = -(h22 * g1 - h21 * g2) / determinant
    const stepOffset = -(-h21 * g1 + h11 * g2) / determinant
    const gain = g1 * stepSlope + g2 * stepOffset
    let size = 1
    for (; size >= 1e-10; size /= 2) {
      const next = loss(slope + size * stepSlope, offset + size * stepOffset)
      if (next < value + 1e-4 * size * gain) {
        slope += size * stepSlope
        offset += size * stepOffset
        value = next
        break
      }
    }
    if (size < 1e-10) break
  }
  return { kind: 'platt', slope, offset }
}

/** Isotonic regression by pooling adjacent violators. Source: https://doi.org/10.1145/775047.775151 */
export function fitIsotonic(scores: ArrayLike<number>, positive: ArrayLike<boolean>): Calibration {
  if (scores.length === 0) throw new RangeError('nothing to calibrate with')
  const order = Array.from({ length: scores.length }, (_, i) => i).sort(
    (a, b) => (scores[a] as number) - (scores[b] as number),
  )
  const blocks: { first: number; last: number; sum: number; count: number }[] = []
  for (const i of order) {
    const score = scores[i] as number
    const top = blocks.at(-1)
    if (top !== undefined && top.last === score && top.first === score) {
      top.sum += positive[i] ? 1 : 0
      top.count++
    } else blocks.push({ first: score, last: score, sum: positive[i] ? 1 : 0, count: 1 })
  }
  const pooled: typeof blocks = []
  for (const block of blocks) {
    let own = block
    for (
      let top = pooled.at(-1);
      top !== undefined && top.sum * own.count >= own.sum * top.count;
      top = pooled.at(-1)
    ) {
      own = { first: top.first, last: own.last, sum: top.sum + own.sum, count: top.count + own.count }
      pooled.pop()
    }
    pooled.push(own)
  }
  const points = pooled.flatMap(({ first, last, sum, count }) =>
    (first === last ? [first] : [first, last]).map(score => ({ score, probability: sum / count })),
  )
  return {
    kind: 'isotonic',
    scores: points.map(({ score }) => score),
    probabilities: points.map(({ probability }) => probability),
  }
}
