import { fromByteCharacters, toByteCharacters } from './byte-alphabet.ts'
import { mergeWord } from './merge.ts'
import { type SplitName, splitWords } from './split-patterns.ts'

/** A token that is found in the text before any cutting. */
export interface AddedToken {
  readonly id: number
  readonly content: string
  /** Left out of decoded text. */
  readonly special: boolean
}

/** All that a byte-level BPE tokenizer knows. */
export interface TokenizerData {
  /** Tokens in byte characters, by text. */
  readonly vocabulary: ReadonlyMap<string, number>
  /** Pairs in the order of their merging. */
  readonly merges: readonly (readonly [string, string])[]
  readonly added: readonly AddedToken[]
  readonly split: SplitName
  /** A word that is a token is taken whole, without merging. */
  readonly ignoreMerges: boolean
  /** Puts a space before a text that starts without one. */
  readonly addPrefixSpace: boolean
  readonly normalization: 'NFC' | undefined
  /** Added around every text unless asked not to. */
  readonly prefix: readonly number[]
  readonly suffix: readonly number[]
}

/** Turns text into token ids and back. */
export interface Tokenizer {
  readonly data: TokenizerData
  /** Ids run from 0 to below this. */
  readonly size: number
  /** `addSpecial` (true when left out) adds what the tokenizer puts around every text. */
  readonly encode: (text: string, options?: { readonly addSpecial?: boolean }) => number[]
  /** Unknown ids are left out; bytes that are not UTF-8 become U+FFFD. Special tokens are skipped unless `keepSpecial`. */
  readonly decode: (ids: Iterable<number>, options?: { readonly keepSpecial?: boolean }) => string
  /** The id of a token by its text, added tokens first. */
  readonly idOf: (token: string) => number | undefined
}

/** Most words whose tokens are remembered, and the longest of them. */
const MAX_REMEMBERED = 50_000
const MAX_REMEMBERED_LENGTH = 64

/** Makes a tokenizer ready for use. */
export function openTokenizer(data: TokenizerData): Tokenizer {
  const { vocabulary } = data
  const added = new Map(data.added.map(each => [each.content, each]))
  const texts = new Map<number, string>()
  for (const [text, id] of vocabulary) texts.set(id, text)
  const byId = new Map(data.added.map(each => [each.id, each]))
  const size = Math.max(-1, ...maxima(vocabulary.values()), ...maxima(byId.keys())) + 1
  const ranks = new Map<number, { rank: number; id: number }>()
  data.merges.forEach(([left, right], rank) => {
    const id = vocabulary.get(left + right)
    const a = vocabulary.get(left)
    const b = vocabulary.get(right)
    if (id !== undefined && a !== undefined && b !== undefined) ranks.set(a * size + b, { rank, id })
  })
  const table = { find: (left: number, right: number) => ranks.get(left * size + right) }
  const finder = added.size === 0 ? undefined : addedPattern([...added.keys()])
  const remembered = new Map<string, readonly number[]>()

  const encodeWord = (word: string): readonly number[] => {
    const known = remembered.get(word)
    if (known !== undefined) return known
    const characters = toByteCharacters(word)
    const whole = data.ignoreMerges ? vocabulary.get(characters) : undefined
    const symbols: number[] = []
    if (whole === undefined)
      for (const character of characters) {
        const id = vocabulary.get(character)
        if (id !== undefined) symbols.push(id)
      }
    const ids = whole === undefined ? mergeWord(symbols, table) : [whole]
    if (word.length <= MAX_REMEMBERED_LENGTH) {
      if (remembered.size >= MAX_REMEMBERED) remembered.clear()
      remembered.set(word, ids)
    }
    return ids
  }
  const encodePlain = (text: string, into: number[]) => {
    if (text === '') return
    const normal = data.normalization === undefined ? text : text.normalize(data.normalization)
    const prefixed = data.addPrefixSpace && !normal.startsWith(' ') ? ` ${normal}` : normal
    for (const word of splitWords(prefixed, data.split)) for (const id of encodeWord(word)) into.push(id)
  }

  return {
    data,
    size,
    encode(text, { addSpecial = true } = {}) {
      const ids: number[] = addSpecial ? [...data.prefix] : []
      let at = 0
      if (finder !== undefined)
        for (const match of text.matchAll(finder)) {
          encodePlain(text.slice(at, match.index), ids)
          ids.push((added.get(match[0]) as AddedToken).id)
          at = match.index + match[0].length
        }
      encodePlain(text.slice(at), ids)
      if (addSpecial) ids.push(...data.suffix)
      return ids
    },
    decode(ids, { keepSpecial = false } = {}) {
      let result = ''
      let pending = ''
      const flush = () => {
        if (pending !== '')
          result += new TextDecoder('utf-8', { ignoreBOM: true }).decode(fromByteCharacters(pending))
        pending = ''
      }
      for (const id of ids) {
        const token = byId.get(id)
        if (token === undefined) pending += texts.get(id) ?? ''
        else if (keepSpecial || !token.special) {
          flush()
          result += token.content
        }
      }
      flush()
      return result
    },
    idOf: token => added.get(token)?.id ?? vocabulary.get(token),
  }
}

function maxima(ids: Iterable<number>): number[] {
  let most = -1
  for (const id of ids) if (id > most) most = id
  return [most]
}

/** Finds added tokens, the longest first. */
const addedPattern = (contents: readonly string[]): RegExp =>
  new RegExp(
    [...contents]
      .sort((a, b) => b.length - a.length)
      .map(each => each.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&'))
      .join('|'),
    'gu',
  )
