import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CleaningProject, cleaningProject, policyWith } from '../../test/support/cleaning-project.ts'
import { makeCorpus, treeOf, writeCorpus } from '../../test/support/planted-corpus.ts'
import { seededRandom } from '../core/index.ts'
import { detectors } from '../detectors/index.ts'

let project: CleaningProject
beforeEach(async () => {
  project = await cleaningProject()
})
afterEach(() => project.clear())

describe('stopping', () => {
  it('leaves whole files only, and resuming gives the same bytes', async () => {
    const corpus = makeCorpus(seededRandom(7))
    await writeCorpus(project.path('data'), corpus)
    const policy = policyWith('surrogate', 'keep-first')
    const whole = await project.clean(['data'], 'whole', { policy })
    const expected = await project.dataOf('whole')
    for (let stopAt = 1; stopAt < 60; stopAt += 13) {
      let seen = 0
      const controller = new AbortController()
      const counting = detectors.map((detector, i) =>
        i > 0
          ? detector
          : {
              ...detector,
              opens: (input: Parameters<NonNullable<typeof detector.opens>>[0]) => {
                if (seen++ === stopAt) controller.abort()
                return detector.opens?.(input) ?? true
              },
            },
      )
      const out = `out-${stopAt}`
      const stopped = project.clean(['data'], out, { policy, signal: controller.signal, detectors: counting })
      await expect(stopped).rejects.toMatchObject({ code: 'E_ABORTED' })
      for (const [name, bytes] of await project.dataOf(out)) {
        if (!name.startsWith('.plimsoll-clean/')) expect(bytes, name).toBe(expected.get(name))
      }
      expect(await readdir(project.path(out))).not.toContain('receipt.json')
      await expect(project.clean(['data'], out, { policy })).rejects.toMatchObject({ code: 'E_USAGE' })
      const resumed = await project.clean(['data'], out, { policy, resume: true })
      expect(await project.dataOf(out)).toEqual(expected)
      expect({ ...resumed, undo: 0, run: 0 }).toEqual({ ...whole, undo: 0, run: 0 })
      await project.undo(`${out}/receipt.json`, `restored-${stopAt}`)
      expect(await treeOf(project.path(`restored-${stopAt}`))).toEqual(await treeOf(project.path('data')))
    }
  })

  it('goes on only with the same options and inputs', async () => {
    await writeCorpus(project.path('data'), makeCorpus(seededRandom(8)))
    const controller = new AbortController()
    const stopped = project.clean(['data'], 'out', {
      signal: controller.signal,
      onProgress: ({ path }) => path.endsWith('.csv') && controller.abort(),
    })
    await expect(stopped).rejects.toMatchObject({ code: 'E_ABORTED' })
    await expect(
      project.clean(['data'], 'out', { resume: true, policy: policyWith('mask') }),
    ).rejects.toThrow(/other options/)
    const [first] = [...(await project.dataOf('out')).keys()].filter(name => !name.startsWith('.'))
    await writeFile(project.path(`data/${first}`), 'changed')
    await expect(project.clean(['data'], 'out', { resume: true })).rejects.toThrow(/changed since/)
    const anew = await project.clean(['data'], 'out', { force: true })
    expect(anew.problems).toEqual([])
  })

  it.runIf(canMount())('on a full disk leaves whole files only', async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, i) => `{"text":"row ${i} of ana.lopez${i}@clinicmail.com"}\n`,
    ).join('')
    await project.write({ 'data/a.jsonl': '{"text":"small"}\n', 'data/b.jsonl': rows })
    const disk = project.path('disk')
    await mkdir(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'none', disk])
    try {
      await expect(project.clean(['data'], 'disk/out')).rejects.toMatchObject({
        code: 'E_OUTPUT',
        message: expect.stringContaining('full'),
      })
      expect([...(await project.dataOf('disk/out')).keys()].filter(name => !name.startsWith('.'))).toEqual([
        'a.jsonl',
      ])
      execFileSync('mount', ['-o', 'remount,size=20m', disk])
      await project.clean(['data'], 'disk/out', { resume: true })
      await project.undo('disk/out/receipt.json', 'restored')
      expect(await readFile(project.path('restored/b.jsonl'), 'utf8')).toBe(rows)
    } finally {
      execFileSync('umount', [disk])
    }
  })
})

function canMount(): boolean {
  try {
    const probe = execFileSync('mktemp', ['-d'], { encoding: 'utf8' }).trim()
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=100k', 'none', probe], { stdio: 'ignore' })
    execFileSync('umount', [probe])
    execFileSync('rmdir', [probe])
    return true
  } catch {
    return false
  }
}
