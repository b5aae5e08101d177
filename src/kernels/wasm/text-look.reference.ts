import { rarityOf } from './_pair-rarity.ts'
import {
  ASTRAL_SHADOW,
  LOOK_FLAGS,
  type Look,
  type LookLiteral,
  type LookTables,
  REPLACEMENT,
  shadowOf,
} from './look-tables.ts'

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a
const isAlphanumeric = (code: number): boolean => isDigit(code) || isLetter(code)
const isSpace = (code: number): boolean => code === 0x20 || (code >= 9 && code <= 13)

/** The plain look: the same result as the kernel, for texts of any length and where WebAssembly is missing. */
export function referenceLook(tables: LookTables, literals: readonly LookLiteral[]): (text: string) => Look {
  const byGram = literalsByGram(tables, literals)
  return text => {
    const { bytes, flags } = shade(text, tables)
    const hits = find(bytes, byGram)
    return scan(bytes, flags | writeEscapes(bytes), hits)
  }
}

function shade(text: string, tables: LookTables): { bytes: Uint8Array; flags: number } {
  const bytes = new Uint8Array(text.length)
  let flags = 0
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i)
    if (code < 0x80) {
      bytes[i] = code
      continue
    }
    if (code >= 0xd800 && code <= 0xdfff) {
      const point = text.codePointAt(i) as number
      if (point > 0xffff) {
        flags |= tables.flags[tables.astral[point >> 4] as number] as number
        bytes[i] = ASTRAL_SHADOW
        bytes[++i] = ASTRAL_SHADOW
        continue
      }
      code = REPLACEMENT
    }
    flags |= tables.flags[tables.classes[code] as number] as number
    bytes[i] = tables.shadow[code] as number
  }
  return { bytes, flags }
}

interface Known extends LookLiteral {
  readonly index: number
  /** Offset of its rarest three bytes. */
  readonly at: number
  readonly bytes: readonly number[]
  readonly folds: readonly number[]
}

const fold = (byte: number): number => (isLetter(byte) ? byte | 0x20 : byte)

/** The literals by a hash of their rarest three bytes, and those of two bytes by both; case folded. */
interface Grams {
  readonly threes: Chains
  readonly pairs: Chains
}

interface Chains {
  readonly known: Uint8Array
  readonly literals: readonly (readonly Known[] | undefined)[]
}

const hashed = (three: number): number => Math.imul(three, 0x9e3779b1) >>> 16

function literalsByGram(tables: LookTables, literals: readonly LookLiteral[]): Grams {
  const threes: (Known[] | undefined)[] = new Array(0x10000).fill(undefined)
  const pairs = threes.slice()
  literals.forEach((literal, index) => {
    const shadow = shadowOf(literal.text, tables)
    const at = rarestOf(shadow.bytes)
    const [first = 0, second = 0, third] = shadow.bytes.slice(at, at + 3).map(fold)
    const chains = third === undefined ? pairs : threes
    const pair = (first << 8) | second
    const key = third === undefined ? pair : hashed((pair << 8) | third)
    const chain = chains[key] ?? []
    chain.push({ ...literal, ...shadow, index, at })
    chains[key] = chain
  })
  const chained = (chains: typeof threes): Chains => ({
    known: Uint8Array.from(chains, each => (each === undefined ? 0 : 1)),
    literals: chains,
  })
  return { threes: chained(threes), pairs: chained(pairs) }
}

function rarestOf(bytes: readonly number[]): number {
  let best = 0
  let rarest = Number.NEGATIVE_INFINITY
  for (let at = 0; at + 3 <= bytes.length; at++) {
    const rarity = rarityOf(bytes.slice(at, at + 3))
    if (rarity <= rarest) continue
    rarest = rarity
    best = at
  }
  return best
}

const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => fold(byte))

function standsAt(bytes: Uint8Array, start: number, { bytes: wanted, folds }: Known): boolean {
  if (start + wanted.length > bytes.length) return false
  for (let k = 0; k < wanted.length; k++)
    if (((bytes[start + k] as number) | (folds[k] as number)) !== wanted[k]) return false
  return true
}

