import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import {
  type Artifact,
  type AuditContext,
  type FindingDraft,
  findingIdentifier,
  type Needs,
  parseOptions,
  type Sample,
} from '../../core/index.ts'
import { datasetOf } from './_datasets.ts'
import { exactDuplicates } from './exact-duplicates.ts'

const context = (options: object = {}) =>
  ({ options: parseOptions(exactDuplicates, options), needs: {}, reveal: false }) as AuditContext<
    z.ZodType,
    keyof Needs
  >
const textSample = (text: string, index: number, path = 'a.jsonl'): Sample => ({
  index,
  locator: { path, line: index * 2 + 1 },
  fields: [
    { name: 'id', text: `row-${index}`, role: 'key' },
    { name: 'text', text },
  ],
})

/** Runs the audit over files of texts, through the clone that the cache makes. */
function run(
  files: Record<string, readonly (string | Sample)[]>,
  facts: Partial<Artifact> = {},
  options = {},
) {
  const summaries = Object.entries(files).map(([path, rows]) => {
    const pass = exactDuplicates.begin(context(options))
    rows.forEach((row, index) => {
      expect([...pass.sample(typeof row === 'string' ? textSample(row, index, path) : row)]).toEqual([])
    })
    const artifact: Artifact = { path, kind: 'corpus', samples: rows.length, bytes: 1, rejected: 0, ...facts }
    return { artifact, summary: structuredClone(pass.summary()), firstSample: 0 }
  })
  const { measures, findings = [], remark } = exactDuplicates.conclude(summaries, context(options))
  const value = (name: string) => measures.find(each => each.name === name)?.value
  return { findings: [...findings], again: [...findings], value, measures, remark }
}
const pairs = (findings: readonly FindingDraft[]) =>
  findings.map(({ where, evidence }) => [
    `${where.path}#${where.index}`,
    `${evidence.twin?.path}#${evidence.twin?.index}`,
    evidence.type,
  ])

