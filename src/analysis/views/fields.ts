import type { Field, Move } from '../../core/index.ts'
import { VIEW_STEPS } from './view.ts'

/** Neighboring fields of one sample read as one value. */
export interface FieldsView {
  readonly text: string
  /** Name that stands for the fields together: a label. */
  readonly field: string
  readonly moves: readonly Move[]
  readonly pieces: readonly FieldPiece[]
  /** The parts of the fields that made a span of the text, in order. */
  readonly toOriginal: (start: number, end: number) => FieldPart[]
}

/** A field inside the joined text. */
export interface FieldPiece {
  readonly field: Field
  /** Where it stands in the joined text. */
  readonly start: number
  readonly end: number
  /** Where what stands there begins in the field's own text. */
  readonly from: number
}

/** A span of one field. */
export interface FieldPart {
  readonly field: Field
  readonly start: number
  readonly end: number
}

/** Longest text of a field that may be a part of a value. */
const LONGEST = 40
/** Most parts of a value. */
const MOST = 6
/** A part of a number: digits with at most a few letters and marks. */
const NUMBER_PART = /^\s{0,4}[+(]?[A-Z]{0,4}\d[\dA-Z ()./-]{0,30}\s{0,4}$/iu
const LOCAL_PART = /^\s{0,4}[\w.+-]{1,40}@?\s{0,4}$/u
const HOST_PART = /^\s{0,4}@?(?:[a-z\d-]{1,30}\.){1,4}[a-z]{2,12}\s{0,4}$/iu

const CODE_NAME =
  /(?:area|country|city|dial\w*|calling|phone|tel\w*|mobile)[ _.-]?(?:code|prefix)|(?:prefix|区号|國碼|国家码|国际区号)/iu
const NUMBER_NAME = /phone|number|tel|mobile|fax|subscriber|号码|电话|手机|座机/iu
const LOCAL_NAME = /local|user|account|mail|name|邮箱|用户|账号/iu
const HOST_NAME = /domain|host|provider|server|域名|后缀/iu

/**
 * Values that are split over fields: `card_1` to `card_4`, `area_code` and `number`, `email_user` and `email_domain`, the
 * short elements of one list.
 */
export function joinFields(fields: readonly Field[]): FieldsView[] {
  const views: FieldsView[] = []
  if (fields.length < 2) return views
  for (let first = 0; first + 1 < fields.length; first++) {
    const field = fields[first] as Field
    if (field.text.length > LONGEST || field.text.length === 0) continue
    const last = lastOfSeries(fields, first)
    if (last > first) {
      if (last - first < MOST)
        views.push(...joinNumbers(fields.slice(first, last + 1), factsOf(field.name).stem))
      first = last
      continue
    }
    const next = fields[first + 1] as Field
    if (next.text.length > LONGEST) continue
    if (factsOf(field.name).isCode && factsOf(next.name).isNumber && areNumbers([field, next]))
      views.push(joinPieces([field, next], '', next.name), joinPieces([field, next], ' ', next.name))
    if (isAddress(field, next)) {
      const glue = field.text.includes('@') || next.text.includes('@') ? '' : '@'
      views.push(joinPieces([field, next], glue, 'email'))
    }
  }
  return views
}

const isAddress = (one: Field, other: Field) =>
  factsOf(one.name).isLocal &&
  factsOf(other.name).isHost &&
  LOCAL_PART.test(one.text) &&
  HOST_PART.test(other.text)

const areNumbers = (fields: readonly Field[]) => fields.every(({ text }) => NUMBER_PART.test(text))

/** Parts joined without a mark and, for groups as they stand on cards, with a space. */
function joinNumbers(fields: readonly Field[], stem: string): FieldsView[] {
  if (!areNumbers(fields)) return []
  const digits = fields.reduce((sum, { text }) => sum + (text.match(/\d/gu)?.length ?? 0), 0)
  if (digits < 7 || digits > 32) return []
  return [joinPieces(fields, '', stem), joinPieces(fields, ' ', stem)]
}

/** What the name of a field says. */
interface NameFacts {
  /** The name without what counts it: `card` of `card_1`, `cards[1]`, `card1`. */
  readonly stem: string
  readonly isCode: boolean
  readonly isNumber: boolean
  readonly isLocal: boolean
  readonly isHost: boolean
}

/** Remembered names beyond this many are forgotten (CWE-770). */
const MAX_NAMES = 10_000
const names = new Map<string, NameFacts>()

function factsOf(name: string): NameFacts {
  let facts = names.get(name)
  if (facts === undefined) {
    facts = {
      stem: name
        .slice(0, 200)
        .replace(/\[\d{1,9}\]/gu, '')
        .replace(COUNTER, ''),
      isCode: CODE_NAME.test(name),
      isNumber: NUMBER_NAME.test(name),
      isLocal: LOCAL_NAME.test(name),
      isHost: HOST_NAME.test(name),
    }
    if (names.size >= MAX_NAMES) names.clear()
    names.set(name, facts)
  }
  return facts
}

/** What counts the parts of a value at the end of a name. */
const COUNTER =
  /[ _.-]?(?:part|piece|group|chunk|seg(?:ment)?|第)?[ _.-]?\d{1,3}(?:段|部分)?$|[ _.-](?:part|piece|group|chunk|seg)?[ _.-]?[a-f]$/iu

/** Index of the last field of a series that begins here. */
function lastOfSeries(fields: readonly Field[], first: number): number {
  const { name } = fields[first] as Field
  const { stem } = factsOf(name)
  let last = first
  if (stem === name || stem === '') return first
  for (let next = fields[last + 1]; next !== undefined; next = fields[last + 1]) {
    if (next.name === name || next.text.length > LONGEST || factsOf(next.name).stem !== stem) break
    last++
  }
  return last
}

function joinPieces(fields: readonly Field[], glue: string, name: string): FieldsView {
  const pieces: FieldPiece[] = []
  let text = ''
  for (const field of fields) {
    if (text !== '') text += glue
    const trimmed = field.text.trim()
    const from = field.text.indexOf(trimmed)
    pieces.push({ field, start: text.length, end: text.length + trimmed.length, from })
    text += trimmed
  }
  return {
    text,
    field: name,
    moves: [VIEW_STEPS.fields.move],
    pieces,
    toOriginal: (start, end) =>
      pieces
        .filter(piece => piece.start < end && piece.end > start)
        .map(piece => ({
          field: piece.field,
          start: piece.from + Math.max(0, start - piece.start),
          end: piece.from + Math.min(end, piece.end) - piece.start,
        })),
  }
}
