import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import {
  ARTIFACT_KINDS,
  type AuditContext,
  CAPABILITIES,
  memoryScratch,
  type Needs,
  parseOptions,
  type Sample,
} from '../../src/core/index.ts'
import { isTopic } from '../../src/knowledge/index.ts'
import { audits, modelAudits } from '../../src/stages/index.ts'

const room = new URL('../../src/stages/', import.meta.url)

const needs: Partial<Needs> = {
  signals: () => [],
  digest: text => createHash('sha256').update(text).digest('hex'),
  scratch: memoryScratch(),
  benchmarks: { items: [{ where: { path: 'b.jsonl', index: 0 }, texts: ['one text'] }], beyond: 0 },
}
const artifact = { path: 'a.jsonl', kind: 'corpus', samples: 3, bytes: 90, rejected: 0 } as const
const samples: Sample[] = ['one text', 'another text', 'one  text'].map((text, index) => ({
  index,
  locator: { path: 'a.jsonl', line: index + 1 },
  fields: [{ name: 'text', text }],
}))

it('lists every audit once, sorted by id', () => {
  const ids = audits.map(each => each.id)
  expect(ids).toEqual([...new Set(ids)].sort())
})

it('lists every audit that asks a model once, sorted by id', () => {
  const ids = modelAudits.map(each => each.id)
  expect(ids).toEqual([...new Set(ids)].sort())
  for (const id of ids) expect(audits.some(each => each.id === id)).toBe(false)
})

describe.each(modelAudits.map(each => [each.id, each] as const))('%s', (_id, audit) => {
  it('says what it is', () => {
    expect(audit.id).toBe(`${audit.stage}/${audit.id.split('/')[1]}`)
    expect(audit.stages).toContain(audit.stage)
    expect(audit.title.en.length).toBeGreaterThan(2)
    expect(audit.title['zh-CN']).toMatch(/\p{Script=Han}/u)
    expect(audit.reference).toMatch(/^https:\/\//)
    for (const topic of audit.topics) expect(isTopic(topic), topic).toBe(true)
    expect(audit.about.length).toBeGreaterThan(0)
    for (const each of audit.requires) expect(CAPABILITIES).toContain(each)
    for (const title of Object.values(audit.types)) expect(title['zh-CN']).toMatch(/\p{Script=Han}/u)
    expect(() => parseOptions(audit, {})).not.toThrow()
  })
})

it('lists the audit of every file', async () => {
  const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter(
    path =>
      path.endsWith('.ts') && !path.endsWith('.test.ts') && !/(^|\/)(_[^/]*|index)(\/|\.ts$)/.test(path),
  )
  for (const file of files) {
    const exports = Object.values((await import(new URL(file, room).href)) as object)
    expect(
      exports.some(each => [...audits, ...modelAudits].includes(each as never)),
      file,
    ).toBe(true)
  }
})

describe.each(audits.map(each => [each.id, each] as const))('%s', (_id, audit) => {
  const context = { options: parseOptions(audit, {}), needs, reveal: false } as AuditContext<
    z.ZodType,
    keyof Needs
  >

  it('says what it is', () => {
    expect(audit.id).toBe(`${audit.stage}/${audit.id.split('/')[1]}`)
    expect(audit.stages).toContain(audit.stage)
    expect(audit.title.en.length).toBeGreaterThan(2)
    expect(audit.title['zh-CN']).toMatch(/\p{Script=Han}/u)
    expect(audit.reference).toMatch(/^https:\/\//)
    for (const topic of audit.topics) expect(isTopic(topic), topic).toBe(true)
    for (const kind of audit.accepts) expect(ARTIFACT_KINDS).toContain(kind)
    expect(Object.keys(audit.types).length).toBeGreaterThan(0)
    for (const title of Object.values(audit.types)) expect(title['zh-CN']).toMatch(/\p{Script=Han}/u)
  })

  it('concludes on nothing without an error, and states intervals for rates', () => {
    const pass = audit.begin(context)
    const { measures } = audit.conclude([{ artifact, summary: pass.summary(), firstSample: 0 }], context)
    for (const measure of measures) {
      expect(Number.isFinite(measure.value)).toBe(true)
      if (measure.unit === 'fraction') expect(measure.interval).toBeDefined()
    }
  })

  it('goes on from its summary as if it had never stopped', () => {
    const whole = audit.begin(context)
    const first = audit.begin(context)
    const drafts = { whole: [] as unknown[], parts: [] as unknown[] }
    for (const sample of samples) drafts.whole.push(...whole.sample(sample))
    drafts.parts.push(...first.sample(samples[0] as Sample))
    const second = audit.begin(context, structuredClone(first.summary()))
    for (const sample of samples.slice(1)) drafts.parts.push(...second.sample(sample))
    expect(drafts.parts).toEqual(drafts.whole)
    const conclude = (summary: unknown) => {
      const { measures, findings } = audit.conclude(
        [{ artifact, summary: structuredClone(summary), firstSample: 0 }],
        context,
      )
      return { measures, findings: [...(findings ?? [])] }
    }
    expect(conclude(second.summary())).toEqual(conclude(whole.summary()))
  })
})
