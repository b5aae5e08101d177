import { type LiteralGroup, SEEN } from './_look.ts'
import type { Scan } from './_scan.ts'

const isSmall = (code: number): boolean => code >= 0x61 && code <= 0x7a
const isCapital = (code: number): boolean => code >= 0x41 && code <= 0x5a
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39

/** True where a word begins: at a letter after none, at the hump of a camelCase name, at every character beyond ASCII. */
export function beginsWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code > 0x7f) return true
  if (!isSmall(code) && !isCapital(code)) return false
  if (at === 0) return true
  const before = text.charCodeAt(at - 1)
  if (isSmall(before)) return isCapital(code)
  return !isCapital(before) && !isDigit(before)
}

/** Gives each match of a sticky pattern at the beginning of a word; every match begins with a literal of the group. */
export function matchesAtStarts(scan: Scan, group: LiteralGroup, pattern: RegExp): RegExpExecArray[] {
  const { facts } = scan
  const matches: RegExpExecArray[] = []
  if (!facts.saw(SEEN.exotic) && !facts.mayHold(group)) return matches
  const { text } = scan
  let floor = 0
  for (const start of placesOf(scan, group)) {
    if (start < floor || !beginsWord(text, start)) continue
    pattern.lastIndex = start
    const match = pattern.exec(text)
    if (!match || match[0] === '') continue
    matches.push(match)
    floor = start + match[0].length
  }
  return matches
}

/** Where a literal begins, in order; everywhere in a text with letters that fold to ASCII. */
function placesOf({ facts, text }: Scan, group: LiteralGroup): Iterable<number> {
  if (facts.saw(SEEN.exotic)) return text.length === 0 ? [] : Array.from(text, (_, at) => at)
  return facts
    .hits(group)
    .map(hit => hit.start)
    .sort((a, b) => a - b)
}
