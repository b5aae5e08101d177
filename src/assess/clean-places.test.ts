import { createHash } from 'node:crypto'
import { chmod, link, readdir, readFile, stat, symlink } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CleaningProject, cleaningProject, RECORDS } from '../../test/support/cleaning-project.ts'

let project: CleaningProject
beforeEach(async () => {
  project = await cleaningProject()
})
afterEach(() => project.clear())

describe('where it writes', () => {
  const ROW = '{"note":"write to ana.lopez@clinicmail.com"}\n'

  it('mirrors the tree of what was named', async () => {
    await project.write({ 'x/one/a.jsonl': ROW, 'x/two/a.jsonl': ROW, 'y/b.jsonl': ROW })
    await project.clean(['x', 'y'], 'out-1')
    expect([...(await project.dataOf('out-1')).keys()]).toEqual([
      'x/one/a.jsonl',
      'x/two/a.jsonl',
      'y/b.jsonl',
    ])
    await project.clean(['x/one/a.jsonl', 'x/two/a.jsonl'], 'out-2')
    expect([...(await project.dataOf('out-2')).keys()]).toEqual(['one/a.jsonl', 'two/a.jsonl'])
    await project.clean(['x/**/*.jsonl'], 'out-3')
    expect([...(await project.dataOf('out-3')).keys()]).toEqual(['one/a.jsonl', 'two/a.jsonl'])
  })

  it('writes one file to the file that OUT names, its records beside it', async () => {
    await project.write({ 'a.jsonl': ROW })
    await project.clean(['a.jsonl'], 'clean/b.jsonl')
    expect((await readdir(project.path('clean'))).sort()).toEqual([
      'b.jsonl',
      'b.jsonl.quarantine.jsonl',
      'b.jsonl.receipt.json',
      'b.jsonl.undo.jsonl',
    ])
    await expect(project.clean(['a.jsonl'], 'clean/b.jsonl')).rejects.toThrow(/not empty/)
    await project.undo('clean/b.jsonl.receipt.json', 'back.jsonl')
    expect(await readFile(project.path('back.jsonl'), 'utf8')).toBe(ROW)
    await project.clean(['a.jsonl'], 'folder/')
    expect(await readdir(project.path('folder'))).toContain('a.jsonl')
  })

  it('never writes over or into an input, by whatever name it goes', async () => {
    await project.write({ 'data/a.jsonl': ROW, 'linked/other.txt': 'x' })
    await link(project.path('data/a.jsonl'), project.path('hard.jsonl'))
    await symlink(project.path('data'), project.path('soft'))
    for (const [path, out] of [
      ['data/a.jsonl', 'data/a.jsonl'],
      ['data/a.jsonl', 'soft/a.jsonl'],
      ['data', 'data'],
      ['data', 'data/deeper/out'],
      ['data', 'soft/out'],
      ['data/a.jsonl', 'data'],
    ] as const) {
      await expect(project.clean([path], out, { force: true }), `${path} to ${out}`).rejects.toMatchObject({
        code: 'E_USAGE',
      })
    }
    await project.clean(['data/a.jsonl'], 'hard.jsonl', { force: true })
    expect(await readFile(project.path('data/a.jsonl'), 'utf8')).toBe(ROW)
  })

  it('keeps out of a folder in use', async () => {
    await project.write({ 'data/a.jsonl': ROW, 'out/kept.txt': 'kept' })
    await expect(project.clean(['data'], 'out')).rejects.toThrow(/not empty/)
    await project.clean(['data'], 'out', { force: true })
    expect(await readFile(project.path('out/kept.txt'), 'utf8')).toBe('kept')
  })

  it('keeps records private and the mode of the data', async () => {
    await project.write({ 'data/a.jsonl': ROW })
    await chmod(project.path('data/a.jsonl'), 0o640)
    await project.clean(['data'], 'out')
    const modeOf = async (name: string) => (await stat(project.path(name))).mode & 0o777
    expect(await modeOf('out/a.jsonl')).toBe(0o640)
    for (const name of RECORDS) expect(await modeOf(`out/${name}`)).toBe(0o600)
    expect(await modeOf('.plimsoll/keys/cleaning.key')).toBe(0o600)
  })

  it('says what it did', async () => {
    await project.write({ 'data/a.jsonl': `${ROW}{"note":"fine"}\n` })
    const progress: number[] = []
    const receipt = await project.clean(['data'], 'out', {
      onProgress: ({ bytesDone }) => progress.push(bytesDone),
    })
    const hash = async (name: string) =>
      createHash('sha256')
        .update(await readFile(project.path(name)))
        .digest('hex')
    expect(receipt).toMatchObject({
      policy: 'baseline',
      counts: { 'redact/email': 1 },
      files: [{ name: 'a.jsonl', samples: 2, kept: 1, edited: 1, dropped: 0, rejected: 0 }],
    })
    expect(receipt.files[0]?.input).toEqual({
      path: 'data/a.jsonl',
      sha256: await hash('data/a.jsonl'),
      bytes: 61,
    })
    expect(receipt.files[0]?.output).toMatchObject({ path: 'a.jsonl', sha256: await hash('out/a.jsonl') })
    expect(JSON.parse(await readFile(project.path('out/receipt.json'), 'utf8'))).toEqual(receipt)
    expect(progress.at(-1)).toBe(61)
    expect(await readdir(project.path('out'))).toHaveLength(4)
  })
})
