import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hasControlBytes } from './_control-bytes.ts'

it('finds every control byte but line feeds, wherever it stands', () => {
  const byte = fc.oneof(
    { weight: 40, arbitrary: fc.integer({ min: 32, max: 255 }) },
    { weight: 4, arbitrary: fc.constant(10) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 31 }) },
  )
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 120 }), fc.nat(9), (values, offset) => {
      const bytes = new Uint8Array(offset + values.length).subarray(offset)
      bytes.set(values)
      expect(hasControlBytes(bytes)).toBe(values.some(value => value < 32 && value !== 10))
    }),
    { numRuns: 2000 },
  )
})
