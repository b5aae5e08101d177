import { readability } from './_readable.ts'

/** A text read out of a sequence of invisible symbols. */
export interface Reading {
  readonly text: string
  /** From 0 to 1: how much it looks like running text. */
  readonly readability: number
  /** How it was read: `2 symbols, 8 digits each`. */
  readonly code: string
}

/** Orders of symbols that known encoders use beyond the order of code points and the order of appearance. */
const KNOWN_ORDERS: readonly (readonly number[])[] = [
  [0x200e, 0x200f, 0x200c, 0x200d, 0xfeff],
  [0x200c, 0x200d, 0x2061, 0x2062, 0x2063, 0x2064],
  [0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x180e],
]

/** Digits that one character may take, by radix, beyond the fewest that hold 7, 8, 16 and 21 bits. */
const EXTRA_WIDTHS: Readonly<Record<number, readonly number[]>> = { 2: [9, 12, 24, 32], 3: [16], 4: [12] }
/** Symbols that a reading is tried on before it is read in full. */
const TRIAL = 192
/** Most symbols that are read. */
const MAX_SYMBOLS = 64_000
/** Below this a reading counts as noise. */
export const READABLE = 0.6

/**
 * Tries the usual ways of hiding text in a few invisible symbols: fixed-width digits in any base up to 16, bit streams
 * in both orders, variable-width digits between separators, with every order of up to five symbols.
 */
export function readSymbols(symbols: readonly number[]): Reading | undefined {
  const used = symbols.slice(0, MAX_SYMBOLS)
  const distinct = [...new Set(used)]
  if (distinct.length < 2 || distinct.length > 16) return undefined
  let best: Reading | undefined
  const consider = (
    attempt: (part: readonly number[]) => string,
    code: string,
    sequence: readonly number[],
  ) => {
    const trial = attempt(sequence.slice(0, TRIAL))
    if (trial.length < 2 || readability(trial) < READABLE) return
    const text = sequence.length > TRIAL ? attempt(sequence) : trial
    const score = readability(text)
    if (score >= READABLE && (best === undefined || score > best.readability + 1e-9)) {
      best = { text, readability: score, code }
    }
  }
  for (const sequence of withoutMarks(used)) {
    const set = [...new Set(sequence)]
    if (set.length < 2) continue
    for (const alphabet of alphabetsOf(set)) tryAlphabet(sequence, alphabet, consider)
    if (set.length >= 3 && set.length <= 6) trySeparators(sequence, set, consider)
    if (set.length === 3) tryWords(sequence, set, consider)
    if (best !== undefined && best.readability > 0.85) break
  }
  return best
}

type Consider = (
  attempt: (part: readonly number[]) => string,
  code: string,
  sequence: readonly number[],
) => void

/** The sequence as it stands, and without symbols that only mark its ends. */
function withoutMarks(symbols: readonly number[]): readonly (readonly number[])[] {
  const counts = new Map<number, number>()
  for (const symbol of symbols) counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
  let start = 0
  let end = symbols.length
  const isMark = (at: number) => (counts.get(symbols[at] as number) ?? 0) <= 2
  while (start < end && start < 2 && isMark(start)) start++
  while (end > start && symbols.length - end < 2 && isMark(end - 1)) end--
  const variants: (readonly number[])[] = [symbols]
  if (start > 0 || end < symbols.length) variants.push(symbols.slice(start, end))
  if (symbols.length > 8) variants.push(symbols.slice(1))
  return variants
}

/** Assignments of digits to symbols, as lists: the symbol at place i means i; 0 fills places that no symbol takes. */
function alphabetsOf(set: readonly number[]): number[][] {
  const ascending = [...set].sort((a, b) => a - b)
  const alphabets: number[][] = []
  if (set.length <= 5) alphabets.push(...permutations(ascending))
  else alphabets.push(ascending, [...ascending].reverse(), [...set])
  for (const order of KNOWN_ORDERS) if (set.every(each => order.includes(each))) alphabets.push([...order])
  if (set.length === 2 || set.length === 3) {
    // An alphabet of three or four of which the text at hand uses fewer.
    for (const order of permutations([...ascending, 0])) alphabets.push(order)
    if (set.length === 2) for (const order of permutations([...ascending, 0, 0])) alphabets.push(order)
  }
  return alphabets
}

function permutations(items: readonly number[]): number[][] {
  if (items.length < 2) return [[...items]]
  const all: number[][] = []
  const met = new Set<number>()
  for (const [at, first] of items.entries()) {
    if (met.has(first)) continue
    met.add(first)
    for (const rest of permutations([...items.slice(0, at), ...items.slice(at + 1)]))
      all.push([first, ...rest])
  }
  return all
}

function tryAlphabet(sequence: readonly number[], alphabet: readonly number[], consider: Consider): void {
  const radix = alphabet.length
  const digitOf = new Map(alphabet.map((symbol, digit) => [symbol, digit] as const))
  const digits = (part: readonly number[]) => part.map(symbol => digitOf.get(symbol) ?? 0)
  for (const width of widthsOf(radix)) {
    if (sequence.length < width * 2) continue
    for (const reversed of [false, true]) {
      const code = `${radix} symbols, ${width} each${reversed ? ', lowest first' : ''}`
      consider(part => fromUnits(fixedUnits(digits(part), radix, width, reversed)), code, sequence)
      if (radix === 2 && width === 9) {
        const attempt = (part: readonly number[]) =>
          fromUnits(fixedUnits(digits(part), radix, width, reversed).map(unit => unit >> 1))
        consider(attempt, `${code}, last one idle`, sequence)
      }
    }
  }
  if (radix === 8) consider(part => fromUnits(packBits(digits(part), 3)), '8 symbols as 3 bits', sequence)
}

