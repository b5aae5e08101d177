import { type DocumentField, FieldCollector } from '../document/document-field.ts'
import { MappedText } from '../document/mapped-text.ts'
import { TableRows } from '../document/table-rows.ts'
import { hiddenBy, type Look, lookOf, StyleSheet } from './css-hidden.ts'
import {
  BLOCK,
  BREAKS_CELL,
  CLOSED_BY,
  PREFORMATTED,
  READ_ATTRIBUTES,
  TABLE_PARTS,
  UNSEEN,
  VOID,
} from './html-elements.ts'
import {
  escapeAttribute,
  escapeComment,
  escapeJsonScript,
  escapeQuotedAttribute,
  escapeScript,
  escapeStyle,
  escapeText,
} from './html-escape.ts'
import { type HtmlAttribute, type HtmlTokenHandler, readHtmlTokens } from './html-tokens.ts'
import { mapJsonEscapes } from './json-escapes.ts'

/** Browsers nest no deeper either (CWE-674): https://html.spec.whatwg.org/ leaves the limit to them. */
const MAX_DEPTH = 512
/** A cell's blocks are kept in one text up to this length. */
const LONG_CELL = 2000

interface OpenElement {
  readonly name: string
  readonly hidden: string | undefined
  readonly look: Look
  readonly keepsSpace: boolean
  readonly foreign: boolean
  /** Set inside `script` and `style`. */
  readonly raw?: 'script' | 'json' | 'style'
}

/** Takes an HTML document apart into what a reader sees, block by block, and what a reader does not see. */
export function htmlFields(source: string): DocumentField[] {
  const walker = new Walker(source)
  readHtmlTokens(source, walker)
  return walker.finish()
}

