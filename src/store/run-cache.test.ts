import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { both, type Finding } from '../core/index.ts'
import { openRunCache } from './run-cache.ts'

function stateFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-cache-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const part of ['cache', 'work']) mkdirSync(join(folder, part), { mode: 0o700 })
  return folder
}
const cacheOf = (folder: string, owner = 1, running: readonly number[] = []) =>
  openRunCache(folder, { owner, isRunning: number => running.includes(number) })

const finding = (at: number, padding = 0): Finding => ({
  id: String(at).padStart(32, '0'),
  audit: 'data/personal-data',
  topic: 'pii-leakage',
  stage: 'data',
  severity: 'low',
  confidence: 1,
  where: { path: 'a', index: at },
  evidence: { detector: 'd', type: `line\u2028separator${'x'.repeat(padding)}` },
  because: both('b', '因'),
  remedy: { text: both('r', '治') },
})
async function collect(findings: AsyncIterable<Finding>): Promise<Finding[]> {
  const all: Finding[] = []
  for await (const each of findings) all.push(each)
  return all
}

it.each([
  ['few findings', 3, 0],
  ['many findings', 2000, 400],
])('gives back %s and the result, also to another process', async (_name, count, padding) => {
  const folder = stateFolder()
  const journal = await cacheOf(folder).begin('k', false)
  const all = Array.from({ length: count }, (_, at) => finding(at, padding))
  for (const each of all) await journal.append(each)
  await journal.finish({ table: new Uint32Array([7]), text: 'ok' })
  for (const cache of [cacheOf(folder), cacheOf(folder, 2)]) {
    expect(await cache.load('k')).toEqual({ table: new Uint32Array([7]), text: 'ok' })
    expect(await collect(cache.findings('k'))).toEqual(all)
  }
  expect(readdirSync(join(folder, 'work'))).toEqual([])
  for (const file of readdirSync(join(folder, 'cache'))) {
    expect(statSync(join(folder, 'cache', file)).mode & 0o077).toBe(0)
  }
})

it('goes on from the last checkpoint of a process that died', async () => {
  const folder = stateFolder()
  const first = await cacheOf(folder, 10).begin('k', false)
  await first.append(finding(0))
  await first.checkpoint({ at: 1 })
  await first.append(finding(1))
  await first.checkpoint({ at: 2 })
  await first.append(finding(99, 300_000)) // reaches the disk, but no checkpoint
  await first.close()
  const second = await cacheOf(folder, 11).begin('k', true)
  expect(second.resumed).toEqual({ at: 2 })
  await second.append(finding(2))
  await second.finish('done')
  const found = await collect(cacheOf(folder).findings('k'))
  expect(found.map(each => each.where.index)).toEqual([0, 1, 2])
})

it('starts anew without resume, and leaves the work of a living process alone', async () => {
  const folder = stateFolder()
  const first = await cacheOf(folder, 10).begin('k', false)
  await first.append(finding(0))
  await first.checkpoint({ at: 1 })
  const other = await cacheOf(folder, 11, [10]).begin('k', true)
  expect(other.resumed).toBeUndefined()
  await other.finish('other')
  await first.append(finding(1))
  await first.finish('first')
  expect(await cacheOf(folder).load('k')).toBe('first')
  const third = await cacheOf(folder, 12).begin('k', false)
  expect(third.resumed).toBeUndefined()
})

it('takes a torn or altered entry for absent', async () => {
  const folder = stateFolder()
  const journal = await cacheOf(folder).begin('k', false)
  await journal.finish({ verdict: 'all well' })
  const path = join(folder, 'cache', 'k.bin')
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.subarray(0, bytes.length - 1))
  expect(await cacheOf(folder).load('k')).toBeUndefined()
  bytes[40] = (bytes[40] ?? 0) ^ 1
  writeFileSync(path, bytes)
  expect(await cacheOf(folder).load('k')).toBeUndefined()
  expect(await cacheOf(folder).load('nothing')).toBeUndefined()
})
