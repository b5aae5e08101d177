import { createWordTokenizer } from '../../kernels/word-tokens.ts'
import { type BenchmarkIndex, GRAM_WORDS, visitGrams } from './benchmark-index.ts'

/** What one text shares with one item of a benchmark. */
export interface Overlap {
  readonly item: number
  /** The share of the item's grams of five words (eight Chinese characters) that stand in the text, from 0 to 1. */
  readonly containment: number
  /** The longest run of words that both share, in words; eight Chinese characters count five. */
  readonly longestRun: number
  /** Where in the text the first and the last shared gram stand, in UTF-16 units: text number, start and end. */
  readonly text: number
  readonly start: number
  readonly end: number
}

interface Tally {
  hits: number
  readonly seen: Set<number>
  lastPosition: number
  lastToken: number
  run: number
  longest: number
  first: number
  end: number
}

/** A text is compared with this many items at most (CWE-407): who shares grams with more quotes the benchmark as a whole. */
const MAX_ITEMS = 4096

/** Makes a function that tells what texts share with the items of an index, the most contained first. */
export function overlapReader(index: BenchmarkIndex): (texts: readonly string[]) => Overlap[] {
  const tokenize = createWordTokenizer()
  return texts => {
    const tokens = tokenize(texts)
    const tallies = new Map<number, Tally>()
    visitGrams(tokens, (low, high, firstToken, endToken) => {
      for (let place = index.find(low, high); place !== -1; place = index.next(place)) {
        note(tallies, index.itemOf(place), index.positionOf(place), firstToken, endToken)
      }
    })
    const found: Overlap[] = []
    for (const [item, { seen, longest, first, end }] of tallies) {
      const text = textAt(tokens.firsts, first)
      const last = Math.min(end, tokens.firsts[text + 1] ?? tokens.length) - 1
      found.push({
        item,
        containment: seen.size / (index.sizes[item] as number),
        longestRun: longest + GRAM_WORDS - 1,
        text,
        start: tokens.starts[first] as number,
        end: tokens.ends[last] as number,
      })
    }
    return found.sort(
      (a, b) => b.containment - a.containment || b.longestRun - a.longestRun || a.item - b.item,
    )
  }
}

function note(tallies: Map<number, Tally>, item: number, position: number, token: number, end: number): void {
  const tally = tallies.get(item)
  if (tally === undefined) {
    if (tallies.size < MAX_ITEMS) {
      tallies.set(item, {
        hits: 1,
        seen: new Set([position]),
        lastPosition: position,
        lastToken: token,
        run: 1,
        longest: 1,
        first: token,
        end,
      })
    }
    return
  }
  tally.hits++
  tally.seen.add(position)
  tally.run = position === tally.lastPosition + 1 && token === tally.lastToken + 1 ? tally.run + 1 : 1
  if (tally.run > tally.longest) tally.longest = tally.run
  tally.lastPosition = position
  tally.lastToken = token
  if (end > tally.end) tally.end = end
}

function textAt(firsts: readonly number[], token: number): number {
  let text = 0
  while (text + 1 < firsts.length && (firsts[text + 1] as number) <= token) text++
  return text
}
