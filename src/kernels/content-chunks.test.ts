import fc from 'fast-check'
import { expect, it } from 'vitest'
import { seededRandom } from '../core/index.ts'
import { averageChunkFor, contentChunker } from './content-chunks.ts'

function randomBytes(length: number, seed: number): Uint8Array {
  const random = seededRandom(seed)
  return Uint8Array.from({ length }, () => random.integer(256))
}

function chunksOf(bytes: Uint8Array, average: number, pieces: readonly number[] = []): Uint8Array[] {
  const chunker = contentChunker(average)
  const chunks: Uint8Array[] = []
  let from = 0
  for (const piece of pieces) {
    chunks.push(...chunker.push(bytes.subarray(from, from + piece)))
    from += piece
  }
  chunks.push(...chunker.push(bytes.subarray(from)), ...chunker.end())
  return chunks
}

it('gives all bytes in order, in chunks within bounds, however they arrive', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 8000 }),
      fc.array(fc.integer({ min: 0, max: 900 })),
      (bytes, pieces) => {
        const chunks = chunksOf(bytes, 256, pieces)
        expect(Buffer.concat(chunks)).toEqual(Buffer.from(bytes))
        expect(chunks).toEqual(chunksOf(bytes, 256))
        for (const chunk of chunks.slice(0, -1)) {
          expect(chunk.length).toBeGreaterThanOrEqual(64)
          expect(chunk.length).toBeLessThanOrEqual(1024)
        }
      },
    ),
  )
})

it('finds its cuts again behind an edit', () => {
  const before = randomBytes(200_000, 1)
  const after = Buffer.concat([before.subarray(0, 50_000), randomBytes(37, 2), before.subarray(50_009)])
  const known = new Set(chunksOf(before, 1024).map(each => Buffer.from(each).toString('hex')))
  const changed = chunksOf(after, 1024).filter(each => !known.has(Buffer.from(each).toString('hex')))
  expect(changed.length).toBeLessThanOrEqual(3)
})

it('cuts around the average length', () => {
  const count = chunksOf(randomBytes(1 << 20, 3), 1024).length
  expect(count).toBeGreaterThan(600)
  expect(count).toBeLessThan(1400)
})

it('bounds the number of chunks of a large file', () => {
  expect(averageChunkFor(1000)).toBe(1024)
  for (const size of [1e9, 1e11, 1e12]) expect(size / averageChunkFor(size)).toBeLessThan(1 << 18)
})
