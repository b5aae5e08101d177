import { MASK } from './mask.ts'
import type { Signal } from './signal.ts'
import { CODE_LENGTH, CODE_LETTERS, isSurrogate } from './surrogate-ranges.ts'

/**
 * The tag that stands where a value of this type was: `[EMAIL]`, or `[EMAIL-KXRTMBNC]` with a code that is the same
 * wherever the same value stood. Tags are the same in every language.
 */
export function tagFor(type: string, code?: string): string {
  return `[${type.toUpperCase()}${code === undefined ? '' : `-${code}`}]`
}

const TAG = new RegExp(
  `\\[([A-Z][A-Z0-9]{0,31}(?:-[A-Z0-9]{1,32}){0,6}?)(?:-[${CODE_LETTERS}]{${CODE_LENGTH}})?\\]`,
  'gu',
)
/** No tag is longer. */
const LONGEST_TAG = 256
/** What may stand between marks: nothing that can say or hide anything. */
const SEPARATORS = /^[\p{P}\p{S}\p{Zs}\t\r\n]*$/u

/**
 * True when a signal points at nothing but what cleaning puts in place of values: tags of the given types or parts of
 * them, masks, separators, or a surrogate. Detection passes over it, so that cleaned data is clean.
 */
export function isCleaningMark(
  text: string,
  { start, end, type }: Pick<Signal, 'start' | 'end' | 'type'>,
  types: ReadonlySet<string>,
): boolean {
  const value = text.slice(start, end)
  const tagged = text.slice(Math.max(0, start - LONGEST_TAG), end).includes('[')
  if (!tagged && !value.includes(MASK)) return isSurrogate(value, type)
  if (!tagged) return SEPARATORS.test(value)
  return SEPARATORS.test(withoutTags(text, start, end, types)) || isSurrogate(value, type)
}

const HIDDEN = new RegExp(`${MASK}{2}`, 'u')

/** True when values stood in a text that nobody can tell apart any more: tags without a code, and masks. */
export function hidesValues(text: string, types: ReadonlySet<string>): boolean {
  if (HIDDEN.test(text)) return true
  if (!text.includes('[')) return false
  for (const { 1: named } of text.matchAll(TAG)) {
    if (types.has((named as string).toLowerCase())) return true
  }
  return false
}

/** The stretch without what of it lies in tags. */
function withoutTags(text: string, start: number, end: number, types: ReadonlySet<string>): string {
  const from = Math.max(0, start - LONGEST_TAG)
  let rest = ''
  let at = start
  for (const { 0: tag, 1: named, index } of text.slice(from, end + LONGEST_TAG).matchAll(TAG)) {
    if (!types.has((named as string).toLowerCase()) || from + index >= end) continue
    rest += text.slice(at, Math.max(at, from + index))
    at = Math.max(at, from + index + tag.length)
  }
  return rest + text.slice(at, Math.max(at, end))
}
