import { seededRandom } from '../core/random.ts'
import { distanceOf, fitSkewNormal, skewNormalTail } from './_skew-normal.ts'

/** How much more likely a model finds a canary than others of its kind. */
export interface Exposure {
  /** Bits: log2 of the secrets there are, less log2 of the rank of the canary among them; at most log2 of the secrets. */
  readonly bits: number
  /** Two-sided 95 % interval of `bits` over the candidates drawn. */
  readonly interval: readonly [low: number, high: number]
  /** Candidates that the model finds at least as likely. */
  readonly above: number
  readonly candidates: number
  /**
   * Chance that a canary that was never seen ranks as high: (above + 1) / (candidates + 1), or by the low end of the
   * interval where extrapolation says less: many canaries could never be told apart by the rank among few candidates.
   */
  readonly pValue: number
  /**
   * `sampling`: the rank among the candidates; `skew-normal`: extrapolated beyond them by a skew-normal distribution,
   * which a Kolmogorov–Smirnov test did not reject at 5 %.
   */
  readonly method: 'sampling' | 'skew-normal'
}

const RESAMPLES = 200
/** Fewer candidates above than this say too little about the rank: then the distribution is extrapolated. */
const FEW_ABOVE = 10

/**
 * Exposure of a canary from its log-perplexity (in nats, lower is likelier) and those of randomly drawn candidates, out of
 * 2^spaceBits secrets. Source: https://arxiv.org/abs/1802.08232 §4
 */
export function exposureOf(canary: number, candidates: readonly number[], spaceBits: number): Exposure {
  const count = candidates.length
  const above = candidates.filter(each => each <= canary).length
  const pValue = (above + 1) / (count + 1)
  const sampled = Math.min(spaceBits, Math.abs(Math.log2(pValue)))
  const extrapolate = (drawn: readonly number[]) => {
    const fit = fitSkewNormal(drawn)
    return fit === undefined
      ? undefined
      : Math.min(spaceBits, Math.max(0, -skewNormalTail(fit, canary) / Math.LN2))
  }
  const bySampling = { above, candidates: count, pValue, bits: sampled, method: 'sampling' as const }
  const fit = above < FEW_ABOVE ? fitSkewNormal(candidates) : undefined
  if (fit === undefined || distanceOf(fit, candidates) * Math.sqrt(count) > KOLMOGOROV_5_PERCENT) {
    const [low, high] = rankInterval(above, count)
    return {
      ...bySampling,
      interval: [bitsOf(high, spaceBits), above === 0 ? spaceBits : bitsOf(low, spaceBits)],
    }
  }
  const random = seededRandom(0xca7a)
  const drawn = Array.from({ length: RESAMPLES }, () =>
    extrapolate(Array.from({ length: count }, () => candidates[random.integer(count)] as number)),
  )
    .filter(each => each !== undefined)
    .sort((a, b) => a - b)
  const at = (share: number) => drawn[Math.min(drawn.length - 1, Math.floor(share * drawn.length))] ?? sampled
  const bits = extrapolate(candidates) ?? sampled
  const low = Math.min(bits, at(0.025))
  return {
    ...bySampling,
    pValue: Math.min(pValue, 2 ** -low),
    bits,
    interval: [low, Math.max(bits, at(0.975))],
    method: 'skew-normal',
  }
}

/** Critical value of the Kolmogorov distribution; the fit has parameters of its own, which makes the test lenient. */
const KOLMOGOROV_5_PERCENT = 1.358

const bitsOf = (share: number, most: number) =>
  Math.min(most, Math.max(0, -Math.log2(Math.max(share, 1e-300))))

/** Wilson interval of the share of candidates above. */
function rankInterval(above: number, count: number): readonly [low: number, high: number] {
  const z2 = 1.959963984540054 ** 2
  const p = above / count
  const center = (p + z2 / (2 * count)) / (1 + z2 / count)
  const half = Math.sqrt((z2 * p * (1 - p)) / count + (z2 * z2) / (4 * count * count)) / (1 + z2 / count)
  return [Math.max(0, center - half), Math.min(1, center + half)]
}
