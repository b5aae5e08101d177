import { type Assessment, isAtLeast, SEVERITIES, type Severity } from '../core/index.ts'

/** Exit statuses of every command that evaluates. */
export const EXIT = { passed: 0, findings: 1, unusable: 2, notEvaluated: 3, aborted: 130 } as const

/**
 * The exit status of an assessment: 2 when input could not be read, else 1 when a finding reaches `failOn`,
 * else 3 when something asked for could not be evaluated, else 0.
 */
export function gate(assessment: Assessment, failOn: Severity | 'never'): number {
  if (assessment.artifacts.some(artifact => artifact.unreadable !== undefined)) return EXIT.unusable
  if (failOn !== 'never' && countAtLeast(assessment, failOn) > 0) return EXIT.findings
  const open = assessment.outcomes.some(
    each => each.status === 'error' || (each.status === 'not-evaluated' && each.requested),
  )
  return open ? EXIT.notEvaluated : EXIT.passed
}

/** How many findings that nobody accepted are at least this severe. */
export function countAtLeast(assessment: Assessment, threshold: Severity): number {
  return SEVERITIES.filter(each => isAtLeast(each, threshold)).reduce(
    (sum, each) => sum + assessment.totals[each],
    0,
  )
}
