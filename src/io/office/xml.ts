import { type QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2'
import { both, type Localized, type PlimsollError } from '../../core/index.ts'
import { inputError, limitError } from '../container-errors.ts'
import { MappedText } from '../document/mapped-text.ts'

/** Deeper nesting than office programs write (CWE-674). */
const MAX_DEPTH = 512
/** Longest tag, comment or CDATA section (CWE-770), in characters. */
const MAX_TOKEN = 32 * 1024 * 1024

/** The namespaces that the formats speak of, in both editions, by the prefix used in our code. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.microsoft.com/office/word/2012/wordml', 'w15'],
  ['http://schemas.openxmlformats.org/spreadsheetml/2006/main', 'x'],
  ['http://purl.oclc.org/ooxml/spreadsheetml/main', 'x'],
  ['http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments', 'xtc'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'r'],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', 'r'],
  ['http://schemas.openxmlformats.org/package/2006/relationships', 'rel'],
  ['http://schemas.openxmlformats.org/package/2006/content-types', 'ct'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['http://schemas.openxmlformats.org/drawingml/2006/main', 'a'],
  ['http://purl.oclc.org/ooxml/drawingml/main', 'a'],
  ['http://schemas.openxmlformats.org/drawingml/2006/chart', 'c'],
  ['http://purl.oclc.org/ooxml/drawingml/chart', 'c'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
])

/** One attribute: its decoded value and where it stands between its quotes. */
export interface XmlAttribute {
  readonly name: string
  readonly value: string
  readonly from: number
  readonly to: number
}

/** What the reader of XML hears. Names carry the prefix of `PREFIXES`, or `?` for other namespaces. */
export interface XmlHandler {
  /** Called once, before anything else. */
  attach?(reader: XmlReader): void
  open?(
    name: string,
    attributes: readonly XmlAttribute[],
    from: number,
    to: number,
    selfClosing: boolean,
  ): void
  close?(name: string, from: number, to: number): void
  /** Decoded text; pieces of one text may come apart. */
  text?(text: string, from: number, to: number): void
}

/** The value of an attribute. */
export function attributeOf(attributes: readonly XmlAttribute[], name: string): string | undefined {
  for (const attribute of attributes) if (attribute.name === name) return attribute.value
  return undefined
}

/** An attribute's value as a text that can be edited. */
export function mapAttribute({ value, from, to }: XmlAttribute): MappedText {
  const mapped = new MappedText()
  mapped.append(value, from, to)
  return mapped
}

/** Escapes for text and attribute values; characters that XML 1.0 forbids are left out. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, char => ESCAPES[char] as string)

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

interface Scope {
  readonly depth: number
  readonly prefixes: ReadonlyMap<string, string>
  readonly names: Map<string, string>
}

/**
 * Streams XML as office documents use it: namespaces resolved, no document type, properly nested. Positions count
 * characters from the start of the part. `path` names the part in errors.
 */
export class XmlReader implements TokenizerCallbacks {
  readonly #path: string
  readonly #handler: XmlHandler
  readonly #tokenizer: Tokenizer
  readonly #stack: string[] = []
  #scope: Scope = { depth: 0, prefixes: new Map(), names: new Map() }
  readonly #scopes: Scope[] = []
  #buffer = ''
  #offset = 0
  /** Where the last event ended: what is not yet told begins here. */
  #at = 0
  #tag = ''
  #attributes: XmlAttribute[] = []
  #attributeName = ''
  #value = ''
  #valueFrom = -1

  constructor(path: string, handler: XmlHandler) {
    this.#path = path
    this.#handler = handler
    this.#tokenizer = new Tokenizer({ xmlMode: true, decodeEntities: true }, this)
    handler.attach?.(this)
  }

  /** Characters from this position on stay available to `source`; by default those of the last chunk. */
  keepFrom = Number.POSITIVE_INFINITY

  /** The prefix, with its colon, that the innermost open element is written with. */
  get writtenPrefix(): string {
    const tag = this.#stack.at(-1) ?? ''
    return tag.slice(0, tag.indexOf(':') + 1)
  }

  /** Where the last event ended. */
  get position(): number {
    return this.#at
  }

  /** The number of characters written so far. */
  get length(): number {
    return this.#offset + this.#buffer.length
  }

  /** The source between two positions. */
  source(from: number, to: number): string {
    return this.#buffer.slice(from - this.#offset, to - this.#offset)
  }

  write(chunk: string): void {
    const keep = Math.min(this.keepFrom, this.#at)
    this.#buffer = this.#buffer.slice(keep - this.#offset) + chunk
    this.#offset = keep
    if (this.#buffer.length > MAX_TOKEN + chunk.length) {
      throw limitError(
        this.#path,
        both(`one element is longer than ${MAX_TOKEN} characters`, `单个元素超过 ${MAX_TOKEN} 个字符`),
      )
    }
    this.#tokenizer.write(chunk)
  }

  end(): void {
    this.#tokenizer.end()
    if (this.#stack.length > 0 || this.#tag !== '') throw this.#malformed(both('it breaks off', '内容不完整'))
  }

  ontext(start: number, end: number): void {
    this.#handler.text?.(this.source(start, end), start, end)
    this.#at = end
  }

  ontextentity(codePoint: number, end: number): void {
    this.#handler.text?.(String.fromCodePoint(codePoint), this.#at, end)
    this.#at = end
  }

  oncdata(start: number, end: number, offset: number): void {
    // The section counts as one piece, so that an edit replaces its markup too.
    this.#handler.text?.(this.source(start, end - offset), this.#at, end + 1)
    this.#at = end + 1
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.source(start, end)
    this.#attributes = []
  }

  onattribname(start: number, end: number): void {
    this.#attributeName = this.source(start, end)
    this.#value = ''
    this.#valueFrom = -1
  }

  onattribdata(start: number, end: number): void {
    if (this.#valueFrom < 0) this.#valueFrom = start
    this.#value += this.source(start, end)
  }

  onattribentity(codePoint: number): void {
    // Where the value begins is found at its end, when an entity stands first.
    if (this.#valueFrom < 0) this.#valueFrom = Number.MAX_SAFE_INTEGER
    this.#value += String.fromCodePoint(codePoint)
  }

  onattribend(_quote: QuoteType, end: number): void {
    const to = end - 1
    const from =
      this.#valueFrom === Number.MAX_SAFE_INTEGER ? this.#startOfValue(to) : Math.max(0, this.#valueFrom)
    this.#attributes.push({ name: this.#attributeName, value: this.#value, from, to })
  }

  onopentagend(end: number): void {
    this.#open(end, false)
  }

  onselfclosingtag(end: number): void {
    this.#open(end, true)
  }

  onclosetag(start: number, end: number): void {
    const name = this.source(start, end)
    if (this.#stack.pop() !== name)
      throw this.#malformed(both('an end tag has no start tag', '结束标签没有对应的开始标签'))
    const to = this.source(end, end + 1) === '>' ? end + 1 : this.#endOfTag(end)
    this.#handler.close?.(this.#resolve(name), this.#at, to)
    this.#at = to
    this.#leaveScope()
  }

  oncomment(_start: number, end: number): void {
    this.#at = end + 1
  }

  onprocessinginstruction(_start: number, end: number): void {
    this.#at = end + 1
  }

  ondeclaration(): void {
    throw this.#malformed(
      both(
        'it declares a document type, which office documents may not',
        '声明了文档类型，办公文档不允许这样做',
      ),
    )
  }

  onend(): void {}

  #open(end: number, selfClosing: boolean): void {
    const tag = this.#tag
    this.#tag = ''
    if (this.#stack.length >= MAX_DEPTH) {
      throw limitError(
        this.#path,
        both(`elements are nested more than ${MAX_DEPTH} deep`, `元素嵌套超过 ${MAX_DEPTH} 层`),
      )
    }
    this.#stack.push(tag)
    this.#enterScope()
    const name = this.#resolve(tag)
    const attributes = this.#attributes.map(attribute =>
      attribute.name.includes(':') && !attribute.name.startsWith('xmlns')
        ? { ...attribute, name: this.#resolve(attribute.name) }
        : attribute,
    )
    const from = this.#at
    this.#at = end + 1
    this.#handler.open?.(name, attributes, from, end + 1, selfClosing)
    if (!selfClosing) return
    this.#stack.pop()
    this.#handler.close?.(name, end + 1, end + 1)
    this.#leaveScope()
  }

  #enterScope(): void {
    let prefixes: Map<string, string> | undefined
    for (const { name, value } of this.#attributes) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue
      prefixes ??= new Map(this.#scope.prefixes)
      prefixes.set(name === 'xmlns' ? '' : name.slice(6), PREFIXES.get(value) ?? '?')
    }
    if (!prefixes) return
    this.#scopes.push(this.#scope)
    this.#scope = { depth: this.#stack.length, prefixes, names: new Map() }
  }

  #leaveScope(): void {
    if (this.#scope.depth === this.#stack.length + 1) this.#scope = this.#scopes.pop() as Scope
  }

  #resolve(raw: string): string {
    const known = this.#scope.names.get(raw)
    if (known !== undefined) return known
    const colon = raw.indexOf(':')
    const prefix = this.#scope.prefixes.get(colon < 0 ? '' : raw.slice(0, colon))
    const fallback = raw.startsWith('xml:') ? 'xml' : '?'
    const name = `${prefix ?? fallback}:${raw.slice(colon + 1)}`
    this.#scope.names.set(raw, name)
    return name
  }

  #startOfValue(to: number): number {
    const name = this.#attributeName
    const text = this.source(this.#at, to)
    const at = text.lastIndexOf(name)
    const quote = text.slice(at + name.length).search(/["']/)
    return this.#at + at + name.length + quote + 1
  }

  #endOfTag(at: number): number {
    const end = this.#buffer.indexOf('>', at - this.#offset)
    return end < 0 ? at : this.#offset + end + 1
  }

  #malformed(problem: Localized): PlimsollError {
    return inputError(
      this.#path,
      both(`not well-formed XML: ${problem.en}`, `XML 格式不正确：${problem['zh-CN']}`),
    )
  }
}

/** Runs a handler over a whole part. */
export function readXml(path: string, xml: string, handler: XmlHandler): void {
  const reader = new XmlReader(path, handler)
  reader.write(xml)
  reader.end()
}
