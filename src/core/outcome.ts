import type { Localized } from './locale.ts'
import type { Measure } from './measure.ts'
import type { Stage } from './stage.ts'

/** `error` and `not-evaluated` are never `pass`. */
export const OUTCOME_STATUSES = ['pass', 'fail', 'error', 'not-evaluated'] as const
export type OutcomeStatus = (typeof OUTCOME_STATUSES)[number]

/** What one audit concluded. */
export interface Outcome {
  /** Id of the audit, or the stage's name when the stage has no audit to run. */
  readonly audit: string
  readonly stage: Stage
  readonly status: OutcomeStatus
  readonly reason: Localized
  readonly measures: readonly Measure[]
  /** True when the user asked for this by naming its artifact or audit; only then `not-evaluated` sets exit code 3. */
  readonly requested: boolean
}
