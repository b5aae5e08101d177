import { createHash } from 'node:crypto'
import { PlimsollError } from '../core/index.ts'
import type { RawFile } from './_raw-file.ts'
import { BrokenCompression, type Codec } from './codecs/index.ts'
import type { Limits } from './contract.ts'
import type { Source } from './format.ts'

/** Below this size, expansion is never called a bomb: small files of blanks compress a thousandfold. */
const HARMLESS_BYTES = 64 * 1024 * 1024

/** A source that also keeps account of the file on disk. */
export interface FileSource extends Source {
  /** Bytes on disk that the latest pass has taken. */
  consumed(): number
  /** SHA-256 of the bytes on disk, lower-case hexadecimal; reads what no pass has read yet. */
  sha256(): Promise<string>
}

/** Opens a file's content: decompressed, hashed on the way, and bounded (CWE-409). */
export function fileSource(path: string, raw: RawFile, codec: Codec | undefined, limits: Limits): FileSource {
  const hash = createHash('sha256')
  let hashed = 0
  let digest: string | undefined
  let consumed = 0
  let whole: Promise<Uint8Array> | undefined

  async function* onDisk(): AsyncGenerator<Uint8Array> {
    let position = 0
    for await (const chunk of raw.chunks()) {
      const end = position + chunk.length
      if (hashed >= position && hashed < end) {
        hash.update(chunk.subarray(hashed - position))
        hashed = end
      }
      position = end
      consumed = end
      yield chunk
    }
  }

  async function* decompressed(codec: Codec): AsyncGenerator<Uint8Array> {
    let taken = 0
    let given = 0
    const counted = async function* () {
      for await (const chunk of onDisk()) {
        taken += chunk.length
        yield chunk
      }
    }
    try {
      for await (const chunk of codec.decompress(counted())) {
        given += chunk.length
        if (given > HARMLESS_BYTES && given > taken * limits.maxExpansion) {
          throw tooLarge(path, `expands to more than ${limits.maxExpansion} times its size on disk`)
        }
        if (given > limits.maxDecompressedBytes) {
          throw tooLarge(path, `expands to more than ${limits.maxDecompressedBytes} bytes`)
        }
        yield chunk
      }
    } catch (error) {
      if (!(error instanceof BrokenCompression)) throw error
      throw new PlimsollError(
        'E_INPUT',
        `${path}: ${error.message} at byte ${taken} of ${raw.knownSize()}, after ${given} bytes of content`,
        {
          advice:
            error.kind === 'unsupported'
              ? 'decompress the file with its own tool and name the result'
              : 'get the file again; what stands before the break was read',
          cause: error,
        },
      )
    }
  }

  const chunks = () => (codec === undefined ? onDisk() : decompressed(codec))
  const bytes = async () => {
    const parts: Uint8Array[] = []
    let length = 0
    for await (const chunk of chunks()) {
      length += chunk.length
      if (length > limits.maxMemberBytes) {
        throw tooLarge(path, `is read as a whole and has more than ${limits.maxMemberBytes} bytes`)
      }
      parts.push(chunk)
    }
    return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts, length)
  }
  const wholeOnce = () => {
    whole ??= bytes()
    return whole
  }
  return {
    path,
    chunks,
    bytes,
    size: async () => (codec === undefined ? raw.size() : (await wholeOnce()).length),
    async slice(start, end) {
      if (codec !== undefined) return (await wholeOnce()).subarray(Math.max(0, start), Math.max(0, end))
      const slice = await raw.slice(Math.max(0, start), end)
      consumed = Math.min(raw.knownSize(), consumed + slice.length)
      return slice
    },
    consumed: () => consumed,
    async sha256() {
      if (digest === undefined) {
        for (let size = await raw.size(); hashed < size; ) {
          const chunk = await raw.slice(hashed, Math.min(size, hashed + HASH_STEP))
          if (chunk.length === 0) break
          hash.update(chunk)
          hashed += chunk.length
        }
        digest = hash.digest('hex')
      }
      return digest
    },
  }
}

const HASH_STEP = 1024 * 1024

function tooLarge(path: string, what: string): PlimsollError {
  return new PlimsollError('E_LIMIT', `${path}: ${what}`, {
    advice: 'if you trust the file, decompress or split it with another tool and name the result',
  })
}
