import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import Ajv04 from 'ajv-draft-04'
import formats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { type Finding, LANGUAGES } from '../core/index.ts'
import { collectText, HOSTILE_TEXTS, hostileAssessment, syntheticAssessment } from '../testing/index.ts'
import { keepWorstResults, MAX_RESULTS } from './_sarif-results.ts'
import { artifactUri } from './_sarif-uri.ts'
import { renderSarif } from './sarif.ts'

const schemaPath = createRequire(import.meta.url)
  .resolve('@microsoft/jest-sarif')
  .replace(/index\.js$/, 'schemas/sarif-2.1.0-rtm.5.json')
const ajv = new Ajv04.default({ strict: false, allErrors: true, unicodeRegExp: false })
formats.default(ajv)
const validate = ajv.compile(JSON.parse(readFileSync(schemaPath, 'utf8')))

const render = async (
  ...[assessment, language = 'en']: [Parameters<typeof renderSarif>[0], ('en' | 'zh-CN')?]
) => JSON.parse(await collectText(renderSarif(assessment, { language })))

describe('renderSarif', () => {
  it.each(LANGUAGES)('is valid SARIF 2.1.0 in %s', async language => {
    const log = await render(syntheticAssessment(), language)
    expect(validate(log), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true)
    expect(log.runs[0].results).toHaveLength(400)
  })

  it('is checked by a schema that refuses what it should', async () => {
    const log = await render(syntheticAssessment({ findings: 5 }))
    log.runs[0].results[0].level = 'fatal'
    expect(validate(log)).toBe(false)
  })

  it('names every rule in both languages and links every result to its rule and artifact', async () => {
    const assessment = syntheticAssessment()
    const [run] = (await render(assessment, 'zh-CN')).runs
    const { rules } = run.tool.driver
    expect(run.translations[0].rules.map((each: { id: string }) => each.id)).toEqual(
      rules.map((each: { id: string }) => each.id),
    )
    for (const rule of rules) {
      expect(rule.shortDescription.text).toMatch(/\p{Script=Han}/u)
      expect(rule.properties.title.en).not.toMatch(/\p{Script=Han}/u)
      expect(rule.helpUri).toMatch(/^https:/)
    }
    for (const result of run.results) {
      expect(rules[result.ruleIndex].id).toBe(result.ruleId)
      const { artifactLocation } = result.locations[0].physicalLocation
      expect(run.artifacts[artifactLocation.index].location.uri).toBe(artifactLocation.uri)
    }
    for (const [at, artifact] of assessment.artifacts.entries()) {
      expect(run.artifacts[at].hashes?.['sha-256']).toBe(artifact.sha256)
    }
  })

  it('maps severities to levels, lines to regions and ids to fingerprints', async () => {
    const levels = new Map([
      ['critical', 'error'],
      ['high', 'error'],
      ['medium', 'warning'],
      ['low', 'note'],
      ['info', 'note'],
    ])
    const assessment = syntheticAssessment()
    const findings = new Map<string, Finding>()
    for await (const finding of assessment.findings()) findings.set(finding.id, finding)
    const [run] = (await render(assessment)).runs
    for (const result of run.results) {
      const finding = findings.get(result.partialFingerprints['plimsollFinding/v1'])
      expect(finding).toBeDefined()
      expect(result.level).toBe(levels.get(finding?.severity ?? ''))
      expect(result.locations[0].physicalLocation.region?.startLine).toBe(finding?.where.line)
    }
  })

  it('says what did not run, and does not call such a run successful', async () => {
    const [invocation] = (await render(syntheticAssessment())).runs[0].invocations
    expect(invocation.executionSuccessful).toBe(false)
    const statuses = invocation.toolExecutionNotifications.map(
      (each: { properties?: { status: string } }) => each.properties?.status,
    )
    expect(statuses).toContain('error')
    expect(statuses).toContain('not-evaluated')
    expect(invocation.commandLine).toContain('plimsoll assess')
  })

  it('holds no value, no surroundings and no attack text, even when the run revealed them', async () => {
    const secret = 'Xq7-secret-value'
    const assessment = syntheticAssessment({
      findings: 60,
      change: finding => ({
        ...finding,
        evidence: {
          ...finding.evidence,
          value: secret,
          context: `see ${secret}`,
          decoded: secret,
          masked: secret,
        },
      }),
    })
    expect(await collectText(renderSarif(assessment, { language: 'en' }))).not.toContain(secret)
  })

  it('keeps the worst results of a run that is too large for code scanning, and states the rest', async () => {
    const assessment = syntheticAssessment({ findings: 40_000, files: 50 })
    const text = await collectText(renderSarif(assessment, { language: 'en' }))
    const [run] = JSON.parse(text).runs
    const { truncation } = run.properties
    expect(run.results).toHaveLength(MAX_RESULTS)
    expect(truncation).toMatchObject({ truncated: true, found: 40_000, kept: MAX_RESULTS, leftOut: 15_000 })
    const kept = { info: 0, low: 0, medium: 0, high: 0, critical: 0 }
    const order = ['critical', 'high', 'medium', 'low', 'info']
    let last = 0
    for (const result of run.results) {
      const severity = result.properties.severity as keyof typeof kept
      kept[severity]++
      expect(order.indexOf(severity)).toBeGreaterThanOrEqual(last)
      last = order.indexOf(severity)
    }
    for (const severity of order as (keyof typeof kept)[]) {
      expect(kept[severity] + truncation.leftOutBySeverity[severity]).toBe(assessment.totals[severity])
    }
    expect(truncation.leftOutBySeverity).toMatchObject({ critical: 0, high: 0 })
    expect(gzipSync(text).length).toBeLessThan(10_000_000)
  })

  it('is valid on hostile text', async () => {
    const log = await render(hostileAssessment())
    expect(validate(log), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true)
  })

  it('is valid without findings, outcomes or artifacts', async () => {
    const log = await render({
      ...syntheticAssessment({ findings: 0, files: 0, outcomes: [] }),
      definitions: [],
    })
    expect(validate(log), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true)
    expect(log.runs[0].results).toEqual([])
  })
})

describe('keepWorstResults', () => {
  it('keeps within a bound on length, worst first', async () => {
    const assessment = syntheticAssessment({ findings: 2_000 })
    const kept = await keepWorstResults(
      assessment.findings(),
      () => ({ rule: { ruleIndex: 0, ruleId: 'x' }, artifact: undefined, language: 'en' }),
      2_000,
      100_000,
    )
    expect(kept.results.join('').length).toBeLessThanOrEqual(100_000)
    expect(kept.results.length).toBeGreaterThan(50)
    expect(kept.leftOutBySeverity.critical).toBe(0)
    expect(kept.found).toBe(2_000)
  })
})

describe('artifactUri', () => {
  it.each([
    ['data/a b.jsonl', 'data/a%20b.jsonl'],
    ['../up/数据.csv', '../up/%E6%95%B0%E6%8D%AE.csv'],
    ['c:strange#?.txt', 'c%3Astrange%23%3F.txt'],
    ['/abs/x.txt', 'file:///abs/x.txt'],
    ['C:\\data\\x y.txt', 'file:///C:/data/x%20y.txt'],
    ['', '.'],
  ])('turns %j into %j', (path, uri) => {
    expect(artifactUri(path).uri).toBe(uri)
    expect(() => new URL(uri, 'file:///root/')).not.toThrow()
  })

  it('is a URI for every hostile path', () => {
    for (const path of HOSTILE_TEXTS) expect(artifactUri(path).uri).toMatch(/^[\w.~!*'()%/:-]+$/)
  })
})
