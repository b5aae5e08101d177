import { both } from '../../core/index.ts'
import { inputError, limitError } from '../container-errors.ts'
import type { Limits } from '../contract.ts'
import type { Source } from '../format.ts'

/** https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
const END_RECORD = 0x06054b50
const END_RECORD_BYTES = 22
const END64_LOCATOR = 0x07064b50
const END64_LOCATOR_BYTES = 20
const END64_RECORD = 0x06064b50
const END64_RECORD_BYTES = 56
const ENTRY = 0x02014b50
const ENTRY_BYTES = 46
const LOCAL_HEADER_BYTES = 30
const ZIP64_EXTRA = 0x0001
const MAX_COMMENT_BYTES = 0xffff
/** More members than any document or workbook has (CWE-770). */
const MAX_MEMBERS = 20_000
const MAX_DIRECTORY_BYTES = 32 * 1024 * 1024
const ENCRYPTED_FLAGS = 0x2041
/** Small members may compress better than any ratio allows without doing harm. */
const RATIO_FREE_BYTES = 1024 * 1024

export const OVERLAPS = both('it overlaps another member or the directory', '与其他成员或目录重叠')
export const REMOVE_PASSWORD = both('remove the password and try again', '请去除密码后重试')
const damagedEntry = (number: number) =>
  both(`entry ${number} of the archive directory is damaged`, `压缩包目录第 ${number} 项已损坏`)

/** One entry of the central directory. */
export interface ZipMember {
  readonly name: string
  readonly method: 'stored' | 'deflate'
  readonly flags: number
  readonly crc32: number
  readonly compressedSize: number
  readonly size: number
  /** Where the local header starts. */
  readonly offset: number
  /** The first byte that belongs to the next member or to the directory. */
  readonly limit: number
  /** The entry as it stands in the directory. */
  readonly entry: Uint8Array
}

/** The members of an archive, in the order of its directory. */
export interface ZipDirectory {
  readonly members: readonly ZipMember[]
  /** The archive comment. */
  readonly comment: Uint8Array
}

/** A member name fit for a message: no control characters, at most 80 characters. */
export function showMember(name: string): string {
  const visible = name.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?')
  return visible.length > 80 ? `${visible.slice(0, 80)}…` : visible
}

/** How a message names a member. */
export const memberLabel = (path: string, name: string): string => `${path}: ${showMember(name)}`

/** Reads and checks the central directory. Throws E_INPUT or E_LIMIT, naming the member at fault. */
export async function readZipDirectory(source: Source, limits: Limits): Promise<ZipDirectory> {
  const { path } = source
  const end = await findEnd(source)
  if (end.count > MAX_MEMBERS || end.directoryBytes > MAX_DIRECTORY_BYTES) {
    throw limitError(
      path,
      both(
        `the archive lists ${end.count} members, more than ${MAX_MEMBERS} are not opened`,
        `压缩包列出 ${end.count} 个成员，超过 ${MAX_MEMBERS} 个不予打开`,
      ),
    )
  }
  if (end.directoryStart + end.directoryBytes !== end.at) {
    throw inputError(
      path,
      both(
        'the archive directory does not lie where the end record says',
        '压缩包目录不在结尾记录所说的位置',
      ),
    )
  }
  const bytes = await source.slice(end.directoryStart, end.at)
  if (bytes.length !== end.directoryBytes)
    throw inputError(path, both('the archive directory is incomplete', '压缩包目录不完整'))
  const members = parseEntries(path, bytes, end.count)
  checkNames(path, members)
  checkSizes(path, members, limits)
  return { members: withLimits(path, members, end.directoryStart), comment: end.comment }
}

interface EndOfDirectory {
  readonly at: number
  readonly count: number
  readonly directoryStart: number
  readonly directoryBytes: number
  readonly comment: Uint8Array
}

