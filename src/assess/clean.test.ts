import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CleaningProject, cleaningProject, policyWith } from '../../test/support/cleaning-project.ts'
import { makeCorpus, treeOf, writeCorpus } from '../../test/support/planted-corpus.ts'
import { isUnchanged, type Policy, seededRandom } from '../core/index.ts'
import { findOriginals } from './undo.ts'

let project: CleaningProject
beforeEach(async () => {
  project = await cleaningProject()
})
afterEach(() => project.clear())

const ACTIONS = ['redact', 'mask', 'surrogate', 'drop'] as const
const seeds = fc.integer({ min: 0, max: 1 << 30 })

describe('cleaning', () => {
  it.each(ACTIONS)('%s is a fixed point, and can be undone byte for byte', async action => {
    await fc.assert(
      fc.asyncProperty(
        seeds,
        fc.constantFrom('keep-first', 'keep-none', 'keep-all'),
        async (seed, duplicates) => {
          const corpus = makeCorpus(seededRandom(seed))
          await project.clear()
          await writeCorpus(project.path('data'), corpus)
          const policy = policyWith(action, duplicates as Policy['clean']['duplicates'])
          const before = await treeOf(project.path('data'))
          const first = await project.clean(['data'], 'once', { policy })
          expect(first.problems).toEqual([])
          const second = await project.clean(['once'], 'twice', { policy })
          expect(isUnchanged(second), JSON.stringify(second.counts)).toBe(true)
          expect(await project.dataOf('twice')).toEqual(await project.dataOf('once'))
          expect(await treeOf(project.path('data'))).toEqual(before)
          const restored = await project.undo('once/receipt.json', 'restored')
          expect(restored).toHaveLength(corpus.length)
          expect(await treeOf(project.path('restored'))).toEqual(before)
        },
      ),
      { numRuns: 4 },
    )
  })

  it('keeps untouched rows byte for byte, and their order', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.constantFrom(...ACTIONS), async (seed, action) => {
        const corpus = makeCorpus(seededRandom(seed))
        await project.clear()
        await writeCorpus(project.path('data'), corpus)
        await project.clean(['data'], 'out', { policy: policyWith(action) })
        for (const { name, rows } of corpus.filter(each => /\.(?:jsonl|csv)(?:\.gz)?$/.test(each.name))) {
          const bytes = await readFile(project.path(`out/${name}`))
          const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
          const lines = text.split('\n')
          let at = 0
          for (const row of rows.filter(each => each.planted.length === 0)) {
            at = lines.indexOf(row.text, at) + 1
            expect(at, `${name}: ${row.text}`).toBeGreaterThan(0)
          }
          if (action !== 'drop') expect(lines.length).toBe(rows.length + (name.includes('.csv') ? 2 : 1))
        }
      }),
      { numRuns: 5 },
    )
  })

  it.each(ACTIONS)('%s leaves no planted value anywhere in what it writes', async action => {
    await fc.assert(
      fc.asyncProperty(seeds, async seed => {
        const corpus = makeCorpus(seededRandom(seed))
        await project.clear()
        await writeCorpus(project.path('data'), corpus)
        const receipt = await project.clean(['data'], 'out', { policy: policyWith(action, 'keep-first') })
        expect(receipt.problems).toEqual([])
        const written = [...(await treeOf(project.path('out'))), ...(await treeOf(project.path('.plimsoll')))]
        const texts = written.map(
          ([name, bytes]) => [name, name.endsWith('.gz') ? gunzipSync(bytes) : bytes] as const,
        )
        for (const value of corpus.flatMap(each => each.rows.flatMap(row => row.planted))) {
          for (const form of formsOf(value)) {
            for (const [name, bytes] of texts) expect(bytes.includes(form), `${form} in ${name}`).toBe(false)
          }
        }
      }),
      { numRuns: 4 },
    )
  })
})

describe('surrogates', () => {
  it('are the same across files and runs under one key, and other under another', async () => {
    const [before, value, after] = ['write to ', 'ana.lopez@clinicmail.com', ' soon']
    await project.write({
      'one/a.jsonl': `${JSON.stringify({ text: before + value + after })}\n`,
      'one/b.csv': `id,text\n1,"${before}${value.replace('ana', 'Ana')}${after}"\n`,
      'two/c.txt': `${before}${value}${after}\n`,
    })
    const policy = policyWith('surrogate')
    await project.clean(['one'], 'out/one', { policy })
    await project.clean(['two'], 'out/two', { policy })
    await project.clean(['two'], 'out/other', { policy, keyFile: 'other.key' })
    const found = async (name: string) =>
      /[a-z]{8}@surrogate\.example\.org/.exec(await readFile(project.path(`out/${name}`), 'utf8'))?.[0]
    const first = await found('one/a.jsonl')
    expect(first).toBeDefined()
    expect(await found('one/b.csv')).toBe(first)
    expect(await found('two/c.txt')).toBe(first)
    expect(await found('other/c.txt')).not.toBe(first)
    const originals = await gather(
      findOriginals(project.path('out/one/receipt.json'), first ?? '', { cwd: project.folder }),
    )
    expect(originals.map(({ file, part, type, original }) => [file, part, type, original])).toEqual([
      ['a.jsonl', 'row 0', 'email', value],
      ['b.csv', 'row 0', 'email', value.replace('ana', 'Ana')],
    ])
  })
})

async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = []
  for await (const item of items) gathered.push(item)
  return gathered
}

/** A value as it is, escaped as in JSON, and in base64 at each of its three alignments. */
function formsOf(value: string): string[] {
  const escaped = [...value].map(each => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
  const encoded = [0, 1, 2].map(shift => {
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)]).toString('base64')
    return text.slice(shift === 0 ? 0 : 4, -4)
  })
  return [value, escaped, Buffer.from(value).toString('hex'), ...encoded.filter(each => each.length >= 8)]
}
