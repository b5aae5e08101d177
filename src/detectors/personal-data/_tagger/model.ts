import { inflateSync } from 'fflate'
import type { Lexicon } from './lexicon.ts'
import { STRIDE, TAGS } from './tags.ts'

/** A linear-chain model with hashed features. */
export interface Model {
  /** Weights as unsigned bytes with a bias of 128, `STRIDE` a row, four to a word. */
  readonly rows: Int32Array
  /** Rows minus one: a power of two minus one. */
  readonly mask: number
  /** `TAGS` by `TAGS`, from the previous tag to the next, in the unit of the weights. */
  readonly transitions: Int32Array
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
}

/** Unpacks a generated model. */
export function unpackModel(packed: PackedModel): Model {
  const signed = inflateSync(fromBase64(packed.rows))
  const count = 2 ** packed.bits
  const bytes = new Uint8Array(count * STRIDE).fill(128)
  for (let row = 0; row < count; row++) {
    for (let tag = 0; tag < TAGS; tag++)
      bytes[row * STRIDE + tag] = (signed[tag * count + row] as number) ^ 128
  }
  const slots = inflateSync(fromBase64(packed.lexicon))
  return {
    rows: new Int32Array(bytes.buffer),
    mask: count - 1,
    transitions: Int32Array.from(packed.transitions),
    scale: packed.scale,
    lexicon: {
      slots: Uint16Array.from(
        { length: slots.length / 2 },
        (_, i) => (slots[2 * i] as number) | ((slots[2 * i + 1] as number) << 8),
      ),
    },
  }
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}
