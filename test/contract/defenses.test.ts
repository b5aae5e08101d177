import { createHmac } from 'node:crypto'
import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AnyDefense,
  both,
  type ConfiguredDetector,
  type DefenseExample,
  type DetectedSignal,
  type Needs,
  parseOptions,
  runDetectors,
  type Sample,
} from '../../src/core/index.ts'
import { defenses } from '../../src/defenses/index.ts'
import { detectors } from '../../src/detectors/index.ts'
import { isTopic } from '../../src/knowledge/index.ts'
import { audits } from '../../src/stages/index.ts'

const room = new URL('../../src/defenses/', import.meta.url)
const configured: ConfiguredDetector[] = detectors.map(detector => ({
  detector,
  options: parseOptions(detector, {}),
}))
const signalsIn = (text: string, field = 'text') => runDetectors(configured, { text, field })
const injected = {
  keyedBytes: (label: string) => createHmac('sha256', 'a key of the test').update(label).digest(),
  detect: signalsIn,
} as unknown as Needs

const sampleOf = (text: string): Sample => ({
  index: 0,
  locator: { path: 'a.jsonl', line: 1 },
  fields: [{ name: 'text', text }],
})

/** What a defense makes of one text; dropped is the empty text. */
function applyTo(
  defense: AnyDefense,
  text: string,
  signals: DetectedSignal[],
  occurrence?: DefenseExample['occurrence'],
) {
  const input = {
    sample: sampleOf(text),
    signals: new Map([['text', signals]]),
    ...(occurrence && { occurrence }),
  }
  const decision = defense.apply(input, parseOptions(defense, {}), injected)
  if (decision.action === 'keep') return text
  if (decision.action === 'drop') return ''
  let cleaned = ''
  let from = 0
  for (const { start, end, replacement } of decision.edits) {
    cleaned += text.slice(from, start) + replacement
    from = end
  }
  return cleaned + text.slice(from)
}

function runExample(defense: AnyDefense, { text, type, country, occurrence }: DefenseExample): string {
  const start = text.indexOf('[[')
  if (start < 0) return applyTo(defense, text, [], occurrence)
  const end = text.indexOf(']]') - 2
  const plain = text.replace('[[', '').replace(']]', '')
  const signal = {
    start,
    end,
    type,
    score: 1,
    reason: both('example', '示例'),
    detector: 'personal-data/example',
  }
  return applyTo(defense, plain, [{ ...signal, ...(country && { country }) }], occurrence)
}

it('lists every defense once, sorted by id', () => {
  const ids = defenses.map(each => each.id)
  expect(ids).toEqual([...new Set(ids)].sort())
})

it('lists the defense of every file', async () => {
  const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter(
    path =>
      path.endsWith('.ts') && !path.endsWith('.test.ts') && !/(^|\/)(_[^/]*|index)(\/|\.ts$)/.test(path),
  )
  for (const file of files) {
    const exports = Object.values((await import(new URL(file, room).href)) as object)
    expect(
      exports.some(each => defenses.includes(each as never)),
      `${file} defines no listed defense`,
    ).toBe(true)
  }
})

/** Texts of the detectors that an audit listens to: what it must find before and not after. */
function plantedFor(auditId: string): { text: string; field: string }[] {
  const family = auditId.slice(auditId.indexOf('/') + 1)
  return detectors
    .filter(each => each.id.startsWith(`${family}/`))
    .flatMap(each => each.examples.flags)
    .map(example =>
      typeof example === 'string'
        ? { text: example, field: 'text' }
        : { text: example[0], field: example[1] },
    )
}

describe.each(defenses.map(each => [each.id, each] as const))('%s', (_id, defense) => {
  it('says what it is', () => {
    expect(defense.title['zh-CN']).toMatch(/\p{Script=Han}/u)
    expect(defense.cost['zh-CN']).toMatch(/\p{Script=Han}/u)
    expect(defense.reference).toMatch(/^https:\/\//)
    expect(defense.topics.length).toBeGreaterThan(0)
    for (const topic of defense.topics) expect(isTopic(topic), topic).toBe(true)
    expect(defense.counters.length).toBeGreaterThan(0)
    for (const id of defense.counters) expect(audits.map(each => each.id)).toContain(id)
    expect(defense.examples.length).toBeGreaterThanOrEqual(2)
  })

  it('makes of its examples what it must', () => {
    for (const example of defense.examples) expect(runExample(defense, example)).toMatch(example.becomes)
  })
})
