import type { Source } from '../../src/io/format.ts'

const CHUNK_BYTES = 64 * 1024

/** A source whose content lies in memory. */
export function memorySource(content: Uint8Array | string, path = 'memory'): Source {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return {
    path,
    async *chunks() {
      for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.slice(at, at + CHUNK_BYTES)
    },
    bytes: async () => bytes,
    size: async () => bytes.length,
    slice: async (start, end) => bytes.slice(Math.max(0, start), Math.max(0, end)),
  }
}
