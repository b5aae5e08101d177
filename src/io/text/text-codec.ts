import { isAscii, isUtf8, transcode } from 'node:buffer'
import iconv from 'iconv-lite'
import { MASK } from '../../core/index.ts'
import { sequenceLengths } from './_sequence-lengths.ts'

/** A replacement inside a text. Offsets are UTF-16 code units, end exclusive. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly replacement: string
}

/** What is known of a stretch of bytes before any of it is decoded. */
export type Verified = 'ascii' | 'valid' | 'unknown'

/** One text encoding. Nothing is ever decoded with replacement characters. */
export interface TextCodec {
  /** WHATWG label. */
  readonly label: string
  /** Bytes of one line feed: 2 for UTF-16, else 1. */
  readonly unit: 1 | 2
  /** What one look at many rows can say about all of them. */
  verify(bytes: Uint8Array): Verified
  /** The text of some bytes, or of a part of them; undefined when they are not valid in this encoding. */
  decode(bytes: Uint8Array, verified?: Verified, start?: number, end?: number): string | undefined
  /** True when every character of the text exists in this encoding. */
  canEncode(text: string): boolean
  /** The bytes of a text. A character that the encoding lacks becomes `*` (masks) or `?`. */
  encode(text: string): Uint8Array
  /** Applies edits (ordered, not overlapping) to valid bytes; every byte outside the edits stays as it was. */
  splice(bytes: Uint8Array, text: string, edits: readonly TextEdit[]): Uint8Array
  /**
   * One byte for each unit, the same as the character when it is ASCII and 0x80 otherwise, so that structure can be
   * searched for without decoding; undefined when the bytes themselves can serve. A sequence that is cut off at the end
   * is left out.
   */
  outline(bytes: Uint8Array): Uint8Array | undefined
}

/** The labels of every encoding that can be read and written. */
export const TEXT_ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1256',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-7',
  'koi8-r',
] as const
export type TextEncoding = (typeof TEXT_ENCODINGS)[number]

const ALIASES: Readonly<Record<string, TextEncoding>> = {
  utf8: 'utf-8',
  ascii: 'utf-8',
  'us-ascii': 'utf-8',
  utf16: 'utf-16le',
  'utf-16': 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  cp936: 'gb18030',
  'big5-hkscs': 'big5',
  cp950: 'big5',
  sjis: 'shift_jis',
  'shift-jis': 'shift_jis',
  cp932: 'shift_jis',
  'windows-31j': 'shift_jis',
  eucjp: 'euc-jp',
  euckr: 'euc-kr',
  cp949: 'euc-kr',
  latin1: 'windows-1252',
  'iso-8859-1': 'windows-1252',
  cp1252: 'windows-1252',
}

/** Finds the encoding that a label names (WHATWG labels and common aliases); undefined when there is none. */
export function textEncodingOf(label: string): TextEncoding | undefined {
  const name = label.trim().toLowerCase()
  return (
    (Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined) ?? TEXT_ENCODINGS.find(each => each === name)
  )
}

/** The codec of an encoding. */
export function textCodec(encoding: TextEncoding): TextCodec {
  if (encoding === 'utf-8') return utf8
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return utf16(encoding)
  return legacy(encoding)
}

/** From here on, decoding by way of UTF-16 is worth its set-up. */
const LONG_BYTES = 128

/** The decoders behind `toString`, which spare it the look at its arguments. */
interface SlicedBuffer extends Buffer {
  latin1Slice(start?: number, end?: number): string
  utf8Slice(start?: number, end?: number): string
  ucs2Slice(start?: number, end?: number): string
}

const asBuffer = (bytes: Uint8Array) =>
  (Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) as SlicedBuffer

