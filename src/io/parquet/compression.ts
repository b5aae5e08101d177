import * as zlib from 'node:zlib'
import { Zstd } from '@hpcc-js/wasm-zstd'
import { decompress as decompressZstd } from 'fzstd'
import { snappyUncompress } from 'hyparquet/src/snappy.js'
import { compressors } from 'hyparquet-compressors'
import { snappyCompress } from 'hyparquet-writer/src/snappy.js'
import { both } from '../../core/index.ts'
import { PageError } from './decode.ts'
import type { ParquetCodec } from './footer.ts'

/** In zlib from Node 22.15 on, and many times as fast. */
const { zstdCompressSync, zstdDecompressSync } = zlib as {
  zstdCompressSync?: (bytes: Uint8Array) => Uint8Array
  zstdDecompressSync?: (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array
}

/** Undoes the compression of a page whose length the header gives. Throws `PageError` when it comes out otherwise. */
export function decompressPage(bytes: Uint8Array, codec: ParquetCodec, length: number): Uint8Array {
  if (codec === 'UNCOMPRESSED') return bytes
  if (length === 0) return new Uint8Array(0)
  let plain: Uint8Array
  try {
    plain = decompressors[codec](bytes, length)
  } catch {
    throw new PageError(
      both(
        `a page cannot be decompressed (${codec.toLowerCase()})`,
        `数据页无法解压（${codec.toLowerCase()}）`,
      ),
    )
  }
  if (plain.length !== length)
    throw new PageError(both('a page has another length than its header says', '数据页长度与页头不符'))
  return plain
}

type Decompressor = (bytes: Uint8Array, length: number) => Uint8Array

const decompressors: Readonly<Record<Exclude<ParquetCodec, 'UNCOMPRESSED'>, Decompressor>> = {
  SNAPPY(bytes, length) {
    const plain = new Uint8Array(length)
    snappyUncompress(bytes, plain)
    return plain
  },
  GZIP: (bytes, length) => zlib.gunzipSync(bytes, { maxOutputLength: length }),
  BROTLI: (bytes, length) => zlib.brotliDecompressSync(bytes, { maxOutputLength: length }),
  ZSTD: (bytes, length) =>
    zstdDecompressSync?.(bytes, { maxOutputLength: length }) ?? decompressZstd(bytes, new Uint8Array(length)),
  LZ4: (bytes, length) => lz4('LZ4', bytes, length),
  LZ4_RAW: (bytes, length) => lz4('LZ4_RAW', bytes, length),
  LZO() {
    throw new PageError(both('lzo is not read', '不支持 LZO 压缩'))
  },
}

function lz4(codec: 'LZ4' | 'LZ4_RAW', bytes: Uint8Array, length: number): Uint8Array {
  const decompress = compressors[codec]
  if (!decompress) throw new PageError(both('lz4 is not read', '不支持 LZ4 压缩'))
  return decompress(bytes, length)
}

/** How rewritten pages are compressed. */
export interface PageCompressor {
  readonly codec: ParquetCodec
  readonly compress: (bytes: Uint8Array) => Uint8Array
}

/** The compressor of a codec. There is no LZ4 compressor here: such columns become Snappy, which readers of LZ4 read. */
export async function pageCompressor(codec: ParquetCodec): Promise<PageCompressor> {
  switch (codec) {
    case 'UNCOMPRESSED':
      return { codec, compress: bytes => bytes }
    case 'GZIP':
      return { codec, compress: bytes => zlib.gzipSync(bytes) }
    case 'BROTLI':
      return { codec, compress: bytes => zlib.brotliCompressSync(bytes) }
    case 'ZSTD': {
      if (zstdCompressSync) return { codec, compress: zstdCompressSync }
      const zstd = await Zstd.load()
      return { codec, compress: bytes => zstd.compress(bytes) }
    }
    default:
      return { codec: 'SNAPPY', compress: snappyCompress }
  }
}
