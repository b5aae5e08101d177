import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import {
  type AuditContext,
  type BenchmarkSet,
  type Needs,
  parseOptions,
  type Sample,
} from '../../core/index.ts'
import { contamination } from './contamination.ts'

const ITEMS = [
  [
    'Which gas do plants take in from the air when they make sugar in the light of the sun?',
    'They take in carbon dioxide.',
  ],
  [
    'A farmer has seventeen sheep and all but nine of them run away; how many sheep are left on the farm?',
    '9',
  ],
  ['植物在阳光下制造糖分时从空气中吸收的是哪一种气体？请简要说明其中的原因。', '二氧化碳'],
  ['Too short?', 'yes'],
]
const benchmarks: BenchmarkSet = {
  items: ITEMS.map((texts, index) => ({ where: { path: 'exam.jsonl', index, line: index + 1 }, texts })),
  beyond: 0,
}
const context = (set = benchmarks) =>
  ({
    options: parseOptions(contamination, {}),
    needs: { digest: (text: string) => createHash('sha256').update(text).digest('hex'), benchmarks: set },
    reveal: false,
  }) as unknown as AuditContext<z.ZodType, keyof Needs>

const artifact = { path: 'corpus.jsonl', kind: 'corpus', samples: 1, bytes: 1, rejected: 0 } as const
const sampleOf = (text: string, index = 0): Sample => ({
  index,
  locator: { path: 'corpus.jsonl', line: index + 1 },
  fields: [{ name: 'text', text }],
})
function look(...texts: string[]) {
  const pass = contamination.begin(context())
  const findings = texts.flatMap((text, index) => [...pass.sample(sampleOf(text, index))])
  const { measures } = contamination.conclude(
    [{ artifact, summary: pass.summary(), firstSample: 0 }],
    context(),
  )
  return { findings, measures: new Map(measures.map(each => [each.name, each])) }
}

describe('benchmark contamination', () => {
  it.each([0, 1, 2])('finds item %i word for word inside other text', number => {
    const [question = '', answer = ''] = ITEMS[number] ?? []
    const han = number === 2
    const text = han
      ? `下面是一些练习题。${question} 答案：${answer}。更多题目见后文。`
      : `Some exercises follow. ${question.toUpperCase()}  — ${answer} And more of them stand further below.`
    const { findings, measures } = look('Nothing of this kind stands here, only weather and the news.', text)
    expect(findings).toHaveLength(1)
    const [finding] = findings
    expect(finding?.evidence).toMatchObject({
      type: 'benchmark-verbatim',
      twin: { path: 'exam.jsonl', index: number },
    })
    expect(finding?.severity).toBe('high')
    expect(finding?.where).toMatchObject({ path: 'corpus.jsonl', index: 1, field: 'text' })
    const [start, end] = finding?.where.span ?? [0, 0]
    expect(text.slice(start, end).toLowerCase()).toContain(
      han ? '制造糖分' : question.slice(10, 30).toLowerCase(),
    )
    expect(measures.get('benchmark_verbatim_rate')).toMatchObject({ value: 1 / 3, n: 3 })
    expect(measures.get('benchmark_items_too_short')?.value).toBe(1)
  })

  it('calls an edited item a near copy', () => {
    const { findings } = look(
      'Which gas do plants take in from the air when they produce sugar under the light of the sun?',
    )
    expect(findings.map(({ evidence }) => evidence.type)).toEqual(['benchmark-near-copy'])
  })

  it('reports a passage of thirteen words by itself, and no shorter one', () => {
    const long = 'word one two three four five six seven eight nine ten eleven twelve thirteen fourteen'
    const other = Array.from({ length: 60 }, (_, i) => `other${i}`).join(' ')
    const set: BenchmarkSet = {
      items: [{ where: { path: 'exam.jsonl', index: 0 }, texts: [`${long} ${other}`] }],
      beyond: 0,
    }
    const pass = contamination.begin(context(set))
    const types = (text: string) => [...pass.sample(sampleOf(text))].map(({ evidence }) => evidence.type)
    expect(types(`before ${long} after`)).toEqual(['benchmark-passage'])
    expect(types(`before ${long.split(' ').slice(0, 12).join(' ')} after`)).toEqual([])
  })

  it('takes phrases of many items for common', () => {
    const phrase = 'choose the best answer from the four options that are given below'
    const set: BenchmarkSet = {
      items: Array.from({ length: 40 }, (_, index) => ({
        where: { path: 'exam.jsonl', index },
        texts: [phrase],
      })),
      beyond: 0,
    }
    expect([...contamination.begin(context(set)).sample(sampleOf(phrase))]).toEqual([])
  })

  it('shows no words of the data that are not plain', () => {
    const { findings } = look(`${ITEMS[1]?.[0]} Zorvexian`)
    expect(JSON.stringify(findings)).not.toMatch(/farmer|seventeen|Zorvexian/)
  })

  it('says when benchmarks were too large to read', () => {
    const set = { ...benchmarks, beyond: 3 }
    const pass = contamination.begin(context(set))
    const { unseen } = contamination.conclude(
      [{ artifact, summary: pass.summary(), firstSample: 0 }],
      context(set),
    )
    expect(unseen?.en).toContain('3 items')
  })
})
