import { createWordTokenizer, mixBits, type WordTokens } from '../../kernels/word-tokens.ts'
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

/** What a text votes with: called for each feature with its place and +1, or -1 where it is negated. */
export type FeatureVisitor = (place: number, value: number) => void

/** Visits the features of a text: words and pairs of words; of Chinese, characters, pairs and triples. */
export function sentimentFeatures() {
  const tokenize = createWordTokenizer()
  const negations = new Set(NEGATIONS.map(word => tokenize(word).hashes[0] as number))
  const apostropheT = tokenize(APOSTROPHE_T).hashes[0] as number
  return (text: string, { hashes, units, starts, length }: WordTokens, visit: FeatureVisitor): number => {
    const end = Math.min(length, MAX_TOKENS)
    let negatedUntil = -1
    let visited = 0
    for (let i = 0; i < end; i++) {
      const own = hashes[i] as number
      const isHan = units[i] !== 8
      const value = i <= negatedUntil ? -1 : 1
      if (
        negations.has(own) ||
        (own === apostropheT && isApostrophe(text.charCodeAt((starts[i] as number) - 1)))
      ) {
        negatedUntil = i + NEGATION_REACH
      }
      const pair = i > 0 ? mixBits(Math.imul(own ^ 0x5bd1e995, STEP) ^ (hashes[i - 1] as number)) : own
      if (!isHan) visit(own >>> (32 - SENTIMENT_BITS), value)
      if (i > 0) visit(pair >>> (32 - SENTIMENT_BITS), isHan ? value : 1)
      visited += i > 0 && !isHan ? 2 : 1
      if (isHan && i > 1) {
        visit(
          mixBits(Math.imul(pair ^ 0x1b873593, STEP) ^ (hashes[i - 2] as number)) >>> (32 - SENTIMENT_BITS),
          1,
        )
        visited++
      }
    }
    return visited
  }
}

const isApostrophe = (code: number): boolean => code === 0x27 || code === 0x2019

/** Log-odds that a text speaks well of its subject; near 0 for text without feeling. */
export function sentimentReader({ weights, scale, bias }: SentimentModel) {
  const features = sentimentFeatures()
  let sum = 0
  const visit: FeatureVisitor = (place, value) => {
    sum += (weights[place] as number) * value
  }
  return (text: string, tokens: WordTokens): number => {
    sum = 0
    const count = features(text, tokens, visit)
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
