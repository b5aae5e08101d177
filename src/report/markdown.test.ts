import { describe, expect, it } from 'vitest'
import { both, LANGUAGES, type Outcome, STAGES } from '../core/index.ts'
import { collectText, HOSTILE_TEXTS, hostileAssessment, syntheticAssessment } from '../testing/index.ts'
import { codeSpan, markdownText } from './_markdown-text.ts'
import { MAX_MARKDOWN_BYTES, renderMarkdown } from './markdown.ts'

const bytes = (text: string) => Buffer.byteLength(text)

describe('renderMarkdown', () => {
  it('names every stage and never calls an unevaluated one a pass', async () => {
    const text = await collectText(renderMarkdown(syntheticAssessment(), { language: 'en' }))
    const rows = text.split('\n').filter(line => /^\| [1-6] /.test(line))
    expect(rows).toHaveLength(STAGES.length)
    expect(rows[3]).toContain('**Not evaluated**')
    expect(rows[4]).toContain('**Error**')
    expect(rows[5]).not.toContain('Pass')
    expect(text).toContain('Loaded above the mark')
  })

  it('writes one language: no English words are left in Chinese', async () => {
    const text = await collectText(renderMarkdown(syntheticAssessment(), { language: 'zh-CN' }))
    const words = text
      .replace(/<code>.*?<\/code>/g, '')
      .replace(/&#\d+;/g, '')
      .match(/[A-Za-z]{2,}/g)
    const allowed = new Set(['Plimsoll', 'clinic', 'assistant', 'SHA', 'UTC', 'baseline', 'MB', 'kB', 'gzip'])
    expect(words?.filter(word => !allowed.has(word))).toEqual([])
  })

  it('stays below the limit with many files, types, outcomes and measures, and on hostile text', async () => {
    const outcomes = Array.from(
      { length: 500 },
      (_, at): Outcome => ({
        audit: `data/audit-${at}`,
        stage: 'data',
        status: at % 2 === 0 ? 'error' : 'fail',
        requested: true,
        reason: both('because '.repeat(400), '因为'.repeat(800)),
        measures: [
          { name: 'rate '.repeat(100), value: 1, unit: 'fraction', n: 1, method: 'm'.repeat(1_000) },
        ],
      }),
    )
    const many = syntheticAssessment({
      findings: 3_000,
      outcomes,
      change: (finding, at) => ({
        ...finding,
        where: { ...finding.where, path: `${'目录'.repeat(600)}/${at}` },
        evidence: { ...finding.evidence, type: `type-${at % 400}-${'y'.repeat(500)}` },
        remedy: { text: both(`do ${at} ${'z'.repeat(2_000)}`, `处理 ${at}`), command: 'c'.repeat(3_000) },
      }),
    })
    for (const assessment of [many, hostileAssessment()]) {
      for (const language of LANGUAGES) {
        const text = await collectText(renderMarkdown(assessment, { language }))
        expect(bytes(text)).toBeLessThan(MAX_MARKDOWN_BYTES)
        expect(bytes(text)).toBeGreaterThan(1_000)
      }
    }
  })

  it('lets no hostile text become markup', async () => {
    const text = await collectText(renderMarkdown(hostileAssessment(), { language: 'en' }))
    expect(text.match(/<(?!\/?code>)/g)).toBeNull()
    for (const line of text.split('\n').filter(each => each.startsWith('|'))) {
      const columns = line.split('|').length - 2
      expect([5, 8, 5]).toContain(columns)
    }
    expect(text).not.toMatch(/\]\(/)
    expect(text).not.toContain('@someone')
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e\u2066\ud800-\udfff]/)
  })
})

describe('markdownText and codeSpan', () => {
  it('leave plain sentences readable', () => {
    expect(markdownText('Zero-width characters, version 0.1.0 (two).')).toBe(
      'Zero-width characters, version 0.1.0 (two).',
    )
  })

  it('leave no structural character of a hostile text', () => {
    for (const text of HOSTILE_TEXTS) {
      const plain = `${markdownText(text)}${codeSpan(text)}`.replace(/&#\d+;/g, '').replace(/<\/?code>/g, '')
      expect(plain).not.toMatch(/[<>[\]*_`|@#\n\\]|www\.|:\/\//)
    }
  })
})
