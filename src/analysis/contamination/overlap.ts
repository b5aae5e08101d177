import { createWordTokenizer, type WordTokens } from '../../kernels/word-tokens.ts'
import { type BenchmarkIndex, GRAM_WORDS, pairHashes, visitGrams } from './benchmark-index.ts'

/** What one text shares with one item of a benchmark. */
export interface Overlap {
  readonly item: number
  /** The share of the item's grams of five words (eight Chinese characters) that stand in the text, from 0 to 1. */
  readonly containment: number
  /** The share of the item's pairs of neighboring words that stand around the longest shared run, from 0 to 1. */
  readonly pairs: number
  /** The longest run that both share, in words; eight Chinese characters count five. */
  readonly longestRun: number
  /** Where the first and the last shared gram stand: number of the text, start and end in UTF-16 units. */
  readonly text: number
  readonly start: number
  readonly end: number
}

/** The grams that a text shares with an item: token numbers in the text and positions in the item, in order of the text. */
interface Hits {
  readonly tokens: number[]
  readonly ends: number[]
  readonly positions: number[]
}

/** A text is compared with this many items, and this many grams of each (CWE-407). */
const MAX_ITEMS = 4096
const MAX_HITS = 4096

/**
 * Makes a function that tells what texts share with the items of an index, the most contained first. A gram of the text
 * counts for the item that holds most: variants of one question, of which one stands in the text, are not all found.
 */
export function overlapReader(index: BenchmarkIndex): (texts: readonly string[]) => Overlap[] {
  const tokenize = createWordTokenizer()
  return texts => {
    const tokens = tokenize(texts)
    const hits = new Map<number, Hits>()
    visitGrams(tokens, (low, high, first, end) => {
      for (let place = index.find(low, high); place !== -1; place = index.next(place))
        note(hits, index.itemOf(place), index.positionOf(place), first, end)
    })
    if (hits.size === 0) return []
    const share = (item: number, { positions }: Hits) =>
      new Set(positions).size / (index.sizes[item] as number)
    const order = [...hits]
      .map(([item, own]) => [item, own, share(item, own)] as const)
      .sort((a, b) => b[2] - a[2] || a[0] - b[0])
    const claimed = new Set<number>()
    const found: Overlap[] = []
    for (const [item, all] of order) {
      const own = claimed.size === 0 ? all : unclaimed(all, claimed)
      if (own.tokens.length === 0) continue
      found.push(overlapOf(item, own, share(item, own), tokens, index))
      for (const token of own.tokens) claimed.add(token)
    }
    return found.sort((a, b) => b.containment - a.containment || b.pairs - a.pairs || a.item - b.item)
  }
}

function note(hits: Map<number, Hits>, item: number, position: number, token: number, end: number): void {
  let own = hits.get(item)
  if (own === undefined) {
    if (hits.size >= MAX_ITEMS) return
    own = { tokens: [], ends: [], positions: [] }
    hits.set(item, own)
  }
  if (own.tokens.length >= MAX_HITS) return
  own.tokens.push(token)
  own.ends.push(end)
  own.positions.push(position)
}

function unclaimed({ tokens, ends, positions }: Hits, claimed: ReadonlySet<number>): Hits {
  const kept = tokens.map((_, at) => at).filter(at => !claimed.has(tokens[at] as number))
  const pick = (list: readonly number[]) => kept.map(at => list[at] as number)
  return { tokens: pick(tokens), ends: pick(ends), positions: pick(positions) }
}

function overlapOf(
  item: number,
  { tokens: at, ends, positions }: Hits,
  containment: number,
  tokens: WordTokens,
  index: BenchmarkIndex,
): Overlap {
  let [run, longest, anchor] = [1, 1, at[0] as number]
  for (let i = 1; i < at.length; i++) {
    const follows = at[i] === (at[i - 1] as number) + 1 && positions[i] === (positions[i - 1] as number) + 1
    run = follows ? run + 1 : 1
    if (run <= longest) continue
    longest = run
    anchor = at[i - run + 1] as number
  }
  const first = at[0] as number
  const text = textAt(tokens.firsts, first)
  const last = Math.min(ends.at(-1) as number, tokens.firsts[text + 1] ?? tokens.length) - 1
  return {
    item,
    containment,
    pairs: pairShare(index, item, tokens, anchor),
    longestRun: longest + GRAM_WORDS - 1,
    text,
    start: tokens.starts[first] as number,
    end: tokens.ends[last] as number,
  }
}

/** The share of an item's pairs among the tokens around a place where both run together. */
function pairShare(index: BenchmarkIndex, item: number, tokens: WordTokens, anchor: number): number {
  const wanted = index.pairsOf(item)
  const reach = index.tokens[item] as number
  const around = new Set(
    pairHashes(tokens, Math.max(0, anchor - reach), Math.min(tokens.length, anchor + reach + GRAM_WORDS)),
  )
  let shared = 0
  for (const pair of wanted) if (around.has(pair)) shared++
  return shared / Math.max(1, wanted.length)
}

function textAt(firsts: readonly number[], token: number): number {
  let text = 0
  while (text + 1 < firsts.length && (firsts[text + 1] as number) <= token) text++
  return text
}
