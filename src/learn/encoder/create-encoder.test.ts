import { describe, expect, it } from 'vitest'
import { tinyEncoderFile } from '../../../test/support/tiny-encoder.ts'
import { isPlimsollError } from '../../core/errors.ts'
import { createEncoder } from './create-encoder.ts'
import { readEncoderFile } from './encoder-file.ts'

const open = (options: Parameters<typeof tinyEncoderFile>[0] = {}) =>
  createEncoder({ file: readEncoderFile(tinyEncoderFile(options)), digest: () => 'd' })

const refusal = (bytes: Uint8Array): string => {
  try {
    readEncoderFile(bytes)
  } catch (error) {
    if (isPlimsollError(error) && error.code === 'E_INPUT') return error.message
    throw error
  }
  return 'read'
}

describe('an encoder', () => {
  it('gives vectors of length 1, the same for a text in any company', async () => {
    const encoder = open()
    const texts = ['the thing', '', '我在 a 的', 'x'.repeat(500), 'the '.repeat(40)]
    const together = await encoder.embed(texts)
    for (const [at, text] of texts.entries()) {
      const vector = together[at] as Float32Array
      expect(vector).toHaveLength(encoder.dimension)
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
      expect((await encoder.embed([text]))[0]).toEqual(vector)
    }
    expect(together[0]).not.toEqual(together[2])
    expect(await encoder.embed([])).toEqual([])
  })

  it('keeps answers apart that are asked for at the same time', async () => {
    const encoder = open()
    const texts = Array.from({ length: 20 }, (_, at) => 'a'.repeat(at + 1))
    const apart = await Promise.all(texts.map(each => encoder.embed([each])))
    expect(apart.flat()).toEqual(await encoder.embed(texts))
  })

  it('looks at a long text in windows, and says where each token lies', async () => {
    const encoder = open()
    const text = 'the thing a '.repeat(30)
    const { ids } = encoder.tokenize(text)
    const windows = await encoder.hiddenStates(text, { maxWindows: 100 })
    expect(windows.flatMap(each => [...each.ids])).toEqual([...ids])
    for (const { ids: inner, starts, ends, states } of windows) {
      expect(inner.length).toBeLessThanOrEqual(encoder.maxTokens - 2)
      expect(states).toHaveLength(inner.length * encoder.dimension)
      expect([...starts].every((start, at) => start <= (ends[at] as number))).toBe(true)
    }
    expect(await encoder.hiddenStates(text, { maxWindows: 3, maxTokens: 8 })).toHaveLength(3)
  })

  it('sees the start and the end of a very long text, and little of what lies between', async () => {
    const encoder = open()
    const long = `${'a'.repeat(100)} the ${'的 '.repeat(2_000_000)} thing`
    const windows = await encoder.hiddenStates(long, { maxWindows: 4 })
    expect(windows).toHaveLength(4)
    expect(windows[0]?.starts[0]).toBe(0)
    expect(windows.at(-1)?.ends.at(-1)).toBeGreaterThan(long.length - 300)
    expect(windows.every(({ starts, ids }) => starts.length === ids.length)).toBe(true)
  })

  it('refuses a window without room for a token', async () => {
    await expect(open().embed(['a'], { maxTokens: 2 })).rejects.toThrow(/maxTokens/)
    await expect(open().embed(['a'], { maxWindows: 0 })).rejects.toThrow(/maxWindows/)
  })
})

describe('an encoder file', () => {
  it.each([
    ['hidden is missing', tinyEncoderFile({ config: { hidden: undefined } })],
    ['hidden is missing or out of range', tinyEncoderFile({ config: { hidden: 24 } })],
    ['layers is missing or out of range', tinyEncoderFile({ config: { layers: 1e9 } })],
    ['layers.2.attention.query.weight is missing', tinyEncoderFile({ config: { layers: 3 } })],
    ['wrong shape or type', tinyEncoderFile({ config: { intermediate: 32 } })],
    ['width of a head', tinyEncoderFile({ config: { heads: 3 } })],
    ['outside the vocabulary', tinyEncoderFile({ config: { unkId: 999 } })],
    ['too few positions', tinyEncoderFile({ maxPositions: 5 })],
    ['pooling is missing or out of range', tinyEncoderFile({ config: { pooling: 'max' } })],
    ['ffn.down.scale is missing', tinyEncoderFile({ without: ['layers.1.ffn.down.scale'] })],
    ['tensor is missing', tinyEncoderFile({ without: ['tokenizer.lengths'] })],
  ])('is refused when %s', (expected, bytes) => {
    expect(refusal(bytes)).toContain(expected)
  })

  it('is refused when it is cut off', () => {
    const whole = tinyEncoderFile()
    for (const length of [0, 7, 100, 2000, whole.length - 1])
      expect(refusal(whole.subarray(0, length))).toMatch(/safetensors/)
  })
})
