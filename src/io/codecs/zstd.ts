import type { Transform } from 'node:stream'
import * as zlib from 'node:zlib'
import { ByteReader } from './_byte-reader.ts'
import { throughTransform } from './_node-transform.ts'
import { compressWithWasm } from './_zstd-compressor.ts'
import { decompressFrames } from './_zstd-frames.ts'
import type { Codec } from './codec.ts'

/** In zlib from Node 22.15 on; the types are those of Node 20. */
const { createZstdCompress, constants } = zlib as {
  createZstdCompress?: (options: object) => Transform
  constants: Readonly<Record<string, number>>
}

/** The codec of zstd files, frames concatenated or skippable (RFC 8878). */
export const zstd: Codec = {
  name: 'zstd',
  extensions: ['.zst', '.zstd'],
  matches: head => isFrame(head) || isSkippable(head),
  async *decompress(chunks) {
    const reader = new ByteReader(chunks)
    try {
      yield* decompressFrames(reader)
    } finally {
      await reader.close()
    }
  },
  compress(chunks) {
    if (createZstdCompress === undefined) return compressWithWasm(chunks)
    const params = { [constants['ZSTD_c_checksumFlag'] as number]: 1 }
    return throughTransform(createZstdCompress({ params }), chunks)
  },
}

const isFrame = ([a, b, c, d]: Uint8Array) => a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd
const isSkippable = ([a = 0, b, c, d]: Uint8Array) =>
  (a & 0xf0) === 0x50 && b === 0x2a && c === 0x4d && d === 0x18
