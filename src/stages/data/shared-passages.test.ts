import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import {
  type Artifact,
  type AuditContext,
  maskedContext,
  memoryScratch,
  type Needs,
  parseOptions,
  type Sample,
} from '../../core/index.ts'
import { sharedPassages } from './shared-passages.ts'

const context = (options: object = {}) =>
  ({
    options: parseOptions(sharedPassages, options),
    needs: { scratch: memoryScratch() },
    reveal: false,
  }) as unknown as AuditContext<z.ZodType, keyof Needs>

function run(files: Record<string, readonly string[]>, options = {}) {
  const summaries = Object.entries(files).map(([path, rows]) => {
    const pass = sharedPassages.begin(context(options))
    for (const [index, text] of rows.entries()) {
      const sample: Sample = { index, locator: { path, line: index + 1 }, fields: [{ name: 'text', text }] }
      expect([...pass.sample(sample)]).toEqual([])
    }
    const artifact: Artifact = { path, kind: 'corpus', samples: rows.length, bytes: 1, rejected: 0 }
    return { artifact, summary: structuredClone(pass.summary()), firstSample: 0 }
  })
  const { measures, findings = [], unseen } = sharedPassages.conclude(summaries, context(options))
  const value = (name: string) => measures.find(each => each.name === name)?.value
  return { findings: [...findings], again: [...findings], value, unseen }
}
const words = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `word${from + i}`).join(' ')
const told = (findings: ReturnType<typeof run>['findings']) =>
  findings.map(({ where, evidence, because }) => [
    `${where.path}:${where.line}`,
    `${evidence.twin?.path}:${evidence.twin?.line}`,
    evidence.type,
    Number(/^\d+/.exec(because.en)?.[0]),
  ])

describe('shared passages', () => {
  it('are told with both places and their length, inside and across datasets', () => {
    const { findings, again, value, unseen } = run({
      'train.jsonl': [words(0, 100), 'short', `${words(500, 20)}\n${words(10, 60).toUpperCase()}!`],
      'test.jsonl': [`${words(700, 5)}, ${words(30, 50)}`, words(0, 49), words(0, 100)],
    })
    expect(told(findings)).toEqual([
      ['train.jsonl:3', 'train.jsonl:1', 'passage-within', 60],
      ['test.jsonl:1', 'train.jsonl:1', 'passage-across', 50],
    ])
    expect(again).toEqual(findings)
    expect(findings[0]?.because.en).toBe(
      '60 tokens from token 21 on stand in an earlier sample, too, from token 11 on',
    )
    expect(value('shared_passage_rate')).toBeCloseTo(2 / 3)
    expect(value('shared_passage_across_rate')).toBeCloseTo(1 / 3)
    expect(value('shared_passage_tokens')).toBe(110)
    expect(value('longest_shared_passage')).toBe(60)
    expect(unseen).toBeUndefined()
  })

  it('count characters where words have no spaces', () => {
    const 段 = Array.from({ length: 60 }, (_, i) => String.fromCharCode(0x4e00 + i * 37)).join('')
    const { findings } = run({
      'a.jsonl': [`前言${段}`, `另一篇文章，${段.slice(0, 30)}，${段.slice(30)}。`, 段.slice(0, 49)],
    })
    expect(told(findings)).toEqual([['a.jsonl:2', 'a.jsonl:1', 'passage-within', 60]])
  })

  it('show the plain words they begin with, and nothing else', () => {
    const english = `This patient: Rosa Delgado, phone 555-0142-77. ${words(0, 60)}`
    const chinese = `患者王小明的身份证号是${Array.from({ length: 60 }, (_, i) => String.fromCharCode(0x6c00 + i)).join('')}`
    const { findings } = run({
      'a.jsonl': [english, `${words(900, 3)}; ${english.toUpperCase()}`, chinese, `前言。${chinese}`],
    })
    const [first, second] = findings.map(each => each.evidence.context)
    const masked = Array.from({ length: 16 }, (_, i) => '•'.repeat(i < 10 ? 5 : 6)).join(' ')
    expect(first).toBe(`…this patient •••• ••••••• phone ••• •••• •• ${masked}…`)
    expect(second).toBe(`…患者•••的身份证号是${'•'.repeat(13)}…`)
  })

  it('show no word that is not plain, whatever stands there', () => {
    const part = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('the', 'Patient', '身份证', '号', '姓名', 'ｎａｍｅ', '\n', '-'),
    )
    fc.assert(
      fc.property(fc.array(part, { minLength: 30, maxLength: 80 }), parts => {
        const text = `${parts.join(' ')} ${words(0, 60)}`
        const { findings } = run({ 'a.jsonl': [text, `${words(900, 2)} ${text}`] })
        expect(findings.length).toBeGreaterThan(0)
        for (const { evidence } of findings) {
          expect(evidence.context).not.toContain('word')
          for (const shown of evidence.context?.match(/[\p{L}\p{N}]+/gu) ?? [])
            expect(maskedContext(shown, 0, 0, [], shown.length)).toBe(shown)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('cover what a plain search over strings covers', () => {
    const piece = fc.tuple(fc.nat(12), fc.nat(40), fc.integer({ min: 1, max: 40 }))
    const text = fc.array(piece, { minLength: 1, maxLength: 4 })
    let fresh = 0
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 60 }), plans => {
        const texts = plans.map(plan =>
          plan.flatMap(([source, from, count]) =>
            Array.from({ length: count }, (_, i) =>
              source > 8 ? `fresh${fresh++}` : `s${source}-${from + i}`,
            ),
          ),
        )
        // A hyphen separates: "s1-2" is two tokens.
        const tokens = texts.map(each => each.join(' ').split(/[ -]/))
        const seen = new Set<string>()
        const copies = new Set<string>()
        const expected: string[] = []
        for (const [at, list] of tokens.entries()) {
          if (copies.has(list.join(' '))) continue
          copies.add(list.join(' '))
          const windows = list.slice(19).map((_, i) => list.slice(i, i + 20).join(' '))
          if (windows.some(each => seen.has(each))) expected.push(`a.jsonl:${at + 1}`)
          for (const each of windows) seen.add(each)
        }
        const { findings } = run({ 'a.jsonl': texts.map(each => each.join(' ')) }, { minTokens: 20 })
        expect([...new Set(told(findings).map(([place]) => place))]).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })
})
