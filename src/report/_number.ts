/** Digits grouped by commas, as both languages read them: `1,234,567`. */
export function formatCount(value: number): string {
  if (!Number.isFinite(value)) return formatNumber(value)
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Up to `digits` significant digits without trailing zeros; `∞` for infinity, `–` for no number. */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  const size = Math.abs(value)
  if (size >= 1e15 || (size > 0 && size < 1e-6)) return value.toExponential(digits - 1)
  if (size >= 10 ** digits) return formatCount(value)
  return String(Number(value.toPrecision(digits)))
}

/** A value in its unit; fractions become percentages of three significant digits. */
export function formatMeasure(value: number, unit: string): string {
  if (unit === 'fraction') return `${formatPercent(value * 100)}\u00a0%`
  return unit === 'count' ? formatCount(value) : formatNumber(value)
}

/** Keeps trailing zeros, so that a value and its interval show the same precision. */
const formatPercent = (value: number): string =>
  value === 0 || Math.abs(value) < 1e-4 || !Number.isFinite(value)
    ? formatNumber(value, 3)
    : value.toPrecision(3)

/** An ISO 8601 moment as `2026-11-24 08:15:30 UTC`; what is no moment stays as it is. */
export function formatMoment(iso: string): string {
  const time = Date.parse(iso)
  return Number.isNaN(time) ? iso : `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
