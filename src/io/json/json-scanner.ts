import { both, type Localized } from '../../core/index.ts'
import type { PieceKind, RowScanner } from '../rows/row-grammar.ts'
import { isPart, type JsonPlan } from './json-plan.ts'

const LF = 0x0a
const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const LEFT_BRACKET = 0x5b
const BACKSLASH = 0x5c
const RIGHT_BRACKET = 0x5d
const LEFT_BRACE = 0x7b
const RIGHT_BRACE = 0x7d

/** What the scanner is in the middle of; each phase but `value` and `key` passes over blanks first. */
type Phase =
  | 'top' // before a value of its own
  | 'first-item' // after [
  | 'after-item'
  | 'next-item' // after a comma
  | 'first-member' // after {
  | 'key'
  | 'after-key'
  | 'before-value' // after a colon
  | 'first-of-list' // after [ in a member
  | 'after-member'
  | 'next-member'
  | 'value'

/** Results of a step that ends no piece: go on after the byte, or look at it again. */
const STEP_OVER = -1
const STAY = -2

const MISSING_COMMA = both('a comma is missing before this value', '此值之前缺少逗号')
const LIST = both('a JSON list', 'JSON 列表')
const OBJECT = both('a JSON object', 'JSON 对象')
const MALFORMED = both('the value is not valid JSON', '该值不是有效的 JSON')

/** Cuts a JSON file into rows as its plan says, without ever holding more than one of them. */
export class JsonScanner implements RowScanner {
  readonly #plan: JsonPlan
  kind: PieceKind = 'row'
  lines = 0
  form = ''
  reason: Localized = MALFORMED
  #phase: Phase = 'top'
  /** True after the first value of the file, to which alone the plan applies. */
  #isLater = false
  /** True inside an object whose members are looked at one by one. */
  #inObject = false
  #inList = false
  #key = ''
  #depth = 0
  /** True once a value has a byte of its own. */
  #isStarted = false
  #inString = false
  /** True when the byte that comes next is escaped. */
  #isEscaped = false
  #breaks = 0

  constructor(plan: JsonPlan) {
    this.#plan = plan
  }

  scan(outline: Uint8Array, start: number, from: number): number {
    for (let at = from; at < outline.length; ) {
      if (this.#phase === 'value') {
        const end = this.#value(outline, at)
        return end < 0 ? -1 : this.#endValue(end)
      }
      if (this.#phase === 'key') {
        at = this.#string(outline, at)
        if (at < 0) return -1
        this.#key = Buffer.from(outline.subarray(start + 1, at - 1)).toString('latin1')
        this.#phase = 'after-key'
        continue
      }
      const byte = outline[at] as number
      if (byte <= 32) {
        if (byte === LF) this.#breaks++
        at++
        continue
      }
      const end = this.#step(byte, at, start)
      if (end >= 0) return end
      if (end === STEP_OVER) at++
    }
    return -1
  }

  finish(outline: Uint8Array): PieceKind | { readonly brokeOffIn: Localized } {
    if (this.#phase === 'top') return 'gap'
    const isTopScalar = this.#phase === 'value' && this.#depth === 0 && !this.#inString
    if (isTopScalar && !this.#inList && !this.#inObject) {
      this.#phase = 'top'
      return outline.length > 0 ? 'row' : 'gap'
    }
    return { brokeOffIn: this.#inList ? LIST : OBJECT }
  }

  /** Handles one byte that is not blank. @returns the end of a piece, `STEP_OVER` or `STAY`. */
  #step(byte: number, at: number, start: number): number {
    switch (this.#phase) {
      case 'top':
        return this.#top(byte, at, start)
      case 'first-item':
        if (byte === RIGHT_BRACKET) return this.#closeList(at)
        this.#startValue('')
        return at > start ? this.#end('gap', at) : STAY
      case 'after-item':
        if (byte === RIGHT_BRACKET) return this.#closeList(at)
        if (byte === COMMA) {
          this.#phase = 'next-item'
          return STEP_OVER
        }
        this.reason = MISSING_COMMA
        this.#startValue('')
        return this.#end('bad', at)
      case 'next-item':
        if (byte === RIGHT_BRACKET) return this.#closeList(at)
        this.#startValue('')
        return this.#end('separator', at)
      case 'first-member':
      case 'next-member':
        if (byte === RIGHT_BRACE) return this.#closeObject(at)
        if (at > start) return this.#end('gap', at)
        return this.#startMember(byte)
      case 'after-key':
        this.#phase = byte === COLON ? 'before-value' : this.#giveUpMember()
        return byte === COLON ? STEP_OVER : STAY
      case 'before-value':
        if (byte === LEFT_BRACKET && !isPart(this.#key)) {
          this.#phase = 'first-of-list'
          return STEP_OVER
        }
        this.#startValue(this.#memberForm)
        return STAY
      case 'first-of-list':
        return this.#firstOfList(byte, at)
      default:
        if (byte === RIGHT_BRACE) return this.#closeObject(at)
        if (byte === COMMA) {
          this.#phase = 'next-member'
          return STEP_OVER
        }
        this.reason = MISSING_COMMA
        this.#phase = 'next-member'
        return this.#end('bad', at)
    }
  }

  #top(byte: number, at: number, start: number): number {
    if (at > start) return this.#end('gap', at)
    const isPlanned = !this.#isLater
    this.#isLater = true
    if (byte === LEFT_BRACKET) {
      this.#inList = true
      this.#phase = 'first-item'
      return STEP_OVER
    }
    if (byte === LEFT_BRACE && isPlanned && this.#plan.shape !== 'single') {
      this.#inObject = true
      this.#phase = 'first-member'
      return STEP_OVER
    }
    this.#startValue('single')
    return STAY
  }

  #startMember(byte: number): number {
    if (byte !== QUOTE) {
      this.#phase = this.#giveUpMember()
      return STAY
    }
    this.#phase = 'key'
    this.#inString = true
    return STEP_OVER
  }

