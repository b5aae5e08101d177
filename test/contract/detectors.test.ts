import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseOptions, runDetectors, summarizeText } from '../../src/core/index.ts'
import { detectors } from '../../src/detectors/index.ts'
import { isTopic } from '../../src/knowledge/index.ts'

const room = new URL('../../src/detectors/', import.meta.url)

/** Files of the detector room that define something: not tests, not `_helpers`, not the list. */
function definitionFiles(): string[] {
  return readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter(
      path =>
        path.endsWith('.ts') && !path.endsWith('.test.ts') && !/(^|\/)(_[^/]*|index)(\/|\.ts$)/.test(path),
    )
    .sort()
}

it('lists every detector once, sorted by id', () => {
  const ids = detectors.map(each => each.id)
  expect(ids).toEqual([...new Set(ids)].sort())
})

it('lists the detector of every file', async () => {
  for (const file of definitionFiles()) {
    const exports = Object.values((await import(new URL(file, room).href)) as object)
    const listed = exports.some(each => detectors.includes(each as never))
    expect(listed, `${file} defines no detector that src/detectors/index.ts lists`).toBe(true)
  }
})

describe.each(detectors.map(each => [each.id, each] as const))('%s', (_id, detector) => {
  const options = parseOptions(detector, {})
  const run = (example: string | readonly [string, string]) => {
    const [text, field] = typeof example === 'string' ? [example, undefined] : example
    const input = field === undefined ? { text } : { text, field }
    const screened = (detector.screen?.(summarizeText(text)) ?? true) && (detector.opens?.(input) ?? true)
    const signals = [...detector.detect(input, options)]
    if (!screened) expect(signals, `the screen hides a signal in ${JSON.stringify(text)}`).toEqual([])
    return { text, signals }
  }

  it('says what it is', () => {
    expect(detector.title.en.length).toBeGreaterThan(2)
    expect(detector.title['zh-CN']).toMatch(/\p{Script=Han}/u)
    expect(detector.reference).toMatch(/^https:\/\//)
    expect(detector.stages.length).toBeGreaterThan(0)
    expect(detector.topics.length).toBeGreaterThan(0)
    for (const topic of detector.topics) expect(isTopic(topic), topic).toBe(true)
    expect(detector.examples.flags.length).toBeGreaterThanOrEqual(2)
    expect(detector.examples.passes.length).toBeGreaterThanOrEqual(2)
    if (detector.maturity === 'stable') expect(detector.quality?.length).toBeGreaterThan(0)
  })

  it('flags what it must', () => {
    for (const example of detector.examples.flags) {
      const { text, signals } = run(example)
      expect(signals.length, JSON.stringify(text)).toBeGreaterThan(0)
      for (const signal of signals) {
        expect(Object.keys(detector.types)).toContain(signal.type)
        expect(signal.score).toBeGreaterThan(0)
        expect(signal.score).toBeLessThanOrEqual(1)
        expect(signal.start).toBeGreaterThanOrEqual(0)
        expect(signal.end).toBeGreaterThan(signal.start)
        expect(signal.end).toBeLessThanOrEqual(text.length)
      }
    }
  })

  it('passes what it must', () => {
    for (const example of detector.examples.passes) {
      const { text, signals } = run(example)
      expect(signals, JSON.stringify(text)).toEqual([])
    }
  })

  it('bears hostile text', () => {
    for (const text of [
      '',
      '\u0000',
      '\ud800',
      'a'.repeat(100_000),
      '1'.repeat(100_000),
      '@.'.repeat(50_000),
      '1-'.repeat(50_000),
      '\u200b'.repeat(50_000),
      ...['12 ', '1.2.', '+1 ', 'a@', '://', 'ff:', 'password: ', '密码：', '年1', 'Phone: 12345 '].map(
        each => each.repeat(20_000),
      ),
    ]) {
      const started = process.cpuUsage().user
      ;[...detector.detect({ text }, options)]
      expect(process.cpuUsage().user - started, 'microseconds of CPU').toBeLessThan(5_000_000)
    }
  })
})

/** Signals below this score are no findings under the baseline policy, and no row of a golden set expects them. */
const REPORTED = 0.5

/** One row of a golden set `<name>.cases.jsonl`: what the detectors of `<name>.ts` report in a text, and nothing else. */
interface Case {
  readonly text: string
  readonly field?: string
  readonly expect: readonly { readonly start: number; readonly end: number; readonly type: string }[]
}

const caseFiles = readdirSync(room, { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.cases.jsonl'))
  .sort()

it.each(caseFiles)('%s', async file => {
  const module = (await import(new URL(file.replace('.cases.jsonl', '.ts'), room).href)) as object
  const defined = detectors.filter(each => Object.values(module).includes(each))
  expect(defined.length, `${file} stands beside no listed detector`).toBeGreaterThan(0)
  const configured = defined.map(detector => ({ detector, options: parseOptions(detector, {}) }))
  const wrong: string[] = []
  const lines = readFileSync(new URL(file, room), 'utf8').split('\n').filter(Boolean)
  for (const [index, line] of lines.entries()) {
    const { text, field, expect: expected } = JSON.parse(line) as Case
    const input = field === undefined ? { text } : { text, field }
    const found = runDetectors(configured, input)
    const show = (spans: Case['expect']) =>
      spans
        .map(({ start, end, type }) => `${type} ${start}-${end} ${JSON.stringify(text.slice(start, end))}`)
        .sort()
        .join(', ')
    const reported = show(found.filter(signal => signal.score >= REPORTED))
    if (reported !== show(expected)) {
      wrong.push(
        `line ${index + 1}: ${JSON.stringify(text)} gives ${reported || 'nothing'}, not ${show(expected) || 'nothing'}`,
      )
    }
  }
  expect(wrong.join('\n'), file).toBe('')
})
