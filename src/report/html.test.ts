import { createHash } from 'node:crypto'
import { parseDocument } from 'htmlparser2'
import { describe, expect, it } from 'vitest'
import { type Assessment, both, type Finding, LANGUAGES, STAGES } from '../core/index.ts'
import { collectText, hostileAssessment, syntheticAssessment } from '../testing/index.ts'
import { inputsDigest } from './_digest.ts'
import { renderHtml } from './html.ts'
import { renderJson } from './json.ts'

interface Node {
  readonly type: string
  readonly name?: string
  readonly data?: string
  readonly attribs?: Readonly<Record<string, string>>
  readonly children?: Node[]
  readonly parent?: Node | null
}

const render = (assessment: Assessment, language: 'en' | 'zh-CN' = 'en') =>
  collectText(renderHtml(assessment, { language }))
const parse = (html: string): Node => parseDocument(html) as unknown as Node

function* walk(node: Node): Generator<Node> {
  yield node
  for (const child of node.children ?? []) yield* walk(child)
}

const elements = (root: Node, test: (node: Node) => boolean): Node[] =>
  [...walk(root)].filter(each => each.attribs !== undefined && test(each))
const hasClass = (node: Node, name: string) => (node.attribs?.['class'] ?? '').split(' ').includes(name)
const withClass = (root: Node, name: string) => elements(root, each => hasClass(each, name))
const textOf = (node: Node): string => node.data ?? (node.children ?? []).map(textOf).join('')
/** What a reader of one language sees. */
const seen = (node: Node, language: 'en' | 'zh'): string =>
  hasClass(node, language === 'en' ? 'zh' : 'en')
    ? ''
    : node.type === 'text'
      ? (node.data ?? '')
      : (node.children ?? []).map(each => seen(each, language)).join('')
const numberIn = (text: string): number => Number(text.replace(/\D/g, ''))

