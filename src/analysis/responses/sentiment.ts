import { createWordTokenizer, mixBits, UNITS_PER_WORD, type WordTokens } from '../../kernels/word-tokens.ts'
import { unpackBytes } from './_packed.ts'
import type { DescriptorList } from './descriptor.ts'
import { SENTIMENT } from './sentiment-model.generated.ts'

/** The weights fall into 2^17 places, one signed byte each. */
export const SENTIMENT_BITS = 17
const STEP = 0x01000193
/** How far a negation reaches, in tokens. */
const NEGATION_REACH = 3
/** Tokens looked at. */
const MAX_TOKENS = 1000
const NEGATIONS =
  'not no never none nobody nothing neither nor without hardly barely scarcely cannot cant dont doesnt isnt wasnt wont wouldnt shouldnt couldnt aint lacks lack 不 没 无 非 未 别 莫 勿'.split(
    ' ',
  )
/** The token after an apostrophe: don't, isn't. */
const APOSTROPHE_T = 't'

export interface SentimentModel {
  readonly weights: Int8Array
  /** Natural units of one step of the weights. */
  readonly scale: number
  readonly bias: number
}

/** The features of a text, valid until the next is read: their places among the weights, and 1, or -1 where negated. */
export interface SentimentFeatures {
  readonly places: Uint32Array
  readonly values: Int8Array
  readonly count: number
}

/** Low bits of a hash that tell most words from negations. */
const FILTER_MASK = (1 << 12) - 1
const SHIFT = 32 - SENTIMENT_BITS

/** Reads features: words and pairs of words; of Chinese, pairs and triples of characters. */
export function sentimentFeatures(): (text: string, tokens: WordTokens) => SentimentFeatures {
  const tokenize = createWordTokenizer()
  const negations = new Set(NEGATIONS.map(word => tokenize(word).hashes[0] as number))
  const apostropheT = tokenize(APOSTROPHE_T).hashes[0] as number
  const filter = new Uint8Array(FILTER_MASK + 1)
  for (const hash of [...negations, apostropheT]) filter[hash & FILTER_MASK] = 1
  const places = new Uint32Array(2 * MAX_TOKENS)
  const values = new Int8Array(2 * MAX_TOKENS)
  return (text, { hashes, units, starts, length }) => {
    const end = Math.min(length, MAX_TOKENS)
    let negatedUntil = -1
    let count = 0
    for (let i = 0; i < end; i++) {
      const own = hashes[i] as number
      const value = i <= negatedUntil ? -1 : 1
      if (
        filter[own & FILTER_MASK] === 1 &&
        (negations.has(own) ||
          (own === apostropheT && isApostrophe(text.charCodeAt((starts[i] as number) - 1))))
      ) {
        negatedUntil = i + NEGATION_REACH
      }
      const isHan = units[i] !== UNITS_PER_WORD
      if (!isHan) {
        places[count] = own >>> SHIFT
        values[count++] = value
      }
      if (i === 0) continue
      const pair = mixBits(Math.imul(own ^ 0x5bd1e995, STEP) ^ (hashes[i - 1] as number))
      places[count] = pair >>> SHIFT
      values[count++] = isHan ? value : 1
      if (!isHan || i === 1) continue
      const triple = mixBits(Math.imul(pair ^ 0x1b873593, STEP) ^ (hashes[i - 2] as number))
      places[count] = triple >>> SHIFT
      values[count++] = 1
    }
    return { places, values, count }
  }
}

const isApostrophe = (code: number): boolean => code === 0x27 || code === 0x2019

/** Log-odds that a text speaks well of its subject; near 0 for text without feeling. */
export function sentimentReader({ weights, scale, bias }: SentimentModel) {
  const features = sentimentFeatures()
  return (text: string, tokens: WordTokens): number => {
    const { places, values, count } = features(text, tokens)
    let sum = 0
    for (let i = 0; i < count; i++) sum += (weights[places[i] as number] as number) * (values[i] as number)
    return count === 0 ? 0 : (sum * scale) / Math.sqrt(count) + bias
  }
}

let shipped: SentimentModel | undefined

/** The model in the package, unpacked at its first use. */
export function sentimentModel(): SentimentModel {
  shipped ??= { ...SENTIMENT, weights: new Int8Array(unpackBytes(SENTIMENT.packed).buffer) }
  return shipped
}

/** Log-odds from which on a text is said to have a sentiment, and those of full strength. */
const LEAST = 1
const FULL = 4

/** `sentiment:positive` or `sentiment:negative`, for text that is plainly one of them. */
export function addSentiment(score: number, list: DescriptorList): void {
  const size = Math.abs(score)
  if (size < LEAST) return
  list.add(
    score > 0 ? 'sentiment:positive' : 'sentiment:negative',
    Math.min(1, 0.3 + (0.7 * (size - LEAST)) / (FULL - LEAST)),
  )
}
