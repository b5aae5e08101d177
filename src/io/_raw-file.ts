import { openSync, read, write } from 'node:fs'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { isSystemError, systemError } from './_system-errors.ts'

/** Bytes asked for at once. */
const CHUNK_BYTES = 256 * 1024
/** A file up to this size is read once and kept while it is open: opening a file again takes longer than reading it. */
const SMALL_BYTES = 32 * 1024

/** A file's bytes as they lie on disk, or as they arrive from a pipe. */
export interface RawFile {
  /** True when the path leads every reader to the same bytes. */
  readonly isOnDisk: boolean
  /** Bytes known to exist: the size of a file, what has arrived of a pipe. */
  knownSize(): number
  /** Size in bytes; waits for the end of a pipe. */
  size(): Promise<number>
  /** All bytes in order, or those from `start` to `end`; every call starts anew. */
  chunks(start?: number, end?: number): AsyncGenerator<Uint8Array>
  /** Bytes `start` to `end`, fewer when the file ends before. */
  slice(start: number, end: number): Promise<Uint8Array>
}

/** A regular file. */
export function rawFileOnDisk(path: string, size: number): RawFile {
  let kept: Promise<Uint8Array | undefined> | undefined
  /** The bytes of a small file; undefined when the file is larger, or has changed its size. */
  const small = () => {
    if (size === 0 || size > SMALL_BYTES) return undefined
    kept ??= readSmall(path, size).catch(error => {
      kept = undefined
      throw systemError('E_INPUT', path, error)
    })
    return kept
  }
  return {
    isOnDisk: true,
    knownSize: () => size,
    size: async () => size,
    async *chunks(start = 0, end = Number.POSITIVE_INFINITY) {
      const bytes = await small()
      if (bytes !== undefined) {
        const part = bytes.subarray(start, end)
        if (part.length > 0) yield part
        return
      }
      const handle = await open(path, 'r').catch(error => {
        throw systemError('E_INPUT', path, error)
      })
      // A small file takes a small buffer; one byte more than it has tells its end, or that it has grown.
      const next = (position: number) =>
        readAt(handle, position, Math.min(CHUNK_BYTES, end - position, Math.max(0, size - position) + 1))
      let pending = next(start)
      try {
        for (let position = start; ; ) {
          const chunk = await pending
          if (chunk.length === 0) return
          position += chunk.length
          pending = next(position)
          yield chunk
        }
      } catch (error) {
        throw isSystemError(error) ? systemError('E_INPUT', path, error) : error
      } finally {
        await pending.catch(() => {})
        await handle.close()
      }
    },
    async slice(start, end) {
      const bytes = await small()
      if (bytes !== undefined) return bytes.subarray(start, end)
      try {
        const handle = await open(path, 'r')
        try {
          return await readWhole(handle, start, end)
        } finally {
          await handle.close()
        }
      } catch (error) {
        throw systemError('E_INPUT', path, error)
      }
    },
  }
}

async function readSmall(path: string, size: number): Promise<Uint8Array | undefined> {
  const handle = await open(path, 'r')
  try {
    const bytes = await readAt(handle, 0, size + 1)
    return bytes.length === size ? bytes : undefined
  } finally {
    await handle.close()
  }
}

/**
 * A pipe. What arrives is also kept in a private, already unlinked temporary file, so that it can be read again and
 * at any place without being held in memory.
 */
export function rawPipe(path: string, arriving: AsyncIterable<Uint8Array>): RawFile {
  const source = arriving[Symbol.asyncIterator]()
  let spool: Promise<Spool> | undefined
  let arrived = 0
  let ended = false
  let busy: Promise<void> = Promise.resolve()

  /** Takes from the pipe until it holds `size` bytes or ends; one taker at a time. */
  const reach = (size: number): Promise<void> => {
    const taken = busy.then(async () => {
      while (arrived < size && !ended) {
        const next = await source.next()
        if (next.done) ended = true
        else arrived += await store(next.value)
      }
    })
    busy = taken.catch(() => {})
    return taken
  }
  const store = async (chunk: Uint8Array): Promise<number> => {
    spool ??= openSpool()
    await (await spool).append(chunk, arrived)
    return chunk.length
  }
  const slice = async (start: number, end: number): Promise<Uint8Array> => {
    try {
      await reach(end)
      return arrived <= start || spool === undefined
        ? new Uint8Array(0)
        : await readWhole(await spool, start, Math.min(end, arrived))
    } catch (error) {
      throw isSystemError(error) ? systemError('E_INPUT', path, error) : error
    }
  }
  return {
    isOnDisk: false,
    knownSize: () => arrived,
    async size() {
      await reach(Number.POSITIVE_INFINITY)
      return arrived
    },
    async *chunks(start = 0, end = Number.POSITIVE_INFINITY) {
      for (let position = start; position < end; ) {
        if (arrived <= position) await slice(position, position + 1)
        const chunk = await slice(position, Math.min(arrived, end, position + CHUNK_BYTES))
        if (chunk.length === 0) return
        position += chunk.length
        yield chunk
      }
    },
    slice,
  }
}

/** The temporary file behind a pipe. It has no name any more, and lives as long as the process. */
interface Spool {
  append(chunk: Uint8Array, position: number): Promise<void>
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>
}

async function openSpool(): Promise<Spool> {
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-'))
  try {
    const descriptor = openSync(join(folder, 'pipe'), 'wx+', 0o600)
    const writeAt = promisify(write)
    const readFrom = promisify(read)
    return {
      async append(chunk, position) {
        for (let done = 0; done < chunk.length; ) {
          const { bytesWritten } = await writeAt(
            descriptor,
            chunk,
            done,
            chunk.length - done,
            position + done,
          )
          done += bytesWritten
        }
      },
      read: (buffer, offset, length, position) => readFrom(descriptor, buffer, offset, length, position),
    }
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => {})
  }
}

async function readAt(file: FileHandle | Spool, position: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafeSlow(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}

async function readWhole(file: FileHandle | Spool, start: number, end: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for (let at = start; at < end; ) {
    const part = await readAt(file, at, end - at)
    if (part.length === 0) break
    parts.push(part)
    at += part.length
  }
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts)
}