const utf8: TextCodec = {
  label: 'utf-8',
  unit: 1,
  verify: bytes => (isAscii(bytes) ? 'ascii' : isUtf8(bytes) ? 'valid' : 'unknown'),
  decode(bytes, verified = 'unknown', start = 0, end = bytes.length) {
    if (verified === 'ascii') return asBuffer(bytes).latin1Slice(start, end)
    const isLong = end - start >= LONG_BYTES
    if (verified === 'valid' && !isLong) return asBuffer(bytes).utf8Slice(start, end)
    const part = start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end)
    const found = verified === 'valid' ? 'valid' : utf8.verify(part)
    if (found === 'unknown') return undefined
    if (found === 'ascii') return asBuffer(part).latin1Slice()
    // The detour is half as fast again: one pass with wide registers, then a copy.
    return isLong ? asBuffer(transcode(part, 'utf8', 'utf16le')).ucs2Slice() : asBuffer(part).utf8Slice()
  },
  canEncode: text => !/\p{Surrogate}/u.test(text),
  encode: text => Buffer.from(text, 'utf8'),
  splice: (_bytes, text, edits) => Buffer.from(spliceText(text, edits), 'utf8'),
  outline: () => undefined,
}

function utf16(label: 'utf-16le' | 'utf-16be'): TextCodec {
  const little = label === 'utf-16le'
  const encode = (text: string) => {
    const bytes = Buffer.from(text, 'utf16le')
    return little ? bytes : bytes.swap16()
  }
  return {
    label,
    unit: 2,
    verify: () => 'unknown',
    decode(bytes, _verified, start = 0, end = bytes.length) {
      if ((end - start) % 2 === 1) return undefined
      const part = bytes.subarray(start, end)
      return (little ? asBuffer(part) : asBuffer(Buffer.from(part).swap16())).ucs2Slice()
    },
    canEncode: () => true,
    encode,
    splice: (_bytes, text, edits) => encode(spliceText(text, edits)),
    outline(bytes) {
      const outline = new Uint8Array(bytes.length >> 1)
      const low = little ? 0 : 1
      for (let i = 0; i < outline.length; i++) {
        const byte = bytes[2 * i + low] as number
        outline[i] = bytes[2 * i + 1 - low] === 0 && byte < 0x80 ? byte : 0x80
      }
      return outline
    },
  }
}

function legacy(label: TextEncoding): TextCodec {
  const lengths = sequenceLengths(label)
  const decode: TextCodec['decode'] = (whole, _verified, start = 0, end = whole.length) => {
    const bytes = whole.subarray(start, end)
    if (isAscii(bytes)) return asBuffer(bytes).latin1Slice()
    const text = iconv.decode(asBuffer(bytes), label)
    return text.includes('\ufffd') ? undefined : text
  }
  const canEncode = (text: string) => decode(iconv.encode(text, label)) === text
  const encode = (text: string) =>
    canEncode(text)
      ? iconv.encode(text, label)
      : Buffer.concat(
          [...text].map(character =>
            canEncode(character)
              ? iconv.encode(character, label)
              : Buffer.from(character === MASK ? '*' : '?'),
          ),
        )
  return {
    label,
    unit: 1,
    verify: bytes => (isAscii(bytes) ? 'ascii' : 'unknown'),
    decode,
    canEncode,
    encode,
    splice(bytes, _text, edits) {
      const parts: Uint8Array[] = []
      let kept = 0
      let byte = 0
      let unit = 0
      const goTo = (wanted: number) => {
        while (unit < wanted && byte < bytes.length) {
          const end = byte + lengths.at(bytes, byte)
          unit += (decode(bytes.subarray(byte, end)) ?? '').length
          byte = end
        }
        return byte
      }
      for (const { start, end, replacement } of edits) {
        parts.push(bytes.subarray(kept, goTo(start)), encode(replacement))
        kept = goTo(end)
      }
      parts.push(bytes.subarray(kept))
      return Buffer.concat(parts)
    },
    outline(bytes) {
      if (lengths.single) return undefined
      const outline = new Uint8Array(bytes)
      let at = 0
      while (at < bytes.length) {
        if ((bytes[at] as number) < 0x80) {
          at++
          continue
        }
        const end = at + lengths.at(bytes, at)
        if (end > bytes.length) break
        outline.fill(0x80, at, end)
        at = end
      }
      return outline.subarray(0, at)
    },
  }
}

/** Applies edits (ordered, not overlapping) to a text. */
export function spliceText(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let kept = 0
  for (const { start, end, replacement } of edits) {
    result += text.slice(kept, start) + replacement
    kept = end
  }
  return result + text.slice(kept)
}
