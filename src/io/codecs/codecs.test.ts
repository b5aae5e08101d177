import { execFileSync, spawnSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drain, inPieces } from '../../../test/support/chunked-source.ts'
import { seededRandom } from '../../core/index.ts'
import { compressWithWasm } from './_zstd-compressor.ts'
import { BrokenCompression, type Codec, codecs } from './index.ts'

/** 40,000 times `a` and a line feed; `hello\n`; four bytes of padding; `world\n` with CRC32: written by xz. */
const XZ_STREAMS =
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4JxAAEZdADDv+7/+o7Fe5fg/sqomVfhocEFwFQ+N/R5MG4pCtxn0aRhxrmYjiopNL6MN2X+m44wj' +
  'EVPgWRjFdYrid/i2lHpjHYvNQAAAAAAUPw9ZvemvMgABYsG4AgAA/AleibHEZ/sCAAAAAARZWv03elhaAAAE5ta0RgIAIQEWAAAAdC/lowEA' +
  'BWhlbGxvCgAAAKVgl/GU9v3gAAEeBsEvpB0ftvN9AQAAAAAEWVoAAAAA/Td6WFoAAAFpIt42AgAhARYAAAB0L+WjAQAFd29ybGQKAAAAqGE4' +
  '3QABGgbF6sh5kEKZDQEAAAAAAVla'

const codec = (name: string): Codec => codecs.find(each => each.name === name) as Codec
const writers = codecs.filter(each => each.compress !== undefined)
const hasTool = (name: string) => spawnSync(name, ['--version']).error === undefined

const compressed = async (each: Codec, bytes: Uint8Array, pieceBytes = 10_000): Promise<Buffer> =>
  (await drain((each.compress as NonNullable<Codec['compress']>)(inPieces(bytes, pieceBytes)))).bytes
const decompressed = (each: Codec, bytes: Uint8Array, pieceBytes = 1000) =>
  drain(each.decompress(inPieces(bytes, pieceBytes)))

/** Text with enough variety to fill blocks: two megabytes compress to some hundred kilobytes. */
const longText = Buffer.from(
  Array.from({ length: 30_000 }, (_, i) => `{"id":${i},"text":"row ${(i * 7919) % 104_729} of many"}\n`).join(
    '',
  ),
)

