import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visitCandidates } from './candidate-pairs.ts'
import { DisjointSets } from './disjoint-sets.ts'
import {
  bandingFor,
  candidateProbability,
  createSigner,
  SIGNATURE_LENGTH,
  writeBandKeys,
} from './min-hash.ts'
import { mixBits } from './word-tokens.ts'

const sign = createSigner()
const range = (from: number, length: number) => Uint32Array.from({ length }, (_, i) => mixBits(from + i))
const signed = (hashes: Uint32Array) => sign(hashes, 0, hashes.length).slice()

describe('signatures', () => {
  it.each([
    [12, 10],
    [90, 70],
    [900, 800],
  ])('of two sets of %i that share %i agree as often as the sets do', (size, shared) => {
    let agree = 0
    const runs = 400
    for (let run = 0; run < runs; run++) {
      const a = signed(range(run * 10_000, size))
      const b = signed(range(run * 10_000 + size - shared, size))
      for (let i = 0; i < SIGNATURE_LENGTH; i++) if (a[i] === b[i]) agree++
    }
    expect(agree / runs / SIGNATURE_LENGTH).toBeCloseTo(shared / (2 * size - shared), 1)
  })

  it('do not depend on order or repeats', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 50 }), list => {
        const hashes = Uint32Array.from(list, mixBits)
        const other = Uint32Array.from([...list, ...list].reverse(), mixBits)
        expect(signed(other)).toEqual(signed(hashes))
        for (const value of signed(hashes)) expect(hashes).toContain(value)
      }),
    )
  })

  it('are the same for all that is empty', () => {
    expect(signed(new Uint32Array(0))).toEqual(new Uint32Array(SIGNATURE_LENGTH).fill(0xffffffff))
  })
})

describe('bands', () => {
  it('find what is as similar as the threshold, and little else', () => {
    expect(bandingFor(0.8)).toEqual({ bands: 21, rows: 6 })
    for (const threshold of [0.5, 0.6, 0.7, 0.8, 0.9, 1]) {
      expect(candidateProbability(threshold, bandingFor(threshold))).toBeGreaterThan(0.99)
    }
    expect(candidateProbability(0.3, bandingFor(0.8))).toBeLessThan(0.02)
  })

  it.each([10, 40, 200, 2000])('follow their curve for sets of %i', size => {
    const banding = bandingFor(0.8)
    const keys = new Uint32Array(banding.bands * 2)
    for (const similarity of [0.5, 0.82]) {
      const shared = Math.round((2 * size * similarity) / (1 + similarity))
      let met = 0
      const runs = 300
      for (let run = 0; run < runs; run++) {
        const base = mixBits(run + size * 1000)
        writeBandKeys(signed(range(base, size)), banding, keys, 0)
        writeBandKeys(signed(range(base + size - shared, size)), banding, keys, banding.bands)
        let isCandidate = false
        visitCandidates({
          count: 2,
          bands: banding.bands,
          keys,
          firstAsked: 0,
          visit: (later, earlier) => {
            expect([later, earlier, isCandidate]).toEqual([1, 0, false])
            isCandidate = true
          },
        })
        if (isCandidate) met++
      }
      if (similarity > 0.8) expect(met / runs).toBeGreaterThan(0.98)
      else expect(met / runs).toBeLessThan(0.5)
    }
  })
})

describe('candidates', () => {
  it('are all pairs with a key in common, once', () => {
    const item = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3))
    fc.assert(
      fc.property(fc.array(item, { maxLength: 30 }), fc.nat(30), (items, firstAsked) => {
        const found: string[] = []
        visitCandidates({
          count: items.length,
          bands: 3,
          keys: Uint32Array.from(items.flat()),
          firstAsked,
          visit: (later, earlier) => found.push(`${later}-${earlier}`),
        })
        const expected = items.flatMap((one, later) =>
          items.slice(0, later).flatMap((other, earlier) => {
            const meet = later >= firstAsked && [0, 1, 2].some(band => one[band] === other[band])
            return meet ? [`${later}-${earlier}`] : []
          }),
        )
        expect(found.sort()).toEqual(expected.sort())
      }),
    )
  })
})

describe('disjoint sets', () => {
  it('are the connected parts, named by their smallest member', () => {
    const count = 20
    const pair = fc.tuple(fc.nat(count - 1), fc.nat(count - 1))
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), pairs => {
        const sets = new DisjointSets(count)
        const plain = Array.from({ length: count }, (_, i) => i)
        for (const [a, b] of pairs) {
          const [low, high] = [plain[a] as number, plain[b] as number].sort((x, y) => x - y) as [
            number,
            number,
          ]
          expect(sets.join(a, b)).toBe(low !== high)
          for (let i = 0; i < count; i++) if (plain[i] === high) plain[i] = low
        }
        for (let i = 0; i < count; i++) expect(sets.rootOf(i)).toBe(plain[i])
      }),
    )
  })
})
