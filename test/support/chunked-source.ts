import type { Source } from '../../src/io/format.ts'
import { memorySource } from './memory-source.ts'

/** A source that gives its content in pieces of the given sizes, over and over. */
export function chunkedSource(content: Uint8Array, sizes: readonly number[]): Source {
  return {
    ...memorySource(content),
    async *chunks() {
      for (let at = 0, turn = 0; at < content.length; turn++) {
        const size = Math.max(1, sizes[turn % sizes.length] ?? 1)
        yield content.slice(at, at + size)
        at += size
      }
    },
  }
}

/** Some bytes in pieces of one size. */
export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size)
}

/** All bytes of a stream, and the error that ended it. */
export async function drain(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ readonly bytes: Buffer; readonly error: unknown }> {
  const parts: Uint8Array[] = []
  try {
    for await (const chunk of chunks) parts.push(chunk)
    return { bytes: Buffer.concat(parts), error: undefined }
  } catch (error) {
    return { bytes: Buffer.concat(parts), error }
  }
}
