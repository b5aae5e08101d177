import { readFile, rm, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CleaningProject, cleaningProject } from '../../test/support/cleaning-project.ts'
import { makeCorpus, treeOf, writeCorpus } from '../../test/support/planted-corpus.ts'
import { type Receipt, seededRandom } from '../core/index.ts'
import { undoClean } from './undo.ts'

let project: CleaningProject
beforeEach(async () => {
  project = await cleaningProject()
})
afterEach(() => project.clear())

describe('undoing', () => {
  beforeEach(async () => {
    await writeCorpus(project.path('data'), makeCorpus(seededRandom(9)))
    await project.clean(['data'], 'out')
  })

  it('refuses another key, and says which it needs', async () => {
    await project.clean(['data'], 'elsewhere', { keyFile: 'other.key' })
    await expect(project.undo('out/receipt.json', 'restored', 'other.key')).rejects.toThrow(
      /this is key [0-9a-f]{32}, but the data was sealed with key [0-9a-f]{32}/,
    )
    await expect(project.undo('out/receipt.json', 'restored', 'missing.key')).rejects.toMatchObject({
      code: 'E_INPUT',
    })
  })

  it('notices every change to what it needs, and restores nothing wrong', async () => {
    const original = await treeOf(project.path('data'))
    const files = await treeOf(project.path('out'))
    const random = seededRandom(10)
    let failures = 0
    for (const name of ['undo.jsonl', 'a.jsonl', 'table.csv']) {
      const bytes = files.get(name) as Buffer
      for (let attempt = 0; attempt < 12; attempt++) {
        const changed = Buffer.from(bytes)
        const at = random.integer(bytes.length)
        changed[at] = (changed[at] as number) ^ (1 << random.integer(7))
        await writeFile(project.path(`out/${name}`), changed)
        await rm(project.path('restored'), { recursive: true, force: true })
        const failure = await project.undo('out/receipt.json', 'restored').then(
          () => undefined,
          (cause: unknown) => cause,
        )
        if (failure !== undefined) expect(failure).toMatchObject({ code: 'E_INPUT' })
        for (const [path, restored] of await treeOf(project.path('restored'))) {
          expect(restored.equals(original.get(path) as Buffer), path).toBe(true)
        }
        failures += failure === undefined ? 0 : 1
      }
      await writeFile(project.path(`out/${name}`), bytes)
    }
    // What was sealed whole needs no cleaned file, so not every change matters.
    expect(failures).toBeGreaterThan(0)
  })

  it('writes nowhere but below OUT, whatever a receipt says', async () => {
    const path = project.path('out/receipt.json')
    const receipt = JSON.parse(await readFile(path, 'utf8')) as Receipt
    const names = ['../escaped.jsonl', '/tmp/escaped.jsonl', 'a/../../escaped.jsonl']
    for (const name of names) {
      const files = receipt.files.map((file, i) => (i === 0 ? { ...file, name } : file))
      await writeFile(path, JSON.stringify({ ...receipt, files }))
      await expect(project.undo('out/receipt.json', 'restored')).rejects.toThrow(/outside its folder/)
    }
    await writeFile(path, '{"schemaVersion":"1"}')
    await expect(project.undo('out/receipt.json', 'restored')).rejects.toThrow(/no receipt/)
  })

  it('does not write into a folder that is not empty, nor over the cleaned data', async () => {
    await expect(project.undo('out/receipt.json', 'data')).rejects.toThrow(/not empty/)
    const forced = { cwd: project.folder, out: project.path('out'), force: true }
    await expect(undoClean(project.path('out/receipt.json'), forced)).rejects.toThrow(
      /where the cleaned data lies/,
    )
  })
})
