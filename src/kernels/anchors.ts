import { mixBits } from './word-tokens.ts'

/** Words of an anchor: its hash, the hash of its surroundings, the number of its document, its position. */
export const ANCHOR_WORDS = 4
/** Stands for surroundings that a beginning or an end cuts short. */
export const CUT_SHORT = 0

const BASE = 0x2c1b3c6d

/** Anchors of one document, valid until the next: `length` of them, in order, `ANCHOR_WORDS` words each. */
export interface Anchors {
  readonly length: number
  readonly words: Uint32Array
}

/**
 * Chooses anchors by winnowing (S. Schleimer, D. Wilkerson, A. Aiken, SIGMOD 2003): of all runs of half of `minLength`
 * tokens that lie inside one window of `minLength` tokens the one with the smallest hash, the last of equal ones. So two
 * documents that share a window share an anchor at the same place in it, and some 8 % of the positions are anchors.
 *
 * The hash of an anchor's surroundings covers every window that holds the anchor: where two agree, everything that a
 * window around the anchor can show stands in both documents.
 * @param minLength from 10 on
 */
export function createAnchorer(minLength: number): (tokens: Uint32Array, document: number) => Anchors {
  const run = Math.ceil(minLength / 2)
  const window = minLength - run + 1
  const before = minLength - run
  const runPower = powerOf(run)
  const aroundPower = powerOf(before + minLength)
  let prefixes = new Int32Array(1025)
  let hashes = new Uint32Array(1024)
  let words = new Uint32Array(1024)
  return (tokens, document) => {
    const size = tokens.length
    if (size < minLength) return { length: 0, words }
    if (prefixes.length <= size) {
      prefixes = new Int32Array(size * 2 + 1)
      hashes = new Uint32Array(size * 2)
    }
    for (let i = 0, sum = 0; i < size; i++) {
      sum = (Math.imul(sum, BASE) + (tokens[i] as number)) | 0
      prefixes[i + 1] = sum
    }
    const last = size - run
    for (let i = 0; i <= last; i++) {
      hashes[i] = mixBits(((prefixes[i + run] as number) - Math.imul(prefixes[i] as number, runPower)) | 0)
    }
    let length = 0
    const put = (at: number) => {
      if ((length + 1) * ANCHOR_WORDS > words.length) {
        const grown = new Uint32Array(words.length * 2)
        grown.set(words)
        words = grown
      }
      let around = CUT_SHORT
      const [from, to] = [at - before, at + minLength]
      if (from >= 0 && to <= size) {
        const sum = (prefixes[to] as number) - Math.imul(prefixes[from] as number, aroundPower)
        around = mixBits(sum | 0) || 1
      }
      const offset = length++ * ANCHOR_WORDS
      words[offset] = hashes[at] as number
      words[offset + 1] = around
      words[offset + 2] = document
      words[offset + 3] = at
    }
    let least = 0
    let leastHash = hashes[0] as number
    for (let i = 1; i < window - 1; i++) {
      if ((hashes[i] as number) > leastHash) continue
      least = i
      leastHash = hashes[i] as number
    }
    let latest = -1
    for (let end = window - 1; end <= last; end++) {
      const hash = hashes[end] as number
      if (hash <= leastHash) {
        least = end
        leastHash = hash
      } else if (least <= end - window) {
        least = end - window + 1
        leastHash = hashes[least] as number
        for (let i = least + 1; i <= end; i++) {
          if ((hashes[i] as number) > leastHash) continue
          least = i
          leastHash = hashes[i] as number
        }
      }
      if (least !== latest) put(least)
      latest = least
    }
    return { length, words }
  }
}

function powerOf(length: number): number {
  let power = 1
  for (let i = 0; i < length; i++) power = Math.imul(power, BASE)
  return power
}
