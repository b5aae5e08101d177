import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { inPieces } from '../../test/support/chunked-source.ts'
import { PlimsollError } from '../core/index.ts'
import { writeAtomically } from './write-atomically.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const content = Buffer.from('some content '.repeat(1000))
const at = (name: string) => join(folder, name)

it('writes a file and says what it wrote', async () => {
  expect(await writeAtomically(at('a.txt'), inPieces(content, 100))).toEqual({
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  })
  expect(readFileSync(at('a.txt')).equals(content)).toBe(true)
  expect(readdirSync(folder)).toEqual(['a.txt'])
})

it('gives the permissions asked for, or keeps those that there were', async () => {
  await writeAtomically(at('secret'), inPieces(content, 100), { mode: 0o600 })
  expect(statSync(at('secret')).mode & 0o777).toBe(0o600)
  await writeAtomically(at('secret'), inPieces(Buffer.from('new'), 100))
  expect(statSync(at('secret')).mode & 0o777).toBe(0o600)
  expect(readFileSync(at('secret'), 'utf8')).toBe('new')
})

it('writes the file behind a link, and leaves the link', async () => {
  writeFileSync(at('real'), 'old')
  symlinkSync('real', at('link'))
  await writeAtomically(at('link'), inPieces(Buffer.from('new'), 1))
  expect(readFileSync(at('real'), 'utf8')).toBe('new')
  expect(readdirSync(folder).sort()).toEqual(['link', 'real'])
})

it('leaves what was there when its input fails, is aborted, or was aborted before', async () => {
  writeFileSync(at('a'), 'old')
  const broken = (async function* () {
    yield content
    throw new PlimsollError('E_INPUT', 'the input broke')
  })()
  await expect(writeAtomically(at('a'), broken)).rejects.toMatchObject({ code: 'E_INPUT' })
  const abort = new AbortController()
  const stopped = (async function* () {
    yield content
    abort.abort()
    yield content
  })()
  await expect(writeAtomically(at('a'), stopped, { signal: abort.signal })).rejects.toMatchObject({
    code: 'E_ABORTED',
  })
  await expect(
    writeAtomically(at('b'), inPieces(content, 9), { signal: abort.signal }),
  ).rejects.toMatchObject({ code: 'E_ABORTED' })
  expect(readFileSync(at('a'), 'utf8')).toBe('old')
  expect(readdirSync(folder)).toEqual(['a'])
})

it.runIf(existsSync('/dev/full'))('says that the disk is full', async () => {
  const error = await writeAtomically('/dev/full', inPieces(content, 100)).catch(caught => caught)
  expect(error).toMatchObject({ code: 'E_OUTPUT', message: '/dev/full: cannot be written: the disk is full' })
})

it('names the file when its folder is missing or it is a folder itself', async () => {
  await expect(writeAtomically(at('no/a'), inPieces(content, 9))).rejects.toMatchObject({
    code: 'E_OUTPUT',
    message: expect.stringContaining('no such file or folder'),
  })
  await expect(writeAtomically(folder, inPieces(content, 9))).rejects.toMatchObject({
    code: 'E_OUTPUT',
    message: expect.stringContaining('it is a folder'),
  })
})

it.runIf(mayMount())('leaves what was there when a real disk fills up', async () => {
  mkdirSync(at('small'))
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', at('small')])
  try {
    writeFileSync(at('small/a'), 'old')
    const large = inPieces(Buffer.alloc(3_000_000, 'x'), 100_000)
    await expect(writeAtomically(at('small/a'), large)).rejects.toMatchObject({
      code: 'E_OUTPUT',
      message: expect.stringContaining('the disk is full'),
    })
    expect(readFileSync(at('small/a'), 'utf8')).toBe('old')
    expect(readdirSync(at('small'))).toEqual(['a'])
  } finally {
    spawnSync('umount', [at('small')])
  }
})

/** True where a small file system can be mounted, as root in most containers. */
function mayMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), 'plimsoll-mount-'))
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place]).status === 0
  if (isMounted) spawnSync('umount', [place])
  rmSync(place, { recursive: true, force: true })
  return isMounted
}
