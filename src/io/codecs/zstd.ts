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
  matches: head =>
    head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd && head[0] === 0x28
      ? true
      : head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18 && ((head[0] as number) & 0xf0) === 0x50,
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
