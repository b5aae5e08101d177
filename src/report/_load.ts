import {
  type Assessment,
  isAtLeast,
  type Outcome,
  SEVERITIES,
  type Severity,
  STAGES,
  type Stage,
} from '../core/index.ts'
import type { StageStatus } from './_labels.ts'
import { type Counts, emptyCounts, type Tally } from './_tally.ts'

/** What one finding of each severity weighs. */
export const WEIGHTS: Readonly<Record<Severity, number>> = {
  info: 0,
  low: 1,
  medium: 4,
  high: 16,
  critical: 64,
}

/** The verdict in one word. `unsurveyed`: nothing could be evaluated. `incomplete`: something asked for could not. */
export type Verdict = 'above' | 'incomplete' | 'within' | 'unsurveyed'

/** One stage as the drawing and the tables show it. */
export interface StageState {
  readonly stage: Stage
  readonly status: StageStatus
  readonly outcomes: readonly Outcome[]
  readonly counts: Counts
  /** Cargo from 0 to 1: `squash` of the weight of the stage's findings. */
  readonly cargo: number
}

/** The whole picture: how deep the ship lies, and why. */
export interface LoadLine {
  readonly verdict: Verdict
  /** 1 is the mark; absent when nothing was evaluated. */
  readonly draught?: number
  /** The severity that the mark stands for; `high` when the gate is off. */
  readonly mark: Severity
  readonly gateOff: boolean
  /** Findings at or above the mark. */
  readonly over: number
  /** True when parts were not evaluated: the true load may be higher. */
  readonly lowerBound: boolean
  readonly stages: readonly StageState[]
}

/** Draught of a ship without any finding. */
export const EMPTY_DRAUGHT = 0.3
/** Where the draught starts once a finding reaches the mark. */
export const OVER_DRAUGHT = 1.1
/** How far findings can move the draught on either side of the mark. */
export const DRAUGHT_RANGE = 0.6
/** Draught when an audit failed by its own threshold though no finding reaches the mark. */
export const FAILED_DRAUGHT = 0.95

/** Weight to [0, 1): tenfold weight, one step closer to 1. */
export function squash(weight: number): number {
  const size = Math.log10(1 + weight)
  return size / (size + 2)
}

const weightOf = (counts: Counts, holds: (severity: Severity) => boolean): number =>
  SEVERITIES.reduce((sum, each) => (holds(each) ? sum + counts[each] * WEIGHTS[each] : sum), 0)

/**
 * Computes the load line. The water stands above the mark if and only if a finding is at or above the gate;
 * within each side, more and worse findings raise it on a logarithmic scale. One more finding never lowers it.
 */
export function loadLine(assessment: Assessment, tally: Tally): LoadLine {
  const { outcomes, policy } = assessment
  const gateOff = policy.failOn === 'never'
  const mark = policy.failOn === 'never' ? 'high' : policy.failOn
  const overMark = (severity: Severity) => isAtLeast(severity, mark)
  const over = SEVERITIES.reduce((sum, each) => (overMark(each) ? sum + tally.counts[each] : sum), 0)
  const stages = STAGES.map(stage => stageState(stage, outcomes, tally))
  const evaluated = outcomes.some(each => each.status === 'pass' || each.status === 'fail')
  const missing = outcomes.some(isMissing)
  const lowerBound = stages.some(each => each.status !== 'pass' && each.status !== 'fail') || missing
  const base = { mark, gateOff, over, lowerBound, stages }
  if (over > 0) {
    const draught = OVER_DRAUGHT + DRAUGHT_RANGE * squash(weightOf(tally.counts, overMark))
    return { ...base, verdict: 'above', draught }
  }
  if (!evaluated && tally.total === 0) return { ...base, verdict: 'unsurveyed' }
  const below = EMPTY_DRAUGHT + DRAUGHT_RANGE * squash(weightOf(tally.counts, () => true))
  const failed = outcomes.some(each => each.status === 'fail')
  return {
    ...base,
    verdict: missing ? 'incomplete' : 'within',
    draught: failed ? Math.max(below, FAILED_DRAUGHT) : below,
  }
}

/** True for what was asked for and could not be evaluated. */
export const isMissing = (outcome: Outcome): boolean =>
  outcome.status === 'error' || (outcome.status === 'not-evaluated' && outcome.requested)

function stageState(stage: Stage, all: readonly Outcome[], tally: Tally): StageState {
  const outcomes = all.filter(each => each.stage === stage)
  const counts = tally.byStage.get(stage) ?? emptyCounts()
  return {
    stage,
    status: stageStatus(outcomes),
    outcomes,
    counts,
    cargo: squash(weightOf(counts, () => true)),
  }
}

function stageStatus(outcomes: readonly Outcome[]): StageStatus {
  const has = (status: Outcome['status']) => outcomes.some(each => each.status === status)
  if (has('fail')) return 'fail'
  if (has('error')) return 'error'
  if (!has('pass')) return 'not-evaluated'
  return has('not-evaluated') ? 'partial' : 'pass'
}
