import { inflateSync } from 'fflate'
import type { Lexicon, WordGroups } from './lexicon.ts'
import { BIAS, STRIDE, TAGS } from './tags.ts'

/** A linear-chain model with hashed features. */
export interface Model {
  /** For each 32 rows two numbers: a bit for each row that has weights, and one more than how many have up to the last. */
  readonly index: Int32Array
  /** A row without weights, then those with, one after another: unsigned bytes with a bias of 128, `STRIDE` a row, four to a word. */
  readonly rows: Int32Array
  /** Rows minus one: a power of two minus one. */
  readonly mask: number
  /** `TAGS` by `TAGS`, from the previous tag to the next, in the unit of the weights. */
  readonly transitions: Int32Array
  /** By how much another tag than outside must be ahead before it can be the better origin of an outside or first tag. */
  readonly lead: number
  /** Natural units of one step of the weights. */
  readonly scale: number
  readonly lexicon: Lexicon
}

/** What a generated file holds. */
export interface PackedModel {
  readonly bits: number
  readonly scale: number
  readonly transitions: readonly number[]
  /** Base64 of the deflated rows, signed bytes, `TAGS` a row. */
  readonly rows: string
  /** Base64 of the deflated lexicon, two bytes a slot, the low one first. */
  readonly lexicon: string
  /** Base64 of the deflated groups of words: all checks, the low bytes and then the high ones, then all groups. */
  readonly groups?: string
}

/** Unpacks a generated model. */
export function unpackModel(packed: PackedModel): Model {
  const bytes = inflateSync(fromBase64(packed.rows))
  const slots = inflateSync(fromBase64(packed.lexicon))
  const groups = packed.groups === undefined ? {} : { groups: unpackGroups(packed.groups) }
  return buildModel(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length), packed, {
    slots: Uint16Array.from(
      { length: slots.length / 2 },
      (_, i) => (slots[2 * i] as number) | ((slots[2 * i + 1] as number) << 8),
    ),
    ...groups,
  })
}

function unpackGroups(text: string): WordGroups {
  const bytes = inflateSync(fromBase64(text))
  const size = bytes.length / 3
  const checks = Uint16Array.from(
    { length: size },
    (_, i) => (bytes[i] as number) | ((bytes[size + i] as number) << 8),
  )
  return { checks, groups: bytes.slice(2 * size) }
}

/** Lays out a model for decoding. `signed` holds the weights of all rows for the first tag, then for the next. */
export function buildModel(
  signed: Int8Array,
  { bits, scale, transitions }: Pick<PackedModel, 'bits' | 'scale' | 'transitions'>,
  lexicon: Lexicon,
): Model {
  const count = 2 ** bits
  const index = new Int32Array(count / 16)
  for (let at = 0; at < count * TAGS; at++) {
    if (signed[at] === 0) continue
    const row = at & (count - 1)
    index[(row >>> 5) << 1] = (index[(row >>> 5) << 1] as number) | (1 << (row & 31))
  }
  let total = 1
  for (let word = 0; word < index.length; word += 2) {
    total += ones(index[word] as number)
    index[word + 1] = total
  }
  const bytes = new Uint8Array(total * STRIDE).fill(BIAS)
  for (let row = 0, at = STRIDE; row < count; row++) {
    if ((((index[(row >>> 5) << 1] as number) >>> (row & 31)) & 1) === 0) continue
    for (let tag = 0; tag < TAGS; tag++) bytes[at + tag] = (signed[tag * count + row] as number) + BIAS
    at += STRIDE
  }
  const table = Int32Array.from(transitions)
  let lead = 0
  for (let from = 1; from < TAGS; from++) {
    for (let to = 0; to < TAGS; to += to === 0 ? 1 : 2) {
      lead = Math.max(lead, (table[from * TAGS + to] as number) - (table[to] as number))
    }
  }
  return {
    index,
    rows: new Int32Array(bytes.buffer),
    mask: count - 1,
    transitions: table,
    lead,
    scale,
    lexicon,
  }
}

/** How many bits of a word are set. */
export function ones(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555)
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333)
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}
