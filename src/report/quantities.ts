const SIZES = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const

/** A size in decimal units: `512 B`, `1.3 MB`, `41 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let at = 0
  while (value >= 1000 && at < SIZES.length - 1) {
    value /= 1000
    at++
  }
  return `${at === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)} ${SIZES[at]}`
}

/** A duration: `4.2 s`, `42 s`, `3 min 20 s`, `1 h 5 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}
