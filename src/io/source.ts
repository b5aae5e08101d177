import { createHash } from 'node:crypto'
import { both, PlimsollError } from '../core/index.ts'
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
  /** SHA-256 of the bytes that were hashed so far: at least those that a pass from the start has given. */
  sha256SoFar(): string
  /** The bytes on disk from `start` to `end`, as a source of its own. `consumed` then counts from `start`. */
  part(start: number, end: number): Source
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
          throw tooLarge(
            path,
            `expands to more than ${limits.maxExpansion} times its size on disk`,
            `解压后超过其磁盘大小的 ${limits.maxExpansion} 倍`,
          )
        }
        if (given > limits.maxDecompressedBytes) {
          throw tooLarge(
            path,
            `expands to more than ${limits.maxDecompressedBytes} bytes`,
            `解压后超过 ${limits.maxDecompressedBytes} 字节`,
          )
        }
        yield chunk
      }
    } catch (error) {
      if (!(error instanceof BrokenCompression)) throw error
      const { en, 'zh-CN': zh } = error.reason
      const size = raw.knownSize()
      throw new PlimsollError(
        'E_INPUT',
        both(
          `${path}: ${en} at byte ${taken} of ${size}, after ${given} bytes of content`,
          `${path}：${zh}，位于第 ${taken} 字节（共 ${size} 字节），此前已读出 ${given} 字节内容`,
        ),
        { advice: error.kind === 'unsupported' ? DECOMPRESS : GET_AGAIN, cause: error },
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
        throw tooLarge(
          path,
          `is read as a whole and has more than ${limits.maxMemberBytes} bytes`,
          `需要整体读取，但超过 ${limits.maxMemberBytes} 字节`,
        )
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
    sha256SoFar: () => hash.copy().digest('hex'),
    part(start, end) {
      const partBytes = () => raw.slice(start, end)
      return {
        path,
        async *chunks() {
          consumed = 0
          for await (const chunk of raw.chunks(start, end)) {
            consumed += chunk.length
            yield chunk
          }
        },
        bytes: partBytes,
        size: async () => end - start,
        slice: (from, to) => raw.slice(start + Math.max(0, from), Math.min(end, start + to)),
      }
    },
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

const GET_AGAIN = both(
  'get the file again; what stands before the break was read',
  '请重新获取该文件；断点之前的内容已读取',
)
const DECOMPRESS = both(
  'decompress the file with its own tool and name the result',
  '请用相应工具解压该文件，再指明解压后的文件',
)

function tooLarge(path: string, en: string, zh: string): PlimsollError {
  return new PlimsollError('E_LIMIT', both(`${path}: ${en}`, `${path}：${zh}`), {
    advice: both(
      'if you trust the file, decompress or split it with another tool and name the result',
      '如果信任该文件，请用其他工具解压或拆分后，再指明结果文件',
    ),
  })
}
