import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import {
  type Artifact,
  type AuditContext,
  memoryScratch,
  type Needs,
  parseOptions,
  type Sample,
} from '../../core/index.ts'
import { nearDuplicates } from './near-duplicates.ts'

const context = (options: object = {}) =>
  ({
    options: parseOptions(nearDuplicates, options),
    needs: { scratch: memoryScratch() },
    reveal: false,
  }) as unknown as AuditContext<z.ZodType, keyof Needs>
const textSample = (text: string, index: number, path: string): Sample => ({
  index,
  locator: { path, line: index + 1 },
  fields: [{ name: 'text', text }],
})

function run(files: Record<string, readonly string[]>, options = {}) {
  const summaries = Object.entries(files).map(([path, rows]) => {
    const pass = nearDuplicates.begin(context(options))
    for (const [index, row] of rows.entries()) pass.sample(textSample(row, index, path))
    const artifact: Artifact = { path, kind: 'corpus', samples: rows.length, bytes: 1, rejected: 0 }
    return { artifact, summary: structuredClone(pass.summary()), firstSample: 0 }
  })
  const { measures, findings } = nearDuplicates.conclude(summaries, context(options))
  const value = (name: string) => measures.find(each => each.name === name)?.value
  return { findings: [...(findings ?? [])], value }
}

const LEAFLET =
  'Take one tablet in the morning with a glass of water and do not drive until you know how it acts on you. ' +
  'Tell your doctor about every other medicine that you take, about allergies, and about illnesses of the liver or ' +
  'the kidneys. Keep it away from children, in a dry place below twenty five degrees, and bring back what is left.'
const 说明 =
  '每天早晨用一杯温水送服一片，在了解药物对您的影响之前请勿驾驶车辆。如果您正在服用其他药物，或者对任何成分过敏，或者患有肝脏、肾脏疾病，请务必告知医生。请将药品存放在儿童接触不到的干燥处，温度不超过二十五度，剩余药品请交回药房处理。'

describe('near-duplicates', () => {
  it('name the twin, the similarity and the group, inside and across datasets, in English and Chinese', () => {
    const changed = LEAFLET.replace('back what is left', 'back the rest')
    const other = LEAFLET.replace('twenty five', 'thirty')
    const { findings, value } = run({
      'train.jsonl': [LEAFLET, 'something short', changed, 说明, LEAFLET],
      'test.jsonl': [说明.replace('二十五', '三十'), other],
    })
    const told = findings.map(({ where, evidence, severity }) => [
      `${where.path}:${where.line}`,
      `${evidence.twin?.path}:${evidence.twin?.line}`,
      evidence.type,
      severity,
      evidence.cluster?.size,
    ])
    expect(told).toEqual([
      ['train.jsonl:3', 'train.jsonl:1', 'near-duplicate-within', 'low', 4],
      ['test.jsonl:1', 'train.jsonl:4', 'near-duplicate-across', 'medium', 2],
      ['test.jsonl:2', 'train.jsonl:1', 'near-duplicate-across', 'medium', 4],
    ])
    expect(new Set(findings.map(each => each.evidence.cluster?.id)).size).toBe(2)
    expect(findings[0]?.confidence).toBeGreaterThan(0.8)
    expect(findings[0]?.because.en).toContain(findings[0]?.confidence.toFixed(2))
    expect(value('near_duplicate_rate')).toBeCloseTo(3 / 6)
    expect(value('near_duplicate_across_rate')).toBeCloseTo(2 / 6)
    expect(value('near_duplicate_clusters')).toBe(2)
    expect(value('largest_near_duplicate_cluster')).toBe(4)
  })

  it('are not copies, short texts, or texts of a common subject', () => {
    const rest = 'Take one tablet in the evening, after a meal; it may make you tired, and you should rest.'
    expect(run({ 'a.jsonl': [LEAFLET, LEAFLET, rest, 'yes it is', 'Yes, it is!'] }).findings).toEqual([])
    expect(run({ 'a.jsonl': ['yes it is', 'Yes, it is!'] }, { minTokens: 3 }).findings).toHaveLength(1)
  })

  it('agree with a plain search over all pairs', () => {
    const words = fc.array(fc.constantFrom(...'abcdefgh'), { minLength: 12, maxLength: 14 })
    const edit = fc.tuple(fc.nat(3), fc.nat(13), fc.constantFrom('x', 'y', 'z'))
    fc.assert(
      fc.property(words, fc.array(edit, { minLength: 2, maxLength: 12 }), (base, edits) => {
        const texts = edits.map(([many, at, word]) => {
          const text = [...base, ...base.map(each => `${each}1`), ...base.map(each => `${each}2`)]
          if (many > 0) text[at % 3] = word
          if (many > 1) text[text.length - 1 - (at % 4)] = word
          return text.join(' ')
        })
        const sets = texts.map(text => {
          const tokens = text.split(' ')
          return new Set(tokens.slice(4).map((_, i) => tokens.slice(i, i + 5).join(' ')))
        })
        const expected = texts.flatMap((text, i) => {
          if (texts.indexOf(text) < i) return []
          const isNear = texts.slice(0, i).some((_, j) => {
            const shared = [...(sets[i] as Set<string>)].filter(each => sets[j]?.has(each)).length
            return shared / ((sets[i]?.size ?? 0) + (sets[j]?.size ?? 0) - shared) >= 0.8
          })
          return isNear ? [i] : []
        })
        const found = run({ 'a.jsonl': texts }).findings.map(each => each.where.index)
        // One pair in 600 at the very threshold may be missed; none may be made up.
        for (const index of found) expect(expected).toContain(index)
        expect(found.length).toBeGreaterThanOrEqual(expected.length - 1)
      }),
    )
  })

  it('rate the risk of memorization by copies and by what stands nowhere else', () => {
    const secret = 'my own story of a lonely summer at the lake where nobody else has ever been or will be'
    const rows = (text: string, count: number) =>
      Array.from({ length: count }, (_, i) => `${text} and that was all of it number${i}`)
    const rare = run({ 'a.jsonl': rows(secret, 12) }, { threshold: 0.5 }).findings[0]
    const fewer = run({ 'a.jsonl': rows(secret, 3) }, { threshold: 0.5 }).findings[0]
    const common = run(
      { 'a.jsonl': [...rows(secret, 12), `${secret} ${LEAFLET} ${LEAFLET.toUpperCase()} ${说明}`] },
      { threshold: 0.5 },
    ).findings[0]
    expect(rare?.evidence.memorizationRisk).toBeCloseTo(Math.log(12) / Math.log(100), 1)
    expect(fewer?.evidence.memorizationRisk).toBeLessThan(rare?.evidence.memorizationRisk as number)
    expect(common?.evidence.memorizationRisk).toBeLessThan((rare?.evidence.memorizationRisk as number) / 2)
  })

  it('find long texts, and give whole families one group', () => {
    const long = (seed: number) =>
      Array.from({ length: 3000 }, (_, i) => `w${(i * 7919 + seed * 104_729) % 100_003}`)
    const texts = [1, 2, 3].flatMap(seed => {
      const words = long(seed)
      return [0, 1, 2, 3].map(edit => words.map((word, i) => (i === edit * 500 ? 'other' : word)).join(' '))
    })
    const { findings } = run({ 'a.jsonl': texts })
    expect(findings.map(each => each.where.index)).toEqual([1, 2, 3, 5, 6, 7, 9, 10, 11])
    expect(findings[0]?.because.en).toContain('estimated')
    expect(findings.every(each => each.evidence.cluster?.size === 4)).toBe(true)
  })
})
