import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { both, PlimsollError } from '../core/index.ts'

/** What was written. */
export interface WrittenFile {
  /** SHA-256 of the bytes, lower-case hexadecimal. */
  readonly sha256: string
  readonly bytes: number
}

/** A file in the making: it appears under its name whole, or not at all. */
export interface PendingFile {
  /** Where it lies until it is published. */
  readonly path: string
  write(chunk: Uint8Array): Promise<void>
  /** Bytes written so far. */
  readonly bytes: number
  /** Closes the file, which stays aside until `publish`. */
  close(): Promise<WrittenFile>
  /** Moves the closed file to its name. */
  publish(path: string): Promise<void>
  /** Removes what was written, unless it was published. */
  discard(): Promise<void>
}

/**
 * Starts a file at `aside`, which must lie on the same disk as its later name. Throws E_OUTPUT when the disk is full
 * or refuses.
 */
export async function beginFile(aside: string, mode = 0o666): Promise<PendingFile> {
  const hash = createHash('sha256')
  let bytes = 0
  let published = false
  let handle: FileHandle | undefined
  try {
    await mkdir(dirname(aside), { recursive: true })
    await rm(aside, { force: true })
    handle = await open(aside, 'wx', mode)
  } catch (cause) {
    throw outputError(aside, cause)
  }
  const file = handle
  return {
    path: aside,
    get bytes() {
      return bytes
    },
    async write(chunk) {
      hash.update(chunk)
      try {
        for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten
      } catch (cause) {
        throw outputError(aside, cause)
      }
      bytes += chunk.length
    },
    async close() {
      try {
        await file.sync()
        await file.close()
      } catch (cause) {
        throw outputError(aside, cause)
      }
      return { sha256: hash.digest('hex'), bytes }
    },
    async publish(path) {
      try {
        await mkdir(dirname(path), { recursive: true })
        await rename(aside, path)
        published = true
      } catch (cause) {
        throw outputError(path, cause)
      }
    },
    async discard() {
      await file.close().catch(() => undefined)
      if (!published) await rm(aside, { force: true }).catch(() => undefined)
    },
  }
}

/** Writes a small file at once: aside, then moved to its name. */
export async function writeFileAtomically(path: string, content: string, mode = 0o666): Promise<WrittenFile> {
  const pending = await beginFile(`${path}.partial`, mode)
  try {
    await pending.write(Buffer.from(content, 'utf8'))
    const written = await pending.close()
    await pending.publish(path)
    return written
  } finally {
    await pending.discard()
  }
}

/** Why nothing can be written there, with what to do. */
export function outputError(path: string, cause: unknown): PlimsollError {
  if (cause instanceof PlimsollError) return cause
  const code = (cause as { code?: string }).code
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new PlimsollError(
      'E_OUTPUT',
      both(`${path}: the disk is full (${code})`, `${path}：磁盘已满（${code}）`),
      {
        advice: both(
          'free some space and go on with --resume: files that were finished stand',
          '请释放空间后用 --resume 继续：已完成的文件保持有效',
        ),
        cause,
      },
    )
  }
  return new PlimsollError(
    'E_OUTPUT',
    both(
      `${path} cannot be written (${code ?? 'unknown error'})`,
      `无法写入 ${path}（${code ?? '未知错误'}）`,
    ),
    {
      advice: both('choose an output folder that you may write to', '请选择有写权限的输出文件夹'),
      cause,
    },
  )
}
