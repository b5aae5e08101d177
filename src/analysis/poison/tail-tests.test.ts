import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../core/index.ts'
import { falseDiscoveryRates, logHypergeometricTail, logPoissonBinomialTail } from './tail-tests.ts'

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k)

describe('logHypergeometricTail', () => {
  it('is the mid-p value by definition', () => {
    const [all, feature, behavior, joint] = [40, 9, 12, 6]
    const at = (k: number) =>
      (choose(behavior, k) * choose(all - behavior, feature - k)) / choose(all, feature)
    let tail = at(joint) / 2
    for (let k = joint + 1; k <= 9; k++) tail += at(k)
    expect(logHypergeometricTail({ all, feature, behavior, joint })).toBeCloseTo(Math.log(tail), 9)
  })

  it('does not exceed its level when nothing depends on anything', () => {
    const random = seededRandom(4)
    let small = 0
    for (let round = 0; round < 2000; round++) {
      let joint = 0
      for (let row = 0; row < 300; row++) if (random.next() < 0.1 && row < 60) joint++
      const feature = joint + Array.from({ length: 240 }, () => random.next()).filter(u => u < 0.1).length
      if (logHypergeometricTail({ all: 300, feature, behavior: 60, joint }) < Math.log(0.05)) small++
    }
    expect(small / 2000).toBeLessThan(0.065)
  })
})

describe('logPoissonBinomialTail', () => {
  it('is exact when all trials succeed', () => {
    expect(logPoissonBinomialTail([0.5, 0.2, 0.1], 3)).toBeCloseTo(Math.log(0.01), 9)
  })

  it('bounds the binomial tail from above, and not far from it', () => {
    let tail = 0
    for (let k = 15; k <= 20; k++) tail += choose(20, k) * 0.3 ** k * 0.7 ** (20 - k)
    const bound = logPoissonBinomialTail(new Array(20).fill(0.3), 15)
    expect(bound).toBeGreaterThan(Math.log(tail))
    expect(bound).toBeLessThan(Math.log(tail) + 3)
  })

  it('is 1 when no more succeed than expected', () => {
    expect(logPoissonBinomialTail([0.5, 0.5], 1)).toBe(0)
  })
})

describe('falseDiscoveryRates', () => {
  it('steps up as Benjamini and Hochberg say', () => {
    const rates = falseDiscoveryRates([0.04, 0.001, 0.03].map(Math.log), 10)
    expect(rates.map(each => Math.round(each * 1000) / 1000)).toEqual([0.133, 0.01, 0.133])
  })

  it('reports hardly anything of uniform p-values', () => {
    const random = seededRandom(9)
    let discoveries = 0
    for (let round = 0; round < 200; round++) {
      const logs = Array.from({ length: 500 }, () => Math.log(random.next()))
      if (falseDiscoveryRates(logs, 500).some(rate => rate < 0.05)) discoveries++
    }
    expect(discoveries / 200).toBeLessThan(0.1)
  })
})
