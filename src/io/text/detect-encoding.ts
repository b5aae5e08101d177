import { isUtf8 } from 'node:buffer'
import { analyse } from 'chardet'
import { both, type Localized } from '../../core/index.ts'
import { looksLikeUtf16 } from './_utf16-shape.ts'
import { byteOrderMark } from './byte-order-mark.ts'
import { COMMON_ENCODINGS, countFrequent } from './frequent-characters.ts'
import { type TextEncoding, textCodec, textEncodingOf } from './text-codec.ts'

/** The encoding of a text, or why none was found. */
export interface DetectedEncoding {
  readonly encoding?: TextEncoding
  readonly reason?: Localized
}

/** Bytes that the statistics look at. */
const SAMPLE_BYTES = 32 * 1024
/** Share of lines that must be valid: a few broken ones do not change what the others are. */
const VALID_SHARE = 0.95
/** Share of frequent characters from which a text is surely in its encoding, and how far the next must be behind. */
const SURE_SHARE = 0.3
const MARGIN = 1.5
/** A second opinion settles what the first finds only likely. */
const LIKELY_SHARE = 0.12
const SECOND_CONFIDENCE = 60
/** From here on, a text may be in one of these encodings after all, whatever a guess at a single-byte one says. */
const DOUBTFUL_SHARE = 0.2
/** Confidence from which a guess at a single-byte encoding is taken. */
const SINGLE_CONFIDENCE = 40
/** Share of control characters from which bytes are no text. */
const BINARY_SHARE = 0.02

const BINARY = both('it is binary, not text', '该文件是二进制，不是文本')

/**
 * Finds the encoding of a text from its beginning: a byte-order mark; the shape of UTF-16; UTF-8, a few broken bytes
 * aside; else the encoding in which the text is valid and full of its language's frequent characters.
 */
export function detectEncoding(bytes: Uint8Array, complete: boolean): DetectedEncoding {
  const mark = byteOrderMark(bytes)
  if (mark?.encoding !== undefined) return { encoding: mark.encoding }
  if (mark !== undefined)
    return { reason: both('it is UTF-32, which is not read', '该文件为 UTF-32 编码，不支持读取') }
  const utf16 = looksLikeUtf16(bytes)
  if (utf16 !== undefined) return { encoding: utf16 }
  if (isBinary(bytes)) return { reason: BINARY }
  if (isUtf8(complete ? bytes : withoutCutOff(bytes)) || isMostlyUtf8(bytes)) return { encoding: 'utf-8' }
  if (bytes.includes(0)) return { reason: BINARY }
  const encoding = detectLegacy(linesBeyondAscii(bytes))
  if (encoding !== undefined) return { encoding }
  return {
    reason: both(
      'its text encoding cannot be told; name it (UTF-8, GB18030, Big5, Shift_JIS, …)',
      '无法确定其文本编码，请指明（UTF-8、GB18030、Big5、Shift_JIS 等）',
    ),
  }
}

function detectLegacy(lines: readonly Uint8Array[]): TextEncoding | undefined {
  const ranked = COMMON_ENCODINGS.map(encoding => ({ encoding, share: frequentShare(lines, encoding) })).sort(
    (a, b) => b.share - a.share,
  )
  const [first, second] = ranked
  const sample = Buffer.concat(lines.map(line => Buffer.concat([line, Buffer.from('\n')])))
  const opinions = analyse(sample)
  const opinion = opinions[0]
  if (first !== undefined && second !== undefined && first.share >= MARGIN * second.share) {
    if (first.share >= SURE_SHARE) return first.encoding
    const agrees = opinion !== undefined && textEncodingOf(opinion.name) === first.encoding
    if (first.share >= LIKELY_SHARE && agrees && opinion.confidence >= SECOND_CONFIDENCE)
      return first.encoding
  }
  if (ranked.some(each => each.share >= DOUBTFUL_SHARE)) return undefined
  const single = opinion === undefined ? undefined : textEncodingOf(opinion.name)
  if (single === undefined || opinion === undefined || opinion.confidence < SINGLE_CONFIDENCE)
    return undefined
  const isCommon = COMMON_ENCODINGS.some(each => each === single)
  return !isCommon && validShare(lines, single) >= VALID_SHARE ? single : undefined
}

/** Share of frequent characters among those beyond ASCII; 0 when too many lines are not valid. */
function frequentShare(lines: readonly Uint8Array[], encoding: (typeof COMMON_ENCODINGS)[number]): number {
  if (validShare(lines, encoding) < VALID_SHARE) return 0
  let total = 0
  let frequent = 0
  const codec = textCodec(encoding)
  for (const line of lines) {
    const counts = countFrequent(codec.decode(line) ?? '', encoding)
    total += counts.total
    frequent += counts.frequent
  }
  return total === 0 ? 0 : frequent / total
}

function validShare(lines: readonly Uint8Array[], encoding: TextEncoding): number {
  const codec = textCodec(encoding)
  return lines.filter(line => codec.decode(line) !== undefined).length / Math.max(1, lines.length)
}

/** The lines that hold bytes beyond ASCII, up to the size of a sample; a last line that is cut off is left out. */
function linesBeyondAscii(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  let size = 0
  for (let start = 0; start < bytes.length && size < SAMPLE_BYTES; ) {
    const found = bytes.indexOf(10, start)
    const end = found < 0 ? bytes.length : found
    const isCutOff = found < 0 && lines.length > 0
    const line = bytes.subarray(start, Math.min(end, start + SAMPLE_BYTES))
    if (!isCutOff && line.some(byte => byte >= 0x80)) {
      lines.push(line.length < end - start ? wholeCharacters(line) : line)
      size += line.length
    }
    start = end + 1
  }
  return lines
}

/** Cuts a long line after an ASCII character, so that no character is cut in two. */
function wholeCharacters(line: Uint8Array): Uint8Array {
  let end = line.length
  while (end > 0 && (line[end - 1] as number) >= 0x30) end--
  return end === 0 ? line : line.subarray(0, end)
}

/** Leaves out the bytes of a UTF-8 character that is cut off at the end. */
function withoutCutOff(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back)
    if (byte < 0x80) break
  }
  return bytes
}

/**
 * True when at least half of the lines beyond ASCII are valid UTF-8, which those of another encoding hardly ever are,
 * or nearly all sequences are: the rest is damage, and its rows are rejected.
 */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const lines = linesBeyondAscii(bytes)
  if (lines.length > 1 && lines.filter(line => isUtf8(line)).length * 2 >= lines.length) return true
  let valid = 0
  let invalid = 0
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] as number
    if (byte < 0x80) {
      at++
      continue
    }
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    if (
      byte >= 0xc2 &&
      byte < 0xf5 &&
      isUtf8(bytes.subarray(at, at + length)) &&
      at + length <= bytes.length
    ) {
      valid++
      at += length
    } else {
      invalid++
      at++
    }
  }
  return valid >= 20 * invalid && valid > 0
}

function isBinary(bytes: Uint8Array): boolean {
  let controls = 0
  for (const byte of bytes)
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27) controls++
  return controls > BINARY_SHARE * bytes.length && controls > 4
}
