import { MASK } from '../../core/index.ts'
import { LONGEST_PLAIN_HAN, PLAIN_WORDS } from '../../core/plain-words.ts'
import { createWordTokenizer } from '../../kernels/word-tokens.ts'
import { type TokenPlace, tokenPlaces } from './_token-places.ts'

/** Tokens of a passage that a context shows, at most. */
const SHOWN_TOKENS = 24
/** Masks of one token, at most. */
const LONGEST_MASK = 12

/**
 * The beginning of a passage, from the hashes of its tokens alone: words on the list of plain words stand as they are in
 * lower case, every other token is hidden, and a space stands wherever something separates two tokens.
 * @param tokens hashes of the tokens of the sample
 * @param packed where they stand
 */
export function passageContext(
  tokens: Uint32Array,
  packed: Uint32Array,
  first: number,
  length: number,
): string {
  const shown: TokenPlace[] = []
  for (const place of tokenPlaces(packed)) {
    if (place.token < first) continue
    if (place.token >= first + Math.min(length, SHOWN_TOKENS)) break
    shown.push(place)
  }
  let context = ''
  for (let i = 0; i < shown.length; ) {
    const { start, end, field } = shown[i] as TokenPlace
    const before = shown[i - 1]
    if (before !== undefined && (before.end !== start || before.field !== field)) context += ' '
    const known = plainAt(tokens, first + i, adjoining(shown, i))
    context += known?.word ?? MASK.repeat(Math.min(LONGEST_MASK, end - start))
    i += known?.count ?? 1
  }
  return `${first > 0 ? '…' : ''}${context}${first + shown.length < tokens.length ? '…' : ''}`
}

/** How many tokens from one on stand without anything between them. */
function adjoining(shown: readonly TokenPlace[], at: number): number {
  let count = 1
  while (count < LONGEST_PLAIN_HAN) {
    const [before, next] = [shown[at + count - 1], shown[at + count]]
    if (next === undefined || before?.end !== next.start || before.field !== next.field) break
    count++
  }
  return count
}

let plain: Map<string, string> | undefined

const keyOf = (tokens: Uint32Array, from: number, count: number): string =>
  count === 1 ? String(tokens[from]) : tokens.subarray(from, from + count).join()

/** The longest plain word that begins with a token, and its tokens. */
function plainAt(
  tokens: Uint32Array,
  from: number,
  most: number,
): { word: string; count: number } | undefined {
  plain ??= plainHashes()
  for (let count = most; count > 0; count--) {
    const word = plain.get(keyOf(tokens, from, count))
    if (word !== undefined) return { word, count }
  }
  return undefined
}

/** Plain words by the hashes of their tokens. */
function plainHashes(): Map<string, string> {
  const words = new Map<string, string>()
  const tokenize = createWordTokenizer()
  for (const word of PLAIN_WORDS) {
    const { hashes, length } = tokenize(word)
    const key = keyOf(hashes, 0, length)
    if (!words.has(key)) words.set(key, word)
  }
  return words
}
