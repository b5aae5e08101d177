import { type DocumentField, FieldCollector } from '../document/document-field.ts'
import { MappedText } from '../document/mapped-text.ts'
import type { OfficePackage } from './package.ts'
import { attributeOf, escapeXml, readXml } from './xml.ts'

/** The comments of one sheet, by row. */
export interface SheetComments {
  readonly byRow: ReadonlyMap<number, readonly DocumentField[]>
  /** Names of those who commented. */
  readonly authors: readonly DocumentField[]
}

/** Reads the comments that a sheet's relationships name. */
export async function readSheetComments(office: OfficePackage, sheetPart: string): Promise<SheetComments> {
  const byRow = new Map<number, DocumentField[]>()
  const authors = new FieldCollector()
  for (const { type, target: part, external } of await office.relationships(sheetPart)) {
    if (type !== 'comments' || external) continue
    const xml = await office.read(part)
    if (xml !== undefined) readComments(office.label(part), xml, part, byRow, authors)
  }
  return { byRow, authors: authors.fields }
}

function readComments(
  path: string,
  xml: string,
  part: string,
  byRow: Map<number, DocumentField[]>,
  authors: FieldCollector,
): void {
  let reference = ''
  let text: MappedText | undefined
  let author: MappedText | undefined
  let inText = false
  readXml(path, xml, {
    open(name, attributes) {
      if (name === 'x:comment') {
        reference = attributeOf(attributes, 'ref') ?? ''
        text = new MappedText()
      } else if (name === 'x:author') author = new MappedText()
      else if (name === 'x:t') inText = true
    },
    text(piece, from, to) {
      if (author) author.append(piece, from, to)
      else if (inText) text?.append(piece, from, to)
    },
    close(name) {
      if (name === 'x:t') inText = false
      else if (name === 'x:author' && author) {
        authors.add('#property(author)', author, escapeXml, { member: part })
        author = undefined
      } else if (name === 'x:comment' && text) {
        const row = Number(/\d+/.exec(reference)?.[0] ?? 0)
        const cell = /^[A-Z]{1,3}\d{1,7}$/.test(reference) ? reference : 'cell'
        const field = { name: `#comment(${cell})`, mapped: text, escape: escapeXml, member: part }
        if (text.length > 0) byRow.set(row, [...(byRow.get(row) ?? []), field])
        text = undefined
      }
    },
  })
}
