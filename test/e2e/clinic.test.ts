import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { hashTree, plimsoll, readTree, root, workFolder } from './_cli.ts'

// Whole processes, one after another: slow on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

interface Planted {
  readonly values: { path: string; index: number; type: string; base64: string }[]
  readonly hidden: { path: string; index: number; type: string; payload: string }[]
  readonly duplicates: { path: string; index: number; twin: { path: string; index: number } }[]
  readonly unreadable: { path: string; line: number }[]
  readonly canaries: { id: string; repetitions: number; base64: string; rows: Place[] }[]
  readonly backdoors: { kind: string; language: string; trigger: string; rows: Place[] }[]
}
interface Place {
  readonly path: string
  readonly index: number
}
interface Measured {
  readonly audit: string
  readonly status: string
  readonly measures: { name: string; value: number; n: number; interval?: [number, number] }[]
}
interface Finding {
  readonly audit: string
  readonly severity: string
  readonly where: { path: string; index?: number; line?: number }
  readonly evidence: { type: string; decoded?: string; twin?: { path: string; index: number } }
}

const clinic = join(root, 'examples/clinic')
const planted = JSON.parse(readFileSync(join(clinic, 'planted.json'), 'utf8')) as Planted
const decoded64 = (base64: string) => Buffer.from(base64, 'base64').toString('utf8')

/** The types under which a planted value may be found: a UnionPay card is a card, a connection string holds a password. */
const ACCEPTED: Readonly<Record<string, readonly string[]>> = {
  'credit-card': ['credit-card', 'bank-account'],
  'connection-string': ['connection-string', 'password'],
}

const cwd = mkdtempSync(join(tmpdir(), 'plimsoll-clinic-'))
let run: Awaited<ReturnType<typeof plimsoll>>
let findings: Finding[]