describe.each(writers.map(each => [each.name, each] as const))('%s', (name, each) => {
  it('gives back what it was given, whatever the pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 5000 }),
        fc.integer({ min: 1, max: 700 }),
        async (bytes, size) => {
          const packed = await compressed(each, bytes, size)
          expect(each.matches(packed.subarray(0, 64))).toBe(true)
          const { bytes: unpacked, error } = await decompressed(each, packed, size)
          expect(error).toBeUndefined()
          expect(unpacked.equals(bytes)).toBe(true)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('bears long content and concatenated members', async () => {
    const packed = await compressed(each, longText)
    expect(packed.length).toBeLessThan(longText.length / 4)
    const twice = Buffer.concat([packed, await compressed(each, Buffer.from('tail')), packed])
    const { bytes, error } = await decompressed(each, twice, 30_000)
    expect(error).toBeUndefined()
    expect(bytes.equals(Buffer.concat([longText, Buffer.from('tail'), longText]))).toBe(true)
  })

  it('bears noise between texts, and runs of one byte', async () => {
    const random = seededRandom(7)
    const noise = Buffer.from(Array.from({ length: 200_000 }, () => random.integer(256)))
    const text = longText.subarray(0, 150_000)
    const mixed = Buffer.concat([
      noise,
      text,
      noise,
      noise.subarray(0, 70_000),
      Buffer.alloc(3_000_000),
      text,
    ])
    const { bytes, error } = await decompressed(each, await compressed(each, mixed, 33_333), 20_000)
    expect(error).toBeUndefined()
    expect(bytes.equals(mixed)).toBe(true)
  })

  it('gives what stands before a break, then says that the data ends early', async () => {
    const packed = await compressed(each, longText)
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      const cut = packed.subarray(0, Math.floor(packed.length * share))
      const { bytes, error } = await decompressed(each, cut, 8192)
      expect(error).toBeInstanceOf(BrokenCompression)
      expect((error as BrokenCompression).kind).toBe('truncated')
      expect(longText.subarray(0, bytes.length).equals(bytes)).toBe(true)
      if (share >= 0.5 && name !== 'bzip2') expect(bytes.length).toBeGreaterThan(0)
    }
    for (let length = packed.length - 12; length < packed.length; length++) {
      const { error } = await decompressed(each, packed.subarray(0, length), 50_000)
      expect(error, `${packed.length - length} bytes short`).toBeInstanceOf(BrokenCompression)
    }
  })

  it('never gives damaged content without saying so', async () => {
    const packed = await compressed(each, longText)
    for (let at = 40; at < packed.length; at += Math.floor(packed.length / 12)) {
      const hurt = Buffer.from(packed)
      hurt[at] = (hurt[at] as number) ^ 0x41
      const { bytes, error } = await decompressed(each, hurt, 20_000)
      if (error === undefined) expect(bytes.equals(longText), `byte ${at}`).toBe(true)
      else expect(error).toBeInstanceOf(BrokenCompression)
    }
  })

  it('lets go of its input when the reader stops', async () => {
    let closed = false
    const input = (async function* () {
      try {
        yield* inPieces(await compressed(each, longText), 4096)
      } finally {
        closed = true
      }
    })()
    for await (const chunk of each.decompress(input)) {
      expect(chunk.length).toBeGreaterThan(0)
      break
    }
    expect(closed).toBe(true)
  })

  it.runIf(hasTool(name))('is read by the tool of its name, and reads what that writes', async () => {
    const packed = await compressed(each, longText)
    expect(execFileSync(name, ['-dc'], { input: packed, maxBuffer: 1e8 }).equals(longText)).toBe(true)
    const theirs = execFileSync(name, ['-c'], { input: longText, maxBuffer: 1e8 })
    const { bytes, error } = await decompressed(each, theirs, 7777)
    expect(error).toBeUndefined()
    expect(bytes.equals(longText)).toBe(true)
  })
})

it('tells compressions apart', async () => {
  for (const each of writers) {
    const packed = await compressed(each, Buffer.from('x'))
    expect(codecs.filter(other => other.matches(packed)).map(other => other.name)).toEqual([each.name])
  }
  expect(codecs.some(each => each.matches(Buffer.from('BZh is no bzip2 file, and this is text')))).toBe(false)
})

describe('gzip', () => {
  const hello = gzipSync('hello\n'.repeat(100))
  const read = (...parts: readonly Uint8Array[]) =>
    Promise.all([7, 50_000].map(size => decompressed(codec('gzip'), Buffer.concat(parts), size)))

  it('bears zeros at the end, and nothing else there', async () => {
    for (const { bytes, error } of await read(hello, Buffer.alloc(300))) {
      expect([bytes.length, error]).toEqual([600, undefined])
    }
    for (const tail of [
      Buffer.from('garbage'),
      Buffer.concat([Buffer.alloc(300), hello]),
      Buffer.from('xyz'),
    ]) {
      for (const { bytes, error } of await read(hello, tail)) {
        expect(bytes.length).toBe(600)
        expect(error).toMatchObject({ kind: 'damaged' })
      }
    }
  })

  it('gives everything before the damage of a small file', async () => {
    const packed = gzipSync(longText.subarray(0, 100_000))
    const hurt = Buffer.from(packed)
    hurt.fill(0xff, packed.length - 2000, packed.length - 1000)
    for (const { bytes, error } of await read(hurt)) {
      expect(bytes.length).toBeGreaterThan(80_000)
      expect(bytes.subarray(0, 80_000).equals(longText.subarray(0, 80_000))).toBe(true)
      expect(error).toMatchObject({ kind: 'damaged' })
    }
  })
})

describe('xz', () => {
  const streams = Buffer.from(XZ_STREAMS, 'base64')

  it('reads concatenated streams and their padding', async () => {
    expect(codecs.filter(each => each.matches(streams)).map(each => each.name)).toEqual(['xz'])
    const { bytes, error } = await decompressed(codec('xz'), streams, 50)
    expect(error).toBeUndefined()
    expect(bytes.toString()).toBe(`${'a'.repeat(40_000)}\nhello\nworld\n`)
  })

  it('says that data ends early or is damaged', async () => {
    const cut = await decompressed(codec('xz'), streams.subarray(0, 150))
    expect(cut.bytes.toString()).toBe(`${'a'.repeat(40_000)}\n`)
    expect(cut.error).toMatchObject({ kind: 'truncated' })
    const hurt = Buffer.from(streams)
    hurt[40] = 0
    expect((await decompressed(codec('xz'), hurt)).error).toMatchObject({ kind: 'damaged' })
  })

  it('reads two files at once', async () => {
    const first = codec('xz').decompress(inPieces(streams, 20))[Symbol.asyncIterator]()
    await first.next()
    const { bytes } = await decompressed(codec('xz'), streams)
    expect(bytes.length).toBe(40_013)
    expect((await drain({ [Symbol.asyncIterator]: () => first })).error).toBeUndefined()
  })
})

describe('zstd', () => {
  it('compresses several streams at once, each into one frame', async () => {
    const first = compressWithWasm(inPieces(longText, 100_000))[Symbol.asyncIterator]()
    const second = compressWithWasm(inPieces(Buffer.from('other'), 2))[Symbol.asyncIterator]()
    const parts: Buffer[] = [Buffer.from((await first.next()).value as Uint8Array)]
    expect((await drain({ [Symbol.asyncIterator]: () => second })).bytes.includes('other')).toBe(true)
    parts.push((await drain({ [Symbol.asyncIterator]: () => first })).bytes)
    const { bytes } = await decompressed(codec('zstd'), Buffer.concat(parts), 65_536)
    expect(bytes.equals(longText)).toBe(true)
  })

  it('passes over skippable frames and refuses what follows that is none', async () => {
    const packed = await compressed(codec('zstd'), Buffer.from('hello'))
    const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3])
    const { bytes, error } = await decompressed(codec('zstd'), Buffer.concat([skippable, packed, skippable]))
    expect(error).toBeUndefined()
    expect(bytes.toString()).toBe('hello')
    const broken = await decompressed(codec('zstd'), Buffer.concat([packed, Buffer.from('garbage')]))
    expect(broken.bytes.toString()).toBe('hello')
    expect(broken.error).toMatchObject({ kind: 'damaged' })
  })

  it('verifies the checksum of a frame that carries one', async () => {
    // "plimsoll" in a raw block, with content size and checksum, as the zstd tool writes it.
    const frame = Buffer.from('28b52ffd0408410000706c696d736f6c6c', 'hex')
    const wrong = Buffer.concat([frame, Buffer.from([1, 2, 3, 4])])
    const { bytes, error } = await decompressed(codec('zstd'), wrong)
    expect(bytes.toString()).toBe('plimsoll')
    expect(error).toMatchObject({ kind: 'damaged' })
  })

  it('refuses a window of more than 128 MiB and a dictionary', async () => {
    const wide = Buffer.from('28b52ffd00a0', 'hex')
    expect((await decompressed(codec('zstd'), Buffer.concat([wide, Buffer.alloc(20)]))).error).toMatchObject({
      kind: 'unsupported',
    })
    const dictionary = Buffer.from('28b52ffd01580700', 'hex')
    expect(
      (await decompressed(codec('zstd'), Buffer.concat([dictionary, Buffer.alloc(20)]))).error,
    ).toMatchObject({
      kind: 'unsupported',
    })
  })
})
