import type { DetectInput } from '../../core/index.ts'
import { type AssignedValue, readAssignment, readValue } from './_assignment.ts'
import { literalHits } from './_family-scan.ts'
import { type NameKind, nameKind } from './_name.ts'
import { hanKind } from './_named-literals.ts'
import { isWordCode } from './_text.ts'

/** A value with the name that leads to it. */
export interface NamedValue extends AssignedValue {
  readonly name: string
  /** Where the name begins; 0 for the name of the field. */
  readonly nameStart: number
  readonly kind: Exclude<NameKind, 'none'>
}

/** Longest part of a name on either side of its telling word. */
const REACH = 60
const NAME_AFTER = /[A-Za-z0-9_-]{0,60}/y
/** Names inside a value longer than this are not looked at: they are part of it. */
const LONG_VALUE = 64
/** Words that, between a name and its value, make it the name of something else: `the key size is`. */
const NAMES_ANOTHER =
  /(?:^|[^a-z])(?:ids?|identifier|names?|hash|digest|fingerprint|checksum|size|length|type|version|file|path|url|uri|endpoint|expir(?:es|y|ation)|count|number|policy|rotation|format|prefix|hint)(?:$|[^a-z])/i
const WORD_BEFORE = /([A-Za-z]{2,20})[ \t]$/

/**
 * Every value that a telling name leads to: assignments, arguments, markup, flags, table cells and sentences.
 * The name of the field, when it tells, leads to the whole text.
 */
export function namedValues(input: DetectInput): readonly NamedValue[] {
  if (last === undefined || last.text !== input.text || last.field !== input.field)
    last = { text: input.text, field: input.field, values: [...findNamedValues(input)] }
  return last.values
}

/** The values of the latest text; several detectors ask for the same. */
let last: { text: string; field: string | undefined; values: readonly NamedValue[] } | undefined

/** True when the name of a field leads to its text. */
export const isTellingField = (name: string): boolean => nameKind(name) !== 'none'

function* findNamedValues(input: DetectInput): Generator<NamedValue, void, undefined> {
  const { text } = input
  const whole = wholeField(input)
  if (whole) yield whole
  let done = 0
  for (const { literal, start, end } of literalHits(text, 'names')) {
    if (end <= done) continue
    const han = hanKind(literal)
    if (han) {
      done = end
      const value = readAssignment(text, start, end, han === 'password')
      if (!value) continue
      if (value.end - value.start > LONG_VALUE) done = value.end
      yield { ...value, name: text.slice(start, end), nameStart: start, kind: han }
      continue
    }
    NAME_AFTER.lastIndex = end
    const nameEnd = end + (NAME_AFTER.exec(text)?.[0].length ?? 0)
    done = nameEnd
    let nameStart = start
    while (nameStart > 0 && start - nameStart < REACH && isNameCode(text.charCodeAt(nameStart - 1)))
      nameStart--
    const written = text.slice(nameStart, nameEnd).replace(/^[.$-]+/, '')
    // A word ahead takes meaning from a name, and never gives it any.
    if (knownKind(written) === 'none') continue
    const ahead = text.slice(Math.max(0, nameStart - 24), nameStart).match(WORD_BEFORE)?.[1]
    const name = ahead ? `${ahead} ${written}` : written
    const kind = nameKind(name)
    if (kind === 'none') continue
    if (text.startsWith('::', nameStart - 2)) continue
    const value = readAssignment(text, nameStart, nameEnd, kind === 'password')
    if (value?.link === 'sentence' && NAMES_ANOTHER.test(text.slice(nameEnd, value.start))) continue
    if (!value) continue
    if (value.end - value.start > LONG_VALUE) done = value.end
    yield { ...value, name, nameStart, kind }
  }
}

const kinds = new Map<string, NameKind>()
const MOST_KINDS = 4096

/** The kind of a name; those of prose come again and again. */
function knownKind(name: string): NameKind {
  let kind = kinds.get(name)
  if (kind === undefined) {
    kind = nameKind(name)
    if (kinds.size >= MOST_KINDS) kinds.clear()
    kinds.set(name, kind)
  }
  return kind
}

const isNameCode = (code: number): boolean => isWordCode(code) || code === 46 || code === 36 || code === 45

/** Longest text that is one value of a field. */
const LONGEST_FIELD = 4096

function wholeField({ text, field }: DetectInput): NamedValue | undefined {
  if (field === undefined || text.length > LONGEST_FIELD) return undefined
  const kind = knownKind(field)
  if (kind === 'none') return undefined
  const from = text.length - text.trimStart().length
  const value = readValue(text, from, true)
  if (!value || value.end < text.trimEnd().length - 1) return undefined
  return { ...value, link: 'assignment', name: field, nameStart: 0, kind }
}
