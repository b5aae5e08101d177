import type { DetectInput } from '../core/index.ts'

/** How far before a value its label may begin, in UTF-16 units. */
const BEFORE = 64
/** How far after a value its label may end. */
const AFTER = 28
/** How far around a value its topic may be mentioned. */
const TOPIC_BEFORE = 160
const TOPIC_AFTER = 80

/**
 * Finds the label that owns a value: just before it (`Phone: …`, `my phone is …`), just after it (`… (phone)`), or in the
 * name of the field (`contact_phone`, `phoneNumber`). A label of another value does not count: the search stops at other
 * values, at the end of a sentence, at a paragraph, and at the nearest `key:`.
 * `words` must be a case-insensitive pattern without the `g` flag; underscores, quotes, mark-up and camel case are spaces to it.
 * @returns the label as written, or undefined.
 */
export function labelNear(input: DetectInput, start: number, end: number, words: RegExp): string | undefined {
  return (
    ownLabel(input, start).match(words)?.[0] ??
    labelAfter(input.text, end, words) ??
    fieldWords(input.field).match(words)?.[0]
  )
}

/** Finds a word anywhere near a value, whatever it belongs to; weaker evidence than `labelNear`. */
export function topicNear(input: DetectInput, start: number, end: number, words: RegExp): string | undefined {
  const around = `${input.text.slice(Math.max(0, start - TOPIC_BEFORE), start)} ${input.text.slice(end, end + TOPIC_AFTER)}`
  return fieldWords(input.field).match(words)?.[0] ?? around.match(words)?.[0]
}

/** The words that lead to a value and belong to no other value, without mark-up. */
export function ownLabel(input: DetectInput, start: number): string {
  let labels = labelsOf.get(input)
  if (!labels) {
    labels = new Map()
    labelsOf.set(input, labels)
  }
  let label = labels.get(start)
  if (label === undefined) {
    label = findOwnLabel(input.text, start)
    labels.set(start, label)
  }
  return label
}

/** Labels already found; detectors that are given the same input object ask about the same places. */
const labelsOf = new WeakMap<DetectInput, Map<number, string>>()

