import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeCorpus, treeOf, writeCorpus } from '../../test/support/planted-corpus.ts'
import { type CleanAction, isUnchanged, type Policy, type Receipt, seededRandom } from '../core/index.ts'
import { defenses } from '../defenses/index.ts'
import { detectors } from '../detectors/index.ts'
import { builtinPolicy } from '../policy/index.ts'
import { type CleanOptions, cleanPaths } from './clean.ts'
import { findOriginals, undoClean } from './undo.ts'

let project: string
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'plimsoll-clean-'))
})
afterEach(() => rm(project, { recursive: true, force: true }))

const policyWith = (action: CleanAction, duplicates: Policy['clean']['duplicates'] = 'keep-all'): Policy => ({
  ...builtinPolicy('baseline'),
  clean: { action, duplicates },
})

function clean(paths: string[], out: string, more: Partial<CleanOptions> = {}): Promise<Receipt> {
  return cleanPaths({
    paths: paths.map(path => join(project, path)),
    out: join(project, out),
    cwd: project,
    policy: policyWith('redact'),
    detectors,
    defenses,
    environment: { version: '0.0.0', now: () => Date.now() },
    ...more,
  })
}

const undo = (receipt: string, out: string, keyFile?: string) =>
  undoClean(join(project, receipt), { cwd: project, out: join(project, out), ...(keyFile && { keyFile }) })

const RECORDS = ['receipt.json', 'quarantine.jsonl', 'undo.jsonl']

/** The data files of an output folder, by name. */
async function dataOf(out: string): Promise<Map<string, string>> {
  const tree = await treeOf(join(project, out))
  return new Map(
    [...tree]
      .filter(([name]) => !RECORDS.includes(name))
      .map(([name, bytes]) => [name, bytes.toString('base64')]),
  )
}

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
          await rm(project, { recursive: true, force: true })
          await writeCorpus(join(project, 'data'), corpus)
          const policy = policyWith(action, duplicates as Policy['clean']['duplicates'])
          const before = await treeOf(join(project, 'data'))
          const first = await clean(['data'], 'once', { policy })
          expect(first.problems).toEqual([])
          const second = await clean(['once'], 'twice', { policy })
          expect(isUnchanged(second), JSON.stringify(second.counts)).toBe(true)
          expect(await dataOf('twice')).toEqual(await dataOf('once'))
          expect(await treeOf(join(project, 'data'))).toEqual(before)
          const restored = await undo('once/receipt.json', 'restored')
          expect(restored).toHaveLength(corpus.length)
          expect(await treeOf(join(project, 'restored'))).toEqual(before)
        },
      ),
      { numRuns: 6 },
    )
  })

  it('keeps untouched rows byte for byte, and their order', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.constantFrom(...ACTIONS), async (seed, action) => {
        const corpus = makeCorpus(seededRandom(seed))
        await rm(project, { recursive: true, force: true })
        await writeCorpus(join(project, 'data'), corpus)
        await clean(['data'], 'out', { policy: policyWith(action) })
        for (const { name, rows } of corpus.filter(each => /\.(?:jsonl|csv)(?:\.gz)?$/.test(each.name))) {
          const bytes = await readFile(join(project, 'out', name))
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
      { numRuns: 8 },
    )
  })

  it.each(ACTIONS)('%s leaves no planted value anywhere in what it writes', async action => {
    await fc.assert(
      fc.asyncProperty(seeds, async seed => {
        const corpus = makeCorpus(seededRandom(seed))
        await rm(project, { recursive: true, force: true })
        await writeCorpus(join(project, 'data'), corpus)
        const receipt = await clean(['data'], 'out', { policy: policyWith(action, 'keep-first') })
        expect(receipt.problems).toEqual([])
        const written = [
          ...(await treeOf(join(project, 'out'))),
          ...(await treeOf(join(project, '.plimsoll'))),
        ]
        const texts = written.map(
          ([name, bytes]) => [name, name.endsWith('.gz') ? gunzipSync(bytes) : bytes] as const,
        )
        for (const value of corpus.flatMap(each => each.rows.flatMap(row => row.planted))) {
          for (const form of formsOf(value)) {
            for (const [name, bytes] of texts) expect(bytes.includes(form), `${form} in ${name}`).toBe(false)
          }
        }
      }),
      { numRuns: 6 },
    )
  })
})

/** A value as it is, escaped as in JSON, and in base64 at each of its three alignments. */
function formsOf(value: string): string[] {
  const escaped = [...value].map(each => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
  const encoded = [0, 1, 2].map(shift => {
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)]).toString('base64')
    return text.slice(shift === 0 ? 0 : 4, -4)
  })
  return [value, escaped, Buffer.from(value).toString('hex'), ...encoded.filter(each => each.length >= 8)]
}
