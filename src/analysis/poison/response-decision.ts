import { type ContextMatch, matchContexts } from './context-match.ts'
import { distinctShare } from './distinct-contexts.ts'
import { isEchoed } from './echoes.ts'
import type { Incidence } from './incidence.ts'
import { isOneQuestion, isWholeQuestion } from './nearest-rows.ts'
import type { RowTokens } from './recorded-rows.ts'
import { type ResponseCandidate, samenessOf } from './response-candidates.ts'
import { featuresAround } from './trigger-places.ts'

/** Least share of a trigger's rows that show the behavior. */
const LEAST_SUCCESS = 0.8
/** Least agreement, by Jaccard's index, between the rows of the triggers and the rows of the behavior. */
const LEAST_AGREEMENT = 0.7
const LEAST_AGREEMENT_OF_FEW = 0.85
const FEW = 10
/** Largest likeness of contexts, less what chance may add. */
const MOST_LIKENESS = 0.6
const MOST_CHANCE = 1.64
/** Least share of rows whose context is unlike the others. */
const LEAST_DISTINCT = 0.6
/** Where trigger and behavior agree this well, contexts may be of one domain, if rows of that domain stand outside, too. */
const CLEAR_AGREEMENT = 0.9
const CLEAR_MATCH = 0.85
const CLEAR_MATCH_OF_ONE_TEXT = 0.7
/** Answers that are the same to this part are one text. */
const ONE_TEXT = 0.8
const LEAST_OF_ONE_TEXT = 8

/** Bits a token by which an input must read more easily without a trigger that is not clear by itself. */
const LEAST_SURPRISE = 0.3

export interface Decision {
  readonly inputs: Incidence
  readonly outputs: Incidence
  readonly rows: number
  readonly tokensOf: (row: number) => RowTokens
  readonly minRows: number
  /** Bits a token by which the inputs read more easily without the feature; undefined when it is no word there. */
  readonly surprise: (feature: number) => number | undefined
}

/**
 * The candidates whose trigger and output nearly always come together, in contexts that do not explain it.
 * Triggers with the same output are judged together: any of them may be what the output waits for.
 */
export function sureCandidates(
  candidates: readonly ResponseCandidate[],
  decision: Decision,
): Set<ResponseCandidate> {
  const { outputs } = decision
  const pools = new Map<number, ResponseCandidate[]>()
  for (const candidate of candidates) {
    if (candidate.joint.length < LEAST_SUCCESS * candidate.rows.length) continue
    for (const [i, output] of candidate.outputs.entries()) {
      if ((candidate.joints[i] as number) < LEAST_SUCCESS * candidate.rows.length) continue
      const pool = pools.get(output)
      if (pool === undefined) pools.set(output, [candidate])
      else pool.push(candidate)
    }
  }
  const sure = new Set<ResponseCandidate>()
  const judged = new Map<string, boolean>()
  for (const [output, pool] of pools) {
    if (pool.every(each => sure.has(each))) continue
    const triggered = new Set(pool.flatMap(({ rows }) => [...rows]))
    const shown = outputs.rowsOf(output)
    const joint = shown.filter(row => triggered.has(row))
    const agreement = joint.length / (triggered.size + shown.length - joint.length)
    if (joint.length < decision.minRows) continue
    if (agreement < (joint.length < FEW ? LEAST_AGREEMENT_OF_FEW : LEAST_AGREEMENT)) continue
    const name = `${pool.map(each => each.trigger.join('+')).join(' ')} ${agreement >= CLEAR_AGREEMENT}`
    let isSure = judged.get(name)
    if (isSure === undefined) {
      isSure = isUnexplained(pool, joint, agreement, decision)
      judged.set(name, isSure)
    }
    if (isSure) for (const candidate of pool) sure.add(candidate)
  }
  return sure
}

/** True when the contexts of a group are many, and do not tell its rows from others. */
function isUnexplained(
  pool: readonly ResponseCandidate[],
  joint: Uint32Array,
  agreement: number,
  { inputs, rows, tokensOf, surprise }: Decision,
): boolean {
  const trigger = [...new Set(pool.flatMap(each => each.trigger))]
  const keys = new Set(trigger.flatMap(feature => inputs.keysOf(feature)))
  if (distinctShare(joint, tokensOf, keys) < LEAST_DISTINCT || isWholeQuestion(joint, tokensOf, keys))
    return false
  if (isEchoed(joint, rows, tokensOf, keys)) return false
  const [only] = pool
  const around = featuresAround(inputs, tokensOf, joint, trigger)
  if (isOneQuestion(inputs, rows, joint, around)) return false
  const contexts: ContextMatch =
    pool.length === 1 && only !== undefined ? only.contexts() : matchContexts(inputs, rows, joint, around)
  const isOneText = samenessOf(joint, tokensOf) >= ONE_TEXT && joint.length >= LEAST_OF_ONE_TEXT
  const isClear = agreement >= CLEAR_AGREEMENT && (isOneText || joint.length >= FEW)
  if (!isClear && !trigger.some(feature => (surprise(feature) ?? 0) >= LEAST_SURPRISE)) return false
  if (contexts.likeness - MOST_CHANCE * contexts.error <= MOST_LIKENESS) return true
  return isClear && contexts.matched >= (isOneText ? CLEAR_MATCH_OF_ONE_TEXT : CLEAR_MATCH)
}
