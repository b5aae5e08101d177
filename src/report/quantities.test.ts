import { describe, expect, it } from 'vitest'
import { formatBytes, formatSeconds } from './quantities.ts'

describe('a size', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [9949, '9.9 kB'],
    [41_400_000, '41 MB'],
    [545_000, '545 kB'],
    [1.25e9, '1.3 GB'],
    [3e18, '3000 PB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
})

describe('a duration', () => {
  it.each([
    [0, '0.0 s'],
    [4.24, '4.2 s'],
    [9.97, '10 s'],
    [41.7, '42 s'],
    [59.7, '1 min 0 s'],
    [200, '3 min 20 s'],
    [3599.6, '1 h 0 min'],
    [7500, '2 h 5 min'],
  ])('%d is %s', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text)
  })
})
