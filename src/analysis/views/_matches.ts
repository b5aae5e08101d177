/**
 * All matches of a pattern in a text; most texts have none, and that is told without making the pattern anew.
 * @param pattern with the flag `g`
 */
export function matchesOf(text: string, pattern: RegExp): Iterable<RegExpExecArray> {
  pattern.lastIndex = 0
  if (!pattern.test(text)) return []
  pattern.lastIndex = 0
  return text.matchAll(pattern)
}
