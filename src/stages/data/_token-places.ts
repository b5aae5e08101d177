import type { Where } from '../../core/index.ts'
import { LONG_PLACE, NEXT_FIELD } from '../../kernels/packed-places.ts'
import type { SampleContent } from './_sample-content.ts'

/** Lists of field names that one artifact may have; samples with others get no field and no span (CWE-770). */
const MAX_LISTS = 4096
const MAX_LIST_CHARACTERS = 4096
/** Where tokens stand in the fields of their samples: mostly one byte a token. */
export interface TokenPlaces {
  /** By sample: which list of names its fields have, counted from 1; 0 when it is not known. */
  readonly lists: Uint32Array
  readonly names: readonly (readonly string[])[]
  /** By sample: words of its packed places. */
  readonly sizes: Uint32Array
}

/** Collects which field names the samples of an artifact have. */
export function createFieldLists(resumed?: Pick<TokenPlaces, 'names'>) {
  const names = resumed?.names.map(each => [...each]) ?? []
  const numbers = new Map(names.map((each, at) => [JSON.stringify(each), at + 1]))
  let latest = 0
  return {
    numberOf(content: SampleContent): number {
      const marks = content.marks()
      const { fields } = content
      if (!fields.every((_, at) => marks.isNormal(at))) return 0
      const before = names[latest - 1]
      if (before?.length === fields.length && fields.every(({ name }, at) => name === before[at]))
        return latest
      const own = fields.map(field => field.name)
      const key = JSON.stringify(own)
      const known = numbers.get(key)
      if (known !== undefined) {
        latest = known
        return known
      }
      if (names.length >= MAX_LISTS || key.length > MAX_LIST_CHARACTERS) return 0
      numbers.set(key, names.push(own))
      return names.length
    },
    names: () => names.map(each => [...each]),
  }
}

/** Where one token stands: UTF-16 offsets in the field of this number. */
export interface TokenPlace {
  readonly token: number
  readonly field: number
  readonly start: number
  readonly end: number
}

/** The places of the tokens of a sample, in order. */
export function* tokenPlaces(packed: Uint32Array): Generator<TokenPlace> {
  const bytes = new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength)
  const long = (at: number) =>
    ((bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24)) >>>
    0
  let [field, end, token] = [0, 0, 0]
  for (let at = 0; at < bytes.length; ) {
    const code = bytes[at++] as number
    if (code === NEXT_FIELD) {
      field++
      end = 0
      continue
    }
    const isLong = code === LONG_PLACE
    const start = end + (isLong ? long(at) : code >> 6)
    end = start + (isLong ? long(at + 4) : code & 63)
    if (isLong) at += 8
    yield { token: token++, field, start, end }
  }
}

/**
 * The field and the span of a run of tokens. A run that goes over several fields is placed in its first one, up to that
 * field's last token.
 */
export function spanOf(
  packed: Uint32Array,
  names: readonly string[] | undefined,
  first: number,
  length: number,
): Pick<Where, 'field' | 'span'> {
  if (names === undefined) return {}
  let span: [start: number, end: number] | undefined
  let within: number | undefined
  for (const { token, field, start, end } of tokenPlaces(packed)) {
    if (token < first) continue
    if (token >= first + length || (within !== undefined && field !== within)) break
    within ??= field
    span = [span?.[0] ?? start, end]
  }
  const name = names[within ?? 0]
  return span === undefined || name === undefined ? {} : { field: name, span }
}
