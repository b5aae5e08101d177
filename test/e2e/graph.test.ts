import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plimsoll, workFolder } from './_cli.ts'

const graph = (args: readonly string[], cwd = workFolder()) => plimsoll(['graph', ...args], { cwd })

describe('plimsoll graph', () => {
  it('finds topics in both languages, and forgives typing errors', async () => {
    for (const words of ['indirect prompt injectoin', '间接提示注入']) {
      const { code, stdout } = await graph(['search', words, '--kind', 'topic', '--json'])
      expect(code).toBe(0)
      expect((JSON.parse(stdout) as { id: string }[])[0]?.id).toBe('prompt-injection-indirect')
    }
  })

  it('shows a topic with what is tied to it, and the definition with its source', async () => {
    const { stdout } = await graph(['show', 'instruction-tuning-backdoor', '--lang', 'en'])
    expect(stdout).toContain('data/backdoor-trigger')
    expect(stdout).toMatch(/is mitigated by\s+trigger-detection/)
    const other = await graph(['show', 'data/backdoor-trigger', '--json'])
    expect(JSON.parse(other.stdout)).toMatchObject({ kind: 'definition', definitionKind: 'audit' })
  })

  it('tells how one thing leads to another', async () => {
    const { code, stdout } = await graph([
      'path',
      'preference-data-poisoning',
      'jailbreak-template',
      '--lang',
      'en',
    ])
    expect(code).toBe(0)
    expect(stdout).toMatch(/Preference-data poisoning[\s\S]+leads to[\s\S]+jailbreak-template/)
  })

  it('lays an assessment over its coverage, and refuses what is none', async () => {
    const cwd = workFolder()
    writeFileSync(
      join(cwd, 'data.jsonl'),
      `${JSON.stringify({ text: 'The tide tables are on page four.' })}\n`,
    )
    const scan = await plimsoll(['scan', 'data.jsonl', '--json'], { cwd })
    writeFileSync(join(cwd, 'assessment.json'), scan.stdout)
    const { stdout } = await graph(['coverage', '--assessment', 'assessment.json', '--json'], cwd)
    const rows = JSON.parse(stdout) as { topic: string; outcome?: string; findings?: number }[]
    expect(rows.find(each => each.topic === 'pii-leakage')).toMatchObject({ outcome: 'pass', findings: 0 })
    expect(rows.find(each => each.topic === 'sycophancy')?.outcome).toBeUndefined()
    const refused = await graph(['coverage', '--assessment', 'data.jsonl'], cwd)
    expect(refused).toMatchObject({ code: 2, stdout: '' })
  })

  it('exports, imports what it exported, and draws the panorama', async () => {
    const cwd = workFolder()
    expect((await graph(['export', '--format', 'bibtex', '-o', 'all.bib'], cwd)).code).toBe(0)
    const again = await graph(['import', 'all.bib', '--json'], cwd)
    const outcomes = JSON.parse(again.stdout) as { status: string }[]
    expect(outcomes.length).toBeGreaterThan(1500)
    expect(outcomes.every(({ status }) => status === 'known')).toBe(true)
    expect((await graph(['panorama', '-o', 'map.html', '--lang', 'zh-CN'], cwd)).code).toBe(0)
    const page = readFileSync(join(cwd, 'map.html'))
    expect(page.length).toBeLessThan(2_000_000)
    expect(page.toString('utf8')).toContain('大模型安全全景图')
  })

  it('says so when nothing matches', async () => {
    const { code, stderr } = await graph(['show', 'qqqqqqqq', '--lang', 'en'])
    expect(code).toBe(2)
    expect(stderr).toContain('nothing in the graph matches')
  })
})
