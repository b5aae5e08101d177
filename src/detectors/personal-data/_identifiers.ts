import type { DetectInput } from '../../core/index.ts'
import { fieldWords, ownLabel } from '../_context.ts'
import type { LiteralGroup } from '../_look.ts'
import { scanOf } from '../_scan.ts'

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
const REST = /(?:[-/.][A-Za-z\d]{1,16}(?![A-Za-z\d])| \d{2,9}(?![\dA-Za-z])){1,6}/uy
/** A series before a token: `K-123456`, `A 123 456`. */
const SERIES = /(?<=(?<![\p{L}\p{N}_-])([A-Z]{1,5}-)|[:：] ?([A-Z]{1,2} ))/uy

/** What an identifier must have before its label is looked for. */
export interface IdentifierForm {
  readonly minDigits: number
  readonly minLength: number
  readonly maxLength: number
}

/** How far before a token its label may begin. */
const LABEL_REACH = 80

/**
 * Gives every identifier of a form whose label matches `words`: values that nothing but a label tells.
 * Every match of `words` holds a literal of the group. `words` must be a case-insensitive pattern without the `g` flag.
 */
export function* labeledIdentifiers(
  input: DetectInput,
  words: RegExp,
  group: LiteralGroup,
  form: IdentifierForm,
): Iterable<Identifier> {
  const { text, tokens, facts } = scanOf(input)
  const field = fieldWords(input.field)
  const fieldLabel = words.test(field) ? field : undefined
  if (fieldLabel === undefined && !facts.isNear(group, 0, text.length)) return
  let floor = 0
  for (const token of tokens) {
    if (token.start < floor || token.end - token.start > form.maxLength) continue
    if (token.digits < form.minDigits && !goesOn(text, token.end)) continue
    if (fieldLabel === undefined && !facts.isNear(group, token.start - LABEL_REACH, token.start)) {
      floor = goesOn(text, token.end) ? identifierAt(text, token.start, token.end)[1] : token.end
      continue
    }
    const [start, end] = identifierAt(text, token.start, token.end)
    floor = end
    if (end - start < form.minLength) continue
    const compact = text
      .slice(start, end)
      .replace(/[^A-Za-z\d]/gu, '')
      .toUpperCase()
    if (compact.length < form.minLength || compact.length > form.maxLength) continue
    let digits = 0
    for (const character of compact) if (character <= '9') digits++
    if (digits < form.minDigits) continue
    const own = ownLabel(input, start)
    const label = words.test(own) ? own : fieldLabel
    if (label !== undefined) yield { start, end, compact, label }
  }
}

/** True when another group may follow a token: anything after a mark, digits after a space. */
function goesOn(text: string, end: number): boolean {
  const mark = text.charCodeAt(end)
  if (mark !== 0x20 && (mark < 0x2d || mark > 0x2f)) return false
  const next = text.charCodeAt(end + 1)
  if (next >= 0x30 && next <= 0x39) return true
  return mark !== 0x20 && (next | 0x20) >= 0x61 && (next | 0x20) <= 0x7a
}

function identifierAt(text: string, from: number, to: number): [start: number, end: number] {
  const before = text.charCodeAt(from - 1)
  const after = text.charCodeAt(to)
  let start = from
  let end = to
  if (before === 0x2d || before === 0x20) {
    SERIES.lastIndex = from
    const series = SERIES.exec(text)
    start -= (series?.[1] ?? series?.[2] ?? '').length
  }
  if (after === 0x20 || (after >= 0x2d && after <= 0x2f)) {
    REST.lastIndex = to
    end += (REST.exec(text)?.[0] ?? '').length
  }
  return [start, end]
}
