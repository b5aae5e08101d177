import { mixBits } from '../../kernels/word-tokens.ts'

/** The hash of a pair of tokens, by the hashes of its tokens in order. */
export const pairHash = (first: number, second: number): number =>
  mixBits(Math.imul(first ^ 0x9e3779b9, 0x01000193) ^ second)

/** The hash of three tokens in order. */
export const tripleHash = (first: number, second: number, third: number): number =>
  mixBits(Math.imul(pairHash(first, second) ^ 0x85ebca6b, 0x01000193) ^ third)

/** How bits are written as small numbers: `least + step × number`. */
export interface BitScale {
  readonly least: number
  readonly step: number
  /** Bits of the numbers. */
  readonly valueBits: number
}

export const WORD_SCALE: BitScale = { least: 3, step: 0.75, valueBits: 5 }
export const GRAM_SCALE: BitScale = { least: 0.05, step: 0.6, valueBits: 5 }
export const BACK_OFF_SCALE: BitScale = { least: 0, step: 0.5, valueBits: 4 }

/** Bits per token of a word that clean text does not have. */
export const UNKNOWN_BITS = 27

export const toScale = ({ least, step, valueBits }: BitScale, bits: number): number =>
  Math.max(0, Math.min((1 << valueBits) - 1, Math.round((bits - least) / step)))
export const fromScale = ({ least, step }: BitScale, value: number): number => least + step * value
