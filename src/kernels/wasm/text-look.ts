import { instantiate } from './_instantiate.ts'
import { LOOK_MEMORY, writeLookTables } from './_look-memory.ts'
import { lookInPieces } from './_look-pieces.ts'
import { TEXT_LOOK_WASM } from './_text-look.generated.ts'
import type { Look, LookLiteral, LookTables } from './look-tables.ts'
import { referenceLook } from './text-look.reference.ts'

const { result: RESULT, input: INPUT, tokens: TOKENS, hits: HITS, dots: DOTS, ats: ATS } = LOOK_MEMORY
/** Longest text that is looked at in one piece, in UTF-16 units. */
const LONGEST = 0x20000
const OVERFLOW = 0x8000_0000 | 0
const NOTHING = new Int32Array(0)
/** Shorter texts cost less without the kernel. */
const SHORTEST = 24

interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly look: (written: number, length: number) => void
}

/**
 * Makes the function that looks once at a text for all who want to know what is in it: with the kernel where there is
 * WebAssembly, long texts in pieces, and plainly elsewhere; the result is the same.
 */
export function textLook(tables: LookTables, literals: readonly LookLiteral[]): (text: string) => Look {
  const plain = referenceLook(tables, literals)
  const kernel = instantiate<Kernel>(TEXT_LOOK_WASM)
  return kernel === undefined ? plain : kernelLook(kernel, tables, literals, plain)
}

function kernelLook(
  kernel: Kernel,
  tables: LookTables,
  literals: readonly LookLiteral[],
  plain: (text: string) => Look,
): (text: string) => Look {
  const { buffer } = kernel.memory
  writeLookTables(buffer, tables, literals)
  const input = new Uint8Array(buffer, INPUT, LONGEST * 3)
  const words = new Int32Array(buffer)
  const encoder = new TextEncoder()
  const copy = (address: number, count: number) =>
    count === 0 ? NOTHING : words.slice(address >> 2, (address >> 2) + count)
  const lookAt = (text: string): Look | undefined => {
    kernel.look(encoder.encodeInto(text, input).written, text.length)
    const at = RESULT >> 2
    const flags = words[at] as number
    if ((flags & OVERFLOW) !== 0) return undefined
    return {
      flags,
      digits: words[at + 5] as number,
      tokens: copy(TOKENS, (words[at + 1] as number) * 3),
      hits: copy(HITS, (words[at + 2] as number) * 2),
      dots: copy(DOTS, words[at + 3] as number),
      ats: copy(ATS, words[at + 4] as number),
    }
  }
  const longest = literals.reduce((most, { text }) => Math.max(most, text.length), 0)
  return text => {
    const { length } = text
    if (length < SHORTEST) return plain(text)
    const look = length <= LONGEST ? lookAt(text) : undefined
    return look ?? lookInPieces(text, tables, longest, lookAt) ?? plain(text)
  }
}
