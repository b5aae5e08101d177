import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { z } from 'zod'
import { type AuditContext, type Needs, parseOptions, type Sample } from '../../core/index.ts'
import { quality } from './quality.ts'

const context = (options = {}) =>
  ({
    options: parseOptions(quality, options),
    needs: { digest: (text: string) => createHash('sha256').update(text).digest('hex') },
    reveal: false,
  }) as unknown as AuditContext<z.ZodType, keyof Needs>
const artifact = { path: 'a.jsonl', kind: 'corpus', samples: 1, bytes: 1, rejected: 0 } as const
const sampleOf = (text: string, index: number): Sample => ({
  index,
  locator: { path: 'a.jsonl', line: index + 1 },
  fields: [{ name: 'text', text }],
})
function look(texts: readonly string[], options = {}) {
  const pass = quality.begin(context(options))
  const findings = texts.flatMap((text, index) => [...pass.sample(sampleOf(text, index))])
  const { measures } = quality.conclude(
    [{ artifact, summary: pass.summary(), firstSample: 0 }],
    context(options),
  )
  return { findings, measures: new Map(measures.map(each => [each.name, each])) }
}

it('reports rates by reason, and no sample unless asked', () => {
  const { findings, measures } = look(['short', 'shorter still'])
  expect(findings).toEqual([])
  expect(measures.get('quality_gopher_quality_rate')).toMatchObject({ value: 1, n: 2 })
  expect(measures.get('gopher_short_document_rate')).toMatchObject({ value: 1, n: 2 })
  expect(measures.has('gopher_bullets_rate')).toBe(false)
})

it('reports samples with their reason when asked', () => {
  const { findings } = look(['short'], { report: 'samples', filters: ['gopher-quality', 'fineweb'] })
  expect(findings.map(({ evidence, severity }) => [evidence.type, severity])).toEqual([
    ['quality-gopher-quality', 'low'],
    ['quality-fineweb', 'low'],
  ])
  expect(findings[0]?.because.en).toContain('gopher-short-document')
})

it('looks at a part of many samples, and says at how many', () => {
  const { measures } = look(Array.from({ length: 4000 }, (_, i) => `row ${i}`))
  expect(measures.get('quality_samples_looked_at')).toMatchObject({ value: 2100, n: 4000 })
})
