import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { type Finding, LANGUAGES } from '../core/index.ts'
import { collectText, hostileAssessment, syntheticAssessment } from '../testing/index.ts'
import { renderFindingLine, renderJson } from './json.ts'

type Schema = Record<string, unknown>

const schema = JSON.parse(
  readFileSync(new URL('../../schema/assessment.schema.json', import.meta.url), 'utf8'),
) as Schema

/** The schema with every object closed: what is written must be described. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed)
  if (typeof value !== 'object' || value === null) return value
  const copy = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, closed(each)]))
  return 'properties' in copy && !('additionalProperties' in copy)
    ? { ...copy, additionalProperties: false }
    : copy
}

function validator(of: Schema) {
  const ajv = new Ajv2020({ strict: true, allErrors: true, strictTuples: false, allowUnionTypes: true })
  formats.default(ajv)
  return ajv.compile(of)
}

const validate = validator(schema)
const validateClosed = validator({ ...(closed(schema) as Schema), $id: 'urn:closed:1' })

describe('renderJson', () => {
  it.each(LANGUAGES)(
    'follows the published schema in %s, and the schema describes all it writes',
    async language => {
      const document = JSON.parse(
        await collectText(renderJson(syntheticAssessment({ reveal: true }), { language })),
      )
      expect(validateClosed(document), JSON.stringify(validateClosed.errors?.slice(0, 3))).toBe(true)
      expect(document.findings).toHaveLength(400)
    },
  )

  it('has a schema that refuses what it should', async () => {
    const document = JSON.parse(await collectText(renderJson(syntheticAssessment(), { language: 'en' })))
    for (const change of [
      (copy: typeof document) => delete copy.run,
      (copy: typeof document) => Object.assign(copy, { schemaVersion: '2' }),
      (copy: typeof document) => Object.assign(copy.outcomes[0], { status: 'ok' }),
      (copy: typeof document) => Object.assign(copy.findings[0].where, { index: -1 }),
      (copy: typeof document) => Object.assign(copy.findings[0], { because: { en: 'x', 'zh-CN': 'y' } }),
    ]) {
      const copy = structuredClone(document)
      change(copy)
      expect(validate(copy)).toBe(false)
    }
  })

  it('renders every sentence in the language asked for', async () => {
    const render = async (language: 'en' | 'zh-CN') =>
      JSON.parse(await collectText(renderJson(syntheticAssessment({ findings: 200 }), { language })))
    const [en, zh] = [await render('en'), await render('zh-CN')]
    for (const [at, finding] of zh.findings.entries()) {
      expect(finding.because).toMatch(/\p{Script=Han}/u)
      expect(finding.remedy.text).toMatch(/\p{Script=Han}/u)
      expect(en.findings[at].because).not.toMatch(/\p{Script=Han}/u)
      for (const move of finding.evidence.moves ?? []) expect(move.reason).toMatch(/\p{Script=Han}/u)
    }
    for (const outcome of zh.outcomes) expect(outcome.reason).toMatch(/\p{Script=Han}/u)
  })

  it('puts all that differs between equal runs on the last line', async () => {
    const later = syntheticAssessment({ run: { started: '2027-01-01T00:00:00Z', seconds: 1, host: 'other' } })
    const [one, other] = [
      await collectText(renderJson(syntheticAssessment(), { language: 'en' })),
      await collectText(renderJson(later, { language: 'en' })),
    ]
    const lines = (text: string) => text.trimEnd().split('\n')
    expect(lines(one).slice(0, -1)).toEqual(lines(other).slice(0, -1))
    expect(lines(one).at(-1)).not.toBe(lines(other).at(-1))
    expect(lines(one).at(-1)).toMatch(/^"run":\{"started":/)
  })

  it('keeps the order of keys whatever the order of the objects it is given', async () => {
    const reversed = (value: object): object =>
      Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, each]) => [
            key,
            typeof each === 'object' && each !== null && !Array.isArray(each) ? reversed(each) : each,
          ]),
      )
    const turned = syntheticAssessment({ change: finding => reversed(finding) as Finding })
    expect(await collectText(renderJson(turned, { language: 'en' }))).toBe(
      await collectText(renderJson(syntheticAssessment(), { language: 'en' })),
    )
  })

  it('stays one valid document on hostile text and keeps it unchanged', async () => {
    const assessment = hostileAssessment()
    const text = await collectText(renderJson(assessment, { language: 'en' }))
    const document = JSON.parse(text)
    expect(document.name).toBe(assessment.name)
    expect(document.artifacts.map((each: { path: string }) => each.path)).toEqual(
      assessment.artifacts.map(each => each.path),
    )
    expect(Buffer.from(text).toString()).toBe(text)
  })

  it('renders numbers that are not finite as null', async () => {
    const document = JSON.parse(await collectText(renderJson(syntheticAssessment(), { language: 'en' })))
    const measures = document.outcomes.flatMap((each: { measures: object[] }) => each.measures)
    expect(measures).toContainEqual(expect.objectContaining({ name: 'privacy_epsilon', value: null }))
  })
})

describe('renderFindingLine', () => {
  it('gives one line for each finding, each as in the document', async () => {
    const assessment = syntheticAssessment({ findings: 50 })
    const document = JSON.parse(await collectText(renderJson(assessment, { language: 'zh-CN' })))
    let lines = ''
    for await (const finding of assessment.findings())
      lines += renderFindingLine(finding, { language: 'zh-CN' })
    expect(lines.endsWith('\n')).toBe(true)
    expect(
      lines
        .trimEnd()
        .split('\n')
        .map(each => JSON.parse(each)),
    ).toEqual(document.findings)
  })
})
