import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFingerprinter } from './fingerprint.ts'
import { FingerprintTable } from './fingerprint-table.ts'

describe('fingerprint table', () => {
  it('answers like a map, also when keys share their slots', () => {
    const word = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(0xffff_ffff), fc.constant(0x400))
    const key = fc.tuple(word, word, word, word)
    fc.assert(
      fc.property(fc.array(key, { maxLength: 400 }), keys => {
        const table = new FingerprintTable()
        const map = new Map<string, number>()
        const answers = keys.map((key, ordinal) => {
          if (!map.has(key.join())) map.set(key.join(), ordinal)
          return table.firstOrdinal(Uint32Array.from(key), 0, ordinal)
        })
        expect(answers).toEqual(keys.map(key => map.get(key.join())))
        expect(table.size).toBe(map.size)
        expect(keys.map(key => table.get(Uint32Array.from(key), 0))).toEqual(answers)
        expect(table.get(Uint32Array.from([9, 9, 9, 9]), 0)).toBeUndefined()
      }),
    )
  })

  it('keeps every entry while it grows, within the memory it states', () => {
    const fingerprinter = createFingerprinter()
    const count = 200_000
    const words = new Uint32Array(count * 4)
    for (let i = 0; i < count; i++) fingerprinter.text(`text ${i}`, words, i * 4)
    const table = new FingerprintTable()
    let wrong = 0
    for (let i = 0; i < count; i++) if (table.firstOrdinal(words, i * 4, i) !== i) wrong++
    for (let i = 0; i < count; i += 7) if (table.firstOrdinal(words, i * 4, 4_000_000_000) !== i) wrong++
    expect(wrong).toBe(0)
    expect(table.size).toBe(count)
    expect(table.bytes / count).toBeGreaterThanOrEqual(20 / 0.7)
    expect(table.bytes / count).toBeLessThanOrEqual(2 * (20 / 0.7))
  })

  it('holds the largest ordinal and an expected number without growing', () => {
    const table = new FingerprintTable(10_000)
    const { bytes } = table
    expect(table.firstOrdinal(Uint32Array.from([1, 2, 3, 4]), 0, 0xffff_fffe)).toBe(0xffff_fffe)
    expect(table.get(Uint32Array.from([1, 2, 3, 4]), 0)).toBe(0xffff_fffe)
    for (let i = 0; i < 9_999; i++) table.firstOrdinal(Uint32Array.from([i, i, i, i + 7]), 0, i)
    expect(table.bytes).toBe(bytes)
  })
})
