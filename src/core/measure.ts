import { both, type Localized } from './locale.ts'

/** A number with its unit, sample size, interval and the way it was obtained. */
export interface Measure {
  readonly name: string
  /** The name people read; reports fall back to `name`. */
  readonly title?: Localized
  readonly value: number
  readonly unit: string
  /** Size of the sample behind the value. */
  readonly n: number
  /** Two-sided 95 % interval, where one can be stated. */
  readonly interval?: readonly [low: number, high: number]
  /** How value and interval were obtained, in the field's terms. */
  readonly method: string | Localized
}

/** The 0.975 quantile of the standard normal distribution. */
const Z_95 = 1.959963984540054

/**
 * Wilson score interval for a proportion, 95 %, clipped to [0, 1]; [0, 1] when `trials` is 0.
 * Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209–212.
 */
export function wilsonInterval(successes: number, trials: number): [low: number, high: number] {
  if (trials <= 0) return [0, 1]
  const p = successes / trials
  const z2 = Z_95 * Z_95
  const center = (p + z2 / (2 * trials)) / (1 + z2 / trials)
  const half = (Z_95 / (1 + z2 / trials)) * Math.sqrt((p * (1 - p)) / trials + z2 / (4 * trials * trials))
  return [Math.max(0, center - half), Math.min(1, center + half)]
}

/** A rate with its Wilson interval. */
export function rateMeasure(
  name: string,
  successes: number,
  trials: number,
  method: string | Localized,
): Measure {
  return {
    name,
    value: trials > 0 ? successes / trials : 0,
    unit: 'fraction',
    n: trials,
    interval: wilsonInterval(successes, trials),
    method:
      typeof method === 'string'
        ? `${method}; Wilson 95 %`
        : both(`${method.en}; Wilson 95 %`, `${method['zh-CN']}；Wilson 95 % 区间`),
  }
}

/** A plain count over `n` items. */
export function countMeasure(name: string, value: number, n: number, method: string | Localized): Measure {
  return { name, value, unit: 'count', n, method }
}
