import { createHash } from 'node:crypto'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { both, PlimsollError } from '../core/index.ts'
import { averageChunkFor, contentChunker } from '../kernels/content-chunks.ts'
import { bytesOfFile } from './file-bytes.ts'
import type { Vault } from './vault.ts'

/** One step of the way back from a cleaned file to its original, as it stands in the undo file. */
export type UndoStep =
  /** Bytes that the cleaned file still holds. */
  | { readonly file: string; readonly copy: readonly [offset: number, length: number] }
  /** Bytes that it does not: sealed, numbered within the file. */
  | { readonly file: string; readonly insert: number; readonly sealed: string }

/** Longest sealed insert in bytes. */
const MAX_INSERT = 1 << 18

/**
 * Seals what a cleaned file lacks of its original, chunk by content-defined chunk: memory is bounded, whatever the
 * format, and a file that shares nothing with its original (a compressed one) is sealed whole.
 * @param name of the file in the receipt
 * @param cleaned absent when there is no cleaned file
 * @returns SHA-256 of the original as it was read
 */
export async function sealOriginal(
  source: {
    readonly original: string
    readonly cleaned: string | undefined
    readonly name: string
    readonly vault: Vault
    readonly signal: AbortSignal | undefined
  },
  write: (step: UndoStep) => Promise<void>,
): Promise<string> {
  const { original, cleaned, name, vault, signal } = source
  const average = averageChunkFor(
    (await sizeOf(original)) + (cleaned === undefined ? 0 : await sizeOf(cleaned)),
  )
  const places = cleaned === undefined ? new Map() : await indexChunks(cleaned, average, signal)
  const hash = createHash('sha256')
  let copy: [offset: number, length: number] | undefined
  let insert: Uint8Array[] = []
  let insertBytes = 0
  let inserts = 0
  const flushCopy = async () => {
    if (copy !== undefined) await write({ file: name, copy })
    copy = undefined
  }
  const flushInsert = async () => {
    const bytes = Buffer.concat(insert)
    for (let at = 0; at < bytes.length; at += MAX_INSERT) {
      const part = bytes.subarray(at, at + MAX_INSERT)
      const sealed = vault.seal(part, { file: name, part: insertPart(inserts) })
      await write({ file: name, insert: inserts++, sealed })
    }
    insert = []
    insertBytes = 0
  }
  for await (const chunk of chunksOf(original, average, signal)) {
    hash.update(chunk)
    const offset = places.get(digestOf(chunk))
    if (offset === undefined) {
      await flushCopy()
      insert.push(chunk)
      insertBytes += chunk.length
      if (insertBytes >= MAX_INSERT) await flushInsert()
      continue
    }
    await flushInsert()
    if (copy !== undefined && copy[0] + copy[1] === offset) copy = [copy[0], copy[1] + chunk.length]
    else {
      await flushCopy()
      copy = [offset, chunk.length]
    }
  }
  await flushInsert()
  await flushCopy()
  return hash.digest('hex')
}

/** Streams the original's bytes back, given its steps in order. */
export async function* openOriginal(
  steps: AsyncIterable<UndoStep>,
  cleaned: string | undefined,
  vault: Vault,
): AsyncGenerator<Uint8Array> {
  let base: FileHandle | undefined
  try {
    for await (const step of steps) {
      if ('insert' in step) {
        yield vault.open(step.sealed, { file: step.file, part: insertPart(step.insert) })
        continue
      }
      const [offset, length] = step.copy
      base ??= await open(required(cleaned, step.file), 'r')
      for (let at = 0; at < length; ) {
        const piece = new Uint8Array(Math.min(MAX_INSERT, length - at))
        const { bytesRead } = await base.read(piece, 0, piece.length, offset + at)
        if (bytesRead === 0) required(undefined, step.file)
        yield piece.subarray(0, bytesRead)
        at += bytesRead
      }
    }
  } finally {
    await base?.close()
  }
}

const insertPart = (ordinal: number): string => `insert ${ordinal}`

function required(path: string | undefined, file: string): string {
  if (path !== undefined) return path
  throw new PlimsollError(
    'E_INPUT',
    both(
      `${file}: the cleaned file is missing or shorter than the receipt says`,
      `${file}：清洗后的文件缺失，或比回执所述更短`,
    ),
    { advice: both('put the cleaned file back next to its receipt', '请将清洗后的文件放回其回执旁边') },
  )
}

async function indexChunks(
  path: string,
  average: number,
  signal: AbortSignal | undefined,
): Promise<Map<string, number>> {
  const places = new Map<string, number>()
  let offset = 0
  for await (const chunk of chunksOf(path, average, signal)) {
    places.set(digestOf(chunk), offset)
    offset += chunk.length
  }
  return places
}

async function* chunksOf(
  path: string,
  average: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const chunker = contentChunker(average)
  for await (const bytes of bytesOfFile(path, signal)) yield* chunker.push(bytes)
  yield* chunker.end()
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url')

const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => ({ size: 0 }))).size
