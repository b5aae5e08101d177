/** A skew-normal distribution. */
export interface SkewNormal {
  readonly location: number
  readonly scale: number
  readonly shape: number
}

/** The skewness of a skew-normal distribution stays below this. */
const MOST_SKEWED = 0.99

/**
 * Fits by moments; undefined for fewer than 20 numbers or numbers without spread.
 * Source: A. Azzalini, Scand. J. Statist. 12 (1985) 171–178.
 */
export function fitSkewNormal(numbers: readonly number[]): SkewNormal | undefined {
  const count = numbers.length
  if (count < 20) return undefined
  const mean = numbers.reduce((sum, each) => sum + each, 0) / count
  let second = 0
  let third = 0
  for (const each of numbers) {
    second += (each - mean) ** 2
    third += (each - mean) ** 3
  }
  const deviation = Math.sqrt(second / count)
  if (!(deviation > 1e-12 * Math.max(1, Math.abs(mean)))) return undefined
  const skewness = Math.min(MOST_SKEWED, Math.max(-MOST_SKEWED, third / count / deviation ** 3))
  const power = Math.abs(skewness) ** (2 / 3)
  const delta =
    Math.sign(skewness) * Math.sqrt(((Math.PI / 2) * power) / (power + ((4 - Math.PI) / 2) ** (2 / 3)))
  const scale = deviation / Math.sqrt(1 - (2 * delta * delta) / Math.PI)
  return {
    location: mean - scale * delta * Math.sqrt(2 / Math.PI),
    scale,
    shape: delta / Math.sqrt(1 - delta * delta),
  }
}

/** The Kolmogorov–Smirnov statistic: the largest gap between the distribution and the shares of the numbers. */
export function distanceOf(fit: SkewNormal, numbers: readonly number[]): number {
  const { location, scale, shape } = fit
  const cells = 4000
  const step = 18 / cells
  const cumulative = new Float64Array(cells + 1)
  for (let i = 0; i < cells; i++) {
    const z = -9 + (i + 0.5) * step
    const density = Math.exp(-0.5 * z * z + logNormalCumulative(shape * z)) * Math.sqrt(2 / Math.PI)
    cumulative[i + 1] = (cumulative[i] as number) + density * step
  }
  const sorted = [...numbers].sort((a, b) => a - b)
  let distance = 0
  sorted.forEach((each, i) => {
    const at = Math.min(cells, Math.max(0, ((each - location) / scale + 9) / step))
    const cell = Math.min(cells - 1, Math.floor(at))
    const low = cumulative[cell] as number
    const share = low + (at - cell) * ((cumulative[cell + 1] as number) - low)
    const gap = Math.max(Math.abs(share - i / sorted.length), Math.abs(share - (i + 1) / sorted.length))
    distance = Math.max(distance, gap)
  })
  return distance
}

const STEPS = 400

/** Natural log of the probability of a number at most this large. */
export function skewNormalTail({ location, scale, shape }: SkewNormal, at: number): number {
  // Simpson's rule, scaled by the largest density so that tails keep their digits.
  const end = Math.min(9, (at - location) / scale)
  // From where the density has fallen by about e^-40 beneath what it is at the end or at its bulk.
  const start = Math.min(end, 0) - 9
  const step = (end - start) / STEPS
  const logs = Array.from({ length: STEPS + 1 }, (_, i) => {
    const z = start + i * step
    return -0.5 * z * z + logNormalCumulative(shape * z)
  })
  const most = Math.max(...logs)
  let sum = 0
  logs.forEach((each, i) => {
    sum += Math.exp(each - most) * (i === 0 || i === STEPS ? 1 : i % 2 === 1 ? 4 : 2)
  })
  return Math.min(0, most + Math.log((sum * step) / 3) + Math.log(2) - 0.5 * Math.log(2 * Math.PI))
}

/** Natural log of the standard normal distribution function, also far in its lower tail. */
function logNormalCumulative(z: number): number {
  if (z > -5) return Math.log(0.5 * complementaryError(-z / Math.SQRT2))
  // Asymptotic series. Source: M. Abramowitz, I. Stegun, Handbook of Mathematical Functions 26.2.12
  const inverse = 1 / (z * z)
  const series = 1 - inverse * (1 - 3 * inverse * (1 - 5 * inverse * (1 - 7 * inverse)))
  return -0.5 * z * z - 0.5 * Math.log(2 * Math.PI) - Math.log(-z) + Math.log(series)
}

/** Complementary error function by continued fraction or series, relative error below 1e-10. */
function complementaryError(x: number): number {
  if (x < 0) return 2 - complementaryError(-x)
  if (x < 2.5) {
    let term = x
    let sum = x
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && n < 200; n++) {
      term *= (-x * x) / n
      sum += term / (2 * n + 1)
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * sum
  }
  let fraction = 0
  for (let n = 60; n > 0; n--) fraction = n / 2 / (x + fraction)
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction)
}
