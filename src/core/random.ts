/** Seeded, reproducible randomness. Never for privacy noise, keys, canaries or surrogates. */
export interface SeededRandom {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform integer in [0, below). */
  integer(below: number): number
  /** One element; throws on an empty list. */
  pick<T>(items: readonly T[]): T
  /** A shuffled copy (Fisher–Yates). */
  shuffle<T>(items: readonly T[]): T[]
}

/** xoshiro128** seeded by splitmix32. Source: https://prng.di.unimi.it/xoshiro128starstar.c */
export function seededRandom(seed: number): SeededRandom {
  const state = new Uint32Array(4)
  let mix = seed >>> 0
  for (let i = 0; i < 4; i++) {
    mix = (mix + 0x9e3779b9) >>> 0
    let z = mix
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    state[i] = (z ^ (z >>> 15)) >>> 0
  }
  const rotate = (x: number, k: number) => ((x << k) | (x >>> (32 - k))) >>> 0
  const next32 = () => {
    const [a, b, c, d] = state as unknown as [number, number, number, number]
    const result = Math.imul(rotate(Math.imul(b, 5) >>> 0, 7), 9) >>> 0
    const c1 = c ^ a
    const d1 = d ^ b
    state[1] = b ^ c1
    state[0] = a ^ d1
    state[2] = c1 ^ (b << 9)
    state[3] = rotate(d1 >>> 0, 11)
    return result
  }
  const next = () => next32() / 0x1_0000_0000
  const integer = (below: number) => Math.floor(next() * below)
  return {
    next,
    integer,
    pick: items => {
      if (items.length === 0) throw new RangeError('cannot pick from an empty list')
      return items[integer(items.length)] as never
    },
    shuffle: items => {
      const copy = [...items]
      for (let i = copy.length - 1; i > 0; i--) {
        const j = integer(i + 1)
        const held = copy[i] as never
        copy[i] = copy[j] as never
        copy[j] = held
      }
      return copy
    },
  }
}

/** Cryptographic randomness, for keys, surrogates, canaries and noise. */
export function cryptographicBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += 65_536) {
    globalThis.crypto.getRandomValues(bytes.subarray(at, Math.min(length, at + 65_536)))
  }
  return bytes
}
