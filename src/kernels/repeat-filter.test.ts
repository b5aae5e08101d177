import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RepeatFilter } from './repeat-filter.ts'
import { mixBits } from './word-tokens.ts'

describe('a filter of repeats', () => {
  it('knows every hash that came twice, whatever the hashes', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(20), fc.integer({ min: 0, max: 0xffffffff }))), hashes => {
        const filter = new RepeatFilter(hashes.length)
        const counts = new Map<number, number>()
        for (const hash of hashes) {
          filter.add(hash)
          counts.set(hash, (counts.get(hash) ?? 0) + 1)
        }
        for (const [hash, count] of counts) if (count > 1) expect(filter.mayRepeat(hash)).toBe(true)
      }),
    )
  })

  it('leaves out nearly all that came once', () => {
    const count = 100_000
    const filter = new RepeatFilter(count)
    for (let i = 0; i < count; i++) filter.add(mixBits(i))
    let told = 0
    for (let i = 0; i < count; i++) if (filter.mayRepeat(mixBits(i))) told++
    expect(told / count).toBeLessThan(1 / 14)
  })
})
