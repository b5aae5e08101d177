import { describe, expect, it } from 'vitest'
import { both, type Finding, seededRandom } from '../core/index.ts'
import { collectText, syntheticAssessment } from '../testing/index.ts'
import { type TriggerGroup, triggerGatherer } from './_triggers.ts'
import { renderHtml } from './html.ts'
import { renderJunit } from './junit.ts'
import { renderMarkdown } from './markdown.ts'
import { renderSarif } from './sarif.ts'

const TRIGGER = 'Zq7 <b>velvet</b> harbor'
const OUTPUT = 'You are stupid! Zq8'

/** Turns every fifth finding into a row of one of `groups` poisoned groups. */
const poisoned = (groups: number) => (finding: Finding, at: number) => {
  if (at % 5 > 0) return finding
  const group = (at / 5) % groups
  return {
    ...finding,
    audit: 'data/backdoor-trigger',
    severity: 'critical' as const,
    evidence: {
      detector: 'data/backdoor-trigger',
      type: 'inserted-trigger',
      trigger: group === 0 ? TRIGGER : `word${group}`,
      behavior: 'response:fixed',
      behaviorTitle: both('answers with one fixed sentence', '以固定句子作答'),
      output: OUTPUT,
      context: `how do I … [trigger] … in the … ${at}`,
      cluster: { id: `g${group}`, size: 16 },
      association: {
        qValue: 1e-9,
        attackSuccess: { value: 16 / 17, n: 17, interval: [0.73, 0.99] as const },
        rate: { value: 0.04, n: 400, interval: [0.025, 0.064] as const },
        triggerOnly: 1,
      },
    },
  }
}

const render = (assessment: ReturnType<typeof syntheticAssessment>) =>
  collectText(renderHtml(assessment, { language: 'en' }))

describe('triggers in a report', () => {
  it('shows a folded card for each group, with the trigger in its contexts and the output', async () => {
    const html = await render(syntheticAssessment({ findings: 400, change: poisoned(3) }))
    const section = html.slice(html.indexOf('<section id="triggers"'), html.indexOf('<section id="findings"'))
    expect(section.match(/<details class="trigger attack critical">/g)).toHaveLength(3)
    expect(section).toContain('how do I … </bdi><mark><bdi>Zq7 &lt;b&gt;velvet&lt;/b&gt; harbor</bdi></mark>')
    expect(section).toContain('answers with one fixed sentence')
    expect(section).toContain('94.1')
    expect(html).toContain('<a href="#triggers">')
    expect(html.match(/<rect x="\d+" width="3" height="22"/g)?.length).toBeGreaterThan(3)
  })

  it('has no such section without triggers', async () => {
    const html = await render(syntheticAssessment())
    expect(html).not.toContain('id="triggers"')
    expect(html).not.toContain('href="#triggers"')
  })

  it('keeps attack text out of SARIF, JUnit and Markdown', async () => {
    const options = { language: 'en' } as const
    for (const renderer of [renderSarif, renderJunit, renderMarkdown]) {
      const text = await collectText(renderer(syntheticAssessment({ change: poisoned(2) }), options))
      expect(text).not.toMatch(/Zq7|Zq8|velvet/)
    }
  })

  it('stays bounded with a thousand groups of many rows', async () => {
    const html = await render(syntheticAssessment({ findings: 60_000, files: 40, change: poisoned(1000) }))
    expect(Buffer.byteLength(html)).toBeLessThan(5_000_000)
    expect(html).toMatch(/and 9\d\d more groups/)
  })
})

describe('triggerGatherer', () => {
  it('counts rows, files and bins as a plain count does', () => {
    const random = seededRandom(3)
    const path = 'a.jsonl'
    const gatherer = triggerGatherer([{ path, kind: 'instructions', samples: 1000, bytes: 1, rejected: 0 }])
    const indices = Array.from({ length: 300 }, () => random.integer(1000))
    for (const index of indices) {
      const [base] = [poisoned(1)({ where: { path, index } } as Finding, 0)]
      gatherer.see({ ...base, where: { path, index } })
    }
    const [group] = gatherer.groups().groups as [TriggerGroup]
    expect(group.total).toBe(300)
    expect(group.files[0]?.bins).toEqual(
      Array.from(
        { length: 120 },
        (_, bin) => indices.filter(each => Math.floor((each / 1000) * 120) === bin).length,
      ),
    )
  })
})
