import { BASE64_DIGITS, base64Value, LONG_RUN, mayBeBase64 } from '../../kernels/index.ts'
import { readText, toUtf8 } from './_utf8.ts'
import type { Decoded } from './view.ts'

const STANDARD = BASE64_DIGITS
const URL_SAFE = `${STANDARD.slice(0, 62)}-_`

/** Fewest digits that are decoded: 11 bytes. */
const FEWEST_BASE64 = LONG_RUN
/** From this length on, a line may be one of several of one block: RFC 2045 §6.8 has 76, RFC 7468 has 64. */
const WRAPPED_LINE = 32

/** Decodes the block that begins at an offset, over line breaks where lines are long enough; undefined for no text. */
export function base64At(text: string, start: number): Decoded | undefined {
  const block = blockAt(text, start)
  if (block.count < FEWEST_BASE64) return undefined
  const whole = mayBeBase64(text, start) ? decodeBlock(text, block) : undefined
  if (whole !== undefined || block.lineLength > 0) return whole
  return decodeTail(text, start, block)
}

interface Block {
  readonly start: number
  /** Behind the last digit or padding. */
  readonly end: number
  readonly count: number
  /** Digits in the first line of several; 0 for one line. */
  readonly lineLength: number
  readonly lineBreak: string
  /** Offset of each digit; undefined when they stand together. */
  readonly places: Int32Array | undefined
}

function blockAt(text: string, start: number): Block {
  let end = start
  while (base64Value(text, end) !== 255) end++
  const first = end - start
  const lineBreak = /^(?:\r?\n|\\r\\n|\\n)[ \t]{0,8}/u.exec(text.slice(end, end + 16))?.[0] ?? ''
  if (first < WRAPPED_LINE || lineBreak === '')
    return {
      start,
      end: paddedEnd(text, end),
      count: first,
      lineLength: 0,
      lineBreak: '',
      places: undefined,
    }
  const lines: [from: number, to: number][] = [[start, end]]
  let count = first
  for (;;) {
    if (!text.startsWith(lineBreak, end)) break
    const from = end + lineBreak.length
    let to = from
    while (base64Value(text, to) !== 255 && to - from < first) to++
    if (to === from) break
    // A last line may be shorter, but then nothing else stands in it.
    const behind = text.charAt(paddedEnd(text, to))
    if (to - from < first && behind !== '' && !'\r\n"\'\\<-'.includes(behind)) break
    lines.push([from, to])
    count += to - from
    end = to
    if (to - from < first) break
  }
  if (lines.length === 1)
    return {
      start,
      end: paddedEnd(text, end),
      count: first,
      lineLength: 0,
      lineBreak: '',
      places: undefined,
    }
  const places = new Int32Array(count)
  let next = 0
  for (const [from, to] of lines) for (let at = from; at < to; at++) places[next++] = at
  return { start, end: paddedEnd(text, end), count, lineLength: first, lineBreak, places }
}

function paddedEnd(text: string, end: number): number {
  let padded = end
  while (padded < end + 2 && text.charCodeAt(padded) === 0x3d) padded++
  return padded
}

/** Digits that are looked at before the rest is decoded; a multiple of four. */
const GLIMPSE = 16

function decodeBlock(text: string, block: Block): Decoded | undefined {
  const { places, start, end } = block
  const count = block.count - (block.count % 4 === 1 ? 1 : 0)
  const at = (digit: number) => (places === undefined ? start + digit : (places[digit] as number))
  const decode = (digits: number): Uint8Array => {
    const bytes = new Uint8Array((digits * 3) >> 2)
    let held = 0
    let bits = 0
    let next = 0
    for (let digit = 0; digit < digits; digit++) {
      held = ((held << 6) | base64Value(text, at(digit))) & 0xffff
      bits += 6
      if (bits < 8) continue
      bits -= 8
      bytes[next++] = (held >> bits) & 0xff
    }
    return bytes
  }
  for (let digits = GLIMPSE; 3 * digits < count; digits *= 8) {
    if (readText(decode(digits)) === undefined) return undefined
  }
  const read = readText(decode(count))
  if (read === undefined) return undefined
  const starts = read.firstByte.map(byte => at(Math.floor((byte * 4) / 3)))
  const ends = read.endByte.map(byte => at(Math.min(count, Math.ceil((byte * 4) / 3)) - 1) + 1)
  const raw = text.slice(start, end)
  return { start, end, text: read.text, starts, ends, encode: encoderLike(raw, block) }
}

/** Pieces of a run that are tried by themselves. */
const MAX_TAILS = 4

/** A path, a prefix or a name may lead to the block: `/avatar/bWFpbEBleGFt…`, `key_bWFpb…`. */
function decodeTail(text: string, start: number, block: Block): Decoded | undefined {
  let tried = 0
  for (let at = start + 1; at + FEWEST_BASE64 <= start + block.count && tried < MAX_TAILS; at++) {
    const before = text.charCodeAt(at - 1)
    if (before !== 0x2f && before !== 0x5f && before !== 0x2d) continue
    tried++
    if (!mayBeBase64(text, at)) continue
    const tail = decodeBlock(text, { ...block, start: at, count: start + block.count - at })
    if (tail !== undefined) return tail
  }
  return undefined
}

/** Encodes like the original: its alphabet, its padding, its lines. */
function encoderLike(raw: string, { lineLength, lineBreak }: Block): (text: string) => string {
  const alphabet = /[-_]/u.test(raw) ? URL_SAFE : STANDARD
  const isPadded = raw.endsWith('=') || (raw.length % 4 === 0 && alphabet === STANDARD)
  return text => {
    const bytes = toUtf8(text)
    let encoded = ''
    for (let i = 0; i < bytes.length; i += 3) {
      const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3)
      const triple = (a << 16) | (b << 8) | c
      const digits = Math.min(4, bytes.length - i + 1)
      for (let digit = 0; digit < digits; digit++)
        encoded += alphabet[(triple >> (18 - 6 * digit)) & 63] as string
    }
    if (isPadded) encoded = encoded.padEnd(Math.ceil(encoded.length / 4) * 4, '=')
    if (lineLength === 0) return encoded
    const lines: string[] = []
    for (let at = 0; at < encoded.length; at += lineLength) lines.push(encoded.slice(at, at + lineLength))
    return lines.join(lineBreak)
  }
}
