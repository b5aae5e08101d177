import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readKey, readOrCreateKey } from './key-file.ts'
import { openStateFolder, purgeStateFolder } from './state.ts'

let project: string
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'plimsoll-state-'))
})
afterEach(() => rm(project, { recursive: true, force: true }))

const modeOf = async (path: string) => (await stat(path)).mode & 0o777

describe('state folder', () => {
  it('is private and ignored by git', async () => {
    const state = await openStateFolder(project)
    await openStateFolder(project)
    expect(await modeOf(state.path)).toBe(0o700)
    for (const part of ['cache', 'keys', 'quarantine', 'work'] as const)
      expect(await modeOf(state[part])).toBe(0o700)
    expect(await readFile(join(state.path, '.gitignore'), 'utf8')).toBe('*\n')
    expect(await modeOf(join(state.path, '.gitignore'))).toBe(0o600)
  })

  it('is removed by purge, in whole or without the keys', async () => {
    const state = await openStateFolder(project)
    await readOrCreateKey(state.cleaningKey)
    await purgeStateFolder(project, ['keys'])
    expect((await readdir(state.path)).sort()).toEqual(['.gitignore', 'keys'])
    expect(await purgeStateFolder(project)).toEqual([state.path])
    expect(await readdir(project)).toEqual([])
    expect(await purgeStateFolder(project)).toEqual([])
  })

  it('follows no symbolic link', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'plimsoll-elsewhere-'))
    await symlink(elsewhere, join(project, '.plimsoll'))
    await expect(openStateFolder(project)).rejects.toMatchObject({ code: 'E_USAGE' })
    await expect(purgeStateFolder(project)).rejects.toMatchObject({ code: 'E_USAGE' })
    expect(await readdir(elsewhere)).toEqual([])
    await rm(elsewhere, { recursive: true })
  })
})

describe('key file', () => {
  it('is made once, mode 0600, and read again', async () => {
    const path = join(project, 'keys', 'cleaning.key')
    const made = await Promise.all([readOrCreateKey(path), readOrCreateKey(path), readOrCreateKey(path)])
    const read = await readKey(path)
    for (const each of made) expect(each.id).toBe(read.id)
    expect(Buffer.from(read.bytes)).toHaveLength(32)
    expect(await modeOf(path)).toBe(0o600)
    expect(await readdir(join(project, 'keys'))).toEqual(['cleaning.key'])
  })

  it('is refused when others may read it, when it is missing, and when it is something else', async () => {
    const path = join(project, 'cleaning.key')
    await expect(readKey(path)).rejects.toMatchObject({ code: 'E_INPUT' })
    await readOrCreateKey(path)
    await chmod(path, 0o644)
    await expect(readKey(path)).rejects.toMatchObject({
      code: 'E_USAGE',
      advice: { en: expect.stringContaining('chmod 600') },
    })
    for (const text of ['', 'secret of another kind', 'plimsoll-key-1 AAAA', '\u0000'.repeat(9000)]) {
      await writeFile(path, text, { mode: 0o600 })
      await chmod(path, 0o600)
      await expect(readKey(path)).rejects.toMatchObject({ code: 'E_INPUT' })
      await expect(readKey(path)).rejects.not.toThrow(/secret of/)
    }
  })
})
