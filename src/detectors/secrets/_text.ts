/** Characters of identifiers and tokens: ASCII letters, digits and the underscore. */
export function isWordCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
  )
}

const ESCAPE_BEFORE = /(?:\\[nrtbfv0]|%[0-9A-Fa-f]{2}|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\[[0-9;]{0,8}m)$/

/** True when a token may begin here: at the start, after a mark, or after an escape such as `\n`, `%3D` or `\u003d`. */
export function startsCleanly(text: string, start: number): boolean {
  if (start === 0) return true
  const before = text.charCodeAt(start - 1)
  if (before === 43) return false
  if (before === 45) return start < 2 || !isWordCode(text.charCodeAt(start - 2))
  return !isWordCode(before) || ESCAPE_BEFORE.test(text.slice(Math.max(0, start - 10), start))
}

/** True when dots follow a value: it was cut short for display. */
export const isCutShort = (text: string, end: number): boolean =>
  text.startsWith('..', end) ||
  text.startsWith('…', end) ||
  text.startsWith('***', end) ||
  text.startsWith('[', end)

/** The line that holds an offset, cut to a window around it. */
export function lineAround(text: string, start: number, end: number, reach: number): string {
  const before = text.slice(Math.max(0, start - reach), start)
  const after = text.slice(end, end + reach)
  const newline = after.indexOf('\n')
  return (
    before.slice(before.lastIndexOf('\n') + 1) +
    text.slice(start, end) +
    (newline < 0 ? after : after.slice(0, newline))
  )
}