async function findEnd(source: Source): Promise<EndOfDirectory> {
  const { path } = source
  const size = await source.size()
  const tailStart = Math.max(0, size - END_RECORD_BYTES - MAX_COMMENT_BYTES - END64_LOCATOR_BYTES)
  const tail = await source.slice(tailStart, size)
  const view = viewOf(tail)
  let found = -1
  for (let at = tail.length - END_RECORD_BYTES; at >= 0; at--) {
    if (view.getUint32(at, true) !== END_RECORD) continue
    if (at + END_RECORD_BYTES + view.getUint16(at + 20, true) !== tail.length) continue
    // A second end record that fits makes readers disagree about what the archive holds.
    if (found >= 0)
      throw inputError(
        path,
        both(
          'the archive has two end records, so what it holds is ambiguous',
          '压缩包有两个结尾记录，内容不明确',
        ),
      )
    found = at
  }
  if (found < 0)
    throw inputError(
      path,
      both(
        'the archive has no end record: it breaks off or something follows it',
        '压缩包没有结尾记录：文件不完整或尾部有多余内容',
      ),
    )
  const comment = tail.slice(found + END_RECORD_BYTES)
  const count = view.getUint16(found + 10, true)
  const directoryBytes = view.getUint32(found + 12, true)
  const directoryStart = view.getUint32(found + 16, true)
  const disks = view.getUint16(found + 4, true) | view.getUint16(found + 6, true)
  const isZip64 =
    found >= END64_LOCATOR_BYTES && view.getUint32(found - END64_LOCATOR_BYTES, true) === END64_LOCATOR
  if (isZip64) {
    const at = safeNumber(view, found - END64_LOCATOR_BYTES + 8)
    return { ...(await readEnd64(source, at, tailStart + found - END64_LOCATOR_BYTES)), comment }
  }
  if (disks !== 0 && disks !== 0xffff)
    throw inputError(path, both('the archive is split over several files', '压缩包分卷存放'))
  return { at: tailStart + found, count, directoryStart, directoryBytes, comment }
}

async function readEnd64(
  source: Source,
  at: number,
  locatorAt: number,
): Promise<Omit<EndOfDirectory, 'comment'>> {
  const record = await source.slice(at, at + END64_RECORD_BYTES)
  const view = viewOf(record)
  if (record.length < END64_RECORD_BYTES || view.getUint32(0, true) !== END64_RECORD || at >= locatorAt) {
    throw inputError(
      source.path,
      both('the ZIP64 end record of the archive is missing', '压缩包缺少 ZIP64 结尾记录'),
    )
  }
  return {
    at,
    count: safeNumber(view, 32),
    directoryBytes: safeNumber(view, 40),
    directoryStart: safeNumber(view, 48),
  }
}

function parseEntries(path: string, bytes: Uint8Array, count: number): ZipMember[] {
  const view = viewOf(bytes)
  const members: ZipMember[] = []
  let at = 0
  while (at < bytes.length) {
    if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== ENTRY) {
      throw inputError(path, damagedEntry(members.length + 1))
    }
    const nameBytes = view.getUint16(at + 28, true)
    const extraBytes = view.getUint16(at + 30, true)
    const length = ENTRY_BYTES + nameBytes + extraBytes + view.getUint16(at + 32, true)
    if (at + length > bytes.length) {
      throw inputError(path, damagedEntry(members.length + 1))
    }
    members.push(parseEntry(path, bytes.slice(at, at + length), nameBytes, extraBytes))
    at += length
  }
  if (members.length !== count) {
    throw inputError(
      path,
      both(
        `the archive directory holds ${members.length} members, its end record says ${count}`,
        `压缩包目录有 ${members.length} 个成员，结尾记录为 ${count} 个`,
      ),
    )
  }
  return members
}

function parseEntry(path: string, entry: Uint8Array, nameBytes: number, extraBytes: number): ZipMember {
  const view = viewOf(entry)
  const name = new TextDecoder().decode(entry.subarray(ENTRY_BYTES, ENTRY_BYTES + nameBytes))
  const flags = view.getUint16(8, true)
  const method = view.getUint16(10, true)
  if ((flags & ENCRYPTED_FLAGS) !== 0) {
    throw inputError(memberLabel(path, name), both('it is encrypted', '已加密'), REMOVE_PASSWORD)
  }
  if (method !== 0 && method !== 8) {
    throw inputError(
      memberLabel(path, name),
      both(
        `it uses compression method ${method}; stored and deflate are read`,
        `使用压缩方法 ${method}；仅支持存储和 deflate`,
      ),
    )
  }
  const extra = entry.subarray(ENTRY_BYTES + nameBytes, ENTRY_BYTES + nameBytes + extraBytes)
  const sizes = withZip64(extra, [
    view.getUint32(24, true),
    view.getUint32(20, true),
    view.getUint32(42, true),
  ])
  return {
    name,
    flags,
    method: method === 0 ? 'stored' : 'deflate',
    crc32: view.getUint32(16, true),
    size: sizes[0],
    compressedSize: sizes[1],
    offset: sizes[2],
    limit: 0,
    entry,
  }
}

