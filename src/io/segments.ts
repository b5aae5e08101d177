import { isAscii } from 'node:buffer'
import type { Segment } from './contract.ts'
import type { FileSource } from './source.ts'
import { byteOrderMark } from './text/byte-order-mark.ts'
import { detectEncoding } from './text/detect-encoding.ts'
import { TEXT_ENCODINGS, type TextEncoding, textCodec } from './text/text-codec.ts'

const LF = 10
/** A cut has a line feed within this many bytes behind it, so that the next segment shows how its lines end. */
const NEXT_LINE_BYTES = 32 * 1024
/** Bytes from the first character beyond ASCII on that tell an encoding. */
const ENCODING_BYTES = 32 * 1024

interface Cut {
  readonly at: number
  /** Line that begins there. */
  readonly line: number
}

/**
 * Cuts a file at line feeds. Memory holds one chunk.
 * @param encoding label of an encoding in which the byte 10 is a line feed and nothing else
 * @param isGiven true when the encoding is not to be doubted
 */
export async function* segmentsAtLineFeeds(
  source: FileSource,
  bytes: number,
  encoding: string,
  isGiven: boolean,
): AsyncGenerator<Segment> {
  let known = encoding
  let isUndecided = encoding === 'utf-8' && !isGiven
  let position = 0
  let line = 1
  let start: Cut = { at: 0, line: 1 }
  let candidate: Cut | undefined
  for await (const chunk of source.chunks()) {
    if (isUndecided && position === 0 && byteOrderMark(chunk) !== undefined) isUndecided = false
    if (isUndecided && !isAscii(chunk)) {
      isUndecided = false
      known = laterEncoding(chunk) ?? known
    }
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) {
      line++
      const here = position + at + 1
      if (candidate !== undefined && here - candidate.at <= NEXT_LINE_BYTES) {
        yield {
          start: start.at,
          end: candidate.at,
          line: start.line,
          encoding: known,
          digest: source.sha256SoFar(),
        }
        start = candidate
        candidate = undefined
      }
      if (candidate !== undefined || here - start.at >= bytes) candidate = { at: here, line }
    }
    position += chunk.length
  }
  yield { start: start.at, end: position, line: start.line, encoding: known, digest: await source.sha256() }
}

/** The encoding that the first bytes beyond ASCII show, when it is one that a file can change to. */
function laterEncoding(chunk: Uint8Array): string | undefined {
  const first = chunk.findIndex(byte => byte > 0x7f)
  const { encoding } = detectEncoding(chunk.subarray(first, first + ENCODING_BYTES), false)
  return encoding === undefined || textCodec(encoding).unit !== 1 ? undefined : encoding
}

/** True when the byte 10 is a line feed in this encoding, wherever it stands. */
export const hasPlainLineFeeds = (encoding: string): boolean =>
  (TEXT_ENCODINGS as readonly string[]).includes(encoding) && textCodec(encoding as TextEncoding).unit === 1