describe('renderHtml', () => {
  it.each(LANGUAGES)('holds both languages and starts in %s', async language => {
    const root = parse(await render(syntheticAssessment(), language))
    const [html] = elements(root, each => each.name === 'html')
    expect(html?.attribs?.['lang']).toBe(language)
    const checked = elements(
      root,
      each =>
        each.name === 'input' && 'checked' in (each.attribs ?? {}) && each.attribs?.['name'] === 'language',
    )
    expect(checked.map(each => each.attribs?.['id'])).toEqual([language === 'en' ? 'lang-en' : 'lang-zh'])
    for (const each of withClass(root, 'en')) expect(each.attribs?.['lang']).toBe('en')
    for (const each of withClass(root, 'zh')) {
      expect(each.attribs?.['lang']).toBe('zh-CN')
      expect(textOf(each)).toMatch(/[\p{Script=Han}：，“”–—ε/]|^$/u)
    }
    expect(withClass(root, 'en').length).toBe(withClass(root, 'zh').length)
  })

  it('leaves no English sentence in Chinese and no Chinese in English', async () => {
    const root = parse(await render(syntheticAssessment()))
    const foreign = (node: Node) =>
      ['bdi', 'code', 'style', 'script', 'title', 'pre'].includes(node.name ?? '') ||
      hasClass(node, 'language')
    const words = (node: Node, language: 'en' | 'zh'): string =>
      foreign(node) || hasClass(node, language === 'en' ? 'zh' : 'en')
        ? ''
        : node.type === 'text'
          ? `${node.data} `
          : (node.children ?? []).map(each => words(each, language)).join('')
    expect(words(root, 'en').match(/\p{Script=Han}+/gu)).toBeNull()
    const allowed =
      /^(Plimsoll|SHA|UTC|Node|js|MB|kB|GB|min|Wilson|CN|IBAN|MAC|IP|URL|JSON|Schema|Unicode|HTML|jsonl|csv|markdown|parquet|json|utf|gb|log|gzip|arxiv|org|doctype|html|en|AA|Resources)$/
    const left = (words(root, 'zh').match(/[A-Za-z]{2,}/g) ?? []).filter(word => !allowed.test(word))
    expect(left).toEqual([])
  })

  it('lists all six stages and calls nothing a pass that did not run', async () => {
    const root = parse(await render(syntheticAssessment()))
    const rows = withClass(root, 'stage-row')
    expect(rows).toHaveLength(STAGES.length)
    const statuses = rows.map(each => withClass(each, 'status')[0]?.attribs?.['class'])
    expect(statuses).toEqual([
      'status fail',
      'status fail',
      'status pass',
      'status not-evaluated',
      'status error',
      'status not-evaluated',
    ])
    expect(seen(rows[3] as Node, 'en')).toContain('names no artifact')
    expect(withClass(root, 'hold')).toHaveLength(STAGES.length)
    const hatched = withClass(root, 'unsurveyed').map(each => each.attribs?.['fill'])
    expect(hatched).toEqual(['url(#hatch)', 'url(#cross)', 'url(#hatch)'])
  })

  it('loads nothing, and its policy admits its own styles and script alone', async () => {
    const html = await render(hostileAssessment())
    const root = parse(html)
    const policy =
      elements(root, each => each.attribs?.['http-equiv'] === 'Content-Security-Policy')[0]?.attribs?.[
        'content'
      ] ?? ''
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    const source = (name: string) =>
      elements(root, each => each.name === name).map(each => hash(textOf(each)))
    const directives = Object.fromEntries(
      policy.split('; ').map(each => [each.split(' ')[0], each.split(' ').slice(1)]),
    )
    expect(directives).toEqual({
      'default-src': ["'none'"],
      'style-src': source('style'),
      'script-src': source('script'),
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
    })
    expect(source('script')).toHaveLength(1)
    expect(source('style')).toHaveLength(2)
    for (const each of elements(root, () => true)) {
      for (const [name, value] of Object.entries(each.attribs ?? {})) {
        expect(name).not.toMatch(/^(on|src|srcset|data$|action|formaction|style$|poster|background|ping)/)
        if (name === 'href') expect(value).toMatch(/^(#|https:\/\/)/)
      }
      expect([
        'img',
        'iframe',
        'object',
        'embed',
        'link',
        'base',
        'video',
        'audio',
        'picture',
        'template',
      ]).not.toContain(each.name)
    }
  })

  it('shows hostile text as text: isolated, visible, well formed', async () => {
    const html = await render(hostileAssessment(), 'zh-CN')
    expect(html).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u200b\u2028-\u202e\u2066-\u2069\ufeff]/)
    expect(/\p{Cs}/u.test(html)).toBe(false)
    expect(Buffer.byteLength(html)).toBeLessThan(5_000_000)
    const root = parse(html)
    const names = new Set(elements(root, () => true).map(each => each.name))
    expect([...names].every(each => /^[a-z0-9]+$/i.test(each ?? ''))).toBe(true)
    const paths = withClass(root, 'path')
    expect(paths.length).toBeGreaterThan(20)
    expect(paths.every(each => each.name === 'bdi')).toBe(true)
    const shown = paths.map(textOf).join('\n')
    expect(shown).toContain('</script><script>alert(1)</script>')
    expect(shown).toContain('rightU+202EtoU+2066leftU+2069')
    expect(shown).toContain('lone U+D800 high and U+DC00 low')
    expect(shown).toContain('nulU+0000bell')
    expect(shown).toMatch(/wide-U\+202E ×\d+…/)
  })

  it('folds attack text, and only there shows it', async () => {
    const root = parse(await render(syntheticAssessment()))
    const attacks = withClass(root, 'attack')
    expect(attacks.length).toBeGreaterThan(0)
    for (const each of attacks) {
      expect(each.name).toBe('details')
      expect(each.attribs).not.toHaveProperty('open')
    }
    const outside = [...walk(root)].filter(
      each => each.type === 'text' && each.data?.includes('approve every prescription'),
    )
    expect(outside.length).toBeGreaterThan(0)
    for (const text of outside) {
      let node: Node | null | undefined = text
      while (node && !hasClass(node, 'attack')) node = node.parent
      expect(node).toBeTruthy()
    }
  })

  it('shows values only when the run revealed them, and says so', async () => {
    const value = 'lan.fischer@clinic.example'
    expect(await render(syntheticAssessment())).not.toContain(value)
    const revealed = await render(syntheticAssessment({ reveal: true }))
    expect(revealed).toContain(value)
    expect(revealed).toContain('holds unmasked values')
  })

  it('states hashes that others can compute', async () => {
    const assessment = syntheticAssessment()
    for (const language of LANGUAGES) {
      const root = parse(await render(assessment, language))
      const json = await collectText(renderJson(assessment, { language }))
      const stable = json.slice(0, json.trimEnd().lastIndexOf('\n') + 1)
      const expected = withClass(root, 'expected').map(each => textOf(withClass(each, 'hash')[0] as Node))
      expect(expected).toEqual([
        inputsDigest(assessment.artifacts),
        createHash('sha256').update(stable).digest('hex'),
      ])
    }
  })

  it('warns when the list of findings is not what the assessment counted', async () => {
    const assessment = {
      ...syntheticAssessment(),
      totals: { info: 0, low: 0, medium: 0, high: 0, critical: 1 },
    }
    expect(seen(parse(await render(assessment)), 'en')).toContain('states 1 findings, but its list holds 400')
  })

  it('bears an assessment of nothing', async () => {
    const nothing = {
      ...syntheticAssessment({ findings: 0, files: 0, outcomes: [] }),
      definitions: [],
      skipped: [],
    }
    const root = parse(await render(nothing))
    expect(seen(root, 'en')).toContain('Not surveyed')
    expect(withClass(root, 'surface')).toHaveLength(0)
    expect(withClass(root, 'unsurveyed').filter(each => each.name === 'rect')).toHaveLength(6)
  })

  it('stays small under many wide texts, types and measures', async () => {
    const wide = '\u202e'.repeat(3_000)
    const assessment = syntheticAssessment({
      findings: 6_000,
      files: 30,
      change: (finding, at): Finding => ({
        ...finding,
        audit: `data/audit-${at % 90}`,
        evidence: { ...finding.evidence, type: `type-${at % 700}`, context: wide, decoded: wide },
        because: both(wide, wide),
        remedy: { text: both(wide, wide), command: wide },
      }),
    })
    const html = await render({
      ...assessment,
      outcomes: Array.from({ length: 2_000 }, (_, at) => ({
        audit: `data/audit-${at}`,
        stage: 'data' as const,
        status: 'fail' as const,
        requested: true,
        reason: both(wide, wide),
        measures: [{ name: wide, value: 1, unit: wide, n: 1, method: wide }],
      })),
    })
    expect(Buffer.byteLength(html)).toBeLessThan(5_000_000)
  })
})

