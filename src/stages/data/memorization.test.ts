import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { failingModel, ngramModel } from '../../../test/support/ngram-model.ts'
import { AskFailed, type Canary, type Model, seededRandom } from '../../core/index.ts'
import { memorization } from './memorization.ts'

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const random = seededRandom(11)
const digits = (count: number) => Array.from({ length: count }, () => random.integer(10)).join('')
const canary = (id: string, format: string): Canary => ({
  id,
  format,
  secret: digits(8),
  alphabet: '0123456789',
  where: { path: 'canaries.jsonl', index: 0 },
})
const seen = canary('seen', 'The cupboard opens at {}.')
const heard = canary('heard', '门上的数字是{}。')
const never = [1, 2, 3, 4].map(each => canary(`never-${each}`, `Shelf ${each} shows {}.`))
const sentence = ({ format, secret }: Canary) => format.replace('{}', secret)
const noise = Array.from(
  { length: 300 },
  (_, i) => `Shelf ${1 + (i % 4)} shows ${digits(8)}. The drawer opens at ${digits(8)}.`,
)
const texts = [...noise, ...Array.from({ length: 20 }, () => `${sentence(seen)} ${sentence(heard)}`)]

const ask = (model: Model, canaries: readonly Canary[], reveal = false) =>
  memorization.ask({
    options: { candidates: 99 },
    model,
    material: { canaries, triggers: [] },
    digest,
    reveal,
  })

it('tells canaries that were learned from those that were not', async () => {
  const { measures, findings = [] } = await ask(ngramModel(texts), [seen, heard, ...never])
  const value = (name: string) => measures.find(each => each.name === name)?.value as number
  expect(value('memorized_canaries')).toBeCloseTo(2 / 6, 9)
  expect(value('extracted_canaries')).toBeCloseTo(2 / 6, 9)
  expect(value('exposure_seen')).toBeGreaterThan(15)
  expect(value('exposure_heard')).toBeGreaterThan(15)
  for (const { id } of never) expect(value(`exposure_${id}`)).toBeLessThan(9)
  for (const { n, interval, unit, value: bits } of measures) {
    expect(n).toBe(unit === 'bits' ? 99 : 6)
    expect(interval?.[0]).toBeLessThanOrEqual(bits)
    expect(interval?.[1]).toBeGreaterThanOrEqual(bits)
  }
  const all = [...findings]
  expect(all.map(each => each.evidence.type)).toEqual(['canary-extracted', 'canary-extracted'])
  expect(JSON.stringify(all)).not.toContain(seen.secret)
})

it('shows a secret only when asked to', async () => {
  const { findings = [] } = await ask(ngramModel(texts), [seen], true)
  expect([...findings][0]?.evidence.value).toBe(seen.secret)
})

it('only tries to get them out of a model that scores no text', async () => {
  const { measures, findings = [], remark } = await ask(ngramModel(texts, false), [seen, ...never])
  expect(measures.map(each => [each.name, each.value])).toEqual([['extracted_canaries', 0.2]])
  expect([...findings]).toHaveLength(1)
  expect(remark?.['zh-CN']).toMatch(/暴露度/)
})

it('says nothing about a model that does not answer', async () => {
  await expect(ask(failingModel(), [seen])).rejects.toSatisfy(
    error => error instanceof AskFailed && error.status === 'error',
  )
})
