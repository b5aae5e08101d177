import { both, type Sample } from '../core/index.ts'
import { inputError } from './container-errors.ts'
import {
  type DocumentField,
  FieldCollector,
  sourceEditsByMember,
  toField,
} from './document/document-field.ts'
import type { Format, FormatOptions, Source } from './format.ts'
import { editedParts } from './office/edited-parts.ts'
import { addExtraFields, addLinks, isExtraPart } from './office/extra-fields.ts'
import { isCompoundFile, isZip, OfficePackage, officeKind } from './office/package.ts'
import { addWordFields } from './office/word-fields.ts'
import { readWordStyles } from './office/word-styles.ts'
import { writeZip } from './zip/write.ts'

const MAIN =
  /wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.(?:document|template)\.macroEnabled\w{0,8}\.main\+xml/
const TEXT_PARTS = /wordprocessingml\.(?:header|footer|footnotes|endnotes|comments|document\.glossary)\+xml/
const STYLES = /wordprocessingml\.styles\+xml/

/**
 * Word documents: one sample each, with a field for every paragraph (`p[0]`), table row (`table[0].row[1]`), text box,
 * header, footer and note; `#comment`, `#deleted` (tracked changes), `#hidden(how)`, `#field-code`, `#property`, `@alt`
 * and `@href` for what the page does not show.
 */
export const docx: Format = {
  name: 'docx',
  extensions: ['.docx', '.docm', '.dotx', '.dotm'],
  content: 'binary',
  kind: 'documents',
  whole: true,
  sniff({ bytes, extension }) {
    if (isCompoundFile(bytes)) return /^\.do[ct]/.test(extension) ? 'possible' : 'no'
    if (!isZip(bytes)) return docx.extensions.includes(extension) ? 'possible' : 'no'
    const kind = officeKind(bytes)
    if (kind !== undefined) return kind === 'word' ? 'certain' : 'no'
    return docx.extensions.includes(extension) ? 'possible' : 'no'
  },
  async *read(source, options) {
    const { fields } = await openDocument(source, options)
    yield { type: 'sample', sample: sampleOf(source, fields) }
  },
  async *rewrite(source, options, decide) {
    const { office, fields } = await openDocument(source, options)
    const sample = sampleOf(source, fields)
    const raw = Buffer.from(
      JSON.stringify(Object.fromEntries(sample.fields.map(({ name, text }) => [name, text]))),
    )
    const decision = await decide({ type: 'sample', sample, raw })
    if (decision.action === 'drop') return
    const edits = decision.action === 'edit' ? sourceEditsByMember(fields, decision.edits) : new Map()
    yield* writeZip(office.archive, await editedParts(office, edits))
  },
}

async function openDocument(
  source: Source,
  { limits }: FormatOptions,
): Promise<{ readonly office: OfficePackage; readonly fields: readonly DocumentField[] }> {
  const office = await OfficePackage.open(source, limits)
  const { parts } = office
  const main = parts.filter(part => MAIN.test(office.typeOf(part)))
  if (main.length === 0) {
    throw inputError(
      source.path,
      both('the archive holds no Word document', '压缩包中没有 Word 文档'),
      both('check the file type; presentations are not read', '请检查文件类型；不读取演示文稿'),
    )
  }
  const stylesPart = parts.find(part => STYLES.test(office.typeOf(part)))
  const stylesXml = stylesPart === undefined ? undefined : await office.read(stylesPart)
  const styles =
    stylesXml === undefined ? new Map() : readWordStyles(office.label(stylesPart ?? ''), stylesXml)
  const collector = new FieldCollector()
  const textParts = [...main, ...parts.filter(part => TEXT_PARTS.test(office.typeOf(part)))]
  for (const part of textParts) {
    const xml = await office.read(part)
    if (xml === undefined) continue
    const prefix = main.includes(part)
      ? ''
      : `${part.slice(part.lastIndexOf('/') + 1).replace(/\.xml$/i, '')}.`
    addWordFields(office.label(part), xml, { member: part, prefix, styles, fields: collector })
    await addLinks(office, part, collector)
  }
  for (const part of parts) if (isExtraPart(part)) await addExtraFields(office, part, collector)
  return { office, fields: collector.fields }
}

function sampleOf(source: Source, fields: readonly DocumentField[]): Sample {
  return { index: 0, locator: { path: source.path }, fields: fields.map(toField) }
}
