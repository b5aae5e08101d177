import { rarityOf } from './_pair-rarity.ts'
import { type LookLiteral, type LookTables, shadowOf } from './look-tables.ts'

/** The addresses that `text-look.as` uses. */
export const LOOK_MEMORY = {
  result: 0x400,
  input: 0x80040,
  tokens: 0x2b0000,
  hits: 0x440000,
  dots: 0x580000,
  ats: 0x5c0000,
} as const
const UNITS = 0x1000
const ASTRAL = 0x21000
const CLASS_FLAGS = 0x33000
const BLOOM = 0x34000
const HEADS = 0x38000
const LITERALS = 0x3c000
const WINDOWS = 0x600000
const RECORD_WORDS = 10

/** Writes the tables and the literals into the memory of the kernel; each literal is known there by its index. */
export function writeLookTables(
  buffer: ArrayBuffer,
  tables: LookTables,
  literals: readonly LookLiteral[],
): void {
  const memory = new Uint8Array(buffer)
  const units = new Uint16Array(buffer, UNITS, 0x10000)
  for (let code = 0; code < 0x10000; code++)
    units[code] = (tables.shadow[code] as number) | ((tables.classes[code] as number) << 8)
  memory.set(tables.astral, ASTRAL)
  new Uint32Array(buffer, CLASS_FLAGS, 256).set(tables.flags)
  const heads = new Uint16Array(buffer, HEADS, 0x2000)
  const words = new Uint32Array(buffer, LITERALS)
  let records = 0
  let data = LITERALS + (literals.length * 2 + 1) * RECORD_WORDS * 4
  literals.forEach(({ text, clean }, literal) => {
    const { bytes, folds } = shadowOf(text, tables)
    if (data + bytes.length * 2 > LOOK_MEMORY.input - 64)
      throw new RangeError('the literals take too much room')
    memory.set(bytes, data)
    memory.set(folds, data + bytes.length)
    for (const parity of [0, 1]) {
      const gram = gramOf(bytes, parity)
      noteGram(memory, gram)
      const key = hashOf(gram) | (kindOf(gram) << 17)
      const chain = key & 0x1fff
      const record = ++records * RECORD_WORDS
      const number = literal * 2 + (clean ? 1 : 0)
      words.set([heads[chain] as number, gram.behind - gram.at, bytes.length, data, number, key], record)
      const masks = new Uint8Array(buffer, LITERALS + record * 4 + 24, 16)
      for (let k = 0; k < Math.min(8, bytes.length); k++) {
        masks[k] = 0xff ^ (folds[k] as number)
        masks[k + 8] = (bytes[k] as number) & (masks[k] as number)
      }
      heads[chain] = records
    }
    data += bytes.length * 2
  })
}

/** Two to four bytes of a literal by which it is known. */
interface Gram {
  readonly bytes: readonly number[]
  /** Offset in the literal. */
  readonly at: number
  /** Bytes of the window before it: windows of four bytes begin at every other place. */
  readonly behind: number
}

const isWide = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x80

/** The rarest gram of a literal that begins a number of bytes behind a place with a window, even or odd. */
function gramOf(literal: readonly number[], parity: number): Gram {
  let best: Gram | undefined
  let rarest = 0
  for (let at = 0; at + 2 <= literal.length; at++) {
    const behind = (at + parity) & 1
    const arePair = isWide(literal[at]) && isWide(literal[at + 1])
    const length = arePair || literal.length === 2 ? 2 : Math.min(4 - behind, literal.length - at)
    if (length === 2 && !arePair && literal.length > 2) continue
    const bytes = literal.slice(at, at + length)
    const rarity = arePair ? Number.POSITIVE_INFINITY : rarityOf(bytes)
    if (best !== undefined && rarity <= rarest) continue
    rarest = rarity
    best = { bytes, at, behind }
  }
  if (best === undefined) throw new RangeError('a literal has at least two bytes')
  return best
}

const kindOf = ({ bytes, behind }: Gram): number =>
  (4 - bytes.length) * 2 - (bytes.length < 4 ? 1 - behind : 0)

/** Notes a gram for the stages that precede the comparison of a literal. */
function noteGram(memory: Uint8Array, gram: Gram): void {
  const set = (base: number, bit: number) => {
    memory[base + (bit >>> 3)] = (memory[base + (bit >>> 3)] as number) | (1 << (bit & 7))
  }
  set(BLOOM, hashOf(gram))
  const { bytes, behind } = gram
  if (bytes.some(isWide)) return
  const known = bytes.reduce((sum, byte, k) => sum | (classOf(byte) << ((k + behind) * 5)), 0)
  const free = (4 - bytes.length) * 5
  for (let other = 0; other < 1 << free; other++) {
    const ahead = behind === 0 ? 0 : other & 31
    const rest = behind === 0 ? other : other >> 5
    set(WINDOWS, ahead | known | (rest << ((bytes.length + behind) * 5)))
  }
}

function hashOf({ bytes }: Gram): number {
  const word = bytes.reduce((sum, byte, k) => sum | ((byte | 0x20) << (k * 8)), 0)
  return Math.imul(word, 0x9e3779b1) >>> 15
}

/** The classes of marks from U+0020 on and of digits and marks from U+0030 on, as in `classesOf` of the kernel. */
const MARKS = [0, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 0, 31, 28, 29]
const DIGITS = [27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 29, 0, 30, 30, 30, 0]

function classOf(byte: number): number {
  if (byte >= 0x40) return byte & 0x1f
  if (byte >= 0x30) return DIGITS[byte - 0x30] as number
  return byte >= 0x20 ? (MARKS[byte - 0x20] as number) : 0
}