function widthsOf(radix: number): readonly number[] {
  const needed = (values: number) => Math.ceil(Math.log(values) / Math.log(radix) - 1e-9)
  return [
    ...new Set([
      needed(256),
      needed(128),
      needed(0x1_0000),
      needed(0x11_0000),
      ...(EXTRA_WIDTHS[radix] ?? []),
    ]),
  ]
}

function fixedUnits(digits: readonly number[], radix: number, width: number, reversed: boolean): number[] {
  const units: number[] = []
  for (let at = 0; at + width <= digits.length; at += width) {
    let unit = 0
    for (let k = 0; k < width; k++)
      unit = unit * radix + (digits[reversed ? at + width - 1 - k : at + k] ?? 0)
    units.push(unit)
  }
  return units
}

function packBits(digits: readonly number[], bitsEach: number): number[] {
  const bytes: number[] = []
  let held = 0
  let bits = 0
  for (const digit of digits) {
    held = (held << bitsEach) | digit
    bits += bitsEach
    if (bits >= 8) {
      bits -= 8
      bytes.push((held >> bits) & 0xff)
      held &= (1 << bits) - 1
    }
  }
  return bytes
}

/** Variable-width numbers between separators: each symbol in turn is the separator. */
function trySeparators(sequence: readonly number[], set: readonly number[], consider: Consider): void {
  for (const separator of set) {
    const rest = set.filter(symbol => symbol !== separator)
    for (const alphabet of alphabetsOf(rest)) {
      const radix = alphabet.length
      const digitOf = new Map(alphabet.map((symbol, digit) => [symbol, digit] as const))
      const attempt = (part: readonly number[]) => {
        // A trial ends in the middle of a number.
        const whole = part.length < sequence.length ? part.slice(0, part.lastIndexOf(separator)) : part
        return fromUnits(splitUnits(whole, separator, radix, digitOf))
      }
      consider(attempt, `${radix} symbols between separators`, sequence)
    }
  }
}

/**
 * Words of binary numbers without leading zeros, a separator for each space: letters take seven digits, figures and
 * punctuation six. Every division into such numbers is possible; the least odd one wins.
 */
function tryWords(sequence: readonly number[], set: readonly number[], consider: Consider): void {
  for (const space of set) {
    for (const alphabet of permutations(set.filter(symbol => symbol !== space))) {
      const attempt = (part: readonly number[]) => {
        const whole = part.length < sequence.length ? part.slice(0, part.lastIndexOf(space)) : part
        return splitAt(whole, space)
          .map(word => leastOdd(word.map(symbol => alphabet.indexOf(symbol))))
          .join(' ')
      }
      consider(attempt, '2 symbols, words between spaces', sequence)
    }
  }
}

function splitAt(symbols: readonly number[], separator: number): number[][] {
  const words: number[][] = [[]]
  for (const symbol of symbols) {
    if (symbol === separator) words.push([])
    else words.at(-1)?.push(symbol)
  }
  return words
}

/** How rare a character is inside a word, or at its end. */
function oddity(code: number, isLast: boolean): number {
  if (code >= 0x61 && code <= 0x7a) return 0
  if (code >= 0x41 && code <= 0x5a) return 0.1
  if (code >= 0x30 && code <= 0x39) return 1
  const isStop = code === 0x2e || code === 0x2c
  return (isStop ? 0.6 : 0.8) + (isLast || !isStop ? 0 : 0.6)
}

function leastOdd(bits: readonly number[]): string {
  // best[i]: how odd the first i digits are at least, and the width of the last number.
  const best: { cost: number; width: number }[] = [{ cost: 0, width: 0 }]
  const valueAt = (from: number, width: number) => {
    let value = 0
    for (let k = 0; k < width; k++) value = value * 2 + (bits[from + k] ?? 0)
    return value
  }
  for (let end = 1; end <= bits.length; end++) {
    let choice = { cost: Number.POSITIVE_INFINITY, width: 0 }
    for (const width of [7, 6]) {
      const before = best[end - width]
      if (before === undefined || bits[end - width] !== 1) continue
      const cost = before.cost + oddity(valueAt(end - width, width), end === bits.length)
      if (cost < choice.cost) choice = { cost, width }
    }
    best.push(choice)
  }
  let text = ''
  for (let end = bits.length; end > 0; ) {
    const width = best[end]?.width ?? 0
    if (width === 0) return '\uFFFD'
    text = String.fromCharCode(valueAt(end - width, width)) + text
    end -= width
  }
  return text
}

function splitUnits(
  symbols: readonly number[],
  separator: number,
  radix: number,
  digitOf: ReadonlyMap<number, number>,
): number[] {
  const units: number[] = []
  let unit = 0
  let width = 0
  for (const symbol of [...symbols, separator]) {
    if (symbol === separator) {
      if (width > 0) units.push(unit)
      unit = 0
      width = 0
    } else {
      unit = Math.min(0x11_0000, unit * radix + (digitOf.get(symbol) ?? 0))
      width++
    }
  }
  return units
}

const utf8 = new TextDecoder('utf-8', { fatal: false })

/** Numbers as text: as UTF-8 when they all are bytes, otherwise as code points. */
export function fromUnits(units: readonly number[]): string {
  if (units.length === 0) return ''
  if (units.every(unit => unit < 256)) {
    const trailing = utf8.decode(Uint8Array.from(units)).replace(/\uFFFD{1,3}$/u, '')
    return trailing.replace(/^\0+|\0+$/gu, '')
  }
  let text = ''
  for (const unit of units) text += unit < 0x11_0000 ? String.fromCodePoint(unit) : '\uFFFD'
  return text
}
