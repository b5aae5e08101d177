import { beginsAlone, endsAlone, type Scan, type Stretch, type Token } from '../_scan.ts'
import { LABEL_AFTER, LABEL_BEFORE } from './_phone-labels.ts'
import type { PhoneGroups } from './_phone-shape.ts'

/** Gaps between the groups of one number. */
const GAP = /^(?: {1,2}|-|\.|\/| - | \/ | ?\) ?|\)-|\) - |\)\.|\)\/| ?\( ?|-\()$/u
/** A number that goes on with an extension. */
const EXTENSION =
  /^[,;]?\s?(?:x|ext\.?|extn\.?|extension|#|转|轉|分机|Durchwahl|poste)[.:]?\s?(\d{1,6})(?!\d)/iu

/** Most groups and digits of one number: E.164 allows 15 digits, an exit code adds two. */
const MAX_GROUPS = 8
const MAX_DIGITS = 17
const MIN_DIGITS = 5
/** A stretch of more groups is a list of numbers: a space parts two of them. */
const LONG_STRETCH = 24
/** A slash behind so many digits parts two numbers. */
const FULL_NUMBER = 7

/** Digit groups that may be one number, and where they stand. */
export interface FoundPhone extends PhoneGroups {
  readonly start: number
  readonly end: number
  /** True when no other number is joined to it. */
  readonly isWhole: boolean
  /** Index of its last token. */
  readonly last: number
}

/** Gives what may be a number from the token `first` on, the longest first. */
export function* phonesFrom(scan: Scan, stretch: Stretch, first: number): Iterable<FoundPhone> {
  const { text, tokens } = scan
  if (
    first > stretch.first &&
    !isParted(text, (tokens[first - 1] as Token).end, (tokens[first] as Token).start)
  )
    return
  const isList =
    stretch.last - stretch.first >= LONG_STRETCH && text[(tokens[first] as Token).start - 1] !== '+'
  let digits = 0
  let last = first
  for (; last <= stretch.last && last - first < MAX_GROUPS; last++) {
    const token = tokens[last] as Token
    if (digits + token.digits > MAX_DIGITS + 5) break
    const gap = last > first ? text.slice((tokens[last - 1] as Token).end, token.start) : ''
    if (gap.includes('+') || (isList && gap === ' ')) break
    digits += token.digits
  }
  for (last--; last >= first && digits >= MIN_DIGITS; last--) {
    const { end } = tokens[last] as Token
    if (
      last === stretch.last ||
      text[end] === '(' ||
      isParted(text, end, (tokens[last + 1] as Token).start)
    ) {
      const found = readPhone(scan, stretch, first, last)
      if (found) yield found
    }
    digits -= (tokens[last] as Token).digits
  }
}

/** True when two numbers may part here: at white space, and at a slash. */
function isParted(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (text[i] === ' ' || (text[i] === '/' && to - from < 3)) return true
  return false
}

/** Reads the tokens from `first` to `last` as one number; undefined when their gaps or surroundings forbid it. */
function readPhone(
  { text, tokens }: Scan,
  stretch: Stretch,
  first: number,
  last: number,
): FoundPhone | undefined {
  const groups: string[] = []
  const gaps: string[] = []
  let extension = 0
  let seen = 0
  for (let i = first; i <= last; i++) {
    const { start, end } = tokens[i] as Token
    const written = text.slice(start, end)
    const [group = '', ext] = i === last ? written.split(/x/iu) : [written]
    if (i < last && /x/iu.test(written)) return undefined
    if (ext !== undefined) extension = ext.length + 1
    groups.push(group)
    if (i > first) {
      const gap = text.slice((tokens[i - 1] as Token).end, start)
      if (!GAP.test(gap) || (gap.includes('/') && seen >= FULL_NUMBER)) return undefined
      gaps.push(gap)
    }
    seen += group.length
  }
  const digits = groups.join('')
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return undefined
  const firstToken = tokens[first] as Token
  const lastToken = tokens[last] as Token
  const prefix =
    /(?:\+ ?\(?|\( ?\+?)$/u.exec(text.slice(Math.max(0, firstToken.start - 3), firstToken.start))?.[0] ?? ''
  const isInternational = prefix.includes('+')
  const closes = gaps.some(gap => gap.includes(')')) && !gaps.some(gap => gap.includes('('))
  if (closes && !prefix.includes('(')) return undefined
  if (gaps.some(gap => gap.includes('(')) && !gaps.some(gap => gap.includes(')'))) return undefined
  const start = firstToken.start - (isInternational || closes ? prefix.length : 0)
  const trailing = extension > 0 ? undefined : EXTENSION.exec(text.slice(lastToken.end, lastToken.end + 24))
  const end = lastToken.end + (trailing?.[0].length ?? 0)
  const begins = isInternational
    ? !/[\p{Script=Latin}\p{N}]$/u.test(text.slice(Math.max(0, start - 1), start))
    : first > stretch.first ||
      beginsAlone(text, start) ||
      LABEL_BEFORE.test(text.slice(Math.max(0, start - 10), start))
  const ends = last < stretch.last || endsAlone(text, end) || LABEL_AFTER.test(text.slice(end, end + 12))
  if (!begins || !ends) return undefined
  return {
    start,
    end,
    last,
    isWhole: first === stretch.first && last === stretch.last,
    groups,
    gaps,
    digits,
    isInternational,
    isParenthesized: closes && /^ ?\)/u.test(gaps[0] ?? ''),
    hasExtension: extension > 0 || (trailing !== null && trailing !== undefined),
  }
}
