import { TEXT_LOOK_WASM } from './_text-look.generated.ts'
import { type Look, type LookLiteral, type LookTables, shadowOf } from './look-tables.ts'
import { referenceLook } from './text-look.reference.ts'

/** The addresses that `text-look.as` uses. */
const CLASS_OF = 0x1000
const SHADOW_OF = 0x11000
const ASTRAL = 0x21000
const CLASS_FLAGS = 0x33000
const BLOOM = 0x34000
const HEADS = 0x38000
const LITERALS = 0x3c000
const INPUT = 0x80040
const SHADOW = 0x220040
const TOKENS = 0x2b0000
const HITS = 0x440000
const DOTS = 0x580000
const ATS = 0x5c0000
const RECORD_WORDS = 6
/** Longest text that fits, in UTF-16 units. */
const LONGEST = 0x80000
const OVERFLOW = 0x8000_0000 | 0
/** Shorter texts cost less without the kernel. */
const SHORTEST = 24

/** The part of the WebAssembly interface that is used: https://www.w3.org/TR/wasm-js-api-2/ */
interface Runtime {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

interface Global {
  readonly value: number
}

interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly flags: Global
  readonly digits: Global
  readonly tokens: Global
  readonly hits: Global
  readonly dots: Global
  readonly ats: Global
  readonly reset: () => void
  readonly shade: (length: number) => number
  readonly find: (base: number, length: number) => void
  readonly hasBackslash: (base: number, length: number) => number
  readonly unescape: (base: number, length: number) => void
  readonly scan: (base: number, length: number) => void
}

/**
 * Makes the function that looks once at a text for all who want to know what is in it: with the kernel where there is
 * WebAssembly, and plainly for texts of more than 512 Ki units; the result is the same.
 */
export function textLook(tables: LookTables, literals: readonly LookLiteral[]): (text: string) => Look {
  const plain = referenceLook(tables, literals)
  const kernel = instantiate()
  return kernel === undefined ? plain : kernelLook(kernel, tables, literals, plain)
}

function instantiate(): Kernel | undefined {
  const { WebAssembly: runtime } = globalThis as unknown as { readonly WebAssembly?: Runtime }
  if (runtime === undefined) return undefined
  try {
    const bytes = Uint8Array.from(atob(TEXT_LOOK_WASM), each => each.charCodeAt(0))
    return new runtime.Instance(new runtime.Module(bytes)).exports as Kernel
  } catch {
    // No SIMD, or code generation is forbidden: the plain look gives the same.
    return undefined
  }
}

function kernelLook(
  kernel: Kernel,
  tables: LookTables,
  literals: readonly LookLiteral[],
  plain: (text: string) => Look,
): (text: string) => Look {
  const { buffer } = kernel.memory
  const literalOf = writeTables(buffer, tables, literals)
  const input = new Uint8Array(buffer, INPUT, LONGEST * 3)
  const words = new Int32Array(buffer)
  const encoder = new TextEncoder()
  const copy = (address: number, count: number) => words.slice(address >> 2, (address >> 2) + count)
  return text => {
    const { length } = text
    if (length > LONGEST || length < SHORTEST) return plain(text)
    kernel.reset()
    const { written } = encoder.encodeInto(text, input)
    let base = INPUT
    if (written !== length) {
      kernel.shade(written)
      base = SHADOW
    }
    kernel.find(base, length)
    if (kernel.hasBackslash(base, length) !== 0) kernel.unescape(base, length)
    kernel.scan(base, length)
    const flags = kernel.flags.value
    if ((flags & OVERFLOW) !== 0) return plain(text)
    const hits = copy(HITS, kernel.hits.value * 2)
    for (let i = 1; i < hits.length; i += 2) hits[i] = literalOf[hits[i] as number] as number
    return {
      flags,
      digits: kernel.digits.value,
      tokens: copy(TOKENS, kernel.tokens.value * 3),
      dots: copy(DOTS, kernel.dots.value),
      ats: copy(ATS, kernel.ats.value),
      hits,
    }
  }
}

