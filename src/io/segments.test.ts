import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, expect, it } from 'vitest'
import { type OpenOptions, openDataset, type ReadEvent, type Segment } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let number = 0
const write = (content: Uint8Array | string) => {
  const path = join(folder, `${number++}.jsonl`)
  writeFileSync(path, content)
  return path
}

/** Everything that the file gives whole, and what its segments give one after the other. */
async function bothWays(content: Uint8Array | string, bytes: number, options: OpenOptions = {}) {
  const file = await openDataset(write(content), { format: 'jsonl', ...options })
  const whole: ReadEvent[] = []
  for await (const event of file.read()) whole.push(event)
  const segments: Segment[] = []
  const pieces: ReadEvent[] = []
  let samples = 0
  const fresh = await openDataset(file.path, { format: 'jsonl', ...options })
  for await (const segment of fresh.segments?.(bytes) ?? []) {
    segments.push(segment)
    let last = -1
    for await (const event of fresh.read(segment)) {
      if (event.type === 'reject') pieces.push(event)
      else {
        last = event.sample.index
        pieces.push({ ...event, sample: { ...event.sample, index: samples + last } })
      }
    }
    samples += last + 1
  }
  return { whole, pieces, segments, file }
}

it('gives the same events in segments of any size', async () => {
  const row = fc.oneof(
    fc.record({ text: fc.string({ unit: 'binary', maxLength: 40 }) }).map(value => JSON.stringify(value)),
    fc.constantFrom('', '   ', '{"broken', '[1,2]', '{"text":"你好，世界"}', '{"a":"x"}\r'),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 30 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 400 }),
      async (rows, ends, bytes) => {
        const { whole, pieces, segments } = await bothWays(rows.join('\n') + (ends ? '\n' : ''), bytes)
        expect(pieces).toEqual(whole)
        expect(segments.length).toBeGreaterThan(0)
        for (const [at, segment] of segments.entries()) expect(segment.start).toBe(segments[at - 1]?.end ?? 0)
      },
    ),
    { numRuns: 60 },
  )
})

it('keeps an encoding that shows itself late, in every segment behind it', async () => {
  const ascii = '{"text":"nothing but plain letters here"}\n'.repeat(12_000)
  const chinese = '{"text":"联系电话是多少，我们明天再打过去，请大家不要忘记。"}\n'.repeat(4000)
  const { whole, pieces, segments, file } = await bothWays(iconv.encode(ascii + chinese, 'gb18030'), 50_000)
  expect(whole).toHaveLength(16_000)
  expect(pieces).toEqual(whole)
  expect(segments.at(0)?.encoding).toBe('utf-8')
  expect(segments.at(-1)?.encoding).toBe('gb18030')
  expect(file.encoding).toBe('gb18030')
})

it('names a segment by everything up to its end', async () => {
  const rows = (count: number) => '{"text":"the same row again and again"}\n'.repeat(count)
  const first = (await bothWays(rows(20_000), 300_000)).segments
  const longer = (await bothWays(rows(20_000) + rows(20_000), 300_000)).segments
  const altered = (await bothWays(`{"text":"an altered row of equal len"}\n${rows(20_000)}`, 300_000))
    .segments
  expect(longer[0]).toEqual(first[0])
  expect(longer.at(-1)?.digest).not.toBe(first.at(-1)?.digest)
  expect(altered[0]?.digest).not.toBe(first[0]?.digest)
})

it('hashes the file on the way', async () => {
  const { file } = await bothWays('{"a":"x"}\n'.repeat(100), 200)
  const again = await openDataset(file.path, { format: 'jsonl' })
  expect(await file.sha256()).toBe(await again.sha256())
})

it('offers no segments where lines cannot be told apart by their bytes', async () => {
  const text = '{"text":"x"}\n{"text":"y"}\n'
  expect((await openDataset(write(gzipSync(text)))).segments).toBeUndefined()
  expect((await openDataset(write(Buffer.from(`\ufeff${text}`, 'utf16le')))).segments).toBeUndefined()
  expect((await openDataset(write('a,b\n1,2\n1,2\n1,2\n'), { format: 'csv' })).segments).toBeUndefined()
})
