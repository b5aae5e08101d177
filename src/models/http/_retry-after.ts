/** Longest wait that an endpoint can ask for, in milliseconds; longer ones are cut to it. */
const MAX_WAIT = 3_600_000

/**
 * How long an endpoint asks to wait, in milliseconds: `retry-after-ms`, or `Retry-After` in seconds or as a date.
 * Source: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  now: number,
): number | undefined {
  const exact = Number(headers['retry-after-ms'])
  if (headers['retry-after-ms'] !== undefined && Number.isFinite(exact)) return bounded(exact)
  const value = headers['retry-after']
  if (typeof value !== 'string') return undefined
  if (/^\s{0,8}\d{1,9}(?:\.\d{1,3})?\s{0,8}$/u.test(value)) return bounded(Number(value) * 1000)
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : bounded(date - now)
}

const bounded = (milliseconds: number) => Math.min(Math.max(0, milliseconds), MAX_WAIT)
