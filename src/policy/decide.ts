import type { CleanAction, DetectedSignal, Detector, Policy, Severity } from '../core/index.ts'

/** How bad a signal is: what the policy says of its type, else what the detector says. */
export function severityOf(policy: Policy, detector: Detector, type: string): Severity {
  return policy.types[type]?.severity ?? detector.types[type]?.severity ?? 'medium'
}

/** What cleaning does with a type. */
export function actionFor(policy: Policy, type: string): CleanAction {
  return policy.types[type]?.action ?? policy.clean.action
}

/** True when the policy accepts this very value of this type (exact, or with `*` as a wildcard). */
export function isAllowed(policy: Policy, type: string, value: string): boolean {
  const patterns = policy.types[type]?.allow
  return patterns?.some(pattern => matchesWildcard(pattern, value)) ?? false
}

/** The signals that count under a policy: sure enough and not allowed. */
export function countingSignals(
  policy: Policy,
  signals: readonly DetectedSignal[],
  text: string,
): DetectedSignal[] {
  return signals.filter(
    signal =>
      signal.score >= policy.minScore &&
      !isAllowed(policy, signal.type, text.slice(signal.start, signal.end)),
  )
}

/** Matches a whole value against a pattern in which `*` stands for any run of characters; linear for one star or many. */
function matchesWildcard(pattern: string, value: string): boolean {
  const parts = pattern.split('*')
  const first = parts[0] ?? ''
  if (parts.length === 1) return value === pattern
  const last = parts[parts.length - 1] ?? ''
  if (!value.startsWith(first) || !value.endsWith(last) || value.length < first.length + last.length)
    return false
  let at = first.length
  for (const part of parts.slice(1, -1)) {
    const found = value.indexOf(part, at)
    if (found < 0 || found + part.length > value.length - last.length) return false
    at = found + part.length
  }
  return true
}
