import type { BenchmarkSet } from '../../core/benchmark.ts'
import { createWordTokenizer, mixBits, UNITS_PER_WORD, type WordTokens } from '../../kernels/word-tokens.ts'

/** A stretch of a text that may say what an item says. */
export interface Candidate {
  readonly item: number
  /** The share of the weight of the item's words that stand in the stretch, from 0 to 1. */
  readonly share: number
  /** The stretch, in UTF-16 units: number of the text, start and end. */
  readonly text: number
  readonly start: number
  readonly end: number
}

export interface CandidateOptions {
  /** Least share of an item's words, by weight. */
  readonly leastShare: number
  /** Most candidates of one sample; those with the largest shares. */
  readonly most: number
}

/** A word in more of all passages than this tells nothing. */
const COMMON_SHARE = 0.05
/** A word of more items than this is not looked up. */
const MAX_ITEMS_OF_WORD = 400
/** Words that an item needs to be looked for. */
const LEAST_WORDS = 3
/** Bits that the shared words must weigh together: two or three everyday words are in any text. */
const LEAST_BITS = 32
/** Stretches are this much longer than an item is on average, in tokens, and at least */
const STRETCH_FACTOR = 1.5
const LEAST_STRETCH = 24
const MOST_STRETCH = 160

/** Makes a function that finds stretches with many of the rarer words of an item: what a paraphrase mostly keeps. */
export function candidateFinder(
  { items }: Pick<BenchmarkSet, 'items'>,
  frequencyOf: (hash: number) => number,
): (texts: readonly string[], options: CandidateOptions) => Candidate[] {
  const tokenize = createWordTokenizer()
  const weights = new Map<number, { readonly weight: number; readonly items: number[] }>()
  const totals = new Float64Array(items.length)
  let tokenSum = 0
  for (const [number, { texts }] of items.entries()) {
    const tokens = tokenize(texts.join('\n'))
    tokenSum += tokens.length
    const own = new Map<number, number>()
    eachWord(tokens, frequencyOf, 0, tokens.length, (hash, weight) => own.set(hash, weight))
    if (own.size < LEAST_WORDS) continue
    for (const [hash, weight] of own) {
      const known = weights.get(hash)
      if (known === undefined) weights.set(hash, { weight, items: [number] })
      else known.items.push(number)
      totals[number] = (totals[number] as number) + weight
    }
  }
  for (const [hash, { items: list }] of weights) if (list.length > MAX_ITEMS_OF_WORD) weights.delete(hash)
  const stretch = Math.min(
    MOST_STRETCH,
    Math.max(LEAST_STRETCH, Math.ceil((STRETCH_FACTOR * tokenSum) / Math.max(1, items.length))),
  )
  return (texts, { leastShare, most }) => {
    const tokens = tokenize(texts)
    const best = new Map<number, Candidate>()
    for (let text = 0; text < texts.length; text++) {
      const first = tokens.firsts[text] as number
      const last = tokens.firsts[text + 1] ?? tokens.length
      for (let from = first; from < last; from += stretch >> 1) {
        const to = Math.min(last, from + stretch)
        for (const [item, sum] of sumsOf(tokens, from, to, frequencyOf, weights)) {
          const share = sum / (totals[item] as number)
          if (sum < LEAST_BITS || share < leastShare || share <= (best.get(item)?.share ?? 0)) continue
          const [start, end] = [tokens.starts[from] as number, tokens.ends[to - 1] as number]
          best.set(item, { item, share, text, start, end })
        }
        if (to === last) break
      }
    }
    return [...best.values()].sort((a, b) => b.share - a.share || a.item - b.item).slice(0, most)
  }
}

function sumsOf(
  tokens: WordTokens,
  from: number,
  to: number,
  frequencyOf: (hash: number) => number,
  weights: ReadonlyMap<number, { readonly weight: number; readonly items: readonly number[] }>,
): Map<number, number> {
  const sums = new Map<number, number>()
  const seen = new Set<number>()
  eachWord(tokens, frequencyOf, from, to, hash => {
    const known = weights.get(hash)
    if (known === undefined || seen.has(hash)) return
    seen.add(hash)
    for (const item of known.items) sums.set(item, (sums.get(item) ?? 0) + known.weight)
  })
  return sums
}

/** Visits the rarer words with their weights in bits; of Chinese, pairs of characters. */
function eachWord(
  { hashes, units }: WordTokens,
  frequencyOf: (hash: number) => number,
  from: number,
  to: number,
  visit: (hash: number, weight: number) => void,
): void {
  for (let i = from; i < to; i++) {
    const hash = hashes[i] as number
    if (units[i] === UNITS_PER_WORD) {
      const share = frequencyOf(hash)
      if (share <= COMMON_SHARE) visit(hash, -Math.log2(Math.max(share, 1e-6)))
    } else if (i + 1 < to && units[i + 1] !== UNITS_PER_WORD) {
      const [own, next] = [frequencyOf(hash), frequencyOf(hashes[i + 1] as number)]
      const share = Math.min(1, own * next)
      if (share <= COMMON_SHARE)
        visit(
          mixBits(Math.imul(hash, 0x01000193) ^ (hashes[i + 1] as number)),
          -Math.log2(Math.max(share, 1e-6)),
        )
    }
  }
}
