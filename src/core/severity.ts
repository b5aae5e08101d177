import { both, type Localized } from './locale.ts'

/** How bad a finding is, from harmless to critical. */
export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

/** Severities as people read them. */
export const SEVERITY_TITLES: Readonly<Record<Severity, Localized>> = {
  info: both('Info', '提示'),
  low: both('Low', '低'),
  medium: both('Medium', '中'),
  high: both('High', '高'),
  critical: both('Critical', '严重'),
}

/** True when `severity` is at least `threshold`. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(threshold)
}

/** The worst of several severities; `undefined` for none. */
export function worstSeverity(severities: Iterable<Severity>): Severity | undefined {
  let worst: Severity | undefined
  for (const severity of severities) if (worst === undefined || isAtLeast(severity, worst)) worst = severity
  return worst
}
