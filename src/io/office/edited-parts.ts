import { both } from '../../core/index.ts'
import { outputError } from '../container-errors.ts'
import { type SourceEdit, spliceSource } from '../document/mapped-text.ts'
import { readMember } from '../zip/read.ts'
import { type OfficePackage, xmlEncoding } from './package.ts'

/** New content of the parts that edits touch. */
export async function editedParts(
  office: OfficePackage,
  edits: ReadonlyMap<string, readonly SourceEdit[]>,
): Promise<Map<string, Uint8Array>> {
  const replaced = new Map<string, Uint8Array>()
  for (const [part, own] of edits) {
    const member = office.archive.find(part)
    if (!member || own.length === 0) continue
    const bytes = await readMember(office.archive, member, office.archive.limits.maxMemberBytes)
    const encoding = xmlEncoding(bytes)
    const xml = new TextDecoder(encoding).decode(bytes)
    if (encoding === 'utf-8' && Buffer.byteLength(xml) !== withoutMark(bytes).length) {
      throw outputError(
        office.label(part),
        both('it holds bytes that are no UTF-8 and cannot be edited', '含有非 UTF-8 字节，无法编辑'),
      )
    }
    replaced.set(member.name, encodePart(spliceSource(xml, own), encoding))
  }
  return replaced
}

const withoutMark = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes

/** The bytes of a rewritten part, in the encoding it had. */
function encodePart(xml: string, encoding: ReturnType<typeof xmlEncoding>): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(xml)
  const bytes = Buffer.from(`\ufeff${xml}`, 'utf16le')
  return encoding === 'utf-16le' ? bytes : bytes.swap16()
}
