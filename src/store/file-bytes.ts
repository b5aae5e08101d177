import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { both, PlimsollError, stoppedError } from '../core/index.ts'

/** Streams a file's bytes. Throws E_INPUT when it cannot be read, E_ABORTED when stopped. */
export async function* bytesOfFile(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(path, { highWaterMark: 1 << 18 })
  try {
    for await (const chunk of stream) {
      if (signal?.aborted) throw stoppedError()
      yield chunk as Uint8Array
    }
  } catch (cause) {
    if (cause instanceof PlimsollError) throw cause
    throw unreadable(path, cause)
  }
}

/** SHA-256 of a file's bytes, lower-case hexadecimal; undefined when it cannot be read. */
export async function sha256OfFile(path: string): Promise<string | undefined> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of bytesOfFile(path)) hash.update(chunk)
  } catch {
    return undefined
  }
  return hash.digest('hex')
}

/** Why a file cannot be read, with the system's code and nothing of its content. */
export function unreadable(path: string, cause: unknown): PlimsollError {
  const code = (cause as { code?: string }).code
  return new PlimsollError(
    'E_INPUT',
    both(`${path} cannot be read (${code ?? 'unknown error'})`, `无法读取 ${path}（${code ?? '未知错误'}）`),
    { cause },
  )
}
