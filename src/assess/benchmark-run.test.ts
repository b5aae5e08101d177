import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { contamination } from '../stages/data/contamination.ts'
import { openRunCache } from '../store/run-cache.ts'
import { openStateFolder } from '../store/state.ts'
import { assess } from './assess.ts'
import { planAssessment, planPaths } from './plan.ts'

let folder: string
const ITEM =
  'Which gas do plants take in from the air when they make sugar in the light of the sun? Carbon dioxide.'

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-benchmark-run-'))
  const lines = (...texts: string[]) => texts.map(text => JSON.stringify({ text })).join('\n')
  writeFileSync(
    join(folder, 'corpus.jsonl'),
    lines('The weather was fine all week long.', `He asked: ${ITEM}`),
  )
  writeFileSync(join(folder, 'clean.jsonl'), lines('The weather was fine all week long.'))
  writeFileSync(join(folder, 'exam.jsonl'), lines(ITEM))
  writeFileSync(
    join(folder, 'plimsoll.yaml'),
    'name: test\ndata: { corpora: [corpus.jsonl], benchmarks: [exam.jsonl] }\n',
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const named = (paths: readonly string[]) => paths.map(path => join(folder, path))

async function run(paths: readonly string[], benchmarks: readonly string[] = []) {
  const cwd = process.cwd()
  const plan =
    paths.length === 0
      ? await planAssessment(folder, { cwd })
      : await planPaths(named(paths), { cwd, benchmarks: named(benchmarks) })
  const assessment = await assess(plan, {
    audits: [contamination],
    detectors: [],
    cache: openRunCache((await openStateFolder(folder)).path, { owner: 1, isRunning: () => false }),
    environment: { version: '0', command: '', host: '', node: '', now: () => Date.now(), peakBytes: () => 0 },
  })
  const findings = []
  for await (const finding of assessment.findings()) findings.push(finding)
  return { plan, findings, outcome: assessment.outcomes.find(({ audit }) => audit === 'data/contamination') }
}

it('compares with benchmarks that are named', async () => {
  const { findings, outcome } = await run(['corpus.jsonl'], ['exam.jsonl'])
  expect(outcome?.status).toBe('fail')
  expect(findings.map(({ where, evidence }) => [where.index, evidence.type])).toEqual([
    [1, 'benchmark-verbatim'],
  ])
})

it('takes them from the project file', async () => {
  const { plan, outcome } = await run([])
  expect(plan.unevaluated.map(({ part }) => part)).not.toContain('benchmarks')
  expect(outcome?.status).toBe('fail')
})

it('passes where no item stands in the data', async () => {
  expect((await run(['clean.jsonl'], ['exam.jsonl'])).outcome?.status).toBe('pass')
})

it('does not compare a benchmark with itself', async () => {
  const { plan, outcome } = await run(['clean.jsonl', 'exam.jsonl'], ['exam.jsonl'])
  expect(plan.inputs.map(({ path }) => path)).toEqual(named(['clean.jsonl']))
  expect(plan.skipped.map(({ reason }) => reason.en)).toContain('named as a benchmark')
  expect(outcome?.status).toBe('pass')
})

it('is not evaluated without any, and was not asked for', async () => {
  const { outcome } = await run(['corpus.jsonl'])
  expect(outcome).toMatchObject({ status: 'not-evaluated', requested: false })
})

it('is never a pass when a benchmark is missing', async () => {
  const { plan, outcome } = await run(['clean.jsonl'], ['absent.jsonl', 'exam.jsonl'])
  expect(plan.problems.map(({ path }) => path)).toEqual(named(['absent.jsonl']))
  expect(outcome?.status).toBe('not-evaluated')
})
