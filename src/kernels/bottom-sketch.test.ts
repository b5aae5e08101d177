import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Sketch, sketchInPlace, sketchSimilarity, sortHashes } from './bottom-sketch.ts'
import { mixBits } from './word-tokens.ts'

const sketch = (values: readonly number[], size: number): Sketch => {
  const hashes = Uint32Array.from(values, mixBits)
  const found = sketchInPlace(hashes, values.length, size)
  return { hashes, from: 0, to: Math.min(found, size), whole: found <= size }
}
const jaccard = (a: readonly number[], b: readonly number[]) => {
  const [x, y] = [new Set(a), new Set(b)]
  const shared = [...x].filter(value => y.has(value)).length
  const all = x.size + y.size - shared
  return all === 0 ? 0 : shared / all
}

describe('bottom sketches', () => {
  const values = fc.array(fc.nat(60), { maxLength: 400 })

  it('hold the smallest different hashes', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 70 }), (list, size) => {
        const expected = [...new Set(list.map(mixBits))].sort((a, b) => a - b)
        const { hashes, to, whole } = sketch(list, size)
        expect([...hashes.subarray(0, to)]).toEqual(expected.slice(0, size))
        expect(whole).toBe(expected.length <= size)
      }),
    )
  })

  it('give the exact similarity of whole sets', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(sketchSimilarity(sketch(a, 64), sketch(b, 64))).toBe(jaccard(a, b))
      }),
    )
  })

  it('estimate the similarity of larger sets without bias', () => {
    let error = 0
    let squares = 0
    const runs = 200
    for (let run = 0; run < runs; run++) {
      const base = run * 100_000
      const a = Array.from({ length: 3000 }, (_, i) => base + i)
      const b = Array.from({ length: 3000 }, (_, i) => base + i + 400)
      const difference = sketchSimilarity(sketch(a, 256), sketch(b, 256)) - jaccard(a, b)
      error += difference
      squares += difference ** 2
    }
    const expected = Math.sqrt((0.765 * 0.235) / 256)
    expect(Math.abs(error / runs)).toBeLessThan((4 * expected) / Math.sqrt(runs))
    expect(Math.sqrt(squares / runs)).toBeLessThan(expected * 1.25)
  })

  it('compare a whole set with a part of a larger one', () => {
    const small = Array.from({ length: 500 }, (_, i) => i)
    const large = Array.from({ length: 600 }, (_, i) => i)
    expect(sketchSimilarity(sketch(small, 512), sketch(large, 512))).toBeCloseTo(500 / 600, 1)
    expect(sketchSimilarity(sketch([], 8), sketch([], 8))).toBe(0)
  })
})

describe('hashes', () => {
  it('are sorted like numbers, evenly spread or not', () => {
    const hash = fc.oneof(fc.integer({ min: 0, max: 0xffffffff }), fc.nat(3), fc.constant(0xffffffff))
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 400 }), fc.nat(10), (values, more) => {
        const hashes = Uint32Array.from([...values, ...new Array<number>(more).fill(0)])
        sortHashes(hashes, values.length)
        expect([...hashes.subarray(0, values.length)]).toEqual([...values].sort((a, b) => a - b))
        expect([...hashes.subarray(values.length)]).toEqual(new Array(more).fill(0))
      }),
    )
  })
})