function find(bytes: Uint8Array, { threes, pairs }: Grams): number[] {
  const hits: number[] = []
  const check = (chain: readonly Known[] | undefined, at: number) => {
    for (const literal of chain ?? []) {
      const start = at - literal.at
      if (start < 0 || !standsAt(bytes, start, literal)) continue
      if (!literal.clean || !isInsideWord(bytes, start)) hits.push(start, literal.index)
    }
  }
  let pair = FOLDED[bytes[0] ?? 0] as number
  const end = bytes.length - 1
  for (let i = 0; i < end; i++) {
    pair = ((pair & 0xff) << 8) | (FOLDED[bytes[i + 1] as number] as number)
    if (pairs.known[pair] === 1) check(pairs.literals[pair], i)
    // Behind the end is no byte: what is found there by chance does not stand up to the comparison.
    const three = hashed((pair << 8) | (i + 1 < end ? (FOLDED[bytes[i + 2] as number] as number) : 0))
    if (threes.known[three] === 1) check(threes.literals[three], i)
  }
  return hits
}

const isHexLetter = (code: number): boolean => isLetter(code) && (code | 0x20) <= 0x66

/** True behind two letters of which one is no hexadecimal digit: no escape such as `%3D` ends there. */
function isInsideWord(bytes: Uint8Array, start: number): boolean {
  const before = bytes[start - 1] ?? 0
  const ahead = bytes[start - 2] ?? 0
  return isLetter(before) && isLetter(ahead) && !(isHexLetter(before) && isHexLetter(ahead))
}

/** Writes escaped line breaks and tabs as spaces. @returns the flag of a backslash, if there was one. */
function writeEscapes(bytes: Uint8Array): number {
  let seen = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 0x5c) continue
    seen = LOOK_FLAGS.backslash
    const next = bytes[i + 1]
    if (next === 0x6e || next === 0x72 || next === 0x74) bytes.fill(0x20, i, i + 2)
  }
  return seen
}

function scan(bytes: Uint8Array, seen: number, hits: number[]): Look {
  const tokens: number[] = []
  const dots: number[] = []
  const ats: number[] = []
  let flags = seen
  let digits = 0
  let lastColon = -6
  let start = -1
  let count = 0
  let blanks = 0
  for (let i = 0; i <= bytes.length; i++) {
    const code = i < bytes.length ? (bytes[i] as number) : -1
    blanks = i % 16 === 0 ? 0 : blanks
    if (isSpace(code) && ++blanks === 16) flags |= LOOK_FLAGS.blank
    if (isAlphanumeric(code)) {
      if (start < 0) start = i
      if (isDigit(code)) count++
      continue
    }
    if (count > 0) tokens.push(start, i, count)
    digits += count
    start = -1
    count = 0
    if (code === 0x3a) {
      flags |= LOOK_FLAGS.colon
      if (i - lastColon <= 5) flags |= LOOK_FLAGS.colonPair
      lastColon = i
    } else if (code === 0x40) {
      flags |= LOOK_FLAGS.at
      ats.push(i)
    } else if (code === 0x2e) {
      flags |= LOOK_FLAGS.dot
      if (isAlphanumeric(bytes[i - 1] ?? 0) && isAlphanumeric(bytes[i + 1] ?? 0)) dots.push(i)
    } else if (code === 0x3c) flags |= LOOK_FLAGS.less
    else if (code === 0x5d) flags |= LOOK_FLAGS.bracket
    else if (code === 0x0b) flags |= LOOK_FLAGS.verticalTab
    else if (code === 0x7f || (code >= 0 && code < 0x20 && !isSpace(code))) flags |= LOOK_FLAGS.control
  }
  return {
    flags,
    digits,
    tokens: Int32Array.from(tokens),
    dots: Int32Array.from(dots),
    ats: Int32Array.from(ats),
    hits: Int32Array.from(hits),
  }
}
