import type { Localized } from '../../core/index.ts'
import type { Prefix, Source } from '../format.ts'
import { byteOrderMark } from './byte-order-mark.ts'
import { detectEncoding } from './detect-encoding.ts'
import { type TextEncoding, textCodec } from './text-codec.ts'

const PREFIX_BYTES = 64 * 1024

/** The beginning of a file, and the encoding that it is in. */
export interface ReadPrefix {
  readonly prefix: Prefix
  readonly encoding?: TextEncoding
  /** Why no encoding was found. */
  readonly reason?: Localized
}

/** Reads the beginning of a file. What breaks off inside it is no error here: reading will meet it again. */
export async function readPrefix(
  source: Source,
  extension: string,
  given: TextEncoding | undefined,
): Promise<ReadPrefix> {
  const parts: Uint8Array[] = []
  let length = 0
  let complete = true
  try {
    for await (const chunk of source.chunks()) {
      parts.push(chunk)
      length += chunk.length
      if (length <= PREFIX_BYTES) continue
      complete = false
      break
    }
  } catch (error) {
    if (length === 0) throw error
    complete = false
  }
  const bytes = Buffer.concat(parts).subarray(0, PREFIX_BYTES)
  const { encoding = undefined, reason } =
    given === undefined ? detectEncoding(bytes, complete) : { encoding: given }
  const prefix: Prefix = { bytes, complete, extension }
  if (encoding === undefined) return reason === undefined ? { prefix } : { prefix, reason }
  return { prefix: { ...prefix, text: decodeLines(bytes, encoding, complete) }, encoding }
}

/** The text of the lines that are valid; a last line that is cut off is kept where it can be decoded. */
function decodeLines(bytes: Uint8Array, encoding: TextEncoding, complete: boolean): string {
  const codec = textCodec(encoding)
  const mark = byteOrderMark(bytes)
  const body = mark?.encoding === encoding ? bytes.subarray(mark.bytes) : bytes
  const outline = codec.outline(body) ?? body
  const last = complete ? outline.length : Math.max(outline.lastIndexOf(10) + 1, 0)
  const whole = codec.decode(body.subarray(0, last * codec.unit))
  if (whole !== undefined && last > 0) return whole
  let text = ''
  for (let start = 0; start < outline.length; ) {
    const found = outline.indexOf(10, start)
    const end = found < 0 ? outline.length : found + 1
    text += codec.decode(body.subarray(start * codec.unit, end * codec.unit)) ?? (found < 0 ? '' : '\n')
    start = end
  }
  return text
}
