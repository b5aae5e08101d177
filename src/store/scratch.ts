import { randomBytes } from 'node:crypto'
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import {
  both,
  type ColumnWriter,
  copyWords,
  openInMemory,
  PlimsollError,
  type Scratch,
  type SpilledColumn,
  type StoredColumn,
} from '../core/index.ts'

export interface ScratchOptions {
  /** Private folder for the columns; made when missing. */
  readonly folder: string
  /** Bytes of memory that one step of an audit may use. */
  readonly memoryBytes?: number
  /** Bytes that the columns of this run may take on disk. */
  readonly diskBytes?: number
}

/** A scratch room on disk that is closed when a run is over. */
export interface DiskScratch extends Scratch {
  /** True when every column of a summary that lies in a file of this room is whole. */
  holds(summary: unknown): boolean
  close(): void
}

export const DEFAULT_SCRATCH_MEMORY = 192 << 20
export const DEFAULT_SCRATCH_DISK = 64 * 2 ** 30
/** A column longer than this goes to a file, in words. */
const INLINE_WORDS = 1 << 16
/** So much may stay in the summaries of a run, and at most a third of the memory; then every column beyond 1 KiB goes to a file. */
const INLINE_BYTES = 64 << 20
const SHORT_WORDS = 256
/** Files kept open for reading. */
const MAX_OPEN = 64
const NAME = /^[\da-f]{24}\.col$/u

/**
 * Columns of 32-bit words in files of their own, little-endian, mode 0600. A file only grows; a run that goes on cuts it
 * back to the length that the last checkpoint knew.
 */
export function openScratch(options: ScratchOptions): DiskScratch {
  const { folder, memoryBytes = DEFAULT_SCRATCH_MEMORY, diskBytes = DEFAULT_SCRATCH_DISK } = options
  const mostInline = Math.min(INLINE_BYTES, memoryBytes / 3)
  const descriptors = new Map<string, number>()
  let inlineBytes = 0
  let used = 0
  const pathOf = (file: string): string => {
    if (!NAME.test(file)) throw new PlimsollError('E_INTERNAL', 'a column has no valid name')
    return join(folder, file)
  }
  const descriptorOf = (file: string): number => {
    let descriptor = descriptors.get(file)
    if (descriptor !== undefined) return descriptor
    if (descriptors.size >= MAX_OPEN) {
      const [oldest] = descriptors
      if (oldest) {
        closeSync(oldest[1])
        descriptors.delete(oldest[0])
      }
    }
    descriptor = openSync(pathOf(file), 'r')
    descriptors.set(file, descriptor)
    return descriptor
  }
  const forget = (file: string) => {
    const descriptor = descriptors.get(file)
    if (descriptor === undefined) return
    closeSync(descriptor)
    descriptors.delete(file)
  }
  const spend = (bytes: number) => {
    used += bytes
  }
  const refuseWhenFull = () => {
    if (used >= diskBytes) throw full(diskBytes)
  }
  return {
    memoryBytes,
    column(resumed) {
      return createColumn({
        resumed,
        spend,
        refuseWhenFull,
        write: (file, words) => appendWords(folder, file, words),
        cut: ({ file, length }) => {
          spend(length * 4)
          cutBack(pathOf(file), length)
        },
        keepInline(bytes) {
          if (inlineBytes + bytes > mostInline) return false
          inlineBytes += bytes
          return true
        },
      })
    },
    open(column) {
      if (column instanceof Uint32Array || 'read' in column) return openInMemory(column)
      return { length: column.length, read: (from, to) => readWords(descriptorOf(column.file), from, to) }
    },
    drop(column) {
      if (column instanceof Uint32Array || 'read' in column) return
      forget(column.file)
      used -= column.length * 4
      rmSync(pathOf(column.file), { force: true })
    },
    holds: summary => holdsAll(summary, folder),
    close() {
      for (const descriptor of descriptors.values()) closeSync(descriptor)
      descriptors.clear()
    },
  }
}

/** Removes columns that nobody wrote to since a point in time, in milliseconds since the epoch: results that refer to them are made anew. */
export function pruneScratch(folder: string, before: number): void {
  for (const name of readdirIfPresent(folder)) {
    const facts = NAME.test(name) ? statSync(join(folder, name), { throwIfNoEntry: false }) : undefined
    if (facts !== undefined && facts.mtimeMs < before) rmSync(join(folder, name), { force: true })
  }
}