beforeAll(async () => {
  cpSync(clinic, join(cwd, 'clinic'), { recursive: true })
  run = await plimsoll(['assess', 'clinic', '--findings', 'findings.jsonl', '--out', 'report'], { cwd })
  findings = readFileSync(join(cwd, 'findings.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Finding)
})

afterAll(() => rmSync(cwd, { recursive: true, force: true }))

const at = (path: string, index: number) =>
  findings.filter(each => each.where.path === `clinic/${path}` && each.where.index === index)

describe('the sample project', () => {
  it('is assessed, over the line', () => {
    expect(run.code).toBe(1)
    expect(run.stderr).toContain('clinic-assistant')
    expect(readdirSync(join(cwd, 'report')).sort()).toEqual(
      ['assessment.json', 'assessment.sarif', 'junit.xml', 'report.html', 'summary.md'].sort(),
    )
  })

  it('has every planted value found under its type', () => {
    const missed = planted.values.filter(({ path, index, type }) => {
      const types = at(path, index).map(each => each.evidence.type)
      return !(ACCEPTED[type] ?? [type]).some(each => types.includes(each))
    })
    expect(missed.map(({ path, index, type }) => `${type} ${path}:${index}`)).toEqual([])
  })

  it('has every hidden payload found, decoded where it is encoded', () => {
    for (const { path, index, payload } of planted.hidden) {
      const hidden = at(path, index).filter(each => each.audit === 'data/hidden-text')
      expect(hidden.length, `${path}:${index}`).toBeGreaterThan(0)
      expect(
        hidden.some(each => each.evidence.decoded?.includes(payload)),
        `${path}:${index}`,
      ).toBe(true)
    }
  })

  it('has every duplicate found with its twin', () => {
    for (const { path, index, twin } of planted.duplicates) {
      const pair = at(path, index).find(each => each.audit === 'data/exact-duplicates')
      expect(pair?.evidence.twin).toMatchObject({ path: `clinic/${twin.path}`, index: twin.index })
    }
  })

  it('has the torn rows located', () => {
    for (const { path, line } of planted.unreadable) {
      const rows = findings.filter(
        each => each.audit === 'data/readability' && each.where.path === `clinic/${path}`,
      )
      expect(rows.map(each => each.where.line)).toContain(line)
    }
  })

  it('has its model asked for the canaries: repeated ones are remembered, single ones are not given away', () => {
    const { outcomes } = JSON.parse(readFileSync(join(cwd, 'report/assessment.json'), 'utf8')) as {
      outcomes: Measured[]
    }
    const asked = outcomes.find(each => each.audit === 'data/memorization')
    expect(asked?.status).toBe('fail')
    const measure = (name: string) => asked?.measures.find(each => each.name === name)
    const often = planted.canaries.filter(each => each.repetitions === 64)
    const once = planted.canaries.filter(each => each.repetitions === 1)
    for (const { id } of often) expect(measure(`exposure_${id}`)?.value, id).toBeGreaterThan(9)
    for (const { id } of once) expect(measure(`exposure_${id}`)?.value, id).toBeLessThan(9)
    const found = findings.filter(each => each.audit === 'data/memorization')
    const line = (id: string) => planted.canaries.findIndex(each => each.id === id)
    const given = (id: string) =>
      found.find(each => each.where.index === line(id))?.evidence.type === 'canary-extracted'
    for (const { id } of once) expect(given(id), id).toBe(false)
    for (const { name, n, interval } of asked?.measures ?? []) {
      expect(n, name).toBeGreaterThan(0)
      expect(interval, name).toHaveLength(2)
    }
  })

  it('raises few alarms that nobody planted', () => {
    const learned = [...planted.canaries, ...planted.backdoors].flatMap(each => each.rows)
    const places = new Set(
      [...planted.values, ...planted.hidden, ...planted.duplicates, ...learned].map(
        ({ path, index }) => `clinic/${path}:${index}`,
      ),
    )
    // The notes are about patients, whose names are drawn with them; leaflets repeat one another (near-duplicates, low).
    const expected = (each: Finding) =>
      each.audit === 'data/readability' ||
      each.where.path === 'clinic/canaries.jsonl' ||
      ['low', 'info'].includes(each.severity) ||
      (each.evidence.type === 'person-name' && each.where.path.includes('/notes-'))
    const strange = findings.filter(
      each => !expected(each) && !places.has(`${each.where.path}:${each.where.index}`),
    )
    expect(strange.map(each => `${each.evidence.type} ${each.where.path}:${each.where.index}`)).toEqual([])
  })
})

describe('nothing leaks', () => {
  /** Every form in which a planted value might stand in an output. */
  const forms = [...planted.values, ...planted.canaries].flatMap(({ base64 }) => {
    const value = decoded64(base64)
    return [
      value,
      value.replaceAll(/[\s()-]/g, ''),
      JSON.stringify(value).slice(1, -1),
      encodeURIComponent(value),
      base64,
    ]
  })
  const leaksIn = (text: string) => forms.filter(form => form.length >= 6 && text.includes(form))

  it('in what assess prints and writes', () => {
    expect(leaksIn(run.stdout + run.stderr)).toEqual([])
    for (const [path, content] of readTree(join(cwd, 'report'))) expect(leaksIn(content), path).toEqual([])
    expect(leaksIn(readFileSync(join(cwd, 'findings.jsonl'), 'latin1'))).toEqual([])
  })

  it('in the private folder either', () => {
    for (const [path, content] of readTree(join(cwd, '.plimsoll'))) expect(leaksIn(content), path).toEqual([])
  })

  it('in any other command, in either language', async () => {
    for (const args of [
      ['scan', 'clinic', '--json'],
      ['scan', 'clinic', '--jsonl', '--lang', 'zh-CN'],
      ['scan', 'clinic', '--lang', 'zh-CN'],
      ['scan', 'clinic', '--dry-run'],
      ['clean', 'clinic/data', '-o', 'cleaned'],
      ['list', 'types'],
    ]) {
      const { stdout, stderr } = await plimsoll(args, { cwd })
      expect(leaksIn(stdout + stderr), args.join(' ')).toEqual([])
    }
    for (const [path, content] of readTree(join(cwd, 'cleaned'))) expect(leaksIn(content), path).toEqual([])
  })

  it('while the values do stand in the input', () => {
    const path = join(clinic, 'data/corpus/leaflets-en.jsonl.gz')
    expect(leaksIn(gunzipSync(readFileSync(path)).toString('utf8')).length).toBeGreaterThan(20)
  })
})

describe('cleaning the sample', () => {
  it('leaves nothing that counts, and cleaning again changes nothing', async () => {
    const work = workFolder()
    mkdirSync(join(work, 'in'))
    cpSync(join(clinic, 'data'), join(work, 'in'), { recursive: true })
    expect((await plimsoll(['clean', 'in', '-o', 'once'], { cwd: work })).code).toBe(0)
    const { stdout } = await plimsoll(['scan', 'once', '--json'], { cwd: work })
    const report = JSON.parse(stdout) as { findings: { severity: string; evidence: { type: string } }[] }
    expect(
      report.findings
        .filter(each => !['info', 'low'].includes(each.severity))
        .map(each => each.evidence.type),
    ).toEqual([])
    expect((await plimsoll(['clean', 'once', '-o', 'twice'], { cwd: work })).code).toBe(0)
    const data = (folder: string) =>
      new Map([...hashTree(join(work, folder))].filter(([path]) => !/receipt|quarantine|undo/.test(path)))
    expect(data('twice')).toEqual(data('once'))
  })

  it('is undone byte for byte', async () => {
    const work = workFolder()
    cpSync(join(clinic, 'data'), join(work, 'in'), { recursive: true })
    await plimsoll(['clean', 'in', '-o', 'out'], { cwd: work })
    expect((await plimsoll(['clean', '--undo', 'out/receipt.json', '-o', 'back'], { cwd: work })).code).toBe(
      0,
    )
    expect(hashTree(join(work, 'back'))).toEqual(hashTree(join(work, 'in')))
    expect(statSync(join(work, 'back')).isDirectory()).toBe(true)
  })
})