/** Writes the tables and the literals. @returns the literal of each record. */
function writeTables(buffer: ArrayBuffer, tables: LookTables, literals: readonly LookLiteral[]): number[] {
  const memory = new Uint8Array(buffer)
  memory.set(tables.classes, CLASS_OF)
  memory.set(tables.shadow, SHADOW_OF)
  memory.set(tables.astral, ASTRAL)
  new Uint32Array(buffer, CLASS_FLAGS, 256).set(tables.flags)
  const heads = new Uint32Array(buffer, HEADS, 4096)
  const records: { literal: number; hash: number; offset: number }[] = []
  const shadows = literals.map(({ text }) => shadowOf(text, tables))
  shadows.forEach(({ bytes }, literal) => {
    for (const gram of gramsOf(bytes)) records.push({ literal, ...gram })
  })
  const words = new Uint32Array(buffer, LITERALS)
  let data = LITERALS + (records.length + 1) * RECORD_WORDS * 4
  const dataOf = shadows.map(({ bytes, folds }) => {
    const address = data
    if (address + bytes.length * 2 > INPUT - 64) throw new RangeError('the literals take too much room')
    memory.set(bytes, address)
    memory.set(folds, address + bytes.length)
    data += bytes.length * 2
    return address
  })
  records.forEach(({ literal, hash, offset }, index) => {
    memory[BLOOM + (hash >>> 3)] = (memory[BLOOM + (hash >>> 3)] as number) | (1 << (hash & 7))
    const { bytes } = shadows[literal] as { bytes: number[] }
    const clean = literals[literal]?.clean === true ? 1 : 0
    const next = heads[hash & 0xfff] as number
    words.set(
      [next, offset, bytes.length, dataOf[literal] as number, clean, hash],
      (index + 1) * RECORD_WORDS,
    )
    heads[hash & 0xfff] = index + 1
  })
  return records.map(({ literal }) => literal)
}

/** How common letters are in English prose, the commonest first; marks and digits are rarer than any. */
const COMMON = ' etaoinshrdlcumwfgypbvkjxqz'

/** The three bytes, or two beyond ASCII, by which a literal is found: the rarest it has. */
function gramsOf(bytes: readonly number[]): { hash: number; offset: number }[] {
  if (bytes.length === 2 && !areWide(bytes, 0)) {
    const grams = new Map<number, { hash: number; offset: number }>()
    for (let third = 0; third < 256; third++) {
      const hash = gramHash([...bytes, third], 0)
      grams.set(hash, { hash, offset: 0 })
    }
    return [...grams.values()]
  }
  let best = 0
  let rarest = -1
  for (let offset = 0; offset + 3 <= bytes.length || (offset === 0 && areWide(bytes, 0)); offset++) {
    const rarity = areWide(bytes, offset)
      ? 100
      : [0, 1, 2].reduce((sum, k) => sum + rarityOf(bytes[offset + k] as number), 0)
    if (rarity <= rarest) continue
    rarest = rarity
    best = offset
  }
  return [{ hash: gramHash(bytes, best), offset: best }]
}

function rarityOf(byte: number): number {
  const place = COMMON.indexOf(String.fromCharCode(byte).toLowerCase())
  return place < 0 ? COMMON.length + 4 : place
}

const areWide = (bytes: readonly number[], offset: number): boolean =>
  (bytes[offset] ?? 0) >= 0x80 && (bytes[offset + 1] ?? 0) >= 0x80

function gramHash(bytes: readonly number[], offset: number): number {
  const [a = 0, b = 0, c = 0] = bytes.slice(offset, offset + 3)
  const word = (a | (b << 8) | (c << 16) | 0x202020) & (areWide(bytes, offset) ? 0xffff : 0xffffff)
  return Math.imul(word, 0x9e3779b1) >>> 15
}
