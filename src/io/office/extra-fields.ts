import type { FieldCollector } from '../document/document-field.ts'
import { MappedText } from '../document/mapped-text.ts'
import { type OfficePackage, relationshipsPart } from './package.ts'
import { escapeXml, mapAttribute, readXml, type XmlAttribute } from './xml.ts'

/** Parts beside the main text that hold copies of it, names of people or secrets. */
interface ExtraPart {
  readonly part: RegExp
  readonly name: string
  /** Elements whose text counts; `*` for all. */
  readonly texts: readonly string[]
  /** Attributes whose value counts, on any element; `*` for all. */
  readonly attributes: readonly string[]
}

const EXTRA_PARTS: readonly ExtraPart[] = [
  { part: /^docProps\/(?:core|app|custom)\.xml$/i, name: '#property', texts: ['*'], attributes: ['name'] },
  { part: /^customXml\/item\d{1,6}\.xml$/i, name: '#custom-xml', texts: ['*'], attributes: ['*'] },
  { part: /^word\/people\.xml$/i, name: '#property', texts: [], attributes: ['w15:author', 'userId'] },
  {
    part: /^xl\/persons\/[^/]{1,80}\.xml$/i,
    name: '#property',
    texts: [],
    attributes: ['displayName', 'userId'],
  },
  { part: /^word\/settings\.xml$/i, name: '#property', texts: [], attributes: ['w:docVar'] },
  { part: /\/charts\/chart[^/]{0,40}\.xml$/i, name: '#chart', texts: ['c:v', 'a:t'], attributes: [] },
  {
    part: /\/(?:drawings|diagrams)\/(?:drawing|data)[^/]{0,40}\.xml$/i,
    name: 'drawing',
    texts: ['a:t'],
    attributes: ['descr', 'title'],
  },
  {
    part: /^xl\/pivotCache\/[^/]{1,80}\.xml$/i,
    name: '#pivot-cache',
    texts: [],
    attributes: ['v', 'caption'],
  },
  { part: /^xl\/externalLinks\/[^/]{1,80}\.xml$/i, name: '#external-cache', texts: ['x:v'], attributes: [] },
  {
    part: /^xl\/connections\.xml$/i,
    name: '#connection',
    texts: [],
    attributes: ['connection', 'command', 'url', 'sourceFile', 'description'],
  },
  { part: /^xl\/threadedComments\/[^/]{1,80}\.xml$/i, name: '#comment', texts: ['xtc:text'], attributes: [] },
]

/** What programs write about themselves: no text of anyone. */
const NOISE =
  /^\??:?(?:Application|AppVersion|Template|DocSecurity|created|modified|lastPrinted|revision|TotalTime|version)$/
/** Only texts that hold a letter or four digits say something. */
const SAYS_SOMETHING = /\p{L}|\d{4}/u

/** True for a part whose texts `addExtraFields` gives. */
export const isExtraPart = (part: string): boolean => EXTRA_PARTS.some(extra => extra.part.test(part))

/** Adds the texts of one part beside the main text: properties, charts, caches, comments of people. */
export async function addExtraFields(
  office: OfficePackage,
  part: string,
  fields: FieldCollector,
): Promise<void> {
  const extra = EXTRA_PARTS.find(each => each.part.test(part))
  const xml = extra && (await office.read(part))
  if (!extra || xml === undefined) return
  const open: { readonly name: string; readonly text: MappedText }[] = []
  const add = (name: string, text: MappedText) => {
    if (SAYS_SOMETHING.test(text.text) && !/^(?:true|false)$/i.test(text.text))
      fields.add(name, text, escapeXml, { member: part })
  }
  const isWanted = (wanted: readonly string[], name: string) => wanted.includes(name) || wanted[0] === '*'
  readXml(office.label(part), xml, {
    open(name, attributes) {
      open.push({ name, text: new MappedText() })
      for (const attribute of attributes) {
        if (isNamespace(attribute)) continue
        const isVariable = name === 'w:docVar' && attribute.name === 'w:val'
        if (isVariable || isWanted(extra.attributes, attribute.name)) add(extra.name, mapAttribute(attribute))
      }
    },
    text(text, from, to) {
      open.at(-1)?.text.append(text, from, to)
    },
    close() {
      const element = open.pop()
      if (!element || NOISE.test(element.name.replace('?:', ''))) return
      if (!isWanted(extra.texts, element.name)) return
      const local = element.name.slice(element.name.indexOf(':') + 1)
      add(extra.name === '#property' ? `#property(${local})` : extra.name, element.text)
    },
  })
}

/** Adds the addresses that a part links to outside the document. */
export async function addLinks(office: OfficePackage, part: string, fields: FieldCollector): Promise<void> {
  const relationships = await office.relationships(part)
  const member = relationshipsPart(part)
  for (const { external, targetAttribute } of relationships) {
    if (external) fields.add('@href', mapAttribute(targetAttribute), escapeXml, { member })
  }
}

const isNamespace = ({ name }: XmlAttribute): boolean => name.startsWith('xml')
