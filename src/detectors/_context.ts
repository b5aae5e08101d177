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
    label = findOwnLabel(input.text.slice(Math.max(0, start - BEFORE), start))
    labels.set(start, label)
  }
  return label
}

/** Labels already found; detectors that are given the same input object ask about the same places. */
const labelsOf = new WeakMap<DetectInput, Map<number, string>>()

/** Where the words before a value stop belonging to it: a paragraph, a sentence, another value. */
const BOUNDARY =
  /\n\s*\n|\p{Ll}{3,}[.!?][\s"']+(?=\p{Lu})|[。！？]|[\p{L}\p{N}_.-]*\p{N}{4,}|[^\s@]{1,64}@[^\s@]+|:\/\/\S+/gu

/** A key directly before the value: `phone: `, `"phone":"`, `phone = `, `| phone | `. */
const KEY = /([^\n,;:，；：。{}[\]|=]{1,64})[^\S\n]*(?:[:：=|＝]|=>|->)[\s"'`\\*([<]*$/u

/** Words that say what a value is; the nearest clause that holds one ends the search. */
const ANY_LABEL =
  /\b(?:account|acct|address|age|amount|birth|born|call|card|cell|code|contact|date|dob|e-?mail|expir\w*|fax|gps|iban|id|imei|invoice|ip|key|latitude|license|licence|login|longitude|mail|mobile|name|nin|number|order|passport|password|passwd|phone|pin|plate|postcode|price|ref(?:erence)?|registration|routing|serial|ssn|swift|tax|tel|telephone|text|ticket|total|user|username|vat|version|vin|website|year|zip)\b|电话|手机|座机|传真|邮箱|邮编|地址|账号|帐号|账户|卡号|密码|口令|证|姓名|生日|出生|日期|时间|年龄|编号|单号|订单|金额|价格|号码|用户名|车牌|网址|税号/iu

function findOwnLabel(before: string): string {
  let from = 0
  for (const { 0: boundary, index } of before.matchAll(BOUNDARY)) from = index + boundary.length
  const own = stripTags(before.slice(from))
  const key = own.match(KEY)
  if (key && /[\p{L}\p{N}]/u.test(key[1] ?? '')) return tidy(key[1] ?? '')
  const clauses = own.split(/[,;，；]/u)
  let label = ''
  while (clauses.length > 0) {
    label = `${clauses.pop()} ${label}`
    const tidied = tidy(label)
    if (ANY_LABEL.test(tidied)) return tidied
  }
  return tidy(label)
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

const stripTags = (text: string) => text.replace(/<[^<>]{0,60}>|^[^<>]{0,60}[a-z"'/]>/giu, ' ')

/** Mark-up, quotes and underscores become spaces, camel case becomes words. */
function tidy(text: string): string {
  return text
    .replace(/[_"'`*\\|<>\s]+/gu, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .trim()
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
  for (const match of text.matchAll(global)) at = match.index
  return at
}