class Walker implements HtmlTokenHandler {
  readonly #source: string
  readonly #sheet: StyleSheet
  readonly #fields = new FieldCollector()
  readonly #tables = new TableRows((place, text) =>
    this.#fields.addPlaced(place, text, escapeText, { role: 'text' }),
  )
  readonly #open: OpenElement[] = []
  readonly #rootLook: Look
  /** Open elements beyond the depth limit. */
  #tooDeep = 0
  #visible = new MappedText()
  #hidden = new MappedText()
  #hiddenBy: string | undefined
  /** White space seen but not yet written: it counts only between words. */
  #space: { readonly from: number; readonly to: number } | undefined
  #lineBreak = false

  constructor(source: string) {
    this.#source = source
    this.#sheet = collectStyles(source)
    this.#rootLook = isPlainPage(source) ? { background: '255,255,255' } : {}
  }

  finish(): DocumentField[] {
    while (this.#open.length > 0) this.#pop()
    this.#flushBlock('text')
    this.#flushHidden()
    return this.#fields.fields
  }

  isForeign(): boolean {
    return this.#open.at(-1)?.foreign ?? false
  }

  open(name: string, attributes: readonly HtmlAttribute[]): void {
    const closes = CLOSED_BY.get(name)
    while (closes?.has(this.#open.at(-1)?.name ?? '')) this.#pop()
    if (BLOCK.has(name)) this.#boundary(name)
    else if (name === 'br') this.#breakLine()
    const element = this.#describe(name, attributes)
    this.#readAttributes(name, attributes)
    if (VOID.has(name)) return
    if (this.#open.length >= MAX_DEPTH) {
      this.#tooDeep++
      return
    }
    this.#open.push(element)
    if (name === 'table') this.#tables.openTable()
    else if (name === 'tr') this.#tables.openRow()
    else if ((name === 'td' || name === 'th') && element.hidden === undefined)
      this.#tables.openCell(name === 'th')
  }

  close(name: string): void {
    if (VOID.has(name)) return
    if (this.#tooDeep > 0) {
      this.#tooDeep--
      return
    }
    const stops = TABLE_PARTS.get(name)
    for (let depth = this.#open.length - 1; depth >= 0; depth--) {
      const open = this.#open[depth] as OpenElement
      if (open.name === name) {
        while (this.#open.length > depth) this.#pop()
        return
      }
      if (open.name === 'table' || (stops === undefined && (open.name === 'td' || open.name === 'th'))) return
    }
  }

  text(text: string, from: number, to: number): void {
    const top = this.#open.at(-1)
    if (top?.raw) {
      this.#addRaw(top.raw, from, to)
      return
    }
    const target = this.#target(top)
    if (top?.keepsSpace) {
      this.#settleSpace(target)
      target.append(text, from, to)
      return
    }
    if (text.length !== to - from) {
      this.#settleSpace(target)
      target.append(text, from, to)
      return
    }
    this.#appendCollapsed(target, text, from)
  }

  comment(from: number, to: number): void {
    const mapped = new MappedText()
    mapped.append(this.#source.slice(from, to), from, to)
    this.#fields.add('#comment', mapped, escapeComment)
  }

  unfinished(from: number, to: number): void {
    const mapped = new MappedText()
    mapped.append(this.#source.slice(from, to), from, to)
    this.#fields.add('#unfinished', mapped, escapeText)
  }

  #describe(name: string, attributes: readonly HtmlAttribute[]): OpenElement {
    const parent = this.#open.at(-1)
    const attributeText = (attribute: string) => attributes.find(each => each.name === attribute)?.value.text
    const inherited = parent?.look ?? this.#rootLook
    const classes = (attributeText('class') ?? '').split(/\s+/).filter(Boolean).slice(0, 50)
    const styled = this.#sheet.declarationsFor(
      name,
      attributeText('id') ?? '',
      classes,
      attributeText('style') ?? '',
    )
    const legacy = new Map(styled)
    const background = attributeText('bgcolor')
    const color = name === 'font' ? attributeText('color') : undefined
    if (background !== undefined && !styled.has('background-color'))
      legacy.set('background-color', background)
    if (color !== undefined && !styled.has('color')) legacy.set('color', color)
    const look = lookOf(legacy, inherited)
    const isShownAgain = parent?.hidden === 'visibility:hidden' && styled.get('visibility') === 'visible'
    const attributeHides =
      attributeText('hidden') !== undefined && styled.get('display') !== 'block' ? 'hidden' : undefined
    const closedDialog = name === 'dialog' && attributeText('open') === undefined ? 'dialog' : undefined
    const own = UNSEEN.get(name) ?? attributeHides ?? closedDialog ?? hiddenBy(styled, look)
    return {
      name,
      hidden: (isShownAgain ? undefined : parent?.hidden) ?? own,
      look,
      keepsSpace: PREFORMATTED.has(name) || (parent?.keepsSpace ?? false),
      foreign: name === 'svg' || name === 'math' || ((parent?.foreign ?? false) && name !== 'foreignobject'),
      ...rawKind(name, attributeText('type')),
    }
  }

  #readAttributes(element: string, attributes: readonly HtmlAttribute[]): void {
    for (const { name, value, quoted } of attributes) {
      const quoting = quoted ? escapeQuotedAttribute : escapeAttribute
      if (name.startsWith('on')) this.#fields.add(`#script(${name})`, value, quoting)
      else if (element === 'meta') {
        if (name === 'content') this.#fields.add(`@meta(${metaName(attributes)})`, value, quoting)
      } else if (READ_ATTRIBUTES.has(name) || /^data-[a-z][\w-]{0,40}$/.test(name)) {
        if (!/^data:(?!text)/i.test(value.text.slice(0, 10))) this.#fields.add(`@${name}`, value, quoting)
      }
    }
  }

  #pop(): void {
    const { name } = this.#open.at(-1) as OpenElement
    if (BLOCK.has(name)) this.#boundary(name)
    this.#open.pop()
    if (name === 'td' || name === 'th') this.#closeCell()
    else if (name === 'tr') this.#tables.closeRow()
    else if (name === 'table') this.#tables.closeTable()
    const hidden = this.#open.at(-1)?.hidden
    if (hidden !== this.#hiddenBy) this.#flushHidden()
  }

  /** A block starts or ends here. Inside a cell it is a line break, unless the cell grows long. */
  #boundary(name: string): void {
    this.#space = undefined
    if (this.#open.at(-1)?.hidden !== undefined) {
      this.#lineBreak = true
      return
    }
    const isCell = name === 'td' || name === 'th'
    if (this.#tables.isInCell() && !isCell && !BREAKS_CELL.has(name) && this.#visible.length < LONG_CELL) {
      this.#lineBreak = true
      return
    }
    if (isCell && this.#open.at(-1)?.name === name) return
    this.#flushBlock(this.#blockName())
  }

  #closeCell(): void {
    this.#space = undefined
    this.#lineBreak = false
    this.#tables.closeCell(this.#visible)
    this.#visible = new MappedText()
  }

  #breakLine(): void {
    this.#space = undefined
    const target = this.#target(this.#open.at(-1))
    if (target.length > 0) this.#lineBreak = true
  }

  /** The builder that text goes to now: the block's, or that of the hidden element around it. */
  #target(top: OpenElement | undefined): MappedText {
    if (top?.hidden === undefined) return this.#visible
    if (top.hidden !== this.#hiddenBy) {
      this.#flushHidden()
      this.#hiddenBy = top.hidden
    }
    return this.#hidden
  }

  /** Appends text with each run of white space as one space, none at the start of a line. */
  #appendCollapsed(target: MappedText, text: string, from: number): void {
    for (const { 0: run, index } of text.matchAll(/[\t\n\f\r ]+|[^\t\n\f\r ]+(?: [^\t\n\f\r ]+)*/g)) {
      if (/^[\t\n\f\r ]/.test(run)) {
        this.#space ??= { from: from + index, to: from + index + run.length }
        continue
      }
      this.#settleSpace(target)
      target.append(run, from + index, from + index + run.length)
    }
  }

  #settleSpace(target: MappedText): void {
    if (target.length > 0) {
      if (this.#lineBreak) target.appendSynthetic('\n')
      else if (this.#space) target.append(' ', this.#space.from, this.#space.to)
    }
    this.#lineBreak = false
    this.#space = undefined
  }

  #addRaw(kind: 'script' | 'json' | 'style', from: number, to: number): void {
    if (kind === 'json') {
      this.#fields.add('#script(json)', mapJsonEscapes(this.#source, from, to), escapeJsonScript)
      return
    }
    const mapped = new MappedText()
    mapped.append(this.#source.slice(from, to), from, to)
    this.#fields.add(`#${kind}`, mapped, kind === 'style' ? escapeStyle : escapeScript)
  }

  #blockName(): string {
    for (let depth = this.#open.length - 1; depth >= 0; depth--) {
      const { name } = this.#open[depth] as OpenElement
      if (BLOCK.has(name)) return name
    }
    return 'text'
  }

  #flushBlock(name: string): void {
    this.#space = undefined
    this.#lineBreak = false
    this.#fields.add(name, this.#visible, escapeText, { role: 'text' })
    this.#visible = new MappedText()
  }

  #flushHidden(): void {
    if (this.#hiddenBy !== undefined) this.#fields.add(`#hidden(${this.#hiddenBy})`, this.#hidden, escapeText)
    this.#hidden = new MappedText()
    this.#hiddenBy = undefined
  }
}

function rawKind(name: string, type: string | undefined): Pick<OpenElement, 'raw'> {
  if (name === 'style') return { raw: 'style' }
  if (name !== 'script') return {}
  return { raw: /json/i.test(type ?? '') ? 'json' : 'script' }
}

function metaName(attributes: readonly HtmlAttribute[]): string {
  const named = attributes.find(({ name }) => name === 'name' || name === 'property' || name === 'http-equiv')
  return /^[\w:.-]{1,40}$/.exec(named?.value.text ?? '')?.[0].toLowerCase() ?? 'other'
}

/** Style sheets may stand after what they hide, so they are read first. */
function collectStyles(source: string): StyleSheet {
  const sheet = new StyleSheet()
  const tag = /<style\b[^>]{0,1000}>/gi
  for (let match = tag.exec(source); match; match = tag.exec(source)) {
    const start = match.index + match[0].length
    const end = source.indexOf('</', start)
    sheet.add(source.slice(start, end < 0 ? source.length : end))
    tag.lastIndex = end < 0 ? source.length : end
  }
  return sheet
}

/** True when nothing in the page sets a background, so that it is white. */
function isPlainPage(source: string): boolean {
  return !/background|bgcolor|stylesheet/i.test(source)
}
