import type { Localized } from '../../core/index.ts'
import type { DatasetFile } from '../contract.ts'

/** A compression that holds one stream of bytes. */
export interface Codec {
  readonly name: Exclude<DatasetFile['compression'], 'none'>
  /** Endings of file names, lower case with the dot. */
  readonly extensions: readonly string[]
  /** True when the bytes (at least the first 16 of a file) are this compression's magic number. */
  matches(head: Uint8Array): boolean
  /**
   * Undoes the compression, across concatenated members. Gives everything that stands before a break, then throws
   * `BrokenCompression`.
   */
  decompress(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>
  /** Compresses at the usual level of the tool that the format is named after. */
  compress?(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>
  /** Why `compress` is absent. */
  readonly readOnly?: Localized
}

/** Compressed data that ends early or is damaged. */
export class BrokenCompression extends Error {
  readonly kind: 'truncated' | 'damaged' | 'unsupported'

  constructor(kind: BrokenCompression['kind'], detail: string) {
    super(detail)
    this.name = 'BrokenCompression'
    this.kind = kind
  }
}
