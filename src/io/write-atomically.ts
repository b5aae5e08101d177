import { createHash, randomBytes } from 'node:crypto'
import { type FileHandle, open, realpath, rename, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { both, isPlimsollError, PlimsollError } from '../core/index.ts'
import { cannotWrite, isSystemError, systemError } from './_system-errors.ts'

/** How to write a file. */
export interface WriteOptions {
  /** Permissions of the new file; those of the file that it replaces, else 0644 less the process's mask. */
  readonly mode?: number
  /** Aborting leaves what was there before. */
  readonly signal?: AbortSignal
  /** Whether the bytes must be on the disk before the file appears; true unless it can be made again. */
  readonly flush?: boolean
}

/** What was written. */
export interface WrittenFile {
  readonly bytes: number
  /** Lower-case hexadecimal. */
  readonly sha256: string
}

/**
 * Writes a file whole or not at all: into a temporary file beside it, flushed to the disk, then renamed over it.
 * A full disk, an abort or an error of `chunks` removes the temporary file and leaves what was there before.
 * Devices and pipes are written straight through.
 */
export async function writeAtomically(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  options: WriteOptions = {},
): Promise<WrittenFile> {
  const before = await stat(path).catch(() => undefined)
  if (before?.isDirectory())
    throw new PlimsollError('E_OUTPUT', cannotWrite(path, both('it is a folder', '这是一个文件夹')))
  const isDirect = before !== undefined && !before.isFile()
  const place = await realpath(path).catch(() => path)
  const name = `.${basename(place).slice(0, 60)}.${randomBytes(6).toString('hex')}.part`
  const temporary = join(dirname(place), name)
  const mode = options.mode ?? (before?.isFile() ? before.mode & 0o777 : undefined)
  const target = isDirect ? path : temporary
  let written: WrittenFile
  const handle = await open(target, isDirect ? 'w' : 'wx', options.mode ?? 0o666).catch(error => {
    throw outputError(path, error)
  })
  try {
    try {
      if (!isDirect && mode !== undefined) await handle.chmod(mode)
      written = await writeAll(handle, chunks, options.signal)
      if (!isDirect && options.flush !== false) await handle.sync()
    } finally {
      await handle.close()
    }
    if (isDirect) return written
    if (options.signal?.aborted) throw aborted(path)
    await rename(temporary, place)
  } catch (error) {
    if (!isDirect) await unlink(temporary).catch(() => {})
    if (error === ABORTED) throw aborted(path)
    throw isSystemError(error) && !isPlimsollError(error) ? outputError(path, error) : error
  }
  await flushFolder(dirname(place))
  return written
}

const ABORTED = Symbol('aborted')

async function writeAll(
  handle: FileHandle,
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<WrittenFile> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of chunks) {
    if (signal?.aborted) throw ABORTED
    hash.update(chunk)
    bytes += chunk.length
    for (let done = 0; done < chunk.length; ) {
      done += (await handle.write(chunk, done, chunk.length - done)).bytesWritten
    }
  }
  if (signal?.aborted) throw ABORTED
  return { bytes, sha256: hash.digest('hex') }
}

/** Makes the rename itself durable, where the system lets folders be flushed. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch {
    // Not every system can; the file itself is flushed.
  }
}

const NOTHING_LEFT = both('nothing was left half-written', '没有留下写到一半的文件')

const outputError = (path: string, error: unknown) =>
  systemError(
    'E_OUTPUT',
    path,
    error,
    both(
      'free some space or choose another place; nothing was left half-written',
      '请腾出空间或另选位置；没有留下写到一半的文件',
    ),
  )

const aborted = (path: string) =>
  new PlimsollError('E_ABORTED', both(`${path}: writing was stopped`, `${path}：写入已停止`), {
    advice: NOTHING_LEFT,
  })
