import { both, type Localized } from '../../core/index.ts'
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
  readonly reason: Localized

  constructor(kind: BrokenCompression['kind'], reason: Localized) {
    super(reason.en)
    this.name = 'BrokenCompression'
    this.kind = kind
    this.reason = reason
  }
}

/** Compressed data of a named sort that ends before its end. */
export const endsEarly = (name: string): BrokenCompression =>
  new BrokenCompression('truncated', both(`the ${name} data ends early`, `${name} 数据提前结束`))

/** Compressed data of a named sort that cannot be right. */
export const isDamaged = (name: string): BrokenCompression =>
  new BrokenCompression('damaged', both(`the ${name} data is damaged`, `${name} 数据已损坏`))

/** Compressed data of a named sort with something after it that is none. */
export const isFollowed = (name: string): BrokenCompression =>
  new BrokenCompression(
    'damaged',
    both(`the ${name} data is followed by something else`, `${name} 数据之后还有其他内容`),
  )
