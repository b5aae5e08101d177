import { describe, expect, it } from 'vitest'
import { seededRandom } from '../core/random.ts'
import { distanceOf, fitSkewNormal, skewNormalTail } from './_skew-normal.ts'
import { exposureOf } from './exposure.ts'

const normals = (count: number, seed: number) => {
  const { next } = seededRandom(seed)
  return Array.from(
    { length: count },
    () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  )
}

describe('skew-normal distribution', () => {
  // scipy.stats.skewnorm.logcdf(x, a, loc, scale)
  it.each([
    [0, 0, 1, -6, -20.736768889],
    [0, 0, 1, 1.5, -0.069143],
    [4, 2, 3, 1.5, -3.5496143],
    [-3, 10, 2, 2, -9.6667],
  ])('has the tail of scipy for shape %d', (shape, location, scale, at, expected) => {
    const tail = skewNormalTail({ shape, location, scale }, at)
    expect(tail).toBeCloseTo(expected, 3)
  })

  it('is found again from what was drawn from it', () => {
    const bulk = normals(20_000, 1)
    const other = normals(20_000, 2)
    const delta = 0.9
    const drawn = bulk.map(
      (each, i) => delta * Math.abs(each) + Math.sqrt(1 - delta ** 2) * (other[i] as number),
    )
    const fit = fitSkewNormal(drawn)
    if (fit === undefined) throw new Error('no fit')
    expect(fit.location).toBeCloseTo(0, 1)
    expect(fit.scale).toBeCloseTo(1, 1)
    expect(distanceOf(fit, drawn)).toBeLessThan(0.02)
  })
})

describe('exposure', () => {
  it('is about one bit for what was never seen, on average', () => {
    const all = normals(201 * 60, 5)
    let sum = 0
    let small = 0
    for (let i = 0; i < 60; i++) {
      const { bits, pValue } = exposureOf(all[i * 201] as number, all.slice(i * 201 + 1, (i + 1) * 201), 26)
      sum += bits
      if (pValue <= 0.1) small++
    }
    expect(sum / 60).toBeGreaterThan(0.8)
    expect(sum / 60).toBeLessThan(2.2)
    expect(small).toBeLessThan(14)
  })

  it('goes beyond the candidates drawn, with an interval, and never beyond the secrets there are', () => {
    const candidates = normals(199, 7)
    const far = exposureOf(-4.5, candidates, 26)
    expect(far).toMatchObject({ above: 0, candidates: 199, method: 'skew-normal' })
    expect(far.pValue).toBeLessThan(1 / 200)
    expect(far.bits).toBeGreaterThan(12)
    expect(far.bits).toBeLessThan(26)
    expect(far.interval[0]).toBeLessThanOrEqual(far.bits)
    expect(far.interval[1]).toBeGreaterThanOrEqual(far.bits)
    expect(exposureOf(-40, candidates, 26).bits).toBe(26)
  })

  it('stays with the rank where no skew-normal distribution fits', () => {
    const twoLumps = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 10 + i / 1e4 : 20 + i / 1e4))
    const found = exposureOf(5, twoLumps, 20)
    expect(found.method).toBe('sampling')
    expect(found.bits).toBeCloseTo(Math.log2(201), 9)
    expect(found.interval[1]).toBe(20)
    expect(
      exposureOf(
        1,
        Array.from({ length: 50 }, () => 1),
        20,
      ).bits,
    ).toBe(0)
  })
})
