import { matchesOf } from './_matches.ts'
import { readText } from './_utf8.ts'
import type { Decoded } from './view.ts'

/** Runs of bytes written as text, each byte in the same number of characters: `%E5%BC%A0`, `=E5=BC=A0`, `\xe5\xbc\xa0`. */
export function decodeByteRun(
  text: string,
  start: number,
  end: number,
  width: number,
  radix: 8 | 16,
): Decoded | undefined {
  const skip = width - (radix === 16 ? 2 : 3)
  const bytes = new Uint8Array((end - start) / width)
  for (let i = 0; i < bytes.length; i++) {
    const at = start + i * width
    bytes[i] = Number.parseInt(text.slice(at + skip, at + width), radix)
  }
  const read = readText(bytes)
  if (read === undefined) return undefined
  return {
    start,
    end: start + (read.endByte.at(-1) as number) * width,
    text: read.text,
    starts: read.firstByte.map(byte => start + byte * width),
    ends: read.endByte.map(byte => start + byte * width),
  }
}

const PERCENT = /(?:%[\da-f]{2}){1,100000}/giu
const WIDE_PERCENT = /%u([\da-f]{4})/giu

/** Percent-encoded bytes (RFC 3986 §2.1), and `%uXXXX` as JavaScript's `escape` writes it. */
export function* percentStretches(text: string): Generator<Decoded> {
  for (const { 0: run, index } of matchesOf(text, PERCENT)) {
    const decoded = decodeByteRun(text, index, index + run.length, 3, 16)
    if (decoded !== undefined) yield decoded
  }
  if (!/%u[\da-f]{4}/iu.test(text)) return
  for (const { 0: run, 1: digits = '', index } of matchesOf(text, WIDE_PERCENT)) {
    yield {
      start: index,
      end: index + run.length,
      text: String.fromCharCode(Number.parseInt(digits, 16)),
    }
  }
}

const QUOTED = /=\r?\n|(?:=[\dA-F]{2}){1,100000}/gu

/** Quoted-printable bytes and soft line breaks: RFC 2045 §6.7. */
export function* quotedStretches(text: string): Generator<Decoded> {
  for (const { 0: run, index } of matchesOf(text, QUOTED)) {
    if (run.charCodeAt(1) <= 13) yield { start: index, end: index + run.length, text: '' }
    else {
      const decoded = decodeByteRun(text, index, index + run.length, 3, 16)
      if (decoded !== undefined) yield decoded
    }
  }
}

/** `\u4e00`, `\u{4e00}`, `\U00004e00`, runs of `\xe4`, runs of octal `\344`, and the short ones. */
const ESCAPES =
  /\\(?:u([\da-f]{4})|u\{([\da-f]{1,6})\}|U([\da-f]{8})|(x[\da-f]{2}(?:\\x[\da-f]{2}){0,100000})|([0-3][0-7]{2}(?:\\[0-3][0-7]{2}){0,100000})|(["'\\/nrtbf]))/gu
const ANY_CODE = /\\(?:u[\da-f]{4}|u\{|U[\da-f]{8}|x[\da-f]{2}|[0-3][0-7]{2}|[nr\\])/u
const SHORT: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: ' ', f: ' ' }

/** Escapes as they stand in strings of JSON, JavaScript, Python and C. */
export function* escapeStretches(source: string): Generator<Decoded> {
  const text = source.includes('\\') ? lowerCodes(source) : source
  if (!ANY_CODE.test(text)) return
  for (const match of matchesOf(text, ESCAPES)) {
    const { index } = match
    const [run, four, braced, eight, bytes, octal, short] = match
    const end = index + run.length
    if (short !== undefined) yield { start: index, end, text: SHORT[short] ?? short }
    else if (bytes !== undefined || octal !== undefined) {
      const radix = bytes !== undefined ? 16 : 8
      const decoded = decodeByteRun(text, index, end, 4, radix) ?? decodeLatin(text, index, end, radix)
      if (decoded !== undefined) yield decoded
    } else {
      const code = Number.parseInt(four ?? braced ?? eight ?? '', 16)
      if (code > 0x10ffff) continue
      const character = four === undefined ? String.fromCodePoint(code) : String.fromCharCode(code)
      yield { start: index, end, text: character }
    }
  }
}

/** Hexadecimal digits behind `\u` and `\x` in lower case: one unit for one. */
const lowerCodes = (text: string) =>
  text.replace(/\\(?:u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|u\{[\dA-Fa-f]{1,6}\}|U[\dA-Fa-f]{8})/gu, code =>
    code[1] === 'U' ? `\\U${code.slice(2).toLowerCase()}` : code.toLowerCase(),
  )

/** Bytes that are no UTF-8, as characters of Latin-1. */
function decodeLatin(text: string, start: number, end: number, radix: 8 | 16): Decoded | undefined {
  const skip = radix === 16 ? 2 : 1
  let characters = ''
  const count = (end - start) / 4
  const starts = new Int32Array(count)
  const ends = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    const at = start + 4 * i
    const code = Number.parseInt(text.slice(at + skip, at + 4), radix)
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return undefined
    characters += String.fromCharCode(code)
    starts[i] = at
    ends[i] = at + 4
  }
  return { start, end, text: characters, starts, ends }
}
