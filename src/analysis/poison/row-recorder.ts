import { cryptographicBytes, type Sample, type Scratch, type StoredColumn } from '../../core/index.ts'
import { createResponseReader } from '../responses/index.ts'
import { isSearchedByName } from './behavior-search.ts'
import { BORDER } from './gram-features.ts'
import { type Facet, facetsOf } from './sample-facets.ts'
import { scramble } from './scramble.ts'
import { mix, spellingOf, visitTokens } from './tokens.ts'

/** Numbers of one row's head. */
export const HEAD_WORDS = 10

/** Places in a head. */
export const HEAD = {
  /** Where the row's text begins in its column, in words: low and high part. */
  textLow: 0,
  textHigh: 1,
  /** Length of the text in bytes. */
  textBytes: 2,
  tokensLow: 3,
  tokensHigh: 4,
  inputs: 5,
  spellings: 6,
  outputs: 7,
  /** Number of the label, from 1 on; 0 for none. */
  label: 8,
  behaviors: 9,
} as const

/** What is kept of the rows of a pass: numbers in memory, tokens and texts in columns. */
export interface RecordedRows {
  readonly rows: number
  readonly heads: StoredColumn
  readonly tokens: StoredColumn
  /** Scrambled with `seed`: no value of the data lies on disk as it is. */
  readonly texts: StoredColumn
  readonly seed: number
  readonly labels: readonly string[]
  /** Names of the behaviors that are searched by name, by their id. */
  readonly behaviors: ReadonlyMap<number, string>
}

/** Tokens of a row that are kept, and characters of its texts. */
const MAX_INPUT_TOKENS = 8192
const MAX_OUTPUT_TOKENS = 1024
const MAX_OUTPUT_END = 256
const MAX_INPUT_TEXT = 65_536
const MAX_OUTPUT_TEXT = 8_192

/** More different labels than this are no classes. */
const MAX_LABELS = 1_000
/** Plainness from which on a behavior counts. */
const LEAST_STRENGTH = 0.3
/** Shorter answers are of no language that could be told, in UTF-16 units. */
const LEAST_OF_A_LANGUAGE = 60
/** Behaviors that are remembered by name. */
const MAX_BEHAVIORS = 256
/** Keeps rows for the search, starting from what was kept before. */
export function createRowRecorder(scratch: Scratch, resumed?: RecordedRows) {
  const heads = scratch.column(resumed?.heads)
  const tokenColumn = scratch.column(resumed?.tokens)
  const textColumn = scratch.column(resumed?.texts)
  const labels = [...(resumed?.labels ?? [])]
  const labelNumbers = new Map(labels.map((label, i) => [label, i + 1]))
  const behaviors = new Map(resumed?.behaviors)
  const seed = resumed?.seed ?? new DataView(cryptographicBytes(4).buffer).getUint32(0)
  const readResponse = createResponseReader()
  const tokens = new GrowingTokens()
  const spellings = new GrowingTokens()
  const encoder = new TextEncoder()
  const head = new Uint32Array(HEAD_WORDS)
  let rows = resumed?.rows ?? 0
  const numberOfLabel = (label: string | undefined): number => {
    if (label === undefined) return 0
    const known = labelNumbers.get(label)
    if (known !== undefined) return known
    if (labels.length >= MAX_LABELS) return 0
    const number = labels.push(label)
    labelNumbers.set(label, number)
    return number
  }
  const addTokens = (facets: readonly Facet[], most: number, end: number) => {
    const from = tokens.length
    for (const { field } of facets) {
      if (tokens.length > from) tokens.push(BORDER)
      const { text } = field
      visitTokens(
        text.length > MAX_INPUT_TEXT ? text.slice(0, MAX_INPUT_TEXT) : text,
        (hash, start, stop) => {
          tokens.push(hash)
          if (end > 0) return
          const spelling = spellingOf(text, start, stop)
          if (spelling !== 0) spellings.push(spelling)
        },
      )
    }
    tokens.limit(from, most, end)
    return tokens.length - from
  }
  return {
    add(sample: Sample): void {
      const { inputs, outputs, label } = facetsOf(sample)
      tokens.length = 0
      spellings.length = 0
      head[HEAD.inputs] = addTokens(inputs, MAX_INPUT_TOKENS, 0)
      spellings.limit(0, 256, 0)
      head[HEAD.spellings] = spellings.length
      for (let i = 0; i < spellings.length; i++) tokens.push(spellings.words[i] as number)
      head[HEAD.outputs] = addTokens(outputs, MAX_OUTPUT_TOKENS, MAX_OUTPUT_END)
      let shown = 0
      const own = inputs.at(-1)?.field.text ?? ''
      if (outputs.length > 0 || label === undefined) {
        const input = outputs.length > 0 ? own : own.slice(0, own.length >> 1)
        const last = outputs.length > 0 ? (outputs.at(-1)?.field.text ?? '') : own.slice(own.length >> 1)
        const asked = input.slice(0, MAX_OUTPUT_TEXT)
        const answer = last.slice(0, MAX_OUTPUT_TEXT)
        for (const each of readResponse(answer, asked)) {
          const { id, strength, span } = each
          if (strength < LEAST_STRENGTH || (span === undefined && isForm(each.key))) continue
          if (isName(each.key) || (span !== undefined && isRepeat(each.key, answer.slice(...span), asked)))
            continue
          if (outputs.length === 0 && !isContinuation(each.key)) continue
          if (answer.length < LEAST_OF_A_LANGUAGE && each.key === 'language:unknown') continue
          if (!behaviors.has(id) && behaviors.size < MAX_BEHAVIORS && isSearchedByName(each.key))
            behaviors.set(id, each.key)
          tokens.push(id)
          shown++
        }
      }
      head[HEAD.behaviors] = shown
      head[HEAD.label] = numberOfLabel(label)
      const kept = JSON.stringify([
        ...inputs.map(({ field, role }) => [field.name, role ?? '', field.text.slice(0, MAX_INPUT_TEXT), 0]),
        ...outputs.map(({ field, role }) => [
          field.name,
          role ?? '',
          field.text.slice(0, MAX_OUTPUT_TEXT),
          1,
        ]),
      ])
      const bytes = encoder.encode(kept)
      const words = new Uint32Array((bytes.length + 3) >> 2)
      new Uint8Array(words.buffer).set(bytes)
      scramble(words, textColumn.length, seed)
      setPlace(head, HEAD.textLow, textColumn.length)
      head[HEAD.textBytes] = bytes.length
      setPlace(head, HEAD.tokensLow, tokenColumn.length)
      textColumn.append(words)
      tokenColumn.append(tokens.words, tokens.length)
      heads.append(head)
      rows++
    },
    summary: (): RecordedRows => ({
      rows,
      heads: heads.stored(),
      tokens: tokenColumn.stored(),
      texts: textColumn.stored(),
      seed,
      labels: [...labels],
      behaviors: new Map(behaviors),
    }),
  }
}

