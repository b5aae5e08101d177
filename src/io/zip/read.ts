import { crc32, createInflateRaw } from 'node:zlib'
import { both } from '../../core/index.ts'
import { throughTransform } from '../codecs/_node-transform.ts'
import { inputError, limitError } from '../container-errors.ts'
import type { Limits } from '../contract.ts'
import type { Source } from '../format.ts'
import { memberLabel, OVERLAPS, readZipDirectory, type ZipDirectory, type ZipMember } from './directory.ts'

const LOCAL_HEADER = 0x04034b50
const LOCAL_HEADER_BYTES = 30
const READ_BYTES = 256 * 1024

/** An opened archive. Members are checked against their directory entry while they are read. */
export interface ZipArchive extends ZipDirectory {
  readonly source: Source
  readonly limits: Limits
  /** Finds a member; names are compared without case, as OPC does. */
  find(name: string): ZipMember | undefined
}

/** Opens an archive. Throws E_INPUT or E_LIMIT, naming the member at fault. */
export async function openZip(source: Source, limits: Limits): Promise<ZipArchive> {
  const directory = await readZipDirectory(source, limits)
  const byName = new Map(directory.members.map(member => [member.name.toLowerCase(), member]))
  return { ...directory, source, limits, find: name => byName.get(name.toLowerCase()) }
}

/** Reads a whole member. Throws E_LIMIT when it is longer than `maxBytes`. */
export async function readMember(archive: ZipArchive, member: ZipMember, maxBytes: number): Promise<Buffer> {
  if (member.size > maxBytes) {
    throw limitError(
      memberLabel(archive.source.path, member.name),
      both(
        `it holds ${member.size} bytes, at most ${maxBytes} are read at once`,
        `有 ${member.size} 字节，一次最多读取 ${maxBytes} 字节`,
      ),
    )
  }
  const chunks: Uint8Array[] = []
  for await (const chunk of streamMember(archive, member)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Streams the decompressed bytes of a member, holding them against size and checksum of its entry. */
export async function* streamMember(archive: ZipArchive, member: ZipMember): AsyncGenerator<Uint8Array> {
  const label = memberLabel(archive.source.path, member.name)
  const { start, end } = await memberData(archive, member)
  const compressed = readRange(archive.source, start, end)
  const plain =
    member.method === 'stored'
      ? compressed
      : throughTransform(createInflateRaw({ chunkSize: READ_BYTES }), compressed)
  let size = 0
  let checksum = 0
  try {
    for await (const chunk of plain) {
      size += chunk.length
      if (size > member.size) break
      checksum = crc32(chunk, checksum)
      yield chunk
    }
  } catch (cause) {
    if (!isZlibError(cause)) throw cause
    throw inputError(label, both('it cannot be decompressed', '无法解压'))
  }
  if (size !== member.size) {
    throw inputError(label, both('it has another size than the directory says', '大小与目录记录不符'))
  }
  if (checksum !== member.crc32) {
    throw inputError(label, both('it is damaged: its checksum is wrong', '已损坏：校验和错误'))
  }
}

/** Where the compressed bytes of a member lie; checks the local header against the directory. */
export async function memberData(
  { source }: ZipArchive,
  member: ZipMember,
): Promise<{ readonly start: number; readonly end: number }> {
  const label = memberLabel(source.path, member.name)
  const header = Buffer.from(await source.slice(member.offset, member.offset + LOCAL_HEADER_BYTES))
  if (header.length < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== LOCAL_HEADER) {
    throw inputError(label, both('it does not lie where the directory says', '不在目录记录的位置'))
  }
  const nameBytes = header.readUInt16LE(26)
  const start = member.offset + LOCAL_HEADER_BYTES + nameBytes + header.readUInt16LE(28)
  const end = start + member.compressedSize
  if (end > member.limit) {
    throw inputError(label, OVERLAPS)
  }
  const nameAt = member.offset + LOCAL_HEADER_BYTES
  const name = new TextDecoder().decode(await source.slice(nameAt, nameAt + nameBytes))
  const method = header.readUInt16LE(8)
  if (name !== member.name || method !== (member.method === 'stored' ? 0 : 8)) {
    throw inputError(label, both('it differs between directory and local header', '目录与本地头不一致'))
  }
  return { start, end }
}

/** Bytes of a range in pieces. */
export async function* readRange(source: Source, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += READ_BYTES) {
    const chunk = await source.slice(at, Math.min(end, at + READ_BYTES))
    if (chunk.length === 0) return
    yield chunk
  }
}

function isZlibError(cause: unknown): boolean {
  const code = (cause as { code?: unknown } | null)?.code
  return typeof code === 'string' && code.startsWith('Z_')
}
