import { createGunzip, createGzip } from 'node:zlib'
import { throughTransform } from './_node-transform.ts'
import { BrokenCompression, type Codec } from './codec.ts'

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
      if (code === 'Z_BUF_ERROR') throw new BrokenCompression('truncated', 'the gzip data ends early')
      if (code === 'Z_DATA_ERROR') throw new BrokenCompression('damaged', 'the gzip data is damaged')
      throw error
    }
  },
  compress: chunks => throughTransform(createGzip({ chunkSize: CHUNK_BYTES }), chunks),
}
