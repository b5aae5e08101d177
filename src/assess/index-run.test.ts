import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Finding } from '../core/index.ts'
import { audits } from '../stages/index.ts'
import { openRunCache } from '../store/run-cache.ts'
import { openSampleIndex } from '../store/sample-index.ts'
import { openStateFolder } from '../store/state.ts'
import { assess } from './assess.ts'
import { planPaths } from './plan.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-index-run-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const key = { id: 'test', bytes: new Uint8Array(32).fill(7) }
const environment = {
  version: '0',
  command: '',
  host: '',
  node: '',
  now: () => Date.now(),
  peakBytes: () => 0,
}
const write = (name: string, rows: readonly string[]) =>
  writeFileSync(join(folder, name), rows.map((text, i) => `${JSON.stringify({ id: i, text })}\n`).join(''))
const duplicates = audits.filter(each => each.isIndexed)

/** Scans files against the index of this name, where one is named. */
async function scan(names: readonly string[], indexName?: string) {
  const index =
    indexName === undefined
      ? undefined
      : await openSampleIndex({ folder: join(folder, indexName), key, owner: 1, isRunning: () => false })
  try {
    const plan = await planPaths(
      names.map(name => join(folder, name)),
      { cwd: process.cwd() },
    )
    const assessment = await assess(plan, {
      audits: duplicates,
      detectors: [],
      cache: openRunCache((await openStateFolder(folder)).path, { owner: 1, isRunning: () => false }),
      environment,
      scratch: { folder: join(folder, 'columns'), memoryBytes: 5000 },
      ...(index && { index }),
    })
    const findings: Finding[] = []
    for await (const each of assessment.findings()) findings.push(each)
    return { findings, assessment }
  } finally {
    index?.close()
  }
}
const told = (findings: readonly Finding[]) =>
  findings
    .map(({ audit, where, evidence, confidence }) =>
      JSON.stringify([audit, where, evidence.twin, evidence.type, confidence]),
    )
    .sort()

const notice = (name: string) =>
  `Dear ${name}, your appointment at the clinic on the second floor has been moved to the morning of the following week. Please bring your insurance card, the letter of your doctor and a list of all medicines that you take, and come fifteen minutes before the time, because the forms must be filled in before the doctor sees you and signs them.`
const 通知 = (name: string) =>
  `尊敬的${name}：您在二楼门诊的预约已改到下周上午。请携带医保卡、转诊单以及正在服用的全部药品清单，并提前十五分钟到达，因为在医生接诊之前需要填写并签署相关表格，如需改期请提前致电门诊前台。`

function writeCorpus() {
  write('a.jsonl', [
    notice('Ana'),
    通知('王先生'),
    'Something short.',
    'The first of many lines about nothing at all, said once and never again by anyone here.',
  ])
  write('b.jsonl', [通知('李女士'), notice('Bo'), 'Something short.'])
  write('c.jsonl', [
    `Copied below. ${notice('Ana')} End of copy, and then something else that nobody has said before in this place, at some length, so that nearly everything differs from the letter.`,
    notice('Ana'),
    通知('李女士'),
  ])
}

describe('scanning against an index', () => {
  it('finds in pieces what it finds in one go, with both places, and says the same when it is repeated', async () => {
    writeCorpus()
    const whole = await scan(['a.jsonl', 'b.jsonl', 'c.jsonl'])
    const pieces: Finding[] = []
    for (const name of ['a.jsonl', 'b.jsonl', 'c.jsonl'])
      pieces.push(...(await scan([name], 'index')).findings)
    expect(whole.findings.length).toBeGreaterThan(6)
    expect(new Set(whole.findings.map(each => each.audit)).size).toBe(3)
    expect(told(pieces)).toEqual(told(whole.findings))
    expect(readdirSync(join(folder, 'index')).sort()).toEqual([
      '000001.segment',
      '000002.segment',
      '000003.segment',
    ])
    const again = await scan(['b.jsonl'], 'index')
    expect(told(again.findings)).toEqual(told(pieces.filter(each => each.where.path.endsWith('b.jsonl'))))
    expect(readdirSync(join(folder, 'index'))).toHaveLength(3)
    const passage = whole.findings.find(each => each.audit === 'data/shared-passages')
    expect(passage?.where.span).toBeDefined()
    expect(passage?.evidence.twin?.field).toBe('text')
  })

  it('does not compare a file again that the index holds, and says so', async () => {
    writeCorpus()
    await scan(['a.jsonl'], 'index')
    const { findings, assessment } = await scan(['a.jsonl', 'b.jsonl'], 'index')
    expect(new Set(findings.map(each => each.where.path.slice(-7)))).toEqual(new Set(['b.jsonl']))
    expect(assessment.skipped.map(each => each.path.slice(-7))).toEqual(['a.jsonl'])
  })

  it.runIf(
    existsSync(join(import.meta.dirname, '../../dist/store/sample-index.js')) && process.platform !== 'win32',
  )(
    'leaves the index whole however it is killed',
    async () => {
      writeCorpus()
      const main = join(import.meta.dirname, '../../dist/cli/main.js')
      for (const delay of [40, 150, 300, 450, 600]) {
        const child = spawn(
          process.execPath,
          [main, 'scan', 'a.jsonl', 'b.jsonl', '--index', 'killed', '--resume'],
          { cwd: folder, stdio: 'ignore' },
        )
        await new Promise(resolve => {
          child.on('exit', resolve)
          setTimeout(() => child.kill('SIGKILL'), delay)
        })
      }
      const status = await new Promise(resolve =>
        spawn(process.execPath, [main, 'scan', 'a.jsonl', 'b.jsonl', '--index', 'killed'], {
          cwd: folder,
          stdio: 'ignore',
        }).on('exit', resolve),
      )
      expect(status).toBeLessThan(2)
      expect(readdirSync(join(folder, 'killed'))).toEqual(['000001.segment'])
    },
    120_000,
  )
})
