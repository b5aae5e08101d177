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

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const

/** A size in decimal units: `1.3 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let at = 0
  while (value >= 1000 && at < SIZES.length - 1) {
    value /= 1000
    at++
  }
  return `${at === 0 ? formatCount(value) : value.toFixed(value < 10 ? 1 : 0)} ${SIZES[at]}`
}

/** A duration: `41.7 s`, `3 min 12 s`, `2 h 5 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}

/** An ISO 8601 moment as `2026-11-24 08:15:30 UTC`; what is no moment stays as it is. */
export function formatMoment(iso: string): string {
  const time = Date.parse(iso)
  return Number.isNaN(time) ? iso : `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
