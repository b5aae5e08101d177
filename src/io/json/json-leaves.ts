import { both, type Field, type Localized } from '../../core/index.ts'
import { FieldNames, type Place, type RoleOf } from './_field-names.ts'

/** More values of any sort than this make a row unreadable (CWE-770). */
const MAX_VALUES = 250_000
/** Nesting beyond this would exhaust the call stack, whatever the limits say (CWE-674). */
const MAX_RECURSION = 1000

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
/** The literals of JSON, and those that Python and JavaScript writers add. */
const LITERAL = /true|false|null|NaN|-?Infinity/y
const CONTROL = /[\u0000-\u001f]/

const QUOTE = 0x22
const COMMA = 0x2c
const MINUS = 0x2d
const COLON = 0x3a
const LEFT_BRACKET = 0x5b
const BACKSLASH = 0x5c
const RIGHT_BRACKET = 0x5d
const LEFT_BRACE = 0x7b
const RIGHT_BRACE = 0x7d

/** The key of a record that is named by its key. */
export const RECORD_KEY = '{key}'
/** Marks the field of a key whose value is at the same path. */
const KEY_MARK = ':key'

/**
 * Finds every string and number of a JSON text, in order, with its path, its decoded text and where it stands.
 * Keys that are not plain are leaves, too, with the role `key`. Numbers keep the digits that they are written with.
 */
export class JsonLeaves {
  readonly #names: FieldNames
  readonly #maxDepth: number
  #text = ''
  #fields: Field[] = []
  #spans: number[] = []
  #hasControl = false
  #nextEscape = 0
  #objects = 0
  #depth = 0
  #values = 0
  /** The place of the key read last. */
  #before: Place | undefined
  #problem: Localized | undefined

  /** @param roleOf the role that the name of a field alone tells */
  constructor(maxDepth: number, roleOf: RoleOf = () => undefined) {
    this.#maxDepth = Math.min(maxDepth, MAX_RECURSION)
    this.#names = new FieldNames(roleOf)
  }

  /** The fields of the text read last. */
  get fields(): readonly Field[] {
    return this.#fields
  }

  /** Where the field at an index of `fields` stands: between the quotes of a string or key, or the whole number. */
  span(index: number): { readonly start: number; readonly end: number } {
    return { start: this.#spans[2 * index] as number, end: this.#spans[2 * index + 1] as number }
  }

  /**
   * Reads a JSON value; with `form` `member`, one member of an object (`"key": value`); with `record`, a member whose
   * key is an identifier: paths leave it out.
   * @param isPlain true when the text is known to hold no control characters
   * @returns why the text cannot be read; undefined when it can.
   */
  read(text: string, form: string, isPlain = false): Localized | undefined {
    this.#text = text
    this.#fields = []
    this.#spans = []
    this.#hasControl = !isPlain && CONTROL.test(text)
    this.#nextEscape = -1
    this.#depth = 0
    this.#values = 0
    this.#problem = undefined
    const root = this.#names.root()
    // Files that were joined keep the byte-order mark of each part.
    const start = this.#skipBlanks(text.charCodeAt(0) === 0xfeff ? 1 : 0)
    let end: number
    if (form === 'member') end = this.#member(start, root, 0, ++this.#objects, undefined)
    else if (form === 'record') end = this.#record(start, root)
    else end = this.#value(start, root)
    if (end >= 0) {
      end = this.#skipBlanks(end)
      if (end < text.length) this.#fail(end)
    }
    return this.#problem
  }

  #value(at: number, place: Place): number {
    if (++this.#values > MAX_VALUES) return this.#tooMany()
    const code = this.#text.charCodeAt(at)
    if (code === QUOTE) return this.#string(at, place)
    if (code === LEFT_BRACE) return this.#object(at, place)
    if (code === LEFT_BRACKET) return this.#list(at, place)
    if ((code >= 0x30 && code <= 0x39) || code === MINUS) {
      const end = this.#numberEnd(at, code)
      if (end > at) {
        this.#spans.push(at, end)
        const { field: name, role } = place
        const text = this.#text.slice(at, end)
        this.#fields.push(
          role === undefined ? { name, text, kind: 'number' } : { name, text, kind: 'number', role },
        )
        return end
      }
    }
    LITERAL.lastIndex = at
    return LITERAL.test(this.#text) ? LITERAL.lastIndex : this.#fail(at)
  }

  #string(at: number, place: Place): number {
    const end = this.#stringEnd(at)
    if (end < 0) return end
    const text = this.#decode(at, end)
    if (text === undefined) return this.#fail(at)
    this.#spans.push(at + 1, end)
    const { field: name, role } = place
    // A role that is set later would cost a second object.
    this.#fields.push(role === undefined ? { name, text } : { name, text, role })
    return end + 1
  }

