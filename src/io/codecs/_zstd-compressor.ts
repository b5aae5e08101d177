import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Zstd } from '@hpcc-js/wasm-zstd'
import loadXxhash from 'xxhash-wasm'
import { coalesce } from './_coalesce.ts'

/** The level of the zstd tool. */
const LEVEL = 3
/** Every piece ends a block, so small pieces compress badly; large ones need memory. */
const PIECE_BYTES = 1024 * 1024

const entry = pathToFileURL(createRequire(import.meta.url).resolve('@hpcc-js/wasm-zstd')).href
const idle: Zstd[] = []
let copies = 0

/** One copy of the module compresses one stream at a time; copies are kept for the next stream. */
async function acquire(): Promise<Zstd> {
  const free = idle.pop()
  if (free !== undefined) return free
  copies++
  const module = (await import(`${entry}?copy=${copies}`)) as typeof import('@hpcc-js/wasm-zstd')
  return await module.Zstd.load()
}

/** Declares, in the header that the first bytes hold, that a checksum follows the last block. */
function declared(bytes: Uint8Array, isFirst: boolean): Uint8Array {
  if (isFirst) bytes[4] = (bytes[4] as number) | 4
  return bytes
}

/** Compresses into one zstd frame with a checksum, in WebAssembly, for Node versions whose zlib has no zstd. */
export async function* compressWithWasm(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const zstd = await acquire()
  const hash = (await loadXxhash()).create64()
  try {
    zstd.reset()
    zstd.setCompressionLevel(LEVEL)
    let isFirst = true
    for await (const piece of coalesce(chunks, PIECE_BYTES)) {
      hash.update(piece)
      yield declared(zstd.compressChunk(piece), isFirst)
      isFirst = false
    }
    yield declared(zstd.compressEnd(), isFirst)
    const checksum = Buffer.alloc(4)
    checksum.writeUInt32LE(Number(hash.digest() & 0xffffffffn))
    yield checksum
  } finally {
    idle.push(zstd)
  }
}