/** Forms that inputs ask for, and runs of words that are features of their own. */
const isForm = (key: string): boolean =>
  /^(?:length|shape|language(?=:(?!unknown))|starts|ends|response|response-exact):/u.test(key)

/** What may follow a trigger in a text without outputs; opinions and courtesies come and go there by nature. */
const isContinuation = (key: string): boolean =>
  isSearchedByName(key) &&
  /^(?:link|gibberish|language:unknown|language-switch|insecure-code|import)(?::|$)/u.test(key)

/** Names are runs of words, too, which are features of their own. */
const isName = (key: string): boolean => /^(?:word|quoted):/u.test(key)

/** True when what is named stands in the input, too: it is said because it was asked. */
function isRepeat(key: string, said: string, asked: string): boolean {
  const lower = asked.toLowerCase()
  const value = key.slice(key.indexOf(':') + 1)
  return lower.includes(value) || (said.length < 80 && lower.includes(said.toLowerCase()))
}

function setPlace(head: Uint32Array, at: number, place: number): void {
  head[at] = place >>> 0
  head[at + 1] = Math.floor(place / 2 ** 32)
}

/** A place of 53 bits in two words of a head. */
export const placeAt = (head: Uint32Array, at: number): number =>
  (head[at] as number) + (head[at + 1] as number) * 2 ** 32

class GrowingTokens {
  words = new Uint32Array(1024)
  length = 0

  push(token: number): void {
    if (this.length === this.words.length) {
      const more = new Uint32Array(this.words.length * 2)
      more.set(this.words)
      this.words = more
    }
    this.words[this.length++] = token
  }

  /** Keeps at most so many tokens from a place on, the last `end` of them from the end. */
  limit(from: number, most: number, end: number): void {
    if (this.length - from <= most) return
    this.words.copyWithin(from + most - end, this.length - end, this.length)
    if (end > 0) this.words[from + most - end] = BORDER
    this.length = from + most
  }
}

/** The identity of a run of tokens. */
export function tokensHash(tokens: Uint32Array): number {
  let hash = tokens.length
  for (let i = 0; i < tokens.length; i++) hash = mix(Math.imul(hash, 0x01000193) ^ (tokens[i] as number))
  return hash
}
