import type { SeededRandom } from '../../core/random.ts'

/** How the next token is chosen. */
export interface SamplingOptions {
  /** 0 takes the likeliest; 1 when left out. */
  readonly temperature?: number
  /** Only among this many likeliest. */
  readonly topK?: number
  /** Only among the likeliest that together reach this probability. */
  readonly topP?: number
}

/** The index of the largest value, the first one among equals. */
export function likeliest(logits: ArrayLike<number>): number {
  let best = 0
  for (let i = 1; i < logits.length; i++) if ((logits[i] as number) > (logits[best] as number)) best = i
  return best
}

/** Chooses a token: temperature first, then top-k, then top-p, as `transformers` orders them. */
export function sampleToken(
  logits: ArrayLike<number>,
  options: SamplingOptions,
  random: SeededRandom,
): number {
  const { temperature = 1, topK, topP } = options
  if (temperature <= 0) return likeliest(logits)
  const most = logits[likeliest(logits)] as number
  const weights = new Float64Array(logits.length)
  for (let i = 0; i < weights.length; i++) weights[i] = Math.exp(((logits[i] as number) - most) / temperature)
  if (topK === undefined && (topP === undefined || topP >= 1)) return draw(weights, undefined, random)
  const order = Uint32Array.from(weights, (_, i) => i).sort(
    (a, b) => (weights[b] as number) - (weights[a] as number) || a - b,
  )
  let kept = order.subarray(0, Math.max(1, topK ?? order.length))
  if (topP !== undefined && topP < 1) {
    const total = kept.reduce((sum, i) => sum + (weights[i] as number), 0)
    let reached = 0
    let count = 0
    while (count < kept.length && reached < topP * total)
      reached += weights[kept[count++] as number] as number
    kept = kept.subarray(0, Math.max(1, count))
  }
  return draw(weights, kept, random)
}

function draw(weights: Float64Array, among: Uint32Array | undefined, random: SeededRandom): number {
  const count = among?.length ?? weights.length
  const at = (i: number) => (among === undefined ? i : (among[i] as number))
  let total = 0
  for (let i = 0; i < count; i++) total += weights[at(i)] as number
  let left = random.next() * total
  for (let i = 0; i < count; i++) {
    left -= weights[at(i)] as number
    if (left < 0) return at(i)
  }
  return at(count - 1)
}

/** Natural-log probabilities of all tokens. */
export function logProbabilities(logits: ArrayLike<number>): Float64Array {
  const most = logits[likeliest(logits)] as number
  let total = 0
  for (let i = 0; i < logits.length; i++) total += Math.exp((logits[i] as number) - most)
  const shift = most + Math.log(total)
  return Float64Array.from(logits, each => each - shift)
}
