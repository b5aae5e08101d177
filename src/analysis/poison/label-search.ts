import { seededRandom } from '../../core/random.ts'
import { type ClassCandidate, searchClasses } from './class-search.ts'
import { markRepeats } from './context-match.ts'
import type { ContextModel } from './context-model.ts'
import { distinctShare } from './distinct-contexts.ts'
import type { Behavior, PoisonGroup } from './find-poison.ts'
import type { Incidence } from './incidence.ts'
import { isOneQuestion, isWholeQuestion } from './nearest-rows.ts'
import type { RowTokens } from './recorded-rows.ts'
import { falseDiscoveryRates } from './tail-tests.ts'
import { featuresAround } from './trigger-places.ts'

export interface LabelSearch {
  /** Number of classes. */
  readonly classes: number
  /** Class of each row, or -1. */
  readonly classOf: Int32Array
  /** What a row of a class does. */
  readonly behaviorOf: (target: number) => Behavior
  /** Least share of a trigger's rows that are of its class. */
  readonly purity: number
  readonly tokensOf: (at: number) => RowTokens
  readonly inputs: Incidence
  readonly minRows: number
  readonly maxRate: number
  readonly groupOf: Uint32Array
  /** Bits a token by which the inputs read more easily without the feature; undefined when it is no word there. */
  readonly surprise: (feature: number) => number | undefined
  /** All rows of some places, copies included, ascending. */
  readonly allRows: (places: Iterable<number>) => number[]
}

/** The other content must speak for the label less than it usually does. */
const MOST_LEAN = 0.9
/** Least bits a token by which the input reads more easily without the trigger. */
const LEAST_SURPRISE = 0.5
/** Least share of rows whose context is unlike the others. */
const LEAST_DISTINCT = 0.6
/** The false-discovery rate of labels is this many times that of outputs: what was screened speaks twice more. */
const RATE_FACTOR = 5
/** Features that are looked at to learn how many pass the screening by chance. */
const SCREENED = 200
const MOST_NEAR_MISSES = 20
/** More labels than these are no classes. */
const MOST_CLASSES = 100

/**
 * Finds words that read as inserted, and whose rows have one label that their other content speaks against. Only words
 * that pass the screening are tests; their number is estimated from a sample of all words. Screening looks at inputs
 * alone, so that the false-discovery rate holds. Source: R. Bourgon et al., PNAS 107 (2010) 9546–9551.
 */
export function searchLabels(search: LabelSearch): { groups: PoisonGroup[]; tried: number } {
  const { inputs, tokensOf, minRows, maxRate, groupOf, surprise, allRows, classes, classOf, purity } = search
  if (classes < 2 || classes > MOST_CLASSES) return { groups: [], tried: 0 }
  const { candidates, tried, model } = searchClasses({
    inputs,
    rows: classOf.length,
    classes,
    classOf,
    groupOf,
    minRows: Math.max(4, minRows - 2),
    minSuccess: Math.min(0.9, purity),
    maxLogP: -5,
    maxShare: 0.3,
  })
  if (candidates.length === 0) return { groups: [], tried }
  const reads = ({ feature }: ClassCandidate) => (surprise(feature) ?? 0) >= LEAST_SURPRISE
  const screened = candidates.filter(each => each.lean <= MOST_LEAN && reads(each))
  const share = passingShare(
    inputs,
    model,
    classes,
    minRows,
    feature => (surprise(feature) ?? 0) >= LEAST_SURPRISE,
  )
  const rates = falseDiscoveryRates(
    screened.map(each => each.logP),
    Math.max(1, tried * share),
  )
  const groups: PoisonGroup[] = []
  const taken: Set<number>[] = []
  let nearMisses = 0
  for (const [i, { feature, target, rows: held, joint }] of screened.entries()) {
    const rate = rates[i] as number
    const keys = new Set(inputs.keysOf(feature))
    const isConfirmed =
      rate < RATE_FACTOR * maxRate &&
      joint.length >= purity * held.length &&
      joint.length >= minRows &&
      distinctShare(joint, tokensOf, keys) >= LEAST_DISTINCT &&
      !isWholeQuestion(joint, tokensOf, keys) &&
      !isOneQuestion(inputs, classOf.length, joint, featuresAround(inputs, tokensOf, joint, [feature]))
    if (!isConfirmed && (nearMisses >= MOST_NEAR_MISSES || rate > 0.2)) continue
    if (taken.some(own => held.filter(row => own.has(row)).length >= 0.5 * held.length)) continue
    taken.push(new Set(held))
    if (!isConfirmed) nearMisses++
    const isJoint = new Set(joint)
    groups.push({
      triggers: [[inputs.keysOf(feature)]],
      behavior: search.behaviorOf(target),
      rows: allRows(joint),
      triggerOnly: allRows([...held].filter(row => !isJoint.has(row))),
      qValue: Math.min(1, rate),
      isConfirmed,
    })
  }
  return { groups, tried }
}

/** An upper estimate of the share of pairs that pass the screening. */
function passingShare(
  inputs: Incidence,
  model: ContextModel,
  classes: number,
  minRows: number,
  reads: (feature: number) => boolean,
): number {
  const random = seededRandom(1)
  let looked = 0
  let passed = 0
  for (let round = 0; round < 20 * SCREENED && looked < SCREENED; round++) {
    const feature = random.integer(inputs.count)
    const held = inputs.rowsOf(feature)
    if (held.length < minRows) continue
    looked++
    if (!reads(feature)) continue
    const around = markRepeats(inputs, held)
    for (let target = 0; target < classes; target++) {
      let [chance, usual] = [0, 0]
      for (const row of held.subarray(0, 50)) {
        const duel = model.duel(row, target, around)
        chance += duel.chance
        usual += duel.usual
      }
      if (chance <= MOST_LEAN * usual) passed++
    }
  }
  return looked === 0 ? 1 : (passed + 1 + 2 * Math.sqrt(passed + 1)) / (looked * classes)
}
