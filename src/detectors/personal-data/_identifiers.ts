import type { DetectInput } from '../../core/index.ts'
import { fieldWords, ownLabel } from '../_context.ts'
import { type Scan, scanOf } from '../_scan.ts'

/** A run of letters and digits, with the groups that hyphens, slashes, dots or single spaces tie to it. */
export interface Identifier {
  readonly start: number
  readonly end: number
  /** Letters and digits only, upper case. */
  readonly compact: string
  /** The label that owns it, as `labelNear` reads it, or the words of the field. */
  readonly label: string
}

/** Groups that go on after a token: any after a mark, digits after a space. */
const REST = /^(?:[-/.][A-Za-z\d]{1,16}(?![A-Za-z\d])| \d{2,9}(?![\dA-Za-z])){1,6}/u
/** A series before a token: `K-123456`, `A 123 456`. */
const SERIES = /(?<![\p{L}\p{N}_-])[A-Z]{1,5}-$|(?<=[:：] ?)[A-Z]{1,2} $/u

/**
 * Gives every identifier with at least `minDigits` digits whose label matches `words`: values without a form of their own.
 * `words` must be a case-insensitive pattern without the `g` flag.
 */
export function* labeledIdentifiers(
  input: DetectInput,
  words: RegExp,
  minDigits: number,
): Iterable<Identifier> {
  const scan = scanOf(input)
  const field = fieldWords(input.field)
  const fieldLabel = words.test(field) ? field : undefined
  let floor = 0
  for (const token of scan.tokens) {
    if (token.start < floor || token.end - token.start > 40) continue
    const found = identifierAt(scan, token.start, token.end)
    floor = found.end
    let digits = 0
    for (const character of found.compact) if (character <= '9') digits++
    if (digits < minDigits) continue
    const own = ownLabel(input, found.start)
    const label = words.test(own) ? own : fieldLabel
    if (label !== undefined) yield { ...found, label }
  }
}

function identifierAt({ text }: Scan, from: number, to: number): Omit<Identifier, 'label'> {
  const series = SERIES.exec(text.slice(Math.max(0, from - 8), from))?.[0] ?? ''
  const rest = REST.exec(text.slice(to, to + 64))?.[0] ?? ''
  const start = from - series.length
  const end = to + rest.length
  return {
    start,
    end,
    compact: text
      .slice(start, end)
      .replace(/[^A-Za-z\d]/gu, '')
      .toUpperCase(),
  }
}
