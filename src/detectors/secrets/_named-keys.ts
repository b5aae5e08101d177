import type { Signal } from '../../core/index.ts'
import { readAssignment } from './_assignment.ts'
import { moveIf } from './_judge.ts'
import { type FoundKey, matchKey, signalOf } from './_keys.ts'
import { nameKind, wordsOf } from './_name.ts'
import type { CompiledKey } from './_provider-index.ts'
import { isWordCode } from './_text.ts'

/** How far a name of the provider may stand before its key, in UTF-16 units. */
const REACH = 120
const NAME_REST = /[A-Za-z0-9_.-]{0,48}/y
/** Characters that a key may hold, by code. */
const IN_TOKEN = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9_\-.+/=|:~]/.test(String.fromCharCode(code)) ? 1 : 0,
)
const SHORTEST_TOKEN = 12
/** How far before a value its label may begin. */
const LABEL_REACH = 64
const TELLING = /key|token|secret|passw|auth|credential|bearer|\bapi\b|密钥|秘钥|令牌|口令|密码|私钥/i
const LABEL = /(?:([A-Za-z][\w.-]{0,48})["'`\])]{0,3}\s{0,5}(?:[:=]|=>|:=)|--([\w-]{1,48})\s)\s{0,5}["'`]?$/
const SCHEME = /(?:Bearer|Basic|Token|FlyV1|ApiKey|Key|OAuth|GenieKey|token|key|KEY)\s{1,2}/y
/** What may follow the provider in the name of an identifier. */
const IDENTIFIES = /^(?:id|ids|client|app|appid|clientid|account|access|corpid|corp|key|sid|\w{1,12}id)$/

/** Keys of generic shape that a name of their provider, ending at `end`, leads to. */
export function* namedKeys(
  text: string,
  keys: readonly CompiledKey[],
  start: number,
  end: number,
): Generator<Signal, void, undefined> {
  if (!isWholeName(text, start, end)) return
  NAME_REST.lastIndex = end
  const rest = NAME_REST.exec(text)?.[0] ?? ''
  const name = text.slice(start, end) + rest
  const value = readAssignment(text, nameStart(text, start), end + rest.length, false)
  if (value) {
    SCHEME.lastIndex = value.start
    const from = value.start + (SCHEME.exec(text)?.[0].length ?? 0)
    const found = best(text, keys, from, value.quoted ? value.end : undefined, key => fits(key, name, rest))
    const signal = found && signalOf(text, found, baseOf(found, name, 0.8), [])
    if (signal) {
      yield signal
      return
    }
  }
  yield* looseKeys(text, keys, end)
}

/** The key that is the whole text of a field which names its provider. */
export function* keyOfField(
  text: string,
  field: string,
  keys: readonly CompiledKey[],
): Generator<Signal, void, undefined> {
  const from = text.length - text.trimStart().length
  const found = best(text, keys, from, text.trimEnd().length, ({ row }) => row.kind !== 'client-id')
  const signal = found && signalOf(text, found, baseOf(found, field, 0.8), [])
  if (signal) yield signal
}

/** Keys further on in the same or the next line, with a word such as `key` in between. */
function* looseKeys(
  text: string,
  keys: readonly CompiledKey[],
  end: number,
): Generator<Signal, void, undefined> {
  const starts = tokenStarts(text, end, Math.min(text.length, end + REACH))
  if (starts.length === 0) return
  const window = text.slice(end, end + REACH)
  for (const index of starts) {
    const between = window.slice(0, index)
    if ((between.match(/\n/g)?.length ?? 0) > 2) return
    const telling = TELLING.test(between)
    const labels = between.slice(-LABEL_REACH).match(LABEL)
    const label = labels?.[1] ?? labels?.[2]
    if (label !== undefined && nameKind(label) === 'none') continue
    const found = best(
      text,
      keys,
      end + index,
      undefined,
      ({ row, shape }) => row.kind !== 'client-id' && (telling || (shape.marked && shape.minLength >= 30)),
    )
    const signal =
      found &&
      signalOf(text, found, baseOf(found, label ?? '', label === undefined ? 0.6 : 0.7), [
        moveIf(label === undefined, 0, 'no name right before it', '前面没有直接的名称'),
      ])
    if (!signal) continue
    yield signal
    return
  }
}

const NO_STARTS: readonly number[] = []

/** Where runs that are long enough for a key begin between two offsets, counted from the first. */
function tokenStarts(text: string, from: number, to: number): readonly number[] {
  let starts: number[] | undefined
  for (let i = from; i + SHORTEST_TOKEN <= to; ) {
    let last = i + SHORTEST_TOKEN - 1
    while (last >= i && IN_TOKEN[text.charCodeAt(last)] === 1) last--
    if (last >= i) {
      i = last + 1
      continue
    }
    starts ??= []
    starts.push(i - from)
    i += SHORTEST_TOKEN
    while (i < to && IN_TOKEN[text.charCodeAt(i)] === 1) i++
  }
  return starts ?? NO_STARTS
}

/** The longest of the keys that match at an offset. */
function best(
  text: string,
  keys: readonly CompiledKey[],
  from: number,
  to: number | undefined,
  accepts: (key: CompiledKey) => boolean,
): FoundKey | undefined {
  let longest: FoundKey | undefined
  for (const key of keys) {
    if (!accepts(key)) continue
    const found = matchKey(text, key, from)
    if (!found || (to !== undefined && found.end !== to)) continue
    if (!longest || found.end > longest.end) longest = found
  }
  return longest
}

/** A short generic shape under a bare name of the provider is worth less. */
function baseOf(found: FoundKey, name: string, base: number): number {
  const { row, shape } = found.key
  const short = shape.minLength < 20 && row.kind !== 'client-id' && !row.plain && nameKind(name) === 'none'
  return base - (short ? 0.2 : 0) - (row.kind === 'client-id' ? 0.1 : 0)
}

/** True when the words after the provider's name do not say that the value is something else. */
function fits({ row }: CompiledKey, name: string, rest: string): boolean {
  const tail = wordsOf(rest)
  const kind = nameKind(name)
  if (row.kind === 'client-id') return tail.some(word => IDENTIFIES.test(word)) && kind !== 'password'
  return tail.length === 0 || kind !== 'none'
}

/** Where the identifier begins of which a name is a part. */
function nameStart(text: string, start: number): number {
  let from = start
  while (from > 0 && start - from < 48 && /[\w.-]/.test(text.charAt(from - 1))) from--
  return from
}

/** A name counts when it is a word of its own: `lob` in `LOB_KEY` and `myLobKey`, not in `global`. */
function isWholeName(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(start) > 127 || end - start >= 7) return true
  const before = text.charCodeAt(start - 1)
  const first = text.charCodeAt(start)
  const startsWord =
    start === 0 ||
    !isWordCode(before) ||
    before === 95 ||
    isDigit(before) ||
    (isLower(before) && isUpper(first))
  if (!startsWord) return false
  const last = text.charCodeAt(end - 1)
  const after = text.charCodeAt(end)
  if (end - start >= 6 || last === 95 || last === 45) return true
  return (
    !isWordCode(after) ||
    after === 95 ||
    isDigit(after) ||
    (isLower(last) && isUpper(after)) ||
    isTelling(text, end)
  )
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57
const isLower = (code: number): boolean => code >= 97 && code <= 122
const isUpper = (code: number): boolean => code >= 65 && code <= 90
const isTelling = (text: string, at: number): boolean =>
  /^(?:key|token|secret|api|auth|app|pass|login)/i.test(text.slice(at, at + 6))
