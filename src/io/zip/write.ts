import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib'
import { both } from '../../core/index.ts'
import { throughTransform } from '../codecs/_node-transform.ts'
import { limitError } from '../container-errors.ts'
import { showMember, type ZipMember } from './directory.ts'
import { memberData, readRange, type ZipArchive } from './read.ts'

const LOCAL_HEADER = 0x04034b50
const DATA_DESCRIPTOR = 0x08074b50
const ENTRY_BYTES = 46
const ZIP64_EXTRA = 0x0001
const UTF8_NAME = 0x0800
const SIZES_FOLLOW = 0x0008
const MAX_32 = 0xffff_ffff
/** Longest data descriptor: signature, checksum and two 64-bit sizes. */
const MAX_DESCRIPTOR_BYTES = 24
/** Version needed to extract: 2.0 for deflate, 4.5 for ZIP64. */
const VERSION_DEFLATE = 20
const VERSION_ZIP64 = 45

/** New content by member name: bytes, a stream of bytes, or `null` to leave the member out. */
export type ZipReplacements = ReadonlyMap<string, Uint8Array | AsyncIterable<Uint8Array> | null>

interface Written {
  readonly member: ZipMember
  readonly offset: number
  readonly crc32: number
  readonly compressedSize: number
  readonly size: number
  readonly flags: number
  readonly replaced: boolean
}

/**
 * Streams an archive with some members replaced. The others keep their bytes, compressed as they are; order, names,
 * times and attributes stay. With nothing to replace the result is the source, byte for byte.
 */
export async function* writeZip(
  archive: ZipArchive,
  replacements: ZipReplacements,
): AsyncGenerator<Uint8Array> {
  if (replacements.size === 0) {
    yield* archive.source.chunks()
    return
  }
  const written: Written[] = []
  let at = 0
  for (const member of archive.members) {
    const replacement = replacements.get(member.name)
    if (replacement === null) continue
    const offset = at
    const output =
      replacement === undefined ? copyMember(archive, member) : replaceMember(member, replacement)
    let step = await output.next()
    while (!step.done) {
      at += step.value.length
      yield step.value
      step = await output.next()
    }
    written.push({ ...step.value, offset })
  }
  yield directoryBytes(written, at, archive.comment)
}

type MemberOutput = AsyncGenerator<Uint8Array, Omit<Written, 'offset'>>

async function* copyMember(archive: ZipArchive, member: ZipMember): MemberOutput {
  const { end } = await memberData(archive, member)
  const hasDescriptor = (member.flags & SIZES_FOLLOW) !== 0
  const descriptorEnd = hasDescriptor ? Math.min(member.limit, end + MAX_DESCRIPTOR_BYTES) : end
  yield* readRange(archive.source, member.offset, descriptorEnd)
  const { crc32: checksum, compressedSize, size, flags } = member
  return { member, crc32: checksum, compressedSize, size, flags, replaced: false }
}

async function* replaceMember(
  member: ZipMember,
  content: Uint8Array | AsyncIterable<Uint8Array>,
): MemberOutput {
  const nameFlags = member.flags & UTF8_NAME
  if (content instanceof Uint8Array) {
    const compressed = deflateRawSync(content)
    const facts = { crc32: crc32(content), compressedSize: compressed.length, size: content.length }
    yield localHeader(member, nameFlags, facts)
    yield compressed
    return { member, ...facts, flags: nameFlags, replaced: true }
  }
  const flags = nameFlags | SIZES_FOLLOW
  yield localHeader(member, flags, { crc32: 0, compressedSize: 0, size: 0 })
  const facts = { crc32: 0, compressedSize: 0, size: 0 }
  for await (const chunk of throughTransform(createDeflateRaw(), counted(content, facts))) {
    facts.compressedSize += chunk.length
    yield chunk
  }
  if (facts.size > MAX_32 || facts.compressedSize > MAX_32) {
    throw limitError(
      showMember(member.name),
      both('it would grow beyond 4 GiB', '将超过 4 GiB'),
      both('split the workbook and clean its parts', '请拆分工作簿后分别清洗'),
    )
  }
  const descriptor = Buffer.alloc(16)
  descriptor.writeUInt32LE(DATA_DESCRIPTOR, 0)
  descriptor.writeUInt32LE(facts.crc32, 4)
  descriptor.writeUInt32LE(facts.compressedSize, 8)
  descriptor.writeUInt32LE(facts.size, 12)
  yield descriptor
  return { member, ...facts, flags, replaced: true }
}

