import type { TextEncoding } from './text-codec.ts'

/** A byte-order mark, and the encoding that it declares. */
export interface ByteOrderMark {
  /** Undefined for encodings that are not read (UTF-32). */
  readonly encoding?: TextEncoding
  /** Length of the mark. */
  readonly bytes: number
}

/** Finds the byte-order mark at the start of a file (Unicode 23.8, WHATWG Encoding 6.1). */
export function byteOrderMark(bytes: Uint8Array): ByteOrderMark | undefined {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', bytes: 3 }
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    return { bytes: 4 }
  }
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', bytes: 2 }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', bytes: 2 }
  return undefined
}
