import { createWordTokenizer, type WordTokens } from '../../kernels/word-tokens.ts'
import { lookUp, type SlotTable } from './_slot-table.ts'
import {
  BACK_OFF_SCALE,
  fromScale,
  GRAM_SCALE,
  pairHash,
  tripleHash,
  UNKNOWN_BITS,
  WORD_SCALE,
} from './n-grams.ts'
import { unpackStatistics } from './statistics.ts'

/** Tables of a language model with back-off, quantized: numbers are steps of the scales in `n-grams.ts`. */
export interface ReferenceTables {
  readonly words: SlotTable
  readonly pairs: SlotTable
  readonly triples: SlotTable
  /** What backing off from a word, */
  readonly wordBackOff: SlotTable
  /** and from a pair, costs. */
  readonly pairBackOff: SlotTable
}

/** Statistics of clean English and Chinese text. Tokens are those of `kernels/word-tokens`: words, and single Chinese characters. */
export interface Reference {
  /** The share of clean passages of 100 tokens that hold the token or run of tokens, from 0 to 1; about 1e-6 when unseen. */
  documentFrequency(text: string): number
  /** The same for one token by its hash. */
  frequencyOfHash(hash: number): number
  /** Bits of the token `at`, given the two before it as far as they are at `from` or later. */
  bitsAt(tokens: WordTokens, at: number, from?: number): number
  /** Bits of each token in context. */
  surprise(tokens: WordTokens, from?: number, to?: number): Float32Array
  /**
   * How much easier a text reads without the tokens `from` to `to`, exclusive: mean bits of the tokens there and of up to
   * `window` around with them, minus the mean without them. Above 0 for what does not belong. After ONION, https://aclanthology.org/2021.emnlp-main.752/
   */
  surpriseChange(tokens: WordTokens, from: number, to: number, window?: number): number
}

/** Tokens of a passage, for document frequencies. */
const PASSAGE_TOKENS = 100
const WINDOW = 8

/** Opens tables. */
export function referenceOf({ words, pairs, triples, wordBackOff, pairBackOff }: ReferenceTables): Reference {
  const tokenize = createWordTokenizer()
  const wordBits = (hash: number): number => {
    const value = lookUp(words, hash)
    return value === -1 ? UNKNOWN_BITS : fromScale(WORD_SCALE, value)
  }
  const backOff = (table: SlotTable, hash: number): number => {
    const value = lookUp(table, hash)
    return value === -1 ? 0 : fromScale(BACK_OFF_SCALE, value)
  }
  const pairBits = (first: number, second: number): number => {
    const value = lookUp(pairs, pairHash(first, second))
    return value === -1 ? backOff(wordBackOff, first) + wordBits(second) : fromScale(GRAM_SCALE, value)
  }
  const tripleBits = (first: number, second: number, third: number): number => {
    const value = lookUp(triples, tripleHash(first, second, third))
    if (value !== -1) return fromScale(GRAM_SCALE, value)
    return backOff(pairBackOff, pairHash(first, second)) + pairBits(second, third)
  }
  const bitsOf = (before: number | undefined, last: number | undefined, own: number): number =>
    last === undefined
      ? wordBits(own)
      : before === undefined
        ? pairBits(last, own)
        : tripleBits(before, last, own)
  const bitsAt = ({ hashes }: WordTokens, at: number, from = 0): number =>
    bitsOf(
      at - 2 >= from ? hashes[at - 2] : undefined,
      at - 1 >= from ? hashes[at - 1] : undefined,
      hashes[at] as number,
    )
  const share = (bits: number): number =>
    -Math.expm1(PASSAGE_TOKENS * Math.log1p(-(2 ** -Math.max(bits, 0.01))))
  return {
    documentFrequency(text) {
      const tokens = tokenize(text)
      let bits = 0
      for (let i = 0; i < tokens.length; i++) bits += bitsAt(tokens, i)
      return tokens.length === 0 ? 0 : share(bits)
    },
    frequencyOfHash: hash => share(wordBits(hash)),
    bitsAt,
    surprise(tokens, from = 0, to = tokens.length) {
      const bits = new Float32Array(Math.max(0, to - from))
      for (let i = from; i < to; i++) bits[i - from] = bitsAt(tokens, i)
      return bits
    },
    surpriseChange(tokens, from, to, window = WINDOW) {
      const { hashes, length } = tokens
      const first = Math.max(0, from - window)
      const last = Math.min(length, to + window)
      let [whole, without] = [0, 0]
      for (let i = first; i < last; i++) whole += bitsAt(tokens, i)
      /** The token that stands `back` places before `at` once the span is out. */
      const beforeSpan = (at: number, back: number): number | undefined => {
        let place = at
        for (let step = 0; step < back; step++) {
          place--
          if (place === to - 1) place = from - 1
        }
        return place < 0 ? undefined : hashes[place]
      }
      for (let i = first; i < from; i++) without += bitsAt(tokens, i)
      for (let i = to; i < last; i++)
        without += bitsOf(beforeSpan(i, 2), beforeSpan(i, 1), hashes[i] as number)
      const rest = last - first - (to - from)
      return whole / (last - first) - (rest === 0 ? 0 : without / rest)
    },
  }
}

let shipped: Reference | undefined

/** The statistics in the package, unpacked at the first call. */
export function openReference(): Reference {
  shipped ??= referenceOf(unpackStatistics())
  return shipped
}