describe('exact duplicates', () => {
  it('name the copy and where the content stood first, inside and across datasets', () => {
    const { findings, again, value } = run({
      'train.jsonl': ['one', 'two', 'one ', 'three'],
      'test.jsonl': ['four', 'two', 'four'],
    })
    expect(pairs(findings)).toEqual([
      ['train.jsonl#2', 'train.jsonl#0', 'duplicate-within'],
      ['test.jsonl#1', 'train.jsonl#1', 'duplicate-across'],
      ['test.jsonl#2', 'test.jsonl#0', 'duplicate-within'],
    ])
    expect(again).toEqual(findings)
    expect(findings[0]?.where.line).toBe(5)
    expect(findings[0]?.evidence.twin?.line).toBe(1)
    expect(findings.map(each => each.severity)).toEqual(['low', 'medium', 'low'])
    expect(value('duplicate_rate')).toBeCloseTo(3 / 7)
    expect(value('duplicate_across_rate')).toBeCloseTo(1 / 7)
    expect(value('duplicate_clusters')).toBe(3)
    expect(value('largest_duplicate_cluster')).toBe(2)
  })

  it('agree with a plain search on any texts in any number of files', () => {
    const file = fc.array(fc.constantFrom('a', 'b', 'c', 'd e', ' a', '', '  '), { maxLength: 12 })
    fc.assert(
      fc.property(fc.array(file, { minLength: 1, maxLength: 4 }), files => {
        const named = Object.fromEntries(files.map((rows, at) => [`${'xyzw'[at]}.jsonl`, rows]))
        const seen = new Map<string, string>()
        const expected: string[][] = []
        for (const [path, rows] of Object.entries(named)) {
          for (const [index, row] of rows.entries()) {
            const key = row.trim()
            if (key === '') continue
            const first = seen.get(key)
            if (first === undefined) seen.set(key, `${path}#${index}`)
            else
              expected.push([
                `${path}#${index}`,
                first,
                first.startsWith(path) ? 'duplicate-within' : 'duplicate-across',
              ])
          }
        }
        expect(pairs(run(named).findings)).toEqual(expected)
      }),
    )
  })

  it('do not see samples without content as copies of one another, and none in nothing', () => {
    const { findings, measures } = run({ 'a.jsonl': ['', ' ', '\n'] })
    expect(findings).toEqual([])
    expect(measures[0]).toMatchObject({ value: 0, n: 0, interval: [0, 1] })
    expect(run({}).findings).toEqual([])
  })

  it('give every copy an id of its own that moving rows does not change', () => {
    const idsOf = (files: Record<string, string[]>) => {
      const identify = findingIdentifier('data/exact-duplicates', text =>
        createHash('sha256').update(text).digest('hex'),
      )
      return run(files).findings.map(identify)
    }
    const ids = idsOf({ 'a.jsonl': ['p', 'q', 'p', 'q', 'p'] })
    expect(new Set(ids).size).toBe(3)
    expect(idsOf({ 'b.jsonl': ['q', 'x', 'q', 'p', 'p', 'y', 'p'] }).sort()).toEqual([...ids].sort())
  })

  it('look at the chosen fields alone when told so', () => {
    const rows = ['one', 'two'].map((note, index) => ({
      index,
      locator: { path: 'a.jsonl' },
      fields: [
        { name: 'messages[0].content', text: 'same words' },
        { name: 'note', text: note },
      ],
    }))
    expect(run({ 'a.jsonl': rows }).findings).toHaveLength(0)
    expect(run({ 'a.jsonl': rows }, {}, { fields: ['messages.content'] }).findings).toHaveLength(1)
  })

  it('keep rows, pages and sheets of their places', () => {
    const places = [
      { path: 'b.xlsx', row: 2, sheet: 'one' },
      { path: 'b.xlsx' },
      { path: 'b.xlsx', row: 2, sheet: 'two', page: 3 },
    ]
    const rows = places.map((locator, index) => ({
      index,
      locator,
      fields: [{ name: 't', text: index === 1 ? 'x' : 'same' }],
    }))
    const [finding] = run({ 'b.xlsx': rows }).findings
    expect(finding?.where).toEqual({ path: 'b.xlsx', index: 2, row: 2, sheet: 'two', page: 3 })
    expect(finding?.evidence.twin).toEqual({ path: 'b.xlsx', index: 0, row: 2, sheet: 'one' })
  })

  it('say when whole files are copies', () => {
    const { remark } = run({ 'a.jsonl': ['one'], 'b.jsonl': ['one'] }, { sha256: 'ab' })
    expect(remark?.en).toContain('1 file is a copy')
  })

  it('hold many samples in little memory', () => {
    const count = 50_000
    const pass = exactDuplicates.begin(context())
    for (let i = 0; i < count; i++) pass.sample(textSample(`text ${i % 40_000}`, i))
    const summary = pass.summary() as {
      fingerprints: Uint32Array
      places: { lines: Uint32Array; rows: Uint32Array }
    }
    expect(summary.fingerprints.byteLength + summary.places.lines.byteLength).toBe(count * 20)
    expect(summary.places.rows.byteLength).toBe(0)
    const artifact: Artifact = { path: 'a.jsonl', kind: 'corpus', samples: count, bytes: 1, rejected: 0 }
    const { findings = [] } = exactDuplicates.conclude([{ artifact, summary, firstSample: 0 }], context())
    expect([...findings]).toHaveLength(10_000)
  })
})

describe('datasets', () => {
  const same = (one: string, other: string, facts = {}) =>
    datasetOf({ path: one, kind: 'corpus', ...facts }) ===
    datasetOf({ path: other, kind: 'corpus', ...facts })

  it('are one for shards and for the documents of a folder, and two for names that differ in words', () => {
    expect(same('d/train-00000-of-00002.parquet', 'd/train-00001-of-00002.parquet')).toBe(true)
    expect(same('d/part-1.jsonl.gz', 'd/part-12.jsonl')).toBe(true)
    expect(same('d/a.pdf', 'd/b.pdf', { kind: 'documents' })).toBe(true)
    expect(same('d/a.txt', 'd/b.txt', { format: 'text+gzip' })).toBe(true)
    expect(same('d/train.jsonl', 'd/test.jsonl')).toBe(false)
    expect(same('d/set.train.jsonl', 'd/set.test.jsonl')).toBe(false)
    expect(same('train/data.csv', 'test/data.csv')).toBe(false)
  })
})
