import { type DocumentField, FieldCollector } from '../document/document-field.ts'
import { MappedText } from '../document/mapped-text.ts'
import { TableRows } from '../document/table-rows.ts'
import { isOn, noteRunProperty, type RunLook, runHiddenBy } from './word-styles.ts'
import { attributeOf, escapeXml, mapAttribute, readXml, type XmlAttribute, type XmlHandler } from './xml.ts'

/** Where fields of a part go, and how they are named. */
export interface WordPart {
  /** The archive member. */
  readonly member: string
  /** Before every field name, `header1.` say; empty for the document itself. */
  readonly prefix: string
  readonly styles: ReadonlyMap<string, RunLook>
  readonly fields: FieldCollector
}

/** Elements that stand for one character. */
const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['w:tab', '\t'],
  ['w:ptab', '\t'],
  ['w:br', '\n'],
  ['w:cr', '\n'],
  ['w:noBreakHyphen', '\u2011'],
])
const TEXTS = new Set(['w:t', 'w:delText', 'm:t', 'a:t'])
const CODES = new Set(['w:instrText', 'w:delInstrText'])
/** Attributes of drawings that people read. */
const DESCRIPTIONS = new Set(['descr', 'title', 'alt'])

/** Adds the fields of one text part of a Word document. `path` names the part in errors. */
export function addWordFields(path: string, xml: string, part: WordPart): void {
  readXml(path, xml, new WordReader(part))
}

interface Paragraph {
  readonly text: MappedText
  look: RunLook
  readonly box: boolean
}

class WordReader implements XmlHandler {
  readonly #part: WordPart
  readonly #open: string[] = []
  readonly #paragraphs: Paragraph[] = []
  readonly #tables: TableRows
  /** Text of table cells and comments, whose paragraphs stay together. */
  readonly #groups: MappedText[] = []
  #fields: FieldCollector
  /** Looks of the runs being read: a text box inside a run has runs of its own. */
  readonly #runs: RunLook[] = []
  #inRunProperties = false
  #deleted = 0
  /** The text being hidden or deleted, and the field it will be. */
  #aside: { readonly name: string; readonly text: MappedText } | undefined
  #code = new MappedText()
  /** What the preferred rendering of an alternative gave, to compare its fallback with. */
  readonly #alternatives: { choiceFrom: number; fallback?: FieldCollector }[] = []
  readonly #authors = new Map<string, number>()

