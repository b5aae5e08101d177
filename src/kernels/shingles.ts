import { mixBits, UNITS_PER_WORD, type WordTokens } from './word-tokens.ts'

/**
 * Length of a shingle: the shortest run of tokens of five words' length or more. That is five words of English (as in
 * Lee et al. 2022, https://arxiv.org/abs/2107.06499, §4.2) and eight characters of Chinese, and one changed word costs
 * both languages the same part of their shingles.
 */
export const SHINGLE_UNITS = 5 * UNITS_PER_WORD

const BASE = 0x2c1b3c6d

/** Shingle hashes of one text, repeats included, valid until the next text. */
export interface Shingles {
  readonly length: number
  readonly hashes: Uint32Array
}

/**
 * Makes a shingler: one 32-bit hash for every run of tokens of `units` length or more that ends as early as it can. A
 * text shorter than that is one shingle; a text without tokens has none.
 */
export function createShingler(shingleUnits = SHINGLE_UNITS): (tokens: WordTokens) => Shingles {
  let out = new Uint32Array(1024)
  const most = Math.ceil(shingleUnits / 5) + 1
  const powers = new Int32Array(most + 1)
  powers[0] = 1
  for (let i = 1; i <= most; i++) powers[i] = Math.imul(powers[i - 1] as number, BASE)
  return ({ length, hashes, units }) => {
    if (out.length < length) out = new Uint32Array(length * 2)
    let count = 0
    let sum = 0
    let held = 0
    let first = 0
    for (let next = 0; next < length; next++) {
      sum = (Math.imul(sum, BASE) + (hashes[next] as number)) | 0
      held += units[next] as number
      while (held >= shingleUnits) {
        out[count++] = mixBits(sum + next - first)
        sum = (sum - Math.imul(hashes[first] as number, powers[next - first] as number)) | 0
        held -= units[first++] as number
      }
    }
    if (count === 0 && length > 0) out[count++] = mixBits(sum + length)
    return { length: count, hashes: out }
  }
}
