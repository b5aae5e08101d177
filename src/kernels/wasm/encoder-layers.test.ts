import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EncoderStack, type QuantizedMatrix, referenceLayers } from './encoder-layers.reference.ts'
import { encoderLayers } from './encoder-layers.ts'

/** A generator of numbers that look random, from a seed. */
function noise(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  }
}

function randomStack(
  seed: number,
  hidden: number,
  heads: number,
  intermediate: number,
  count: number,
): EncoderStack {
  const next = noise(seed)
  const floats = (length: number, size: number, center = 0) =>
    Float32Array.from({ length }, () => center + next() * size)
  const matrix = (width: number, columns: number): QuantizedMatrix => ({
    weight: Int8Array.from({ length: width * columns }, () => Math.round(next() * 127)),
    scale: floats(columns, 0.002, 0.004),
    bias: floats(columns, 0.1),
  })
  const norm = () => ({ weight: floats(hidden, 0.5, 1), bias: floats(hidden, 0.2) })
  return {
    hidden,
    heads,
    intermediate,
    epsilon: 1e-12,
    firstNorm: norm(),
    layers: Array.from({ length: count }, () => ({
      query: matrix(hidden, hidden),
      key: matrix(hidden, hidden),
      value: matrix(hidden, hidden),
      output: matrix(hidden, hidden),
      attentionNorm: norm(),
      up: matrix(hidden, intermediate),
      down: matrix(intermediate, hidden),
      outputNorm: norm(),
    })),
  }
}

const rowsFor = (seed: number, length: number, size: number) => {
  const next = noise(seed)
  return Float32Array.from({ length }, () => next() * size)
}

describe('the kernel of encoder layers', () => {
  it('gives what the plain reference gives, to the bit', () => {
    const shapes = fc.constantFrom([16, 2, 32], [32, 1, 64], [48, 2, 80], [64, 2, 128])
    const lengths = fc.array(fc.integer({ min: 1, max: 19 }), { minLength: 1, maxLength: 4 })
    const sizes = fc.constantFrom(0, 1e-20, 0.03, 1, 50)
    fc.assert(
      fc.property(fc.nat(), shapes, lengths, sizes, (seed, [hidden, heads, intermediate], texts, size) => {
        const stack = randomStack(seed, hidden as number, heads as number, intermediate as number, 2)
        const rows = rowsFor(seed + 1, (hidden as number) * texts.reduce((a, b) => a + b), size)
        expect([...encoderLayers(stack).run(rows, texts)]).toEqual([...referenceLayers(stack)(rows, texts)])
      }),
      { numRuns: 60 },
    )
  })

  it('gives each text the same numbers in any company', () => {
    const stack = randomStack(5, 32, 2, 64, 2)
    const { run } = encoderLayers(stack)
    const lengths = [3, 17, 1, 8, 40]
    const all = rowsFor(9, 32 * 69, 1)
    const together = Float32Array.from(run(all, lengths))
    let first = 0
    for (const length of lengths) {
      const part = [first * 32, (first + length) * 32] as const
      expect([...run(all.slice(...part), [length])]).toEqual([...together.slice(...part)])
      first += length
    }
  })

  it('comes close to the same layers in double precision without rounding', () => {
    const stack = randomStack(77, 64, 4, 128, 3)
    const rows = rowsFor(3, 64 * 21, 1)
    const got = encoderLayers(stack).run(rows, [21])
    const exact = exactLayers(stack, rows, 21)
    let dot = 0
    let a = 0
    let b = 0
    for (let at = 0; at < got.length; at++) {
      dot += (got[at] as number) * (exact[at] as number)
      a += (got[at] as number) ** 2
      b += (exact[at] as number) ** 2
    }
    expect(dot / Math.sqrt(a * b)).toBeGreaterThan(0.99999)
  })

  it('is in use here', () => {
    expect(encoderLayers(randomStack(1, 16, 2, 16, 1)).runtime).toBe('wasm')
  })
})

/** The textbook encoder, written anew. */
function exactLayers(stack: EncoderStack, given: Float32Array, count: number): number[] {
  const { hidden, heads, epsilon } = stack
  const width = hidden / heads
  const split = (flat: readonly number[], size: number) =>
    Array.from({ length: flat.length / size }, (_, row) => flat.slice(row * size, (row + 1) * size))
  const norm = (row: number[], { weight, bias }: EncoderStack['firstNorm']) => {
    const mean = row.reduce((a, b) => a + b) / row.length
    const variance = row.reduce((sum, x) => sum + (x - mean) ** 2, 0) / row.length
    return row.map(
      (x, i) => ((x - mean) / Math.sqrt(variance + epsilon)) * (weight[i] as number) + (bias[i] as number),
    )
  }
  const apply = (row: number[], { weight, scale, bias }: QuantizedMatrix) =>
    [...bias].map(
      (b, o) =>
        b +
        (scale[o] as number) * row.reduce((sum, x, i) => sum + x * (weight[o * row.length + i] as number), 0),
    )
  const erf = (x: number) => {
    let sum = 0
    for (let n = 0, term = x; n < 200; n++, term *= (-x * x) / n) sum += term / (2 * n + 1)
    return Math.abs(x) > 5 ? Math.sign(x) : (2 / Math.sqrt(Math.PI)) * sum
  }
  const gelu = (x: number) => (x * (1 + erf(x / Math.SQRT2))) / 2
  let rows = split([...given], hidden).map(row => norm(row, stack.firstNorm))
  for (const layer of stack.layers) {
    const [q, k, v] = [layer.query, layer.key, layer.value].map(each =>
      rows.map(row => apply(row, each)),
    ) as [number[][], number[][], number[][]]
    const context = rows.map((_, row) =>
      Array.from({ length: hidden }, (_, i) => {
        const head = Math.floor(i / width) * width
        const scores = k.map(other => {
          let sum = 0
          for (let j = head; j < head + width; j++) sum += (q[row]?.[j] as number) * (other[j] as number)
          return Math.exp(sum / Math.sqrt(width))
        })
        const total = scores.reduce((a, b) => a + b)
        return scores.reduce((sum, score, at) => sum + (score / total) * (v[at]?.[i] as number), 0)
      }),
    )
    rows = rows.map((row, at) => {
      const attended = apply(context[at] as number[], layer.output)
      const middle = norm(
        row.map((x, i) => x + (attended[i] as number)),
        layer.attentionNorm,
      )
      const lowered = apply(apply(middle, layer.up).map(gelu), layer.down)
      return norm(
        middle.map((x, i) => x + (lowered[i] as number)),
        layer.outputNorm,
      )
    })
  }
  expect(rows).toHaveLength(count)
  return rows.flat()
}