type Sizes = [size: number, compressedSize: number, offset: number]

/** Takes from the ZIP64 extra field what the 32-bit fields say lies there. */
function withZip64(extra: Uint8Array, sizes: Sizes): Sizes {
  const view = viewOf(extra)
  for (let at = 0; at + 4 <= extra.length; ) {
    const id = view.getUint16(at, true)
    const end = Math.min(extra.length, at + 4 + view.getUint16(at + 2, true))
    if (id === ZIP64_EXTRA) {
      let value = at + 4
      return sizes.map(size => {
        if (size !== 0xffffffff || value + 8 > end) return size
        value += 8
        return safeNumber(view, value - 8)
      }) as Sizes
    }
    at = end
  }
  return sizes
}

function checkNames(path: string, members: readonly ZipMember[]): void {
  const seen = new Set<string>()
  for (const { name } of members) {
    const segments = name.split('/')
    if (name.startsWith('/') || name.includes('\\') || /^[a-z]:/i.test(name) || segments.includes('..')) {
      throw inputError(
        memberLabel(path, name),
        both('its path leads outside the archive', '成员路径指向压缩包之外'),
        both(
          'do not open this file: it was made to write outside its folder',
          '请勿打开该文件：它会写到文件夹之外',
        ),
      )
    }
    if (name.length === 0 || name.includes('\0'))
      throw inputError(path, both('a member of the archive has no proper name', '压缩包中有成员没有有效名称'))
    const key = name.normalize('NFC').toLowerCase()
    if (seen.has(key))
      throw inputError(
        memberLabel(path, name),
        both('it occurs twice, so what it holds is ambiguous', '成员重复出现，内容不明确'),
      )
    seen.add(key)
  }
}

function checkSizes(path: string, members: readonly ZipMember[], limits: Limits): void {
  let total = 0
  for (const { name, size, compressedSize, method } of members) {
    if (method === 'stored' && size !== compressedSize) {
      throw inputError(
        memberLabel(path, name),
        both('it is stored but its two sizes differ', '成员未压缩，但两个大小不一致'),
      )
    }
    if (size > RATIO_FREE_BYTES && size > compressedSize * limits.maxExpansion) {
      throw limitError(
        memberLabel(path, name),
        both(
          `it expands more than ${limits.maxExpansion} times`,
          `解压后超过原大小的 ${limits.maxExpansion} 倍`,
        ),
      )
    }
    total += size
    if (total > limits.maxDecompressedBytes) {
      throw limitError(
        path,
        both(
          `the members hold more than ${limits.maxDecompressedBytes} bytes together`,
          `成员总大小超过 ${limits.maxDecompressedBytes} 字节`,
        ),
      )
    }
  }
}

/** Gives every member its end and refuses members that overlap (a "zip bomb" that shares data: CWE-409). */
function withLimits(path: string, members: ZipMember[], directoryStart: number): ZipMember[] {
  const byOffset = [...members].sort((a, b) => a.offset - b.offset)
  const limitOf = new Map<ZipMember, number>()
  byOffset.forEach((member, position) => {
    const limit = byOffset[position + 1]?.offset ?? directoryStart
    const { name, offset, compressedSize } = member
    if (offset + LOCAL_HEADER_BYTES + compressedSize > limit) {
      throw inputError(memberLabel(path, name), OVERLAPS)
    }
    limitOf.set(member, limit)
  })
  return members.map(member => ({ ...member, limit: limitOf.get(member) as number }))
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** A 64-bit number; what does not fit a double becomes a length that no file has. */
function safeNumber(view: DataView, at: number): number {
  return Math.min(Number(view.getBigUint64(at, true)), Number.MAX_SAFE_INTEGER)
}