  constructor(part: WordPart) {
    this.#part = part
    this.#fields = part.fields
    this.#tables = new TableRows((place, text) => {
      this.#fields.addPlaced(`${part.prefix}${place}`, text, escapeXml, { role: 'text', member: part.member })
    })
  }

  open(name: string, attributes: readonly XmlAttribute[]): void {
    const parent = this.#open.at(-1)
    this.#open.push(name)
    this.#noteAttributes(name, attributes)
    if (name === 'w:p' || name === 'a:p') this.#openParagraph()
    else if (name === 'w:r' || name === 'm:r') this.#runs.push({ ...this.#paragraphs.at(-1)?.look })
    else if (name === 'w:rPr' && (parent === 'w:r' || parent === 'm:r')) this.#inRunProperties = true
    else if (name === 'w:pStyle') this.#paragraphStyle(attributes)
    else if (name === 'w:tbl') this.#tables.openTable()
    else if (name === 'w:tr') this.#tables.openRow()
    else if (name === 'w:tblHeader' && isOn(attributeOf(attributes, 'w:val'))) this.#tables.markHeaderRow()
    else if (name === 'w:tc') {
      this.#tables.openCell(false)
      this.#groups.push(new MappedText())
    } else if (name === 'w:comment') this.#groups.push(new MappedText())
    else if (name === 'w:del' || name === 'w:moveFrom') this.#deleted++
    else if (name === 'mc:AlternateContent')
      this.#alternatives.push({ choiceFrom: this.#fields.fields.length })
    else if (name === 'mc:Fallback') this.#openFallback()
    else if (this.#inRunProperties) this.#runProperty(name, attributes)
    else this.#character(name)
  }

  text(text: string, from: number, to: number): void {
    const element = this.#open.at(-1) ?? ''
    if (CODES.has(element)) this.#code.append(text, from, to)
    else if (TEXTS.has(element)) this.#target()?.append(text, from, to)
  }

  close(name: string): void {
    this.#open.pop()
    if (name === 'w:p' || name === 'a:p') this.#closeParagraph()
    else if (name === 'w:r' || name === 'm:r') this.#runs.pop()
    else if (name === 'w:rPr') this.#inRunProperties = false
    else if (name === 'w:tbl') this.#tables.closeTable()
    else if (name === 'w:tr') this.#tables.closeRow()
    else if (name === 'w:tc') this.#tables.closeCell(this.#groups.pop() ?? new MappedText())
    else if (name === 'w:comment') this.#addField('#comment', this.#groups.pop() ?? new MappedText())
    else if (name === 'w:del' || name === 'w:moveFrom') {
      this.#deleted--
      this.#flushAside()
    } else if (name === 'mc:Fallback') this.#closeFallback()
    else if (name === 'mc:AlternateContent') this.#alternatives.pop()
  }

  #openParagraph(): void {
    this.#flushAside()
    const box = this.#paragraphs.length > 0 || this.#open.includes('w:txbxContent')
    this.#paragraphs.push({ text: new MappedText(), look: {}, box })
  }

  #closeParagraph(): void {
    this.#flushAside()
    if (this.#code.length > 0) {
      this.#addField('#field-code', this.#code)
      this.#code = new MappedText()
    }
    const paragraph = this.#paragraphs.pop()
    if (!paragraph) return
    const group = this.#groups.at(-1)
    if (group && !paragraph.box) {
      if (group.length > 0 && paragraph.text.length > 0) group.appendSynthetic('\n')
      group.appendMapped(paragraph.text)
      return
    }
    this.#addField(`${this.#part.prefix}${paragraph.box ? 'textbox' : 'p'}`, paragraph.text, 'text')
  }

  /** Where text goes now: the paragraph, or aside when it is deleted or hidden. */
  #target(): MappedText | undefined {
    const name = this.#asideName()
    if (name === undefined) {
      this.#flushAside()
      return this.#paragraphs.at(-1)?.text
    }
    if (this.#aside?.name !== name) {
      this.#flushAside()
      this.#aside = { name, text: new MappedText() }
    }
    return this.#aside?.text
  }

  #asideName(): string | undefined {
    if (this.#deleted > 0) return '#deleted'
    const isBarePage = this.#groups.length === 0 && !(this.#paragraphs.at(-1)?.box ?? false)
    const run = this.#runs.at(-1)
    const trick = run && runHiddenBy(run, isBarePage)
    return trick === undefined ? undefined : `#hidden(${trick})`
  }

  #flushAside(): void {
    if (this.#aside) this.#addField(this.#aside.name, this.#aside.text)
    this.#aside = undefined
  }

  #character(name: string): void {
    const char = CHARACTERS.get(name)
    // `w:tab` is also a tab stop in paragraph properties.
    if (char === undefined || this.#runs.length === 0) return
    this.#target()?.appendSynthetic(char)
  }

  #paragraphStyle(attributes: readonly XmlAttribute[]): void {
    const paragraph = this.#paragraphs.at(-1)
    const look = this.#part.styles.get(attributeOf(attributes, 'w:val') ?? '')
    if (paragraph && look) paragraph.look = look
  }

  #runProperty(name: string, attributes: readonly XmlAttribute[]): void {
    const run = this.#runs.at(-1)
    if (!run) return
    if (name === 'w:rStyle') Object.assign(run, this.#part.styles.get(attributeOf(attributes, 'w:val') ?? ''))
    else noteRunProperty(run, name, attributes)
  }

  #noteAttributes(name: string, attributes: readonly XmlAttribute[]): void {
    for (const attribute of attributes) {
      if (attribute.name === 'w:author' || attribute.name === 'w:initials') this.#addAuthor(attribute)
      else if (DESCRIPTIONS.has(attribute.name)) {
        this.#addField(attribute.name === 'title' ? '@title' : '@alt', mapAttribute(attribute))
      } else if (name === 'w:fldSimple' && attribute.name === 'w:instr') {
        this.#addField('#field-code', mapAttribute(attribute))
      }
    }
  }

  /** An author is one field however often the name stands; an edit changes every place. */
  #addAuthor(attribute: XmlAttribute): void {
    const key = `${attribute.name}=${attribute.value}`
    const known = this.#authors.get(key)
    const { fields } = this.#part.fields
    const field = known === undefined ? undefined : fields[known]
    if (field && known !== undefined) {
      fields[known] = { ...field, copies: [...(field.copies ?? []), mapAttribute(attribute)] }
      return
    }
    this.#authors.set(key, fields.length)
    const label = attribute.name === 'w:author' ? '#property(author)' : '#property(initials)'
    this.#part.fields.add(label, mapAttribute(attribute), escapeXml, { member: this.#part.member })
  }

  #openFallback(): void {
    const alternative = this.#alternatives.at(-1)
    if (!alternative || alternative.fallback) return
    alternative.fallback = this.#fields
    this.#fields = new FieldCollector()
  }

  /** A fallback that says the same as the preferred rendering is edited along; another one is text of its own. */
  #closeFallback(): void {
    const alternative = this.#alternatives.at(-1)
    const main = alternative?.fallback
    if (!alternative || !main) return
    const fallback = this.#fields.fields
    this.#fields = main
    const choice = main.fields
      .map((field, at) => ({ field, at }))
      .slice(alternative.choiceFrom)
      .filter(({ field }) => field.role === 'text')
    const texts = fallback.filter(field => field.role === 'text')
    const isSame =
      choice.length === texts.length &&
      choice.every(({ field }, at) => field.mapped.text === texts[at]?.mapped.text)
    for (const field of fallback) {
      const twin = isSame && field.role === 'text' ? choice[texts.indexOf(field)] : undefined
      if (twin) main.fields[twin.at] = withCopy(twin.field, field)
      else main.add(field.name.replace(/\[\d+\]$/, ''), field.mapped, escapeXml, moreOf(field))
    }
  }

  #addField(name: string, text: MappedText, role?: 'text'): void {
    this.#fields.add(name, text, escapeXml, { member: this.#part.member, ...(role ? { role } : {}) })
  }
}

const withCopy = (field: DocumentField, copy: DocumentField): DocumentField => ({
  ...field,
  copies: [...(field.copies ?? []), copy.mapped, ...(copy.copies ?? [])],
})

const moreOf = ({ role, member }: DocumentField): { role?: 'text'; member?: string } => ({
  ...(role === undefined ? {} : { role }),
  ...(member === undefined ? {} : { member }),
})