/** A key directly before the value: `phone: `, `"phone":"`, `phone = `, `| phone | `. */
const KEY = /([^\n,;:，；：。{}[\]|=]{1,64})[^\S\n]*(?:[:：=|＝]|=>|->)[\s"'`\\*([<]*$/u

/** A cheap test for a key: the last character that is neither space, quote nor mark-up. */
function endsKey(own: string): boolean {
  let i = own.length - 1
  while (i >= 0 && ' \n\t\r"\'`\\*([<'.includes(own[i] as string)) i--
  return i >= 0 && ':：=＝|>'.includes(own[i] as string)
}

/** Words that say what a value is; the nearest clause that holds one ends the search. */
const ANY_LABEL =
  /\b(?:account|acct|address|age|amount|birth|born|call|card|cell|code|contact|date|dob|e-?mail|expir\w*|fax|gps|iban|id|imei|invoice|ip|key|latitude|license|licence|login|longitude|mail|mobile|name|nin|number|order|passport|password|passwd|phone|pin|plate|postcode|price|ref(?:erence)?|registration|routing|serial|ssn|swift|tax|tel|telephone|text|ticket|total|user|username|vat|version|vin|website|year|zip)\b|电话|手机|座机|传真|邮箱|邮编|地址|账号|帐号|账户|卡号|密码|口令|证|姓名|生日|出生|日期|时间|年龄|编号|单号|订单|金额|价格|号码|用户名|车牌|网址|税号/iu

function findOwnLabel(text: string, start: number): string {
  const own = stripTags(text.slice(ownFrom(text, start), start))
  const key = endsKey(own) ? KEY.exec(own) : null
  if (key && /[\p{L}\p{N}]/u.test(key[1] ?? '')) return tidy(key[1] ?? '')
  if (!/[,;，；]/u.test(own)) return tidy(own)
  const clauses = own.split(/[,;，；]/u)
  let label = ''
  while (clauses.length > 0) {
    label = tidy(`${clauses.pop()} ${label}`)
    if (ANY_LABEL.test(label)) return label
  }
  return label
}

/** Where the words before a value begin to belong to it: after a paragraph, a sentence, another value. */
function ownFrom(text: string, start: number): number {
  const floor = Math.max(0, start - BEFORE)
  let digits = 0
  for (let i = start - 1; i >= floor; i--) {
    const code = text.charCodeAt(i)
    if ((code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19)) {
      if (++digits === 4) return endOfWord(text, i, start)
      continue
    }
    digits = 0
    if (code === 0x40 || code === 0x2f) {
      if (code === 0x40 || text.startsWith('://', i - 2)) return endOfWord(text, i, start)
    } else if (code === 0x3002 || code === 0xff01 || code === 0xff1f) return i + 1
    else if (code === 0x0a && isParagraph(text, i, floor)) return i + 1
    else if (
      (code === 0x2e || code === 0x21 || code === 0x3f) &&
      SENTENCE.test(text.slice(Math.max(0, i - 3), i + 5))
    )
      return i + 1
  }
  return floor
}

/** Three small letters, a mark, space, and a capital. */
const SENTENCE = /^\p{Ll}{3}[.!?][\s"']{1,3}\p{Lu}/u

function isParagraph(text: string, lineBreak: number, floor: number): boolean {
  for (let i = lineBreak - 1; i >= floor; i--) {
    const code = text.charCodeAt(i)
    if (code === 0x0a) return true
    if (code !== 0x20 && code !== 0x09 && code !== 0x0d) return false
  }
  return false
}

function endOfWord(text: string, from: number, limit: number): number {
  let i = from + 1
  while (i < limit && /[\p{L}\p{N}_.@/:-]/u.test(text[i] as string)) i++
  while (i > from + 1 && /[.:]/u.test(text[i - 1] as string)) i--
  return i
}

function labelAfter(text: string, end: number, words: RegExp): string | undefined {
  const raw = stripTags(text.slice(end, end + AFTER))
  const stop = raw.search(/[\n,;，；。！？!?|\d]|[.]\s/u)
  const after = stop < 0 ? raw : raw.slice(0, stop)
  const tidied = tidy(after)
  const match = tidied.match(words)
  if (!match) return undefined
  const inParentheses = /^\s*[([（【]/u.test(after)
  const next = raw.slice(stop < 0 ? raw.length : stop)
  const ownsNext =
    /[:：=#＝]|\bis\b\s*$/u.test(after.slice(after.indexOf(match[0]) + match[0].length)) || /^\d/u.test(next)
  return ownsNext && !inParentheses ? undefined : match[0]
}

/** The words of a field name: `contact_phoneNumber` is `contact phone Number`. */
export function fieldWords(field: string | undefined): string {
  return field === undefined ? '' : tidy(field.slice(-96)).replace(/[.[\]/-]+/gu, ' ')
}

const stripTags = (text: string) =>
  text.includes('>') ? text.replace(/<[^<>]{0,60}>|^[^<>]{0,60}[a-z"'/]>/giu, ' ') : text

const MARK_UP = /[_"'`*\\|<>\t\n\r\u00a0\u3000]| {2}/u
const HUMP = /[a-z][A-Z]/u

/** Mark-up, quotes and underscores become spaces, camel case becomes words. */
function tidy(text: string): string {
  const spaced = MARK_UP.test(text) ? text.replace(/[_"'`*\\|<>\s]+/gu, ' ') : text
  return (HUMP.test(spaced) ? spaced.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2') : spaced).trim()
}

const globals = new WeakMap<RegExp, RegExp>()

/** Where the last match of a pattern without the `g` flag begins; -1 for none. */
export function lastIndexOf(text: string, words: RegExp): number {
  let global = globals.get(words)
  if (!global) {
    global = new RegExp(words.source, `${words.flags}g`)
    globals.set(words, global)
  }
  let at = -1
  global.lastIndex = 0
  for (let match = global.exec(text); match !== null; match = global.exec(text)) {
    at = match.index
    if (match[0] === '') global.lastIndex++
  }
  return at
}
