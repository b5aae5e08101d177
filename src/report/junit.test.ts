import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { both, LANGUAGES, type Outcome, STAGES } from '../core/index.ts'
import { collectText, hostileAssessment, syntheticAssessment } from '../testing/index.ts'
import { renderJunit } from './junit.ts'

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

/** A strict XML parser: it throws on anything that is not well formed. */
function parse(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = {
      name,
      attributes: { ...attributes } as Record<string, string>,
      children: [],
      text: '',
    }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('text', text => {
    const last = open.at(-1)
    if (last) last.text += text
  })
  parser.on('closetag', () => open.pop())
  parser.write(xml).close()
  return root.children[0] as Element
}

const children = (element: Element, name: string) => element.children.filter(each => each.name === name)

/** The shape that the schemas of Apache Ant and Jenkins share. */
function expectCommonShape(suites: Element): void {
  expect(suites.name).toBe('testsuites')
  for (const [at, suite] of suites.children.entries()) {
    expect(suite.name).toBe('testsuite')
    const { attributes } = suite
    expect(Object.keys(attributes)).toEqual([
      'id',
      'name',
      'package',
      'timestamp',
      'hostname',
      'tests',
      'failures',
      'errors',
      'skipped',
      'time',
    ])
    expect(attributes['id']).toBe(String(at))
    expect(attributes['timestamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
    expect(attributes['hostname']).toMatch(/\S/)
    const order = suite.children.map(each => each.name)
    const cases = children(suite, 'testcase')
    expect(order).toEqual(['properties', ...cases.map(() => 'testcase'), 'system-out', 'system-err'])
    for (const property of suite.children[0]?.children ?? []) {
      expect(property.name).toBe('property')
      expect(Object.keys(property.attributes)).toEqual(['name', 'value'])
    }
    const count = (name: string) => cases.filter(each => children(each, name).length === 1).length
    expect(attributes['tests']).toBe(String(cases.length))
    expect(attributes['failures']).toBe(String(count('failure')))
    expect(attributes['errors']).toBe(String(count('error')))
    expect(attributes['skipped']).toBe(String(count('skipped')))
    for (const testcase of cases) {
      expect(Object.keys(testcase.attributes)).toEqual(['name', 'classname', 'time'])
      expect(testcase.children.length).toBeLessThanOrEqual(1)
      for (const child of testcase.children) {
        expect(['failure', 'error', 'skipped']).toContain(child.name)
        if (child.name !== 'skipped') expect(child.attributes['type']).toMatch(/\S/)
      }
    }
  }
}

const outcome = (status: Outcome['status'], requested: boolean): Outcome => ({
  audit: 'data/example',
  stage: 'data',
  status,
  requested,
  reason: both('a reason', '一个理由'),
  measures: [],
})

describe('renderJunit', () => {
  it.each(LANGUAGES)('has the common shape, one suite a stage, in %s', async language => {
    const suites = parse(await collectText(renderJunit(syntheticAssessment(), { language })))
    expectCommonShape(suites)
    expect(suites.children.map(each => each.attributes['name'])).toEqual([...STAGES])
  })

  it.each([
    ['pass', true, undefined],
    ['pass', false, undefined],
    ['fail', true, 'failure'],
    ['fail', false, 'failure'],
    ['error', true, 'error'],
    ['error', false, 'error'],
    ['not-evaluated', true, 'error'],
    ['not-evaluated', false, 'skipped'],
  ] as const)('renders %s (requested: %s) as %s', async (status, requested, element) => {
    const assessment = syntheticAssessment({ findings: 0, outcomes: [outcome(status, requested)] })
    const suites = parse(await collectText(renderJunit(assessment, { language: 'en' })))
    const [testcase] = children(suites.children[0] as Element, 'testcase')
    expect(testcase?.children[0]?.name).toBe(element)
    if (element === 'error') expect(testcase?.children[0]?.attributes['type']).toBe(status)
  })

  it('shows stages without an audit as skipped', async () => {
    const suites = parse(
      await collectText(renderJunit(syntheticAssessment({ outcomes: [] }), { language: 'en' })),
    )
    for (const suite of suites.children) expect(suite.attributes['skipped']).toBe('1')
  })

  it('counts the findings of a failed audit exactly', async () => {
    const assessment = syntheticAssessment()
    let high = 0
    for await (const finding of assessment.findings()) {
      if (finding.audit === 'data/personal-data' && finding.severity === 'high') high++
    }
    const suites = parse(await collectText(renderJunit(assessment, { language: 'en' })))
    const testcase = children(suites.children[0] as Element, 'testcase').find(
      each => each.attributes['classname'] === 'data/personal-data',
    )
    expect(testcase?.children[0]?.attributes['message']).toContain(`${high} high`)
    expect(testcase?.children[0]?.text).toContain('(national-id)')
  })

  it('is well formed on hostile text', async () => {
    for (const language of LANGUAGES) {
      const xml = await collectText(renderJunit(hostileAssessment(), { language }))
      expectCommonShape(parse(xml))
      expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\u202e]/)
    }
  })

  it('holds no value, no surroundings and no attack text', async () => {
    const secret = 'Xq7-secret-value'
    const assessment = syntheticAssessment({
      change: finding => ({
        ...finding,
        evidence: { ...finding.evidence, value: secret, context: secret, decoded: secret, masked: secret },
      }),
    })
    expect(await collectText(renderJunit(assessment, { language: 'en' }))).not.toContain(secret)
  })
})
