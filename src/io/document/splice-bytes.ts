import iconv from 'iconv-lite'
import { both } from '../../core/index.ts'
import { outputError } from '../container-errors.ts'
import { byteOrderMark } from '../text/byte-order-mark.ts'
import { type SourceEdit, spliceSource } from './mapped-text.ts'

/** About this many bytes are decoded at once to find out where characters lie. */
const SEGMENT_BYTES = 4096
const STATEFUL = new Set(['iso-2022-jp', 'replacement'])

/** The text of a document without its byte-order mark, and how long that is in bytes. */
export function decodeDocument(
  bytes: Uint8Array,
  encoding: string,
): { readonly text: string; readonly markBytes: number } {
  const markBytes = markLength(bytes, encoding)
  return { text: decode(bytes.subarray(markBytes), encoding), markBytes }
}

/**
 * Applies edits given in characters of the decoded text to the bytes. Bytes outside the edits stay as they are, even
 * malformed ones, unless they share a few kilobytes with an edit. Characters that the encoding lacks become numeric
 * character references.
 */
export function* spliceBytes(
  path: string,
  bytes: Uint8Array,
  encoding: string,
  edits: readonly SourceEdit[],
): Generator<Uint8Array> {
  if (STATEFUL.has(encoding)) {
    throw outputError(
      path,
      both(`documents in ${encoding} cannot be edited in place`, `${encoding} 编码的文档无法就地编辑`),
      both('convert the document to UTF-8 first', '请先将文档转换为 UTF-8'),
    )
  }
  const markBytes = markLength(bytes, encoding)
  if (markBytes > 0) yield bytes.subarray(0, markBytes)
  const sorted = [...edits].sort((a, b) => a.from - b.from || a.to - b.to)
  let next = 0
  let charsBefore = 0
  /** The part of an edit that reaches into the next segment: to be deleted there. */
  let deleteUntil = 0
  for (let at = markBytes; at < bytes.length; ) {
    const end = segmentEnd(bytes, at, encoding)
    const segment = bytes.subarray(at, end)
    const text = decode(segment, encoding)
    const charsAfter = charsBefore + text.length
    const local: SourceEdit[] = []
    if (deleteUntil > charsBefore)
      local.push({ from: 0, to: Math.min(text.length, deleteUntil - charsBefore), text: '' })
    for (let edit = sorted[next]; edit && edit.from < charsAfter; edit = sorted[++next]) {
      local.push({
        from: edit.from - charsBefore,
        to: Math.min(text.length, edit.to - charsBefore),
        text: edit.text,
      })
      deleteUntil = Math.max(deleteUntil, edit.to)
    }
    yield local.length === 0 ? segment : spliceSegment(segment, text, encoding, local)
    at = end
    charsBefore = charsAfter
  }
  for (let edit = sorted[next]; edit; edit = sorted[++next]) yield encodeSafely(edit.text, encoding)
}

function spliceSegment(
  segment: Uint8Array,
  text: string,
  encoding: string,
  edits: readonly SourceEdit[],
): Uint8Array {
  const encoded = encode(text, encoding)
  if (Buffer.compare(encoded, segment) !== 0) {
    return encode(
      spliceSource(
        text,
        edits.map(edit => ({ ...edit, text: representable(edit.text, encoding) })),
      ),
      encoding,
    )
  }
  const parts: Uint8Array[] = []
  let chars = 0
  let byte = 0
  for (const { from, to, text: replacement } of [...edits].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (from < chars && to <= chars) continue
    const start = Math.max(from, chars)
    const startByte = byte + encode(text.slice(chars, start), encoding).length
    parts.push(segment.subarray(byte, startByte), encodeSafely(replacement, encoding))
    byte = startByte + encode(text.slice(start, to), encoding).length
    chars = to
  }
  parts.push(segment.subarray(byte))
  return Buffer.concat(parts)
}

/** The end of a piece that can be decoded by itself: no encoding but the stateful ones has these bytes in a character. */
function segmentEnd(bytes: Uint8Array, start: number, encoding: string): number {
  const target = start + SEGMENT_BYTES
  if (target >= bytes.length) return bytes.length
  if (encoding.startsWith('utf-16')) return target
  for (let at = target; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === 0x0a || byte === 0x20 || byte === 0x3e) return at + 1
  }
  return bytes.length
}

function markLength(bytes: Uint8Array, encoding: string): number {
  const mark = byteOrderMark(bytes)
  return mark?.encoding === encoding ? mark.bytes : 0
}

/** Node decodes windows-1252 as ISO 8859-1, so all but the Unicode encodings go through iconv. */
const decode = (bytes: Uint8Array, encoding: string): string =>
  encoding.startsWith('utf-')
    ? new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
    : iconv.decode(bytes as Buffer, encoding, { stripBOM: false })

const encode = (text: string, encoding: string): Buffer =>
  encoding === 'utf-8' ? Buffer.from(text) : iconv.encode(text, encoding)

const encodeSafely = (text: string, encoding: string): Buffer =>
  encode(representable(text, encoding), encoding)

function representable(text: string, encoding: string): string {
  if (encoding.startsWith('utf-') || encoding === 'gb18030') return text
  if (decode(encode(text, encoding), encoding) === text) return text
  return Array.from(text, char =>
    decode(encode(char, encoding), encoding) === char ? char : `&#${char.codePointAt(0)};`,
  ).join('')
}