function readdirIfPresent(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

interface ColumnWork {
  readonly resumed: StoredColumn | undefined
  readonly spend: (bytes: number) => void
  readonly refuseWhenFull: () => void
  readonly write: (file: string, words: Uint32Array) => void
  readonly cut: (column: SpilledColumn) => void
  readonly keepInline: (bytes: number) => boolean
}

function createColumn({ resumed, spend, refuseWhenFull, write, cut, keepInline }: ColumnWork): ColumnWriter {
  let file: string | undefined
  let pending = new Uint32Array(1024)
  let held = 0
  let written = 0
  /** Bytes of this column that summaries may hold. */
  let granted = 0
  const flush = () => {
    if (held === 0) return
    file ??= `${randomBytes(12).toString('hex')}.col`
    spend(held * 4)
    write(file, pending.subarray(0, held))
    written += held
    held = 0
  }
  const append = (words: Uint32Array, length = words.length) => {
    refuseWhenFull()
    if (held + length > INLINE_WORDS && held > 0) flush()
    if (length > INLINE_WORDS) {
      for (let at = 0; at < length; at += INLINE_WORDS) {
        pending = new Uint32Array(words.subarray(at, Math.min(length, at + INLINE_WORDS)))
        held = pending.length
        flush()
      }
      return
    }
    if (held + length > pending.length) {
      const grown = new Uint32Array(Math.max(held + length, Math.min(INLINE_WORDS, pending.length * 2)))
      grown.set(pending.subarray(0, held))
      pending = grown
    }
    copyWords(words, length, pending, held)
    held += length
  }
  if (resumed instanceof Uint32Array) append(resumed)
  else if (resumed !== undefined && 'file' in resumed) {
    cut(resumed)
    file = resumed.file
    written = resumed.length
  }
  return {
    get length() {
      return written + held
    },
    append,
    stored() {
      if (file === undefined) {
        const more = held * 4 - granted
        if (held <= SHORT_WORDS || more <= 0 || keepInline(more)) {
          granted = Math.max(granted, held * 4)
          return pending.slice(0, held)
        }
      }
      flush()
      return file === undefined ? new Uint32Array(0) : { file, length: written }
    },
  }
}

const isLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1

/** The words as little-endian bytes; on a big-endian machine as a turned copy. */
export function littleEndian(words: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
  return isLittleEndian ? bytes : Buffer.from(bytes).swap32()
}

function appendWords(folder: string, file: string, words: Uint32Array): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const descriptor = openSync(join(folder, file), 'a', 0o600)
    try {
      const bytes = littleEndian(words)
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
    } finally {
      closeSync(descriptor)
    }
  } catch (cause) {
    throw unwritable(folder, cause)
  }
}

function cutBack(path: string, length: number): void {
  try {
    if (statSync(path).size < length * 4) throw new RangeError('too short')
    truncateSync(path, length * 4)
  } catch (cause) {
    throw gone(cause)
  }
}

function readWords(descriptor: number, from: number, to: number): Uint32Array {
  const bytes = new Uint8Array((to - from) * 4)
  for (let at = 0; at < bytes.length; ) {
    const count = readSync(descriptor, bytes, at, bytes.length - at, from * 4 + at)
    if (count === 0) throw gone()
    at += count
  }
  if (!isLittleEndian) Buffer.from(bytes.buffer).swap32()
  return new Uint32Array(bytes.buffer)
}

function holdsAll(value: unknown, folder: string): boolean {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return true
  const { file, length } = value as Partial<SpilledColumn>
  if (typeof file === 'string' && typeof length === 'number' && NAME.test(file)) {
    const facts = statSync(join(folder, file), { throwIfNoEntry: false })
    return facts !== undefined && facts.size >= length * 4
  }
  return Object.values(value).every(each => holdsAll(each, folder))
}

const ADVICE = both('run once more without --resume', '请不带 --resume 重新运行')

const gone = (cause?: unknown): PlimsollError =>
  new PlimsollError(
    'E_UNAVAILABLE',
    both('a file of numbers that an earlier step wrote is gone', '先前步骤写入的数据文件已丢失'),
    { advice: ADVICE, cause },
  )

const full = (bytes: number): PlimsollError =>
  new PlimsollError(
    'E_LIMIT',
    both(
      `more than ${Math.floor(bytes / 2 ** 20)} MiB would be needed on disk`,
      `所需磁盘空间超过 ${Math.floor(bytes / 2 ** 20)} MiB`,
    ),
    { advice: both('scan in several parts against an index', '请分几部分、配合索引进行扫描') },
  )

function unwritable(folder: string, cause: unknown): PlimsollError {
  const code = (cause as { code?: string }).code ?? 'unknown error'
  return new PlimsollError(
    'E_OUTPUT',
    both(`${folder} cannot be written (${code})`, `无法写入 ${folder}（${code}）`),
    { advice: both('free disk space, or run elsewhere', '请释放磁盘空间，或换到其他位置运行'), cause },
  )
}