  /** The end of the number that begins at `at`, or `at` when there is none. */
  #numberEnd(at: number, first: number): number {
    const text = this.#text
    if (first > 0x30) {
      let end = at + 1
      let code = text.charCodeAt(end)
      while (code >= 0x30 && code <= 0x39) code = text.charCodeAt(++end)
      if (code === COMMA || code === RIGHT_BRACE || code === RIGHT_BRACKET) return end
    }
    NUMBER.lastIndex = at
    return NUMBER.test(text) ? NUMBER.lastIndex : at
  }

  #object(at: number, place: Place): number {
    if (++this.#depth > this.#maxDepth) return this.#tooDeep()
    const object = ++this.#objects
    let next = this.#skipBlanks(at + 1)
    if (this.#text.charCodeAt(next) === RIGHT_BRACE) {
      this.#depth--
      return next + 1
    }
    let before: Place | undefined
    for (let position = 0; ; position++) {
      const end = this.#member(next, place, position, object, before)
      if (end < 0) return -1
      before = this.#before
      next = this.#skipBlanks(end)
      const code = this.#text.charCodeAt(next)
      if (code === RIGHT_BRACE) break
      if (code !== COMMA) return this.#fail(next)
      next = this.#skipBlanks(next + 1)
    }
    this.#depth--
    return next + 1
  }

  #list(at: number, place: Place): number {
    if (++this.#depth > this.#maxDepth) return this.#tooDeep()
    let next = this.#skipBlanks(at + 1)
    if (this.#text.charCodeAt(next) === RIGHT_BRACKET) {
      this.#depth--
      return next + 1
    }
    for (let position = 0; ; position++) {
      const end = this.#value(next, this.#names.item(place, position))
      if (end < 0) return -1
      next = this.#skipBlanks(end)
      const code = this.#text.charCodeAt(next)
      if (code === RIGHT_BRACKET) break
      if (code !== COMMA) return this.#fail(next)
      next = this.#skipBlanks(next + 1)
    }
    this.#depth--
    return next + 1
  }

  /**
   * Reads `"key": value`.
   * @param before where the key before this one stands: rows tend to repeat their order.
   * @returns the end, or -1; `#before` is then the place of this key.
   */
  #member(at: number, parent: Place, position: number, object: number, before: Place | undefined): number {
    const text = this.#text
    const expected = before === undefined ? parent.first : before.next
    if (
      expected !== undefined &&
      text.charCodeAt(at) === QUOTE &&
      text.charCodeAt(at + 1 + expected.literal.length) === QUOTE &&
      text.startsWith(expected.literal, at + 1)
    ) {
      return this.#memberValue(at + 2 + expected.literal.length, parent, expected, position, object)
    }
    const end = text.charCodeAt(at) === QUOTE ? this.#stringEnd(at) : this.#fail(at)
    if (end < 0) return -1
    const key = this.#decode(at, end)
    if (key === undefined) return this.#fail(at)
    const child = this.#names.key(parent, text.slice(at + 1, end), key)
    if (child !== undefined) {
      if (before === undefined) parent.first = child
      else before.next = child
      return this.#memberValue(end + 1, parent, child, position, object)
    }
    const value = this.#names.ordinal(parent, position)
    this.#spans.push(at + 1, end)
    this.#fields.push({ name: value.name + KEY_MARK, text: key, role: 'key' })
    const valueEnd = this.#afterKey(end + 1, value)
    this.#before = before
    return valueEnd
  }

  #memberValue(at: number, parent: Place, place: Place, position: number, object: number): number {
    const isRepeated = place.stamp === object
    place.stamp = object
    const end = this.#afterKey(at, isRepeated ? this.#names.ordinal(parent, position) : place)
    this.#before = place
    return end
  }

  #record(at: number, root: Place): number {
    const end = this.#text.charCodeAt(at) === QUOTE ? this.#stringEnd(at) : this.#fail(at)
    if (end < 0) return end
    const key = this.#decode(at, end)
    if (key === undefined) return this.#fail(at)
    this.#spans.push(at + 1, end)
    this.#fields.push({ name: RECORD_KEY, text: key, role: 'key' })
    return this.#afterKey(end + 1, root)
  }

  #afterKey(at: number, place: Place): number {
    let next = at
    if (this.#text.charCodeAt(next) !== COLON) {
      next = this.#skipBlanks(next)
      if (this.#text.charCodeAt(next) !== COLON) return this.#fail(next)
    }
    return this.#value(this.#skipBlanks(next + 1), place)
  }

  /** The index of the quote that ends the string that begins at `at`. */
  #stringEnd(at: number): number {
    const text = this.#text
    for (let from = at + 1; ; ) {
      const quote = text.indexOf('"', from)
      if (quote < 0) return this.#fail(at)
      if (text.charCodeAt(quote - 1) !== BACKSLASH) return quote
      let run = quote - 1
      while (run > at && text.charCodeAt(run) === BACKSLASH) run--
      if ((quote - run) % 2 === 1) return quote
      from = quote + 1
    }
  }

  /** The text between two quotes; undefined when its escapes are malformed or it holds control characters. */
  #decode(at: number, end: number): string | undefined {
    if (this.#nextEscape < at) {
      const found = this.#text.indexOf('\\', at)
      this.#nextEscape = found < 0 ? this.#text.length : found
    }
    if (end > this.#nextEscape) return decodeLiteral(this.#text.slice(at, end + 1))
    const text = this.#text.slice(at + 1, end)
    return this.#hasControl && CONTROL.test(text) ? undefined : text
  }

  #skipBlanks(at: number): number {
    const text = this.#text
    for (let i = at; ; i++) {
      const code = text.charCodeAt(i)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return i
    }
  }

  #fail(at: number): number {
    this.#problem ??=
      at < this.#text.length
        ? both(
            `the row is not valid JSON at character ${at + 1}`,
            `该行在第 ${at + 1} 个字符处不是有效的 JSON`,
          )
        : both('the row ends in the middle of its JSON', '该行的 JSON 不完整')
    return -1
  }

  #tooMany(): number {
    this.#problem = both(`the row has more than ${MAX_VALUES} values`, `该行的值超过 ${MAX_VALUES} 个`)
    return -1
  }

  #tooDeep(): number {
    this.#problem = both(
      `the row is nested deeper than ${this.#maxDepth} levels`,
      `该行的嵌套超过 ${this.#maxDepth} 层`,
    )
    return -1
  }
}

/** Decodes a string literal with escapes; undefined when it is malformed. */
function decodeLiteral(literal: string): string | undefined {
  try {
    return JSON.parse(literal) as string
  } catch {
    return undefined
  }
}
