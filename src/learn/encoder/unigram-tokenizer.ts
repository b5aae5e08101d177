import type { EncodedText } from '../../core/encoder.ts'
import { type Replacements, textNormalizer } from './normalize-text.ts'
import { pieceTrie } from './piece-trie.ts'

/** A unigram vocabulary in the order of ids. */
export interface UnigramVocabulary {
  /** An empty piece is a mark that no text produces. */
  readonly pieces: readonly string[]
  /** Logarithm of each piece's probability. */
  readonly scores: Float32Array
  readonly unknownId: number
  /** Score of one code point that no piece covers. */
  readonly unknownScore: number
  readonly replacements: Replacements
}

/** What stands for the space before a word. */
const WORD_MARK = 0x2581
const SPACE = 0x20
/** Words of at most so many units are remembered with their tokens, at most so many of them. */
const REMEMBERED_UNITS = 24
const REMEMBERED_WORDS = 16_384

/**
 * Makes the function that cuts a text into the most likely pieces, word by word, in linear time: no piece reaches over a
 * space. Neighbors that no piece covers are one unknown token. Source: https://arxiv.org/abs/1804.10959
 */
export function unigramTokenizer(vocabulary: UnigramVocabulary): (text: string) => EncodedText {
  const normalize = textNormalizer(vocabulary.replacements)
  const segment = wordSegmenter(vocabulary)
  const remembered = new Map<string, Int32Array>()
  let units = new Uint16Array(256)
  let froms = new Uint32Array(256)
  let tos = new Uint32Array(256)
  let length = 0
  let isAsGiven = true
  const push = (unit: number, from: number, to: number) => {
    if (length === units.length) {
      units = grown(units, new Uint16Array(2 * length))
      froms = grown(froms, new Uint32Array(2 * length))
      tos = grown(tos, new Uint32Array(2 * length))
    }
    units[length] = unit
    froms[length] = from
    tos[length++] = to
  }
  return text => {
    const out = createTokens(text.length)
    const endWord = () => {
      if (length === 0) return
      const isShort = isAsGiven && length <= REMEMBERED_UNITS
      const start = froms[0] as number
      const word = isShort ? text.slice(start, start + length - 1) : ''
      let cut = isShort ? remembered.get(word) : undefined
      if (cut === undefined) {
        cut = segment(units, length)
        if (isShort) {
          if (remembered.size === REMEMBERED_WORDS) remembered.clear()
          remembered.set(word, cut.slice())
        }
      }
      for (let at = 0, begin = 0; at < cut.length; at += 2) {
        const end = cut[at + 1] as number
        out.add(cut[at] as number, froms[begin] as number, tos[end - 1] as number)
        begin = end
      }
      length = 0
      isAsGiven = true
    }
    length = 0
    isAsGiven = true
    normalize(text, (unit, from, to) => {
      if (unit === SPACE) {
        endWord()
        return
      }
      if (length === 0) push(WORD_MARK, from, from)
      if (to !== from + 1 || text.charCodeAt(from) !== unit) isAsGiven = false
      push(unit, from, to)
    })
    endWord()
    return out.finish()
  }
}

function grown<A extends Uint16Array | Uint32Array>(old: A, larger: A): A {
  larger.set(old)
  return larger
}

function createTokens(units: number) {
  const room = Math.max(16, units >> 1)
  let ids = new Uint32Array(room)
  let starts = new Uint32Array(room)
  let ends = new Uint32Array(room)
  let count = 0
  return {
    add(id: number, start: number, end: number) {
      if (count === ids.length) {
        ids = grown(ids, new Uint32Array(2 * count))
        starts = grown(starts, new Uint32Array(2 * count))
        ends = grown(ends, new Uint32Array(2 * count))
      }
      ids[count] = id
      starts[count] = start
      ends[count++] = end
    },
    finish: (): EncodedText => ({
      ids: ids.slice(0, count),
      starts: starts.slice(0, count),
      ends: ends.slice(0, count),
    }),
  }
}

/** Makes the function that cuts one word: pairs of an id and the place after its piece, good until the next call. */
function wordSegmenter({ pieces, scores, unknownId, unknownScore }: UnigramVocabulary) {
  const { ids, step } = pieceTrie(pieces)
  let best = new Float64Array(256)
  let before = new Int32Array(256)
  let idAt = new Int32Array(256)
  let cut = new Int32Array(512)
  return (units: Uint16Array, length: number): Int32Array => {
    if (best.length <= length) {
      const size = 2 * length
      best = new Float64Array(size)
      before = new Int32Array(size)
      idAt = new Int32Array(size)
      cut = new Int32Array(2 * size)
    }
    best.fill(Number.NEGATIVE_INFINITY, 1, length + 1)
    best[0] = 0
    for (let start = 0; start < length; ) {
      const width = start + 1 < length && isPair(units[start] as number, units[start + 1] as number) ? 2 : 1
      const so = best[start] as number
      let isCovered = false
      for (let node = 1, at = start; at < length; ) {
        node = step(node, units[at++] as number)
        if (node === 0) break
        const id = ids[node] as number
        if (id < 0) continue
        const score = so + (scores[id] as number)
        if (score > (best[at] as number)) {
          best[at] = score
          before[at] = start
          idAt[at] = id
        }
        if (at === start + width) isCovered = true
      }
      if (!isCovered && so + unknownScore > (best[start + width] as number)) {
        best[start + width] = so + unknownScore
        before[start + width] = start
        idAt[start + width] = unknownId
      }
      start += width
    }
    let place = cut.length
    let isAfterUnknown = false
    for (let at = length; at > 0; at = before[at] as number) {
      const isUnknown = idAt[at] === unknownId
      if (!(isUnknown && isAfterUnknown)) {
        cut[--place] = at
        cut[--place] = idAt[at] as number
      }
      isAfterUnknown = isUnknown
    }
    return cut.subarray(place)
  }
}

const isPair = (high: number, low: number): boolean => (high & 0xfc00) === 0xd800 && (low & 0xfc00) === 0xdc00
