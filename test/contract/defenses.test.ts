import { createHash, createHmac } from 'node:crypto'
import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleCleaner } from '../../src/assess/_clean-sample.ts'
import { signalSource } from '../../src/assess/_signals.ts'
import {
  type AnyAudit,
  type AnyDefense,
  both,
  type CleanAction,
  type ConfiguredDetector,
  type DefenseExample,
  type DetectedSignal,
  familyOf,
  type Needs,
  type Policy,
  parseOptions,
  runDetectors,
  type Sample,
} from '../../src/core/index.ts'
import { defenses } from '../../src/defenses/index.ts'
import { detectors } from '../../src/detectors/index.ts'
import { isTopic } from '../../src/knowledge/index.ts'
import { builtinPolicy } from '../../src/policy/index.ts'
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
  { occurrence, poisoning }: Pick<DefenseExample, 'occurrence' | 'poisoning'> = {},
) {
  const input = {
    sample: sampleOf(text),
    signals: new Map([['text', signals]]),
    ...(occurrence && { occurrence }),
    ...(poisoning && {
      poisoning: { ...poisoning, triggers: signals.map(({ start, end }) => ({ field: 'text', start, end })) },
    }),
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

function runExample(defense: AnyDefense, example: DefenseExample): string {
  const { text, type, country } = example
  const start = text.indexOf('[[')
  if (start < 0) return applyTo(defense, text, [], example)
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
  return applyTo(defense, plain, [{ ...signal, ...(country && { country }) }], example)
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

const baseline = builtinPolicy('baseline')
/** A policy under which every type meets the same action. */
const everything = (action: CleanAction): Policy => ({
  ...baseline,
  types: {},
  clean: { action, duplicates: 'keep-all', nearDuplicates: 'keep-all', poisoned: 'keep' },
})

const cleanerWith = (action: CleanAction) =>
  sampleCleaner({
    policy: everything(action),
    detectors: configured,
    defenses,
    types: undefined,
    needs: injected,
  })

/** Texts that the detectors of this family must flag, with the policy's least score. */
function plantedIn(family: string): { text: string; field: string }[] {
  return detectors
    .filter(each => familyOf(each.id) === family)
    .flatMap(each => each.examples.flags)
    .map(example =>
      typeof example === 'string'
        ? { text: example, field: 'text' }
        : { text: example[0], field: example[1] },
    )
    .filter(({ text, field }) => signalsIn(text, field).some(each => each.score >= baseline.minScore))
}

/** Findings of one audit in one sample. */
function findingsOf(audit: AnyAudit, sample: Sample): number {
  const needs = {
    signals: signalSource(configured, everything('redact'), undefined),
    digest: (text: string) => createHash('sha256').update(text).digest('hex'),
  } as unknown as Needs
  const pass = audit.begin({ options: parseOptions(audit, {}), needs, reveal: false })
  return [...pass.sample(sample)].length
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

  it.each(defense.counters)('leaves nothing for %s to find', id => {
    const audit = audits.find(each => each.id === id) as AnyAudit
    for (const action of defense.actions) {
      const clean = cleanerWith(action)
      for (const { text, field } of plantedIn(id.slice(id.indexOf('/') + 1))) {
        const sample = { ...sampleOf(text), fields: [{ name: field, text }] }
        if (findingsOf(audit, sample) === 0) continue
        const cleaned = clean(sample)
        if (action !== 'drop') expect(cleaned.action, `${action} of ${JSON.stringify(text)}`).toBe('edit')
        if (cleaned.action !== 'edit') continue
        expect(findingsOf(audit, { ...sample, fields: cleaned.fields }), JSON.stringify(text)).toBe(0)
        expect(clean({ ...sample, fields: cleaned.fields })).toEqual({ action: 'keep' })
      }
    }
  })
})

describe('mixed texts', () => {
  const pieces = ['personal-data', 'secrets', 'hidden-text'].flatMap(plantedIn).map(({ text }) => text)
  const words = ['the patient', '患者今天', 'see', '请联系', '\n', ' ', '，', '[EMAIL]', '•••', '{"a":"b"}']
  const mixed = fc.array(fc.oneof(fc.constantFrom(...words), fc.constantFrom(...pieces), fc.string()), {
    minLength: 1,
    maxLength: 6,
  })

  it.each(['redact', 'mask', 'surrogate'] as const)('are a fixed point of %s', action => {
    const clean = cleanerWith(action)
    fc.assert(
      fc.property(mixed, fc.constantFrom(' ', ', ', '。'), (parts, between) => {
        const sample = sampleOf(parts.join(between))
        const cleaned = clean(sample)
        if (cleaned.action !== 'edit') return
        expect(clean({ ...sample, fields: cleaned.fields })).toEqual({ action: 'keep' })
        expect(splice(sample, cleaned.edits)).toBe(cleaned.fields[0]?.text)
      }),
      { numRuns: 300 },
    )
  })

  it('give the same surrogate for the same value wherever it stands', () => {
    const clean = cleanerWith('surrogate')
    const surrogateIn = (before: string, value: string, after: string) => {
      const cleaned = clean(sampleOf(`${before}${value}${after}`))
      return cleaned.action === 'edit'
        ? cleaned.fields[0]?.text.slice(before.length).slice(0, -after.length)
        : value
    }
    for (const value of [
      'ana.lopez@gmail.com',
      '4539 1488 0343 6467',
      '6222600260001072444',
      'DE89370400440532013000',
    ]) {
      const seen = new Set(
        [
          ['write to ', ' today'],
          ['信息：', '。'],
          ['| ', ' |'],
        ].map(([before = '', after = '']) => surrogateIn(before, value, after)),
      )
      expect([...seen], value).toHaveLength(1)
      expect(seen.has(value), value).toBe(false)
    }
  })
})

function splice(
  { fields }: Sample,
  edits: readonly { start: number; end: number; replacement: string }[],
): string {
  let text = ''
  let from = 0
  for (const { start, end, replacement } of edits) {
    text += fields[0]?.text.slice(from, start) + replacement
    from = end
  }
  return text + fields[0]?.text.slice(from)
}
