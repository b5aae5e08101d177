import { createGunzip, createGzip } from 'node:zlib'
import { throughTransform } from './_node-transform.ts'
import { type Codec, endsEarly, isDamaged } from './codec.ts'

const CHUNK_BYTES = 128 * 1024

/** The codec of gzip files, members concatenated or not (RFC 1952). */
export const gzip: Codec = {
  name: 'gzip',
  extensions: ['.gz', '.gzip', '.bgz'],
  matches: head => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8,
  async *decompress(chunks) {
    try {
      yield* throughTransform(createGunzip({ chunkSize: CHUNK_BYTES }), chunks)
    } catch (error) {
      const code = (error as { code?: unknown }).code
      if (code === 'Z_BUF_ERROR') throw endsEarly('gzip')
      if (code === 'Z_DATA_ERROR') throw isDamaged('gzip')
      throw error
    }
  },
  compress: chunks => throughTransform(createGzip({ chunkSize: CHUNK_BYTES }), chunks),
}
