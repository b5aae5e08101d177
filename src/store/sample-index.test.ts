import { createHash } from 'node:crypto'
import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ColumnReader, memoryScratch } from '../core/index.ts'
import { type IndexedRun, openSampleIndex } from './sample-index.ts'
import { openScratch } from './scratch.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-index-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const key = { id: 'a1b2c3d4', bytes: createHash('sha256').update('a key').digest() }
const open = (owner = 1, isRunning = (_: number) => false, own = key) =>
  openSampleIndex({ folder: join(folder, 'index'), key: own, owner, isRunning })
const scratch = memoryScratch()
const words = (from: number, length: number) =>
  Uint32Array.from({ length }, (_, i) => (from + i) * 2654435761)

function runOf(run: string, summary: unknown): IndexedRun {
  const artifact = { path: `${run}.jsonl`, kind: 'corpus', samples: 2, bytes: 9, rejected: 0 } as const
  return {
    run,
    audits: { 'data/x': '1 {}' },
    entries: [{ artifact, firstSample: 0, summaries: { 'data/x': summary } }],
    remembered: { 'data/x': words(7, 4) },
  }
}

describe('an index of samples', () => {
  it('gives back what runs left in it, in order, with columns read from disk', async () => {
    const disk = openScratch({ folder: join(folder, 'columns') })
    const column = disk.column()
    for (let i = 0; i < 5; i++) column.append(words(i * 50_000, 50_000))
    const first = await open()
    expect(first.runs).toEqual([])
    first.append(runOf('one', { samples: 2, names: ['姓名'], own: words(1, 3), long: column.stored() }), disk)
    first.append(runOf('two', { samples: 0, own: words(2, 0) }), disk)
    first.close()
    const second = await open()
    expect(second.runs.map(each => each.run)).toEqual(['one', 'two'])
    const kept: unknown = second.runs.at(0)?.entries.at(0)?.summaries['data/x']
    const { long, ...rest } = kept as { long: ColumnReader }
    expect(rest).toEqual({ samples: 2, names: ['姓名'], own: words(1, 3) })
    expect(long.length).toBe(250_000)
    fc.assert(
      fc.property(fc.nat(250_000), fc.nat(250_000), (a, b) => {
        const [from, to] = [Math.min(a, b), Math.min(Math.max(a, b), Math.min(a, b) + 40_000)]
        const read = long.read(from, to)
        expect(read.length).toBe(to - from)
        if (to > from) {
          expect(read[0]).toBe(words(from, 1)[0])
          expect(read.at(-1)).toBe(words(to - 1, 1)[0])
        }
      }),
      { numRuns: 50 },
    )
    expect(second.runs[0]?.remembered['data/x']).toEqual(words(7, 4))
    second.close()
  })

  it('holds nothing that reads without the key, in private files', async () => {
    const index = await open()
    index.append(runOf('clinic', { own: words(0, 50), names: ['diagnosis'] }), scratch)
    index.close()
    const path = join(folder, 'index', '000001.segment')
    const bytes = readFileSync(path)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(bytes.includes('diagnosis')).toBe(false)
    expect(bytes.includes('clinic')).toBe(false)
    expect(bytes.includes(Buffer.from(words(10, 2).buffer))).toBe(false)
    expect(bytes.toString('latin1', 0, 8)).toBe('PLIMSOLL')
    const other = { id: 'ffff', bytes: createHash('sha256').update('another').digest() }
    await expect(open(1, () => false, other)).rejects.toMatchObject({ code: 'E_USAGE' })
    await expect(open(1, () => false, { ...other, id: key.id })).rejects.toMatchObject({ code: 'E_INPUT' })
  })

  it('is as it was before, or has the run, wherever a kill stops the writing', async () => {
    const index = await open()
    index.append(runOf('one', { own: words(0, 10) }), scratch)
    index.append(runOf('two', { own: words(0, 60_000) }), scratch)
    index.close()
    const path = (name: string) => join(folder, 'index', name)
    const whole = statSync(path('000002.segment')).size
    copyFileSync(path('000002.segment'), join(folder, 'kept'))
    rmSync(path('000002.segment'))
    for (const part of [0, 1, 63, 64, 5000, whole - 33, whole - 1, whole]) {
      // Until it is renamed a segment is aside.
      copyFileSync(join(folder, 'kept'), path('000002.segment.new'))
      truncateSync(path('000002.segment.new'), part)
      const again = await open()
      expect(again.runs.map(each => each.run)).toEqual(['one'])
      again.close()
      expect(readdirSync(join(folder, 'index'))).toEqual(['000001.segment'])
    }
  })

  it('tells damage in any byte, and never gives back something else', async () => {
    const index = await open()
    index.append(runOf('one', { own: words(0, 40_000) }), scratch)
    index.close()
    const path = join(folder, 'index', '000001.segment')
    const bytes = readFileSync(path)
    for (const at of [3, 9, 17, 50, 57, 64, 70_000, bytes.length - 40, bytes.length - 1]) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] as number) ^ 4
      writeFileSync(path, changed)
      await expect(open(), `byte ${at}`).rejects.toMatchObject({ code: 'E_INPUT' })
    }
    writeFileSync(path, bytes)
    appendFileSync(path, 'x')
    await expect(open()).rejects.toMatchObject({ code: 'E_INPUT' })
  })

  it('lets in one run at a time, and the next once that one has ended or was killed', async () => {
    const index = await open(10)
    await expect(open(11, owner => owner === 10)).rejects.toMatchObject({ code: 'E_USAGE' })
    const next = await open(12, () => false)
    next.close()
    index.close()
    ;(await open(13, () => true)).close()
  })
})
