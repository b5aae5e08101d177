import { Decompress } from 'fzstd'
import loadXxhash from 'xxhash-wasm'
import { both } from '../../core/index.ts'
import type { ByteReader } from './_byte-reader.ts'
import { BrokenCompression, endsEarly, isDamaged, isFollowed } from './codec.ts'

/** Largest window, the same as the zstd tool's own default limit (CWE-770). */
const MAX_WINDOW_BYTES = 128 * 1024 * 1024
const FRAME_MAGIC = 0xfd2fb528
/** The sixteen magic numbers of skippable frames end in any hexadecimal digit. */
const SKIPPABLE_MAGIC = 0x184d2a50

/** Reads zstd frames one after the other (RFC 8878, section 3.1), verifying the checksums that they carry. */
export async function* decompressFrames(reader: ByteReader): AsyncGenerator<Uint8Array> {
  const { create64 } = await loadXxhash()
  for (;;) {
    const start = await reader.peek(4)
    if (start.length === 0) return
    if (start.length < 4) throw endsEarly('zstd')
    const magic = littleEndian(start, 0, 4)
    if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE_MAGIC) {
      const header = await reader.take(8)
      if (header.length < 8 || !(await reader.skip(littleEndian(header, 4, 4)))) throw endsEarly('zstd')
    } else if (magic === FRAME_MAGIC) {
      yield* decompressFrame(reader, create64())
    } else {
      throw isFollowed('zstd')
    }
  }
}

interface Hash {
  update(input: Uint8Array): unknown
  digest(): bigint
}

async function* decompressFrame(reader: ByteReader, hash: Hash): AsyncGenerator<Uint8Array> {
  const header = await takeFrameHeader(reader)
  const hasChecksum = ((header[4] as number) & 4) !== 0
  let ready: Uint8Array[] = []
  const decompressor = new Decompress(chunk => {
    if (chunk.length > 0) ready.push(chunk)
  })
  let prefix = header
  for (let last = false; !last; ) {
    const blockHeader = await reader.peek(3)
    if (blockHeader.length < 3) throw endsEarly('zstd')
    const bits = littleEndian(blockHeader, 0, 3)
    last = (bits & 1) === 1
    const isRun = ((bits >> 1) & 3) === 1
    const blockBytes = 3 + (isRun ? 1 : bits >>> 3)
    const tailBytes = last && hasChecksum ? 4 : 0
    const block = await reader.take(blockBytes + tailBytes)
    if (block.length < blockBytes) throw endsEarly('zstd')
    try {
      if (prefix.length > 0) decompressor.push(prefix)
      decompressor.push(block, last && block.length === blockBytes + tailBytes)
    } catch {
      throw isDamaged('zstd')
    }
    prefix = new Uint8Array(0)
    for (const chunk of ready) {
      if (hasChecksum) hash.update(chunk)
      yield chunk
    }
    ready = []
    if (block.length < blockBytes + tailBytes) throw endsEarly('zstd')
    if (tailBytes > 0 && littleEndian(block, blockBytes, 4) !== Number(hash.digest() & 0xffffffffn)) {
      throw new BrokenCompression(
        'damaged',
        both('the zstd data fails its checksum', 'zstd 数据未通过校验和'),
      )
    }
  }
}

async function takeFrameHeader(reader: ByteReader): Promise<Uint8Array> {
  const start = await reader.peek(6)
  if (start.length < 6) throw endsEarly('zstd')
  const descriptor = start[4] as number
  const isSingleSegment = (descriptor & 0x20) !== 0
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] as number
  const sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] as number
  const sizeAt = 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes
  const header = await reader.take(sizeAt + sizeBytes)
  if (header.length < sizeAt + sizeBytes) throw endsEarly('zstd')
  if (littleEndian(header, sizeAt - dictionaryBytes, dictionaryBytes) !== 0) {
    throw new BrokenCompression('unsupported', both('the zstd data needs a dictionary', 'zstd 数据需要字典'))
  }
  const windowCode = header[5] as number
  const windowBase = 2 ** (10 + (windowCode >> 3))
  const window = isSingleSegment
    ? littleEndian(header, sizeAt, sizeBytes)
    : windowBase + (windowBase / 8) * (windowCode & 7)
  if (window > MAX_WINDOW_BYTES) {
    throw new BrokenCompression(
      'unsupported',
      both(
        'the zstd data needs a window of more than 128 MiB (zstd --long)',
        'zstd 数据需要大于 128 MiB 的窗口（zstd --long）',
      ),
    )
  }
  return header
}

function littleEndian(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let i = count - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] as number)
  return value
}