/** Passes chunks on and adds their size and checksum to `facts`. */
async function* counted(
  content: AsyncIterable<Uint8Array>,
  facts: { crc32: number; size: number },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    facts.crc32 = crc32(chunk, facts.crc32)
    facts.size += chunk.length
    yield chunk
  }
}

type Facts = Pick<Written, 'crc32' | 'compressedSize' | 'size'>

function localHeader(member: ZipMember, flags: number, facts: Facts): Uint8Array {
  const entry = bufferOf(member.entry)
  const name = nameOf(member)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(LOCAL_HEADER, 0)
  header.writeUInt16LE(VERSION_DEFLATE, 4)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(8, 8)
  entry.copy(header, 10, 12, 16) // time and date
  header.writeUInt32LE(facts.crc32, 14)
  header.writeUInt32LE(facts.compressedSize, 18)
  header.writeUInt32LE(facts.size, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function directoryBytes(written: readonly Written[], start: number, comment: Uint8Array): Uint8Array {
  const entries = Buffer.concat(written.map(directoryEntry))
  const parts: Uint8Array[] = [entries]
  const isZip64 = written.length >= 0xffff || start >= MAX_32 || entries.length >= MAX_32
  if (isZip64) parts.push(zip64End(written.length, entries.length, start))
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(written.length, 0xffff), 8)
  end.writeUInt16LE(Math.min(written.length, 0xffff), 10)
  end.writeUInt32LE(Math.min(entries.length, MAX_32), 12)
  end.writeUInt32LE(Math.min(start, MAX_32), 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...parts, end, comment])
}

/** The original entry with new facts; a ZIP64 field is written where a number needs it, and only there. */
function directoryEntry(written: Written): Uint8Array {
  const { member } = written
  const original = bufferOf(member.entry)
  const nameBytes = original.readUInt16LE(28)
  const extraBytes = original.readUInt16LE(30)
  const fixed = Buffer.from(original.subarray(0, ENTRY_BYTES))
  const tail = original.subarray(ENTRY_BYTES + nameBytes + extraBytes)
  const extra = original.subarray(ENTRY_BYTES + nameBytes, ENTRY_BYTES + nameBytes + extraBytes)
  const large: number[] = []
  const put = (value: number, at: number) => {
    fixed.writeUInt32LE(Math.min(value, MAX_32), at)
    if (value >= MAX_32) large.push(value)
  }
  put(written.size, 24)
  put(written.compressedSize, 20)
  put(written.offset, 42)
  if (written.replaced) {
    fixed.writeUInt16LE(written.flags, 8)
    fixed.writeUInt16LE(8, 10)
  }
  fixed.writeUInt32LE(written.crc32, 16)
  if (large.length > 0) fixed.writeUInt16LE(VERSION_ZIP64, 6)
  const newExtra = Buffer.concat([zip64Field(large), withoutZip64(extra)])
  fixed.writeUInt16LE(newExtra.length, 30)
  return Buffer.concat([fixed, nameOf(member), newExtra, tail])
}

function zip64Field(values: readonly number[]): Buffer {
  if (values.length === 0) return Buffer.alloc(0)
  const field = Buffer.alloc(4 + values.length * 8)
  field.writeUInt16LE(ZIP64_EXTRA, 0)
  field.writeUInt16LE(values.length * 8, 2)
  values.forEach((value, position) => {
    field.writeBigUInt64LE(BigInt(value), 4 + position * 8)
  })
  return field
}

function withoutZip64(extra: Buffer): Buffer {
  const kept: Buffer[] = []
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = Math.min(extra.length, at + 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) !== ZIP64_EXTRA) kept.push(extra.subarray(at, end))
    at = end
  }
  return Buffer.concat(kept)
}

function zip64End(count: number, directorySize: number, start: number): Buffer {
  const record = Buffer.alloc(56 + 20)
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeUInt16LE(VERSION_ZIP64, 12)
  record.writeUInt16LE(VERSION_ZIP64, 14)
  record.writeBigUInt64LE(BigInt(count), 24)
  record.writeBigUInt64LE(BigInt(count), 32)
  record.writeBigUInt64LE(BigInt(directorySize), 40)
  record.writeBigUInt64LE(BigInt(start), 48)
  record.writeUInt32LE(0x07064b50, 56)
  record.writeBigUInt64LE(BigInt(start + directorySize), 64)
  record.writeUInt32LE(1, 72)
  return record
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function nameOf(member: ZipMember): Buffer {
  const entry = bufferOf(member.entry)
  return entry.subarray(ENTRY_BYTES, ENTRY_BYTES + entry.readUInt16LE(28))
}