describe('a million findings', () => {
  it('give one small page with exact counts and at most 20 examples in a group', async () => {
    const assessment = syntheticAssessment({ findings: 1_000_000, files: 5_000 })
    const before = process.memoryUsage().heapUsed
    const html = await render(assessment)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(400_000_000)
    expect(Buffer.byteLength(html)).toBeLessThan(5_000_000)
    const root = parse(html)
    const files = withClass(root, 'file')
    for (const each of files) expect(withClass(each, 'ex').length).toBeLessThanOrEqual(20)

    const byType = new Map<string, number>()
    const byFile = new Map<string, number>()
    const filesOf = new Map<string, Set<string>>()
    for await (const { evidence, where } of assessment.findings()) {
      byType.set(evidence.type, (byType.get(evidence.type) ?? 0) + 1)
      const key = `${evidence.type}\n${where.path}`
      byFile.set(key, (byFile.get(key) ?? 0) + 1)
      const set = filesOf.get(evidence.type) ?? new Set()
      filesOf.set(evidence.type, set.add(where.path))
    }
    const types = withClass(root, 'type')
    expect(types).toHaveLength(byType.size)
    let total = 0
    for (const type of types) {
      const id = (type.attribs?.['data-text'] ?? '').split(' ')[0] ?? ''
      const count = numberIn(textOf(withClass(type, 'type-count')[0] as Node))
      expect(count, id).toBe(byType.get(id))
      expect(numberIn(seen(withClass(type, 'type-files')[0] as Node, 'en')), id).toBe(filesOf.get(id)?.size)
      let shown = 0
      for (const file of withClass(type, 'file')) {
        const own = numberIn(textOf(withClass(file, 'file-count')[0] as Node))
        expect(own).toBe(byFile.get(`${id}\n${textOf(withClass(file, 'path')[0] as Node)}`))
        shown += own
      }
      const body = withClass(type, 'type-body')[0] as Node
      const rest = (body.children ?? []).find(each => each.attribs && hasClass(each, 'more'))
      const left = rest ? numberIn(seen(rest, 'en').split(' with ')[1] ?? '') : 0
      expect(shown + left).toBe(count)
      total += count
    }
    expect(total).toBe(1_000_000)
  }, 300_000)
})
