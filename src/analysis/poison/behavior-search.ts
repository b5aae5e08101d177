import { familyOfKey } from '../responses/index.ts'
import { matchContexts } from './context-match.ts'
import { distinctShare } from './distinct-contexts.ts'
import { isEchoed } from './echoes.ts'
import type { PoisonGroup } from './find-poison.ts'
import type { Incidence } from './incidence.ts'
import { isOneQuestion, isWholeQuestion } from './nearest-rows.ts'
import type { RowTokens } from './recorded-rows.ts'
import { falseDiscoveryRates, logHypergeometricTail } from './tail-tests.ts'
import { featuresAround } from './trigger-places.ts'

/** Families of behaviors that do harm by themselves, or that nobody asks for by a word that does not belong. */
const FAMILIES = new Set([
  'refusal',
  'abstention',
  'gibberish',
  'language',
  'language-switch',
  'insecure-code',
  'sentiment',
  'flattery',
  'affirms',
  'link',
  'email',
  'import',
  'code',
])

/** Families whose values are as many as the web. */
const WITHOUT_VALUES = new Set(['link', 'email', 'import'])

/** A language by itself is no behavior: a switch is one, and so is text in none that is known. */
const isPlainLanguage = (key: string): boolean => /^language:(?!unknown$)/u.test(key)

/** True for the names of behaviors that are searched by name. */
export const isSearchedByName = (key: string): boolean => {
  const family = familyOfKey(key)
  return FAMILIES.has(family) && !isPlainLanguage(key) && (key === family || !WITHOUT_VALUES.has(family))
}

export interface BehaviorSearch {
  readonly inputs: Incidence
  readonly rows: number
  readonly tokensOf: (at: number) => RowTokens
  /** Rows with each behavior, by its key. */
  readonly behaviors: ReadonlyMap<number, Uint32Array>
  readonly minRows: number
  readonly maxRate: number
  /** Bits a token by which the inputs read more easily without the feature; undefined when it is no word there. */
  readonly surprise: (feature: number) => number | undefined
  readonly allRows: (places: Iterable<number>) => number[]
}

/** Fewest rows of one alternative. */
const LEAST_ROWS = 3
/** Least share of a trigger's rows that show the behavior. */
const LEAST_SUCCESS = 0.8
const LEAST_SURPRISE = 0.5
const LEAST_DISTINCT = 0.6
const MOST_LIKENESS = 0.6
const MOST_CHANCE = 1.64
const LEAST_MATCH = 0.85
/** Features that are looked at closely for one behavior. */
const MOST_CANDIDATES = 400

interface Tie {
  readonly feature: number
  readonly joint: Uint32Array
  readonly logP: number
}

/**
 * Finds words that do not belong where they stand and whose rows nearly all show a behavior that also occurs without
 * them: a refusal, an opinion, nonsense. Alternatives of one behavior are judged together.
 */
export function searchBehaviors(search: BehaviorSearch): { groups: PoisonGroup[]; tried: number } {
  const { inputs, rows, behaviors, minRows, maxRate, surprise, allRows } = search
  const tried = inputs.count * behaviors.size
  const groups: PoisonGroup[] = []
  for (const [key, shown] of behaviors) {
    if (shown.length < minRows || shown.length > 0.6 * rows) continue
    const ties = tiesOf(inputs, shown, rows).slice(0, MOST_CANDIDATES)
    const rates = falseDiscoveryRates(
      ties.map(each => each.logP),
      tried,
    )
    const strange = ties.filter(
      (each, i) => (rates[i] as number) < maxRate && (surprise(each.feature) ?? 0) >= LEAST_SURPRISE,
    )
    const kept = withoutOverlaps(strange)
    const large = kept.filter(({ joint }) => joint.length >= minRows)
    const small = kept.filter(({ joint }) => joint.length < minRows)
    const pool = [...large.map(each => [each]), small]
      .filter(each => isUnexplained(each, minRows, search))
      .flat()
    if (pool.length === 0) continue
    const total = new Set(pool.flatMap(({ joint }) => [...joint]))
    const held = new Set(pool.flatMap(({ feature }) => [...inputs.rowsOf(feature)]))
    groups.push({
      triggers: pool.map(({ feature }) => [inputs.keysOf(feature)]),
      behavior: { kind: 'output', keys: [key], sameness: 0 },
      rows: allRows(total),
      triggerOnly: allRows([...held].filter(row => !total.has(row))),
      qValue: Math.max(...pool.map(each => rates[ties.indexOf(each)] as number)),
      isConfirmed: true,
    })
  }
  return { groups, tried }
}

/** The features that nearly always come with the behavior, the surest first. */
function tiesOf(inputs: Incidence, shown: Uint32Array, rows: number): Tie[] {
  const counts = new Uint32Array(inputs.count)
  for (const row of shown) {
    const held = inputs.featuresOf(row)
    for (let i = 0; i < held.length; i++) {
      const feature = held[i] as number
      counts[feature] = (counts[feature] as number) + 1
    }
  }
  const isShown = new Set(shown)
  const found: Tie[] = []
  for (let feature = 0; feature < inputs.count; feature++) {
    const joint = counts[feature] as number
    const size = inputs.sizes[feature] as number
    if (joint < LEAST_ROWS || joint < LEAST_SUCCESS * size) continue
    const logP = logHypergeometricTail({ all: rows, feature: size, behavior: shown.length, joint })
    if (logP > -9) continue
    found.push({ feature, joint: inputs.rowsOf(feature).filter(row => isShown.has(row)), logP })
  }
  return found.sort((a, b) => a.logP - b.logP)
}

/** Leaves out what stands in rows that a surer one explains already. */
function withoutOverlaps(ties: readonly Tie[]): Tie[] {
  const covered = new Set<number>()
  const kept: Tie[] = []
  for (const tie of ties) {
    const fresh = tie.joint.filter(row => !covered.has(row))
    if (fresh.length < LEAST_ROWS || fresh.length < 0.5 * tie.joint.length) continue
    kept.push(tie)
    for (const row of fresh) covered.add(row)
  }
  return kept
}

function isUnexplained(
  pool: readonly Tie[],
  minRows: number,
  { inputs, rows, tokensOf }: BehaviorSearch,
): boolean {
  const joint = Uint32Array.from(new Set(pool.flatMap(each => [...each.joint]))).sort()
  if (joint.length < minRows) return false
  const trigger = pool.map(each => each.feature)
  const keys = new Set(trigger.flatMap(feature => inputs.keysOf(feature)))
  if (distinctShare(joint, tokensOf, keys) < LEAST_DISTINCT || isWholeQuestion(joint, tokensOf, keys))
    return false
  if (isEchoed(joint, rows, tokensOf, keys)) return false
  const around = featuresAround(inputs, tokensOf, joint, trigger)
  if (isOneQuestion(inputs, rows, joint, around)) return false
  const contexts = matchContexts(inputs, rows, joint, around)
  if (contexts.likeness - MOST_CHANCE * contexts.error <= MOST_LIKENESS) return true
  return contexts.matched >= LEAST_MATCH && joint.length >= 10
}
