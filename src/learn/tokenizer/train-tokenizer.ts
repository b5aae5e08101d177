import { popFrom, pushTo } from './_heap.ts'
import { BYTE_CHARACTERS, toByteCharacters } from './byte-alphabet.ts'
import { type SplitName, splitWords } from './split-patterns.ts'
import { openTokenizer, type Tokenizer } from './tokenizer.ts'

/** How to train a tokenizer. */
export interface TrainTokenizerOptions {
  /** Tokens in all, special ones and the 256 bytes included. */
  readonly vocabularySize: number
  /** Pairs seen less often are not merged; 2 when left out. */
  readonly minimumCount?: number
  /** Get the first ids, in this order. */
  readonly specialTokens?: readonly string[]
  /** Special tokens put before and after every text. */
  readonly prefix?: readonly string[]
  readonly suffix?: readonly string[]
  readonly split?: SplitName
  /** Most distinct words that are kept; further new words are not counted. One million when left out. */
  readonly maxWords?: number
}

interface Word {
  ids: number[]
  readonly count: number
}

/**
 * Learns byte-level BPE from texts: the most frequent pair merges first, the smaller ids among equals, as the `tokenizers`
 * package does. Source: https://arxiv.org/abs/1508.07909
 */
export function trainTokenizer(texts: Iterable<string>, options: TrainTokenizerOptions): Tokenizer {
  const { vocabularySize, minimumCount = 2, specialTokens = [], split = 'llama3' } = options
  const vocabulary = new Map<string, number>()
  for (const each of specialTokens) vocabulary.set(each, vocabulary.size)
  for (const each of [...BYTE_CHARACTERS].sort((a, b) => a.charCodeAt(0) - b.charCodeAt(0)))
    if (!vocabulary.has(each)) vocabulary.set(each, vocabulary.size)
  if (vocabularySize < vocabulary.size)
    throw new RangeError(`the vocabulary needs at least ${vocabulary.size} tokens`)
  const tokens = [...vocabulary.keys()]
  const words = countWords(texts, split, options.maxWords ?? 1_000_000).map(
    ([text, count]): Word => ({
      ids: [...toByteCharacters(text)].map(each => vocabulary.get(each) as number),
      count,
    }),
  )
  const merges: [string, string][] = []
  const pairs = countPairs(words)
  while (vocabulary.size < vocabularySize) {
    const best = pairs.takeBest()
    if (best === undefined || best.count < Math.max(1, minimumCount)) break
    const left = tokens[best.left] as string
    const right = tokens[best.right] as string
    const id = vocabulary.get(left + right) ?? tokens.length
    if (id === tokens.length) {
      tokens.push(left + right)
      vocabulary.set(left + right, id)
    }
    merges.push([left, right])
    pairs.merge(best, id)
  }
  const ids = (names: readonly string[] = []) =>
    names.map(name => {
      const index = specialTokens.indexOf(name)
      if (index < 0) throw new RangeError('what is put around a text must be a special token')
      return vocabulary.get(name) as number
    })
  return openTokenizer({
    vocabulary,
    merges,
    added: specialTokens.map(content => ({ id: vocabulary.get(content) as number, content, special: true })),
    split,
    ignoreMerges: false,
    addPrefixSpace: false,
    normalization: undefined,
    prefix: ids(options.prefix),
    suffix: ids(options.suffix),
  })
}

function countWords(texts: Iterable<string>, split: SplitName, most: number): [string, number][] {
  const counts = new Map<string, number>()
  for (const text of texts)
    for (const word of splitWords(text, split)) {
      const count = counts.get(word)
      if (count !== undefined || counts.size < most) counts.set(word, (count ?? 0) + 1)
    }
  return [...counts]
}

interface Pair {
  readonly left: number
  readonly right: number
  readonly count: number
}

/** Ids stay below this, so that a pair is one safe integer. */
const SHIFT = 0x200_0000

function countPairs(words: readonly Word[]) {
  const counts = new Map<number, number>()
  const places = new Map<number, Set<number>>()
  const heap: Pair[] = []
  const note = (left: number, right: number, by: number, word: number) => {
    const key = left * SHIFT + right
    counts.set(key, (counts.get(key) ?? 0) + by)
    if (by <= 0) return
    let set = places.get(key)
    if (set === undefined) {
      set = new Set()
      places.set(key, set)
    }
    set.add(word)
  }
  words.forEach(({ ids, count }, index) => {
    for (let i = 0; i + 1 < ids.length; i++) note(ids[i] as number, ids[i + 1] as number, count, index)
  })
  for (const [key, count] of counts)
    pushTo(heap, before, { left: Math.floor(key / SHIFT), right: key % SHIFT, count })

  return {
    /** The most frequent pair; entries whose count has changed since go back with the new one. */
    takeBest(): Pair | undefined {
      for (;;) {
        const top = popFrom(heap, before)
        if (top === undefined) return undefined
        const now = counts.get(top.left * SHIFT + top.right) ?? 0
        if (now === top.count) return top
        if (now > 0) pushTo(heap, before, { ...top, count: now })
      }
    },
    /** Replaces a pair by its token in all words. */
    merge({ left, right }: Pair, id: number): void {
      const key = left * SHIFT + right
      const changed = new Set<number>()
      for (const index of places.get(key) ?? []) {
        const word = words[index] as Word
        const next: number[] = []
        const { ids, count } = word
        for (let i = 0; i < ids.length; i++) {
          if (ids[i] !== left || i + 1 >= ids.length || ids[i + 1] !== right) {
            next.push(ids[i] as number)
            continue
          }
          const before = next.at(-1)
          if (before !== undefined) {
            note(before, left, -count, index)
            note(before, id, count, index)
            changed.add(before * SHIFT + id)
          }
          const after = ids[i + 2]
          if (after !== undefined) {
            note(right, after, -count, index)
            note(id, after, count, index)
            changed.add(id * SHIFT + after)
          }
          next.push(id)
          i++
        }
        word.ids = next
      }
      places.delete(key)
      counts.delete(key)
      for (const each of changed) {
        const count = counts.get(each) ?? 0
        if (count > 0) pushTo(heap, before, { left: Math.floor(each / SHIFT), right: each % SHIFT, count })
      }
    },
  }
}

const before = (a: Pair, b: Pair): boolean =>
  a.count !== b.count ? a.count > b.count : a.left !== b.left ? a.left < b.left : a.right < b.right
