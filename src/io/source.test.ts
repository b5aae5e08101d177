import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drain, inPieces } from '../../test/support/chunked-source.ts'
import { rawFileOnDisk, rawPipe } from './_raw-file.ts'
import { gzip } from './codecs/gzip.ts'
import { withDefaultLimits } from './limits.ts'
import { fileSource } from './source.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-test-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const content = Buffer.from(Array.from({ length: 200_000 }, (_, i) => `line ${i}\n`).join(''))
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

function open(bytes: Uint8Array, { packed = false, limits = {} } = {}) {
  const path = join(folder, `${sha256(bytes).slice(0, 8)}.bin`)
  writeFileSync(path, bytes)
  return fileSource(
    path,
    rawFileOnDisk(path, bytes.length),
    packed ? gzip : undefined,
    withDefaultLimits(limits),
  )
}

describe('a file', () => {
  it('is hashed while it is read, by whatever passes', async () => {
    const source = open(content)
    for await (const chunk of source.chunks()) {
      expect(chunk.length).toBeGreaterThan(0)
      break
    }
    expect(await source.slice(100, 200)).toEqual(content.subarray(100, 200))
    expect((await drain(source.chunks())).bytes.equals(content)).toBe(true)
    expect(source.consumed()).toBe(content.length)
    expect(await source.sha256()).toBe(sha256(content))
    expect(await open(content).sha256()).toBe(sha256(content))
  })

  it('is read in place, and clamped to its size', async () => {
    const source = open(content)
    expect(await source.size()).toBe(content.length)
    expect((await source.slice(content.length - 3, content.length + 50)).length).toBe(3)
    expect((await source.slice(content.length + 5, content.length + 50)).length).toBe(0)
    expect((await source.slice(-5, 2)).toString()).toBe('li')
  })

  it('is refused as a whole beyond the limit', async () => {
    await expect(open(content, { limits: { maxMemberBytes: 1000 } }).bytes()).rejects.toMatchObject({
      code: 'E_LIMIT',
    })
  })

  it('that vanishes is an error with its name', async () => {
    const source = fileSource('gone', rawFileOnDisk(join(folder, 'gone'), 5), undefined, withDefaultLimits())
    const { error } = await drain(source.chunks())
    expect(error).toMatchObject({ code: 'E_INPUT', message: expect.stringContaining('no such file') })
  })
})

describe('a compressed file', () => {
  it('gives its content in chunks, as a whole and at any place; its hash is of the bytes on disk', async () => {
    const packed = gzipSync(content)
    const source = open(packed, { packed: true })
    expect((await drain(source.chunks())).bytes.equals(content)).toBe(true)
    expect(await source.size()).toBe(content.length)
    expect(await source.slice(1000, 1010)).toEqual(content.subarray(1000, 1010))
    expect(await source.sha256()).toBe(sha256(packed))
  })

  it('that breaks off gives what stands before, then says where', async () => {
    const packed = gzipSync(content)
    const cut = packed.subarray(0, packed.length - 1000)
    const { bytes, error } = await drain(open(cut, { packed: true }).chunks())
    expect(bytes.length).toBeGreaterThan(content.length / 2)
    expect(content.subarray(0, bytes.length).equals(bytes)).toBe(true)
    expect(error).toMatchObject({
      code: 'E_INPUT',
      message: expect.stringMatching(
        new RegExp(
          `the gzip data ends early at byte ${cut.length} of ${cut.length}, after ${bytes.length} bytes of content$`,
        ),
      ),
    })
  })

  it('that is a bomb is stopped by its ratio, in little memory', async () => {
    // 1 GB of blanks in 1 MB, nested once more would be a hundred bytes; the ratio of deflate ends at 1032.
    const packed = gzipSync(Buffer.alloc(300_000_000))
    const before = process.memoryUsage().rss
    let peak = before
    const reading = (async () => {
      for await (const _ of open(packed, { packed: true }).chunks())
        peak = Math.max(peak, process.memoryUsage().rss)
    })()
    await expect(reading).rejects.toMatchObject({
      code: 'E_LIMIT',
      message: expect.stringContaining('1000 times'),
    })
    expect(peak - before).toBeLessThan(400_000_000)
  })

  it('that is merely repetitive is read to its end', async () => {
    const row = (i: number) =>
      `{"id":${i},"text":"The quick brown fox jumps over the lazy dog.","label":"${i % 3}"}\n`
    const repetitive = Buffer.from(Array.from({ length: 1_200_000 }, (_, i) => row(i)).join(''))
    expect(repetitive.length).toBeGreaterThan(90_000_000)
    let length = 0
    for await (const chunk of open(gzipSync(repetitive), { packed: true }).chunks()) length += chunk.length
    expect(length).toBe(repetitive.length)
  })

  it('that grows beyond the absolute limit is stopped', async () => {
    const packed = gzipSync(content)
    const { error } = await drain(
      open(packed, { packed: true, limits: { maxDecompressedBytes: 1_000_000 } }).chunks(),
    )
    expect(error).toMatchObject({ code: 'E_LIMIT' })
  })
})

describe('a pipe', () => {
  it('can be read again and at any place', async () => {
    const source = fileSource('-', rawPipe('-', inPieces(content, 70_001)), undefined, withDefaultLimits())
    expect(await source.slice(10, 20)).toEqual(content.subarray(10, 20))
    for (let again = 0; again < 2; again++) {
      expect((await drain(source.chunks())).bytes.equals(content)).toBe(true)
    }
    expect(await source.slice(content.length - 4, content.length)).toEqual(content.subarray(-4))
    expect(await source.size()).toBe(content.length)
    expect(await source.sha256()).toBe(sha256(content))
  })

  it('is read as it arrives', async () => {
    let given = 0
    const arriving = (async function* () {
      for (;;) {
        given++
        yield Buffer.from('tick\n')
      }
    })()
    const source = fileSource('-', rawPipe('-', arriving), undefined, withDefaultLimits())
    for await (const chunk of source.chunks()) {
      expect(chunk.toString()).toBe('tick\n')
      break
    }
    expect(given).toBeLessThan(5)
  })

  it('may be empty', async () => {
    const source = fileSource('-', rawPipe('-', inPieces(Buffer.alloc(0), 1)), undefined, withDefaultLimits())
    expect((await drain(source.chunks())).bytes.length).toBe(0)
    expect(await source.sha256()).toBe(sha256(Buffer.alloc(0)))
  })
})
