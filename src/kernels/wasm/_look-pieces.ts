import { ASTRAL_SHADOW, type Look, type LookTables } from './look-tables.ts'

/** Units of a text that one piece answers for; few enough that its finds fit, and a multiple of the block of 16. */
const PIECE = 0x8000
/** Units that are looked at before and behind a piece, at least; a multiple of the block of 16. */
const AROUND = 16

/** Looks at a text piece by piece. @returns undefined when a piece holds more than there is room for. */
export function lookInPieces(
  text: string,
  { shadow }: LookTables,
  longest: number,
  lookAt: (text: string) => Look | undefined,
): Look | undefined {
  const isRun = (at: number): boolean => isInRun(text, at, shadow)
  const digitAt = (at: number): number => (isDigit(byteAt(text, at, shadow)) ? 1 : 0)
  const found = { tokens: new Column(), dots: new Column(), ats: new Column(), hits: new Column() }
  let flags = 0
  /** Where the run began that reaches to the end of the last piece, or -1. */
  let open = -1
  let openDigits = 0
  const close = (end: number): void => {
    if (openDigits > 0) found.tokens.push(open, end, openDigits)
    open = -1
    openDigits = 0
  }
  for (let from = 0; from < text.length; from += PIECE) {
    const to = Math.min(text.length, from + PIECE)
    const start = Math.max(0, from - AROUND)
    const look = lookAt(cutOut(text, start, Math.min(text.length, to + longest + AROUND)))
    if (look === undefined) return undefined
    flags |= look.flags
    let lead = from
    for (; open >= 0 && lead < to && isRun(lead); lead++) openDigits += digitAt(lead)
    if (open >= 0 && lead < to) close(lead)
    let trail = to
    if (to < text.length && isRun(to)) while (trail > lead && isRun(trail - 1)) trail--
    for (let i = 0; i < look.tokens.length; i += 3) {
      const first = (look.tokens[i] as number) + start
      const end = (look.tokens[i + 1] as number) + start
      if (first >= lead && end <= trail && first >= from)
        found.tokens.push(first, end, look.tokens[i + 2] as number)
    }
    if (trail < to) {
      if (open < 0) open = trail
      for (let at = trail; at < to; at++) openDigits += digitAt(at)
    }
    for (const each of look.dots) keep(found.dots, each + start, from, to)
    for (const each of look.ats) keep(found.ats, each + start, from, to)
    for (let i = 0; i < look.hits.length; i += 2) {
      const first = (look.hits[i] as number) + start
      if (first >= from && first < to) found.hits.push(first, look.hits[i + 1] as number)
    }
  }
  if (open >= 0) close(text.length)
  const tokens = found.tokens.taken()
  let digits = 0
  for (let i = 2; i < tokens.length; i += 3) digits += tokens[i] as number
  return {
    flags,
    digits,
    tokens,
    dots: found.dots.taken(),
    ats: found.ats.taken(),
    hits: found.hits.taken(),
  }
}

function keep(column: Column, at: number, from: number, to: number): void {
  if (at >= from && at < to) column.push(at)
}

/** The units between two offsets, with a comma for half of a surrogate pair that is cut. */
function cutOut(text: string, from: number, to: number): string {
  const isCut = (at: number) => at > 0 && at < text.length && (text.codePointAt(at - 1) as number) > 0xffff
  const head = isCut(from) ? ',' : ''
  const tail = isCut(to) ? ',' : ''
  return head + text.slice(from + head.length, to - tail.length) + tail
}

/** What stands for a unit in the shadow, before escapes are written as spaces. */
function byteAt(text: string, at: number, shadow: Uint8Array): number {
  const code = text.charCodeAt(at)
  if (code < 0x80) return code
  return code >= 0xd800 && code <= 0xdfff ? ASTRAL_SHADOW : (shadow[code] as number)
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39

/** True for letters and digits, but not for the letter of an escaped line break or tab. */
function isInRun(text: string, at: number, shadow: Uint8Array): boolean {
  const byte = byteAt(text, at, shadow)
  if (isDigit(byte)) return true
  const letter = byte | 0x20
  if (letter < 0x61 || letter > 0x7a) return false
  const isEscape = byte === 0x6e || byte === 0x72 || byte === 0x74
  return !(isEscape && at > 0 && byteAt(text, at - 1, shadow) === 0x5c)
}

/** A list of numbers that grows. */
class Column {
  #values = new Int32Array(1024)
  #length = 0

  push(...values: readonly number[]): void {
    if (this.#length + values.length > this.#values.length) {
      const larger = new Int32Array(this.#values.length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    for (const value of values) this.#values[this.#length++] = value
  }

  taken(): Int32Array {
    return this.#values.slice(0, this.#length)
  }
}
