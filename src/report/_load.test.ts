import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { both, isAtLeast, type Outcome, SEVERITIES, type Severity, STAGES } from '../core/index.ts'
import { syntheticAssessment } from '../testing/index.ts'
import { containers } from './_html/ship.ts'
import { loadLine, squash } from './_load.ts'
import { type Counts, type Tally, tallyOf } from './_tally.ts'

const counts = fc.record(
  Object.fromEntries(SEVERITIES.map(each => [each, fc.oneof(fc.constant(0), fc.nat(5_000_000))])) as Record<
    Severity,
    fc.Arbitrary<number>
  >,
)
const status = fc.constantFrom<Outcome['status'][]>('pass', 'fail', 'error', 'not-evaluated')
const outcomes = fc.array(
  fc
    .record({ stage: fc.constantFrom(...STAGES), status, requested: fc.boolean() })
    .map((each): Outcome => ({ ...each, audit: `${each.stage}/x`, reason: both('r', '理'), measures: [] })),
  { maxLength: 8 },
)
const failOn = fc.constantFrom<(Severity | 'never')[]>(...SEVERITIES, 'never')

const tallyWith = (all: Counts): Tally => ({
  total: SEVERITIES.reduce((sum, each) => sum + all[each], 0),
  counts: all,
  byStage: new Map([['data', all]]),
  byAudit: new Map(),
  types: [],
  revealed: false,
})

const load = (all: Counts, list: readonly Outcome[], gate: Severity | 'never') =>
  loadLine(syntheticAssessment({ findings: 0, outcomes: list, failOn: gate }), tallyWith(all))

describe('loadLine', () => {
  it('puts the water above the mark if and only if a finding reaches the gate', () => {
    fc.assert(
      fc.property(counts, outcomes, failOn, (all, list, gate) => {
        const line = load(all, list, gate)
        const reaches = SEVERITIES.some(
          each => all[each] > 0 && isAtLeast(each, gate === 'never' ? 'high' : gate),
        )
        expect((line.draught ?? 0) > 1).toBe(reaches)
        expect(line.verdict === 'above').toBe(reaches)
        if (line.draught !== undefined) {
          expect(line.draught).toBeGreaterThanOrEqual(0.3)
          expect(line.draught).toBeLessThan(1.7)
        }
      }),
    )
  })

  it('never sinks less with one more finding', () => {
    fc.assert(
      fc.property(counts, outcomes, failOn, fc.constantFrom(...SEVERITIES), (all, list, gate, more) => {
        const before = load(all, list, gate).draught ?? 0
        const after = load({ ...all, [more]: all[more] + 1 }, list, gate).draught ?? 0
        expect(after).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  it('never calls a stage a pass when one of its audits did not run, or failed', () => {
    fc.assert(
      fc.property(counts, outcomes, failOn, (all, list, gate) => {
        for (const stage of load(all, list, gate).stages) {
          const allPassed = stage.outcomes.length > 0 && stage.outcomes.every(each => each.status === 'pass')
          expect(stage.status === 'pass').toBe(allPassed)
        }
      }),
    )
  })

  it('never states a verdict within the mark when something asked for is missing', () => {
    fc.assert(
      fc.property(counts, outcomes, failOn, (all, list, gate) => {
        const line = load(all, list, gate)
        const missing = list.some(
          each => each.status === 'error' || (each.status === 'not-evaluated' && each.requested),
        )
        if (missing) expect(line.verdict).not.toBe('within')
        if (list.length === 0 && line.draught === undefined) expect(line.verdict).toBe('unsurveyed')
        if (missing && line.draught !== undefined) expect(line.lowerBound).toBe(true)
      }),
    )
  })

  it('fills a hold with at least one container for each severity and never beyond it', () => {
    fc.assert(
      fc.property(counts, all => {
        const [hold] = load(all, [], 'high').stages
        const boxes = hold ? containers(hold) : []
        expect(boxes.length).toBeLessThanOrEqual(40)
        for (const each of SEVERITIES) expect(boxes.includes(each)).toBe(all[each] > 0)
      }),
    )
  })

  it('squashes every weight into [0, 1)', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e15, noNaN: true }), weight => {
        expect(squash(weight)).toBeGreaterThanOrEqual(0)
        expect(squash(weight)).toBeLessThan(1)
      }),
    )
  })

  it('agrees with the findings of a whole assessment', async () => {
    const assessment = syntheticAssessment({ worst: 'medium' })
    const line = loadLine(assessment, await tallyOf(assessment))
    expect(line.verdict).toBe('incomplete')
    expect(line.over).toBe(0)
  })
})
