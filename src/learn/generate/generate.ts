import { seededRandom } from '../../core/random.ts'
import type { Cache, Decoder } from './decoder.ts'
import { logProbabilities, type SamplingOptions, sampleToken } from './sample.ts'

/** How to go on with a prompt. */
export interface GenerateOptions extends SamplingOptions {
  readonly maxTokens: number
  /** 0 when left out; the same seed gives the same answer. */
  readonly seed?: number
  /** Ends the answer besides the configured end tokens. */
  readonly stopTokens?: readonly number[]
}

/** One generated token. */
export interface GeneratedToken {
  readonly id: number
  /** Natural log under the model itself, before temperature and cuts. */
  readonly logProbability: number
  /** Log-probabilities of all tokens in its place. */
  readonly all: Float64Array
}

/** Goes on with a prompt token by token; ends after an end token, which is given too, at `maxTokens` or a full context. */
export function* generateTokens(
  decoder: Decoder,
  prompt: ArrayLike<number>,
  options: GenerateOptions,
): Generator<GeneratedToken, 'stop' | 'length'> {
  if (prompt.length === 0) throw new RangeError('the prompt is empty')
  const random = seededRandom(options.seed ?? 0)
  const ends = new Set([...decoder.config.endTokens, ...(options.stopTokens ?? [])])
  const cache: Cache = decoder.newCache()
  let logits: Float32Array = new Float32Array(0)
  for (let i = 0; i < prompt.length; i++) logits = decoder.read(cache, prompt[i] as number)
  for (let count = 0; count < options.maxTokens; count++) {
    const all = logProbabilities(logits)
    const id = sampleToken(logits, options, random)
    yield { id, logProbability: all[id] as number, all }
    if (ends.has(id)) return 'stop'
    if (cache.length >= decoder.config.contextLength || count + 1 === options.maxTokens) break
    logits = decoder.read(cache, id)
  }
  return 'length'
}

/** Log-probability of each token given those before; the first one, which nothing precedes, is left out. */
export function scoreTokens(decoder: Decoder, tokens: ArrayLike<number>): Float64Array {
  const cache = decoder.newCache()
  const result = new Float64Array(Math.max(0, tokens.length - 1))
  for (let i = 0; i + 1 < tokens.length; i++)
    result[i] = logProbabilities(decoder.read(cache, tokens[i] as number))[tokens[i + 1] as number] as number
  return result
}