  /** A member that does not begin as one is read as a value, which the grammar will reject. */
  #giveUpMember(): Phase {
    this.#startValue(this.#memberForm)
    return 'value'
  }

  /** Inside a member whose value is a list: is it a list of samples? */
  #firstOfList(byte: number, at: number): number {
    const isList = this.#plan.shape === 'envelope' && (this.#plan.lists.has(this.#key) || byte === LEFT_BRACE)
    if (isList) {
      this.#inList = true
      this.#phase = 'first-item'
      return this.#end('gap', at)
    }
    this.#startValue(this.#memberForm)
    this.#depth = 1
    this.#isStarted = true
    return STAY
  }

  get #memberForm(): string {
    return this.#plan.shape === 'records' ? 'record' : 'member'
  }

  #startValue(form: string): void {
    this.#phase = 'value'
    this.form = form
    this.#depth = 0
    this.#isStarted = false
  }

  /** Goes on inside a value. @returns its end, or -1. */
  #value(outline: Uint8Array, from: number): number {
    for (let at = from; at < outline.length; ) {
      if (this.#inString) {
        at = this.#string(outline, at)
        if (at < 0) return -1
        if (this.#depth === 0) return at
        continue
      }
      const byte = outline[at] as number
      if (this.#depth === 0 && this.#endsBefore(byte)) return at
      if (byte === QUOTE) this.#inString = true
      else if (byte === LEFT_BRACE || byte === LEFT_BRACKET) this.#depth++
      else if (byte === LF) this.#breaks++
      else if ((byte === RIGHT_BRACE || byte === RIGHT_BRACKET) && this.#depth > 0 && --this.#depth === 0)
        return at + 1
      this.#isStarted = true
      at++
    }
    return -1
  }

  /** True when a value at depth 0 is over before this byte. What fits nowhere becomes part of the value. */
  #endsBefore(byte: number): boolean {
    if (this.#inList && (byte === COMMA || byte === RIGHT_BRACKET)) return true
    if (!this.#inList && this.#inObject && (byte === COMMA || byte === RIGHT_BRACE)) return true
    return this.#isStarted && (byte <= 32 || byte === QUOTE || byte === LEFT_BRACE || byte === LEFT_BRACKET)
  }

  /** Goes on inside a string. @returns the index after its closing quote, or -1. */
  #string(outline: Uint8Array, from: number): number {
    let at = this.#isEscaped ? from + 1 : from
    for (;;) {
      const quote = outline.indexOf(QUOTE, at)
      const end = quote < 0 ? outline.length : quote
      let run = end
      while (run > at && outline[run - 1] === BACKSLASH) run--
      this.#isEscaped = (end - run) % 2 === 1
      if (quote < 0) return -1
      at = quote + 1
      if (this.#isEscaped) continue
      this.#inString = false
      return at
    }
  }

  #endValue(end: number): number {
    this.#phase = this.#inList ? 'after-item' : this.#inObject ? 'after-member' : 'top'
    return this.#end('row', end)
  }

  #closeList(at: number): number {
    this.#inList = false
    this.#phase = this.#inObject ? 'after-member' : 'top'
    return this.#end('gap', at + 1)
  }

  #closeObject(at: number): number {
    this.#inObject = false
    this.#phase = 'top'
    return this.#end('gap', at + 1)
  }

  #end(kind: PieceKind, end: number): number {
    this.kind = kind
    this.lines = this.#breaks
    this.#breaks = 0
    return end
  }
}
