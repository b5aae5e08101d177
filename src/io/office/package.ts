import { both } from '../../core/index.ts'
import { inputError } from '../container-errors.ts'
import type { Limits } from '../contract.ts'
import type { Source } from '../format.ts'
import { showMember } from '../zip/directory.ts'
import { openZip, readMember, type ZipArchive } from '../zip/read.ts'
import { attributeOf, readXml, type XmlAttribute } from './xml.ts'

/** Magic number of the format that holds password-protected and pre-2007 office documents. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0]
/** Every ZIP file begins with this, unless it is empty. */
const ZIP = [0x50, 0x4b, 0x03, 0x04]
const LOCAL_HEADER_BYTES = 30
const CONTENT_TYPES = '[Content_Types].xml'
/** Parts read whole are bounded by this share of the limit for members: text and its fields need room, too. */
const PART_SHARE = 4

/** One relationship of a part, with where its target stands in the relationships part. */
export interface Relationship {
  readonly id: string
  readonly type: string
  readonly target: string
  readonly external: boolean
  readonly targetAttribute: XmlAttribute
}

/** An opened Open Packaging Conventions package: https://ecma-international.org/publications-and-standards/standards/ecma-376/ */
export class OfficePackage {
  readonly archive: ZipArchive
  readonly #types: ReadonlyMap<string, string>
  readonly #defaults: ReadonlyMap<string, string>

  private constructor(archive: ZipArchive, types: Map<string, string>, defaults: Map<string, string>) {
    this.archive = archive
    this.#types = types
    this.#defaults = defaults
  }

  /** Opens a package. Throws E_INPUT or E_LIMIT with a message that says what it is when it is none. */
  static async open(source: Source, limits: Limits): Promise<OfficePackage> {
    const head = await source.slice(0, 4)
    if (COMPOUND_FILE.every((byte, at) => head[at] === byte)) {
      throw inputError(
        source.path,
        both(
          'the document is password-protected or in a format before 2007',
          '文档受密码保护，或为 2007 年之前的格式',
        ),
        both('remove the password or save it as .docx or .xlsx', '请去除密码，或另存为 .docx 或 .xlsx'),
      )
    }
    const archive = await openZip(source, limits)
    const types = new Map<string, string>()
    const defaults = new Map<string, string>()
    const part = await readPart(archive, CONTENT_TYPES)
    if (part === undefined) {
      throw inputError(
        source.path,
        both('a ZIP archive, but not an office document', '是 ZIP 压缩包，但不是办公文档'),
        both('unpack the archive and name the files in it', '请解压后指定其中的文件'),
      )
    }
    readXml(`${source.path}: ${CONTENT_TYPES}`, part, {
      open(name, attributes) {
        const type = attributeOf(attributes, 'ContentType') ?? ''
        if (name === 'ct:Override')
          types.set((attributeOf(attributes, 'PartName') ?? '').slice(1).toLowerCase(), type)
        if (name === 'ct:Default')
          defaults.set((attributeOf(attributes, 'Extension') ?? '').toLowerCase(), type)
      },
    })
    return new OfficePackage(archive, types, defaults)
  }

  get path(): string {
    return this.archive.source.path
  }

  /** Names of the parts, in archive order. */
  get parts(): readonly string[] {
    return this.archive.members.map(member => member.name).filter(name => !name.endsWith('/'))
  }

  /** The content type of a part; empty when the package names none. */
  typeOf(part: string): string {
    const key = part.toLowerCase()
    return this.#types.get(key) ?? this.#defaults.get(key.slice(key.lastIndexOf('.') + 1)) ?? ''
  }

  /** The text of a part; undefined when there is none. Throws E_LIMIT when it is too long to be read whole. */
  read(part: string): Promise<string | undefined> {
    return readPart(this.archive, part)
  }

  /** Where content types and relationships speak of a part: member and element. */
  async mentionsOf(
    part: string,
  ): Promise<readonly (readonly [member: string, place: { from: number; to: number }])[]> {
    const found: [string, { from: number; to: number }][] = []
    const isMember = (name: string) => name === CONTENT_TYPES || name.endsWith('.rels')
    for (const member of this.parts.filter(isMember)) {
      const owner = member.replace(/_rels\/([^/]+)\.rels$/, '$1')
      const xml = (await this.read(member)) ?? ''
      readXml(this.label(member), xml, {
        open(name, attributes, from, to, selfClosing) {
          const target = attributeOf(attributes, name === 'ct:Override' ? 'PartName' : 'Target')
          if (target === undefined || !selfClosing) return
          const named = name === 'ct:Override' ? target.slice(1) : resolveTarget(owner, target)
          if (named.toLowerCase() === part.toLowerCase()) found.push([member, { from, to }])
        },
      })
    }
    return found
  }

  /** How a message names a part. */
  label(part: string): string {
    return `${this.path}: ${showMember(part)}`
  }

  /** The relationships of a part, targets of internal ones resolved to part names. */
  async relationships(part: string): Promise<readonly Relationship[]> {
    const name = relationshipsPart(part)
    const xml = await this.read(name)
    if (xml === undefined) return []
    const found: Relationship[] = []
    readXml(this.label(name), xml, {
      open(element, attributes) {
        const targetAttribute = attributes.find(attribute => attribute.name === 'Target')
        if (element !== 'rel:Relationship' || !targetAttribute) return
        const external = attributeOf(attributes, 'TargetMode') === 'External'
        const { value } = targetAttribute
        found.push({
          id: attributeOf(attributes, 'Id') ?? '',
          type: (attributeOf(attributes, 'Type') ?? '').split('/').at(-1) ?? '',
          target: external ? value : resolveTarget(part, value),
          external,
          targetAttribute,
        })
      },
    })
    return found
  }
}

/** Where the relationships of a part lie. */
export function relationshipsPart(part: string): string {
  const slash = part.lastIndexOf('/')
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`
}

/** True when the bytes begin like a ZIP archive. */
export const isZip = (head: Uint8Array): boolean => ZIP.every((byte, at) => head[at] === byte)

/** The kind of document that the beginning of an archive shows by the folders of its first members. */
export function officeKind(head: Uint8Array): 'word' | 'xl' | 'ppt' | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  const header = Buffer.from(ZIP)
  for (let at = bytes.indexOf(header); at >= 0; at = bytes.indexOf(header, at + ZIP.length)) {
    const name = bytes.toString('latin1', at + LOCAL_HEADER_BYTES, at + LOCAL_HEADER_BYTES + 5)
    const folder = /^(word|xl|ppt)\//.exec(name)?.[1]
    if (folder !== undefined) return folder as 'word' | 'xl' | 'ppt'
  }
  return undefined
}

/** True when the bytes begin like a compound file. */
export const isCompoundFile = (head: Uint8Array): boolean =>
  COMPOUND_FILE.every((byte, at) => head[at] === byte)

function resolveTarget(part: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const segments = part.split('/').slice(0, -1)
  for (const segment of target.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '.' && segment !== '') segments.push(segment)
  }
  return segments.join('/')
}

async function readPart(archive: ZipArchive, part: string): Promise<string | undefined> {
  const member = archive.find(part)
  if (!member) return undefined
  const bytes = await readMember(archive, member, archive.limits.maxMemberBytes / PART_SHARE)
  const encoding = xmlEncoding(bytes)
  return new TextDecoder(encoding).decode(bytes)
}

/** Office parts are UTF-8 or UTF-16. */
export function xmlEncoding(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = head
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be'
  return 'utf-8'
}
