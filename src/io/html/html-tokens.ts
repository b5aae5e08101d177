import { QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2'
import { MappedText } from '../document/mapped-text.ts'

/** One attribute with its decoded value and the way back. */
export interface HtmlAttribute {
  readonly name: string
  readonly value: MappedText
  readonly quoted: boolean
}

/** What the reader of tokens hears, in document order. Names are lower case. */
export interface HtmlTokenHandler {
  open(name: string, attributes: readonly HtmlAttribute[]): void
  close(name: string): void
  /** Decoded text; `from` to `to` is where it stands. */
  text(text: string, from: number, to: number): void
  /** A comment's inside. */
  comment(from: number, to: number): void
  /** The rest of a document that ends inside a tag. */
  unfinished(from: number, to: number): void
  /** True inside `svg` and `math`, where script-like rules do not hold. */
  isForeign(): boolean
}

/** More attributes than a tag has (CWE-770); the rest of a tag's attributes is skipped. */
const MAX_ATTRIBUTES = 1000
const VALUE_START = /\s*=\s*["']?/y

/** Runs over HTML as browsers tokenize it. Never throws; linear in the length of the source. */
export function readHtmlTokens(source: string, handler: HtmlTokenHandler): void {
  const reader = new TokenReader(source, handler)
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: true }, reader)
  tokenizer.write(source)
  tokenizer.end()
  reader.finish()
}

class TokenReader implements TokenizerCallbacks {
  readonly #source: string
  readonly #handler: HtmlTokenHandler
  #at = 0
  #tag: string | undefined
  #attributes: HtmlAttribute[] = []
  #attributeName = ''
  #value = new MappedText()
  #entities: number[] = []
  #valueAt = 0

  constructor(source: string, handler: HtmlTokenHandler) {
    this.#source = source
    this.#handler = handler
  }

  finish(): void {
    if (this.#at < this.#source.length) this.#handler.unfinished(this.#at, this.#source.length)
  }

  isInForeignContext(): boolean {
    return this.#handler.isForeign()
  }

  ontext(start: number, end: number): void {
    this.#handler.text(this.#source.slice(start, end), start, end)
    this.#at = end
  }

  ontextentity(codePoint: number, end: number): void {
    this.#handler.text(String.fromCodePoint(codePoint), this.#at, end)
    this.#at = end
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.#source.slice(start, end).toLowerCase()
    this.#attributes = []
  }

  onattribname(start: number, end: number): void {
    this.#attributeName = this.#source.slice(start, end).toLowerCase()
    this.#value = new MappedText()
    this.#entities = []
    this.#valueAt = this.#startOfValue(end)
  }

  onattribdata(start: number, end: number): void {
    this.#flushEntities(start)
    this.#value.append(this.#source.slice(start, end), start, end)
    this.#valueAt = end
  }

  /** The tokenizer does not say where an attribute's entity ends, so it waits for the next event. */
  onattribentity(codePoint: number): void {
    this.#entities.push(codePoint)
  }

  onattribend(quote: QuoteType, end: number): void {
    const isQuoted = quote === QuoteType.Double || quote === QuoteType.Single
    this.#flushEntities(isQuoted ? end - 1 : end)
    if (this.#attributes.length < MAX_ATTRIBUTES) {
      this.#attributes.push({ name: this.#attributeName, value: this.#value, quoted: isQuoted })
    }
  }

  onopentagend(end: number): void {
    this.#open(end)
  }

  onselfclosingtag(end: number): void {
    const name = this.#tag
    this.#open(end)
    if (name !== undefined && this.#handler.isForeign()) this.#handler.close(name)
  }

  onclosetag(start: number, end: number): void {
    this.#handler.close(this.#source.slice(start, end).toLowerCase())
    this.#at = this.#endOfTag(end)
  }

  oncomment(start: number, end: number, offset: number): void {
    this.#handler.comment(start, end - offset)
    this.#at = end + 1
  }

  oncdata(start: number, end: number, offset: number): void {
    if (this.#handler.isForeign())
      this.#handler.text(this.#source.slice(start, end - offset), start, end - offset)
    else this.#handler.comment(start, end - offset)
    this.#at = end + 1
  }

  ondeclaration(_start: number, end: number): void {
    this.#at = end + 1
  }

  onprocessinginstruction(_start: number, end: number): void {
    this.#at = end + 1
  }

  onend(): void {}

  #open(end: number): void {
    if (this.#tag !== undefined) this.#handler.open(this.#tag, this.#attributes)
    this.#tag = undefined
    this.#attributes = []
    this.#at = end + 1
  }

  #endOfTag(at: number): number {
    const end = this.#source.indexOf('>', at)
    return end < 0 ? this.#source.length : end + 1
  }

  #startOfValue(nameEnd: number): number {
    VALUE_START.lastIndex = nameEnd
    return VALUE_START.test(this.#source) ? VALUE_START.lastIndex : nameEnd
  }

  /** Entities that stand next to each other are told apart by their ampersands. */
  #flushEntities(end: number): void {
    if (this.#entities.length === 0) return
    let from = this.#valueAt
    for (const [position, codePoint] of this.#entities.entries()) {
      const isLast = position === this.#entities.length - 1
      const next = isLast ? -1 : this.#source.indexOf('&', from + 1)
      const to = next < 0 || next > end ? end : next
      this.#value.append(String.fromCodePoint(codePoint), from, to)
      from = to
    }
    this.#entities = []
    this.#valueAt = end
  }
}
