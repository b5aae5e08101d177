import type { BenchmarkSet } from '../../core/benchmark.ts'
import { createWordTokenizer, mixBits, UNITS_PER_WORD, type WordTokens } from '../../kernels/word-tokens.ts'

/** Words of a gram: five, or eight Chinese characters, as for near-duplicates. */
export const GRAM_WORDS = 5
const GRAM_UNITS = GRAM_WORDS * UNITS_PER_WORD
/** Items with fewer grams cannot be told from common phrases. */
export const LEAST_GRAMS = 5
/** A gram that stands in more items belongs to none of them. Source: GPT-3, https://arxiv.org/abs/2005.14165, appendix C */
const COMMON_ITEMS = 10
/** Grams beyond this many are not indexed (CWE-770); 24 bytes each. */
const MAX_GRAMS = 8_000_000

const FIRST = 0x01000193
const SECOND = 0x5bd1e995

/** Visits the grams of a text: runs of tokens, each as long as `GRAM_WORDS` words. One step a token. */
export function visitGrams(
  { hashes, units, length }: WordTokens,
  visit: (low: number, high: number, firstToken: number, endToken: number) => void,
): void {
  let [low, high, held, from] = [0, 0, 0, 0]
  for (let i = 0; i < length; i++) {
    const hash = hashes[i] as number
    low = (Math.imul(low, FIRST) + hash) | 0
    high = (Math.imul(high, SECOND) + Math.imul(hash, 0x2c1b3c6d)) | 0
    held += units[i] as number
    while (held - (units[from] as number) >= GRAM_UNITS) {
      const out = hashes[from] as number
      const after = i - from
      low = (low - Math.imul(powerOf(FIRST_POWERS, after), out)) | 0
      high = (high - Math.imul(powerOf(SECOND_POWERS, after), Math.imul(out, 0x2c1b3c6d))) | 0
      held -= units[from] as number
      from++
    }
    if (held >= GRAM_UNITS) visit(mixBits(low), mixBits(high), from, i + 1)
  }
}

const powers = (base: number): Int32Array => {
  const list = new Int32Array(GRAM_UNITS + 1)
  list[0] = 1
  for (let i = 1; i < list.length; i++) list[i] = Math.imul(list[i - 1] as number, base)
  return list
}
const FIRST_POWERS = powers(FIRST)
const SECOND_POWERS = powers(SECOND)
const powerOf = (list: Int32Array, exponent: number): number => list[exponent] as number

/** The grams of all items of benchmarks, to be asked for by hash. */
export interface BenchmarkIndex {
  /** Grams of each item, 0 for one that is too short. */
  readonly sizes: Uint32Array
  /** Tokens of each item. */
  readonly tokens: Uint32Array
  /** The pairs of neighboring tokens of an item, as hashes, each once. */
  pairsOf(item: number): Uint32Array
  /** True when there was no room for all grams. */
  readonly isCut: boolean
  /** The first place of a gram, or -1. A place is a number in the order of all grams of all items. */
  find(low: number, high: number): number
  /** The next place of the same gram, or -1. */
  next(place: number): number
  itemOf(place: number): number
  /** Number of a place among the grams of its item. */
  positionOf(place: number): number
}

const NONE = new Uint32Array(0)

/** The pairs of neighbors among the tokens `from` to `to`, exclusive, as hashes, each once. */
export function pairHashes({ hashes }: WordTokens, from: number, to: number): Uint32Array {
  const found = new Set<number>()
  for (let i = from + 1; i < to; i++)
    found.add(mixBits(Math.imul(hashes[i - 1] as number, FIRST) ^ (hashes[i] as number)))
  return Uint32Array.from(found)
}

const made = new WeakMap<BenchmarkSet, BenchmarkIndex>()

/** Indexes benchmarks; the same set gives the same index. */
export function indexBenchmarks(set: BenchmarkSet): BenchmarkIndex {
  let index = made.get(set)
  if (index === undefined) {
    index = buildIndex(set)
    made.set(set, index)
  }
  return index
}

function buildIndex({ items }: BenchmarkSet): BenchmarkIndex {
  const tokenize = createWordTokenizer()
  const sizes = new Uint32Array(items.length)
  const tokenCounts = new Uint32Array(items.length)
  const lows: number[] = []
  const highs: number[] = []
  const owners: number[] = []
  const starts = new Uint32Array(items.length + 1)
  const pairs: Uint32Array[] = []
  let isCut = false
  for (const [number, { texts }] of items.entries()) {
    const tokens = tokenize(texts.join('\n'))
    tokenCounts[number] = tokens.length
    const before = lows.length
    if (before < MAX_GRAMS) {
      visitGrams(tokens, (low, high) => {
        lows.push(low)
        highs.push(high)
        owners.push(number)
      })
    } else isCut = true
    const count = lows.length - before
    if (count < LEAST_GRAMS) lows.length = highs.length = owners.length = before
    else sizes[number] = count
    pairs.push(count < LEAST_GRAMS ? NONE : pairHashes(tokens, 0, tokens.length))
    starts[number + 1] = lows.length
  }
  const size = 2 ** Math.ceil(Math.log2(Math.max(1024, lows.length * 2)))
  const mask = size - 1
  const slots = new Int32Array(size).fill(-1)
  const nexts = new Int32Array(lows.length).fill(-1)
  const heads = new Uint8Array(lows.length)
  for (let place = lows.length - 1; place >= 0; place--) {
    let at = (lows[place] as number) & mask
    for (; ; at = (at + 1) & mask) {
      const held = slots[at] as number
      if (held === -1) break
      if (lows[held] === lows[place] && highs[held] === highs[place]) {
        nexts[place] = held
        heads[place] = Math.min(255, (heads[held] as number) + 1)
        break
      }
    }
    slots[at] = place
  }
  return {
    sizes,
    tokens: tokenCounts,
    pairsOf: item => pairs[item] ?? NONE,
    isCut,
    find(low, high) {
      for (let at = low & mask; ; at = (at + 1) & mask) {
        const place = slots[at] as number
        if (place === -1) return -1
        if (lows[place] === low && highs[place] === high)
          return (heads[place] as number) >= COMMON_ITEMS ? -1 : place
      }
    },
    next: place => nexts[place] as number,
    itemOf: place => owners[place] as number,
    positionOf: place => place - (starts[owners[place] as number] as number),
  }
}
