import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPlimsollError } from '../../core/errors.ts'
import type { HostTensor } from './host-tensor.ts'
import { openSafetensors, readWeights, writeSafetensors } from './safetensors.ts'

const file = (header: string, data: ArrayLike<number> = [], claimed?: number): Uint8Array => {
  const text = new TextEncoder().encode(header)
  const bytes = new Uint8Array(8 + text.length + data.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(claimed ?? text.length), true)
  bytes.set(text, 8)
  bytes.set(Array.from(data), 8 + text.length)
  return bytes
}
const entry = (type: string, shape: unknown, start: number, end: number) =>
  JSON.stringify({ dtype: type, shape, data_offsets: [start, end] })
const f32 = (name: string, shape: number[], start: number, end: number) =>
  `"${name}":${entry('F32', shape, start, end)}`

const messageOf = (bytes: Uint8Array): string => {
  try {
    openSafetensors(bytes)
  } catch (error) {
    if (isPlimsollError(error) && error.code === 'E_INPUT') return error.message
    throw error
  }
  return 'opened'
}

describe('safetensors', () => {
  it('gives back what was written', () => {
    const tensor = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }).chain(shape =>
      fc
        .float32Array({
          minLength: shape.reduce((a, b) => a * b, 1),
          maxLength: shape.reduce((a, b) => a * b, 1),
        })
        .map((data): HostTensor => ({ shape, data: new Float32Array(data) })),
    )
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ minLength: 1 }).filter(name => name !== '__metadata__'),
          tensor,
        ),
        weights => {
          const given = new Map(Object.entries(weights))
          const back = readWeights(writeSafetensors(given))
          expect(new Map([...back].sort())).toEqual(new Map([...given].sort()))
        },
      ),
    )
  })

  it('reads a Buffer, whose slices share memory, as any bytes', () => {
    const given = new Map([
      ['a', { shape: [2], data: new Float32Array([1, 2]) }],
      ['b', { shape: [1], data: new Float32Array([3]) }],
    ])
    expect(readWeights(Buffer.from(writeSafetensors(given)))).toEqual(given)
  })

  it('reads half, brain and double floats', () => {
    const header = `{"b":${entry('BF16', [2], 0, 4)},"d":${entry('F64', [1], 4, 12)},"h":${entry('F16', [4], 12, 20)}}`
    const double = new Uint8Array(new Float64Array([0.5]).buffer)
    const open = openSafetensors(
      file(header, [0x80, 0x3f, 0x20, 0xc0, ...double, 0, 0x3c, 1, 0, 0, 0xfc, 0x55, 0x35]),
    )
    expect([...open.tensor('b').data]).toEqual([1, -2.5])
    expect([...open.tensor('d').data]).toEqual([0.5])
    const half = [...open.tensor('h').data]
    expect(half.slice(0, 3)).toEqual([1, 2 ** -24, Number.NEGATIVE_INFINITY])
    expect(half[3]).toBeCloseTo(1 / 3, 3)
  })

  it.each([
    ['shorter than 8 bytes', new Uint8Array(5)],
    ['over 100 MB', file('{}', [], 2 ** 40)],
    ['longer than the file', file('{}', [], 900)],
    ['does not start with {', file('[]')],
    ['not UTF-8', new Uint8Array([2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0xff])],
    ['not valid JSON', file('{"a"')],
    ['nested too deeply', file(`{"a":${'['.repeat(100_000)}`)],
    ['a name occurs twice', file(`{${f32('a', [1], 0, 4)},${f32('\\u0061', [1], 0, 4)}}`, [0, 0, 0, 0])],
    ['unknown fields', file('{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4],"x":1}}', [0, 0, 0, 0])],
    ['unknown element type', file(`{"a":${entry('constructor', [1], 0, 4)}}`, [0, 0, 0, 0])],
    ['not a list of counts', file(`{"a":${entry('F32', [-1], 0, 4)}}`, [0, 0, 0, 0])],
    ['too large', file(`{"a":${entry('F32', [2 ** 40, 2 ** 40], 0, 4)}}`, [0, 0, 0, 0])],
    ['does not match its bytes', file(`{${f32('a', [2], 0, 4)}}`, [0, 0, 0, 0])],
    ['overlap or leave a gap', file(`{${f32('a', [1], 0, 4)},${f32('b', [1], 0, 4)}}`, [0, 0, 0, 0])],
    ['overlap or leave a gap', file(`{${f32('a', [1], 4, 8)}}`, [0, 0, 0, 0, 0, 0, 0, 0])],
    ['do not fill the file', file(`{${f32('a', [1], 0, 4)}}`, [0, 0, 0, 0, 9])],
    ['more than text', file('{"__metadata__":{"a":1}}')],
  ])('refuses a head that is %s', (expected, bytes) => {
    expect(messageOf(bytes)).toContain(expected)
  })

  it('opens or refuses any damaged file, and never repeats its names', () => {
    const whole = writeSafetensors(new Map([['secret-name', { shape: [2], data: new Float32Array([1, 2]) }]]))
    fc.assert(
      fc.property(
        fc.nat(whole.length - 1),
        fc.integer({ min: 0, max: 255 }),
        fc.nat(whole.length),
        (at, byte, length) => {
          const damaged = whole.slice(0, length)
          if (at < length) damaged[at] = byte
          expect(messageOf(damaged)).not.toContain('secret')
        },
      ),
    )
  })
})
