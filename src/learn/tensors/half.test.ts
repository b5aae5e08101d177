import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromHalfBits, toHalfBits } from './half.ts'
import { readWeights, writeSafetensors } from './safetensors.ts'

it('gives back every number of half precision', () => {
  for (let bits = 0; bits < 0x10000; bits++) {
    const value = fromHalfBits(bits)
    if (Number.isNaN(value)) expect(fromHalfBits(toHalfBits(value))).toBeNaN()
    else expect(toHalfBits(value)).toBe(bits)
  }
})

it('rounds to the nearest, ties to even', () => {
  // The numbers beside each number of half precision, by their bits.
  const magnitude = (bits: number) => (bits === 0x7c00 ? 65536 : fromHalfBits(bits))
  for (let bits = 0; bits < 0x7c00; bits++) {
    const [low, high] = [magnitude(bits), magnitude(bits + 1)]
    const middle = (low + high) / 2
    expect(toHalfBits(middle)).toBe(bits % 2 === 0 ? bits : bits + 1)
    expect(toHalfBits(-(low + (high - low) * 0.25))).toBe(0x8000 | bits)
    expect(toHalfBits(low + (high - low) * 0.75)).toBe(bits + 1)
  }
  expect(toHalfBits(1e9)).toBe(0x7c00)
  expect(toHalfBits(-Number.POSITIVE_INFINITY)).toBe(0xfc00)
})

it('halves a file and rounds its numbers', () => {
  fc.assert(
    fc.property(fc.float32Array({ noNaN: true, min: -60_000, max: 60_000 }), data => {
      const weights = new Map([['w', { shape: [data.length], data: new Float32Array(data) }]])
      const back = readWeights(writeSafetensors(weights, undefined, 'F16')).get('w')?.data as Float32Array
      expect([...back]).toEqual([...data].map(each => fromHalfBits(toHalfBits(each))))
    }),
  )
})
