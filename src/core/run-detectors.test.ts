import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { both, type ConfiguredDetector, defineDetector, runDetectors, type Severity } from './index.ts'

/** A detector that signals fixed spans. */
function fixed(
  family: string,
  name: string,
  severity: Severity,
  spans: readonly [number, number, number][],
): ConfiguredDetector {
  const detector = defineDetector({
    id: `${family}/${name}`,
    version: 1,
    title: both(name, name),
    stages: ['data'],
    topics: ['pii-leakage'],
    reference: 'https://example.org',
    maturity: 'experimental',
    options: z.object({}),
    types: { [name]: { title: both(name, name), severity } },
    examples: { flags: ['a', 'b'], passes: ['c', 'd'] },
    *detect() {
      for (const [start, end, score] of spans)
        yield { start, end, score, type: name, reason: both('fixed', '固定') }
    },
  })
  return { detector, options: {} }
}
const seen = (detectors: ConfiguredDetector[]) =>
  runDetectors(detectors, { text: 'x'.repeat(200) }).map(each => [each.type, each.start, each.end])

it('keeps the surer of two signals of one family that overlap', () => {
  const found = seen([fixed('a', 'weak', 'high', [[0, 10, 0.5]]), fixed('a', 'sure', 'high', [[5, 12, 0.9]])])
  expect(found).toEqual([['sure', 5, 12]])
})

it('keeps the longer one when both are as sure', () => {
  const found = seen([fixed('a', 'short', 'high', [[2, 6, 0.9]]), fixed('a', 'long', 'high', [[0, 12, 0.9]])])
  expect(found).toEqual([['long', 0, 12]])
})

it('keeps both when they are of different families', () => {
  expect(
    seen([fixed('a', 'one', 'high', [[0, 9, 0.5]]), fixed('b', 'two', 'low', [[0, 9, 0.9]])]),
  ).toHaveLength(2)
})

it('keeps worse news inside a surer signal', () => {
  const found = seen([
    fixed('a', 'link', 'info', [[0, 40, 0.95]]),
    fixed('a', 'card', 'high', [[10, 26, 0.6]]),
  ])
  expect(found).toEqual([
    ['link', 0, 40],
    ['card', 10, 26],
  ])
})

it('skips a detector whose screen says no', () => {
  const { detector, options } = fixed('a', 'screened', 'high', [[0, 1, 1]])
  expect(seen([{ detector: { ...detector, screen: () => false }, options }])).toEqual([])
})

it('never leaves two overlapping signals of one family and severity', () => {
  const span = fc.tuple(
    fc.nat(150),
    fc.integer({ min: 1, max: 40 }),
    fc.double({ min: 0.01, max: 1, noNaN: true }),
  )
  fc.assert(
    fc.property(fc.array(span, { maxLength: 30 }), spans => {
      const list = spans.map(
        ([start, length, score]) => [start, start + length, score] as [number, number, number],
      )
      const found = runDetectors([fixed('a', 'any', 'high', list)], { text: 'x'.repeat(200) })
      for (let i = 1; i < found.length; i++) {
        expect(found[i]?.start).toBeGreaterThanOrEqual(found[i - 1]?.end ?? 0)
      }
      if (list.length > 0) {
        const best = Math.max(...list.map(each => each[2]))
        expect(found.some(each => each.score === best)).toBe(true)
      }
    }),
  )
})
