import type { LiteralGroup } from '../_look.ts'
import type { Scan } from '../_scan.ts'
import { matchesAtStarts } from '../_word-starts.ts'

/** A value that stands behind its key: `key: value`, `key=value`, `"key": "value"`, `key is value`, `键：值`. */
export interface KeyedValue {
  /** The key as written. */
  readonly key: string
  readonly start: number
  readonly end: number
  readonly value: string
  /** True after a colon or an equals sign, false after a word such as `is`. */
  readonly isAssigned: boolean
  readonly isQuoted: boolean
}

/** What may stand between a key and its value. */
const ASSIGNED =
  /^(?:\s?\([^()\n]{1,24}\))?["'`*_\\]{0,4}[ \t]*(?:<\/?\w{1,8}>)?[ \t]*(?:[:：=＝]|=>|:=|->|\|)[^\S\n]{0,4}(?:\r?\n[^\S\n]{0,4})?(?!```)(?:<\/?\w{1,8}>)?["'`*_\\“‘「]{0,4}/u
const SPOKEN =
  /^(?:\s(?:for|of|to|on) (?:(?:my|the|your|his|her|our|their|this|that|a) )?[\w.@'’-]{1,40}(?: [\w.'’-]{1,20}){0,3}?)?["'”’]?\s?(?:\b(?:is|was|are|be|to|es|ist|est|lautet|è|é)\b(?: (?:now|set to|still|just|currently))?:?|(?:为|是|设为|改为|设置为|改成|設為|は)[:：]?)\s{0,2}["'`“‘「]?/u
/** A quotation right behind the key: `password "…"`. */
const QUOTED = /^\s(?=["“「][^"”」\s]{2,64}["”」])["“「]/u
const VALUE = /^[^\s"'`<>“”‘’「」，。；、！？|]{1,80}/u

/** Finds the values behind every match of `keys`, a sticky pattern; each match begins with a literal of the group. */
export function* keyedValues(scan: Scan, group: LiteralGroup, keys: RegExp): Iterable<KeyedValue> {
  for (const { 0: key, index } of matchesAtStarts(scan, group, keys)) {
    const { text } = scan
    const after = text.slice(index + key.length, index + key.length + 200)
    const assigned = ASSIGNED.exec(after)?.[0]
    const connector = assigned ?? SPOKEN.exec(after)?.[0] ?? QUOTED.exec(after)?.[0]
    if (connector === undefined) continue
    const rest = after.slice(connector.length)
    const quote = /["'`“‘「]$/u.exec(connector)?.[0]
    const quoted = quote === undefined ? undefined : closeQuote(rest, quote)
    const raw = quoted ?? VALUE.exec(rest)?.[0] ?? ''
    const value = quoted ?? raw.replace(/(?:[,.;:?)\]}\\]|(?<=\w)!(?=$))+$/u, '')
    if (value === '') continue
    const start = index + key.length + connector.length
    yield {
      key,
      start,
      end: start + value.length,
      value,
      isAssigned: assigned !== undefined,
      isQuoted: quoted !== undefined,
    }
  }
}

const CLOSING: Readonly<Record<string, string>> = { '“': '”', '‘': '’', '「': '」' }

function closeQuote(rest: string, quote: string): string | undefined {
  const end = rest.indexOf(CLOSING[quote] ?? quote)
  const value = end < 0 ? '' : rest.slice(0, end).replace(/\\+$/u, '')
  return value !== '' && value.length <= 64 && !/[\n]/u.test(value) ? value : undefined
}
