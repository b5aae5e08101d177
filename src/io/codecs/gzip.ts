import { constants, createGunzip, createGzip, gunzipSync } from 'node:zlib'
import { throughTransform } from './_node-transform.ts'
import { type Codec, endsEarly, isDamaged, isFollowed } from './codec.ts'

const CHUNK_BYTES = 128 * 1024
/** Input up to this size is kept, so that what stands before damage can be given to the last byte. */
const KEPT_BYTES = 512 * 1024
/** Most content that is rescued from kept input. */
const RESCUED_BYTES = 32 * 1024 * 1024

/** The codec of gzip files, members concatenated or not (RFC 1952). */
export const gzip: Codec = {
  name: 'gzip',
  extensions: ['.gz', '.gzip', '.bgz'],
  matches: head => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8,
  async *decompress(chunks) {
    const input = chunks[Symbol.asyncIterator]()
    const kept: Uint8Array[] = []
    let taken = 0
    let last: Uint8Array = new Uint8Array(0)
    const noted = {
      async next() {
        const next = await input.next()
        if (next.done === true) return next
        last = next.value
        taken += last.length
        if (taken <= KEPT_BYTES) kept.push(last)
        return next
      },
    }
    const gunzip = createGunzip({ chunkSize: CHUNK_BYTES })
    let given = 0
    try {
      for await (const chunk of throughTransform(gunzip, { [Symbol.asyncIterator]: () => noted })) {
        given += chunk.length
        yield chunk
      }
      // Zeros may pad the end; anything else behind them would be lost without a word.
      let rest = last.subarray(last.length - (taken - gunzip.bytesWritten))
      for (;;) {
        if (rest.some(byte => byte !== 0)) throw isFollowed('gzip')
        const next = await input.next()
        if (next.done === true) break
        rest = next.value
      }
    } catch (error) {
      const { code } = error as { code?: unknown }
      if (code === 'Z_BUF_ERROR') throw endsEarly('gzip')
      if (code !== 'Z_DATA_ERROR') throw error
      if (taken <= KEPT_BYTES) yield* rescue(Buffer.concat(kept), given)
      throw isDamaged('gzip')
    } finally {
      await input.return?.()
    }
  },
  compress: chunks => throughTransform(createGzip({ chunkSize: CHUNK_BYTES }), chunks),
}

/** What the longest undamaged beginning holds beyond the bytes that were given: zlib drops the piece that it fails in. */
function* rescue(packed: Uint8Array, given: number): Generator<Uint8Array> {
  let good = 0
  let content: Uint8Array = new Uint8Array(0)
  for (let bad = packed.length + 1; bad - good > 1; ) {
    const middle = (good + bad) >> 1
    try {
      content = gunzipSync(packed.subarray(0, middle), {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: RESCUED_BYTES,
      })
      good = middle
    } catch {
      bad = middle
    }
  }
  if (content.length > given) yield content.subarray(given)
}
