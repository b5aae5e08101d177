import { crc32 } from 'node:zlib'
import { coalesce } from '../_coalesce.ts'
import { LzmaEncoder, PROPERTIES } from './lzma-encoder.ts'

/** Input is compressed in blocks that know nothing of each other, like those of `xz -T2`. */
const BLOCK_BYTES = 8 * 1024 * 1024
/** The dictionary size of 8 MiB as the format writes it: 2 << (22 / 2 + 11). */
const DICTIONARY = 22
/** Bounds of an LZMA2 chunk. */
const MAX_CHUNK_INPUT = 2 * 1024 * 1024
const MAX_CHUNK_OUTPUT = 64 * 1024

const STREAM_FLAGS = Buffer.from([0, 1]) // check: CRC32
const HEADER_MAGIC = Buffer.from('fd377a585a00', 'hex')
const FOOTER_MAGIC = Buffer.from('YZ')
const BLOCK_HEADER = withChecksum(Buffer.from([2, 0, 0x21, 1, DICTIONARY, 0, 0, 0]))

/** Writes one .xz stream (https://tukaani.org/xz/xz-file-format.txt). */
export async function* writeXz(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield Buffer.concat([HEADER_MAGIC, withChecksum(STREAM_FLAGS)])
  const sizes: number[] = []
  let encoder: LzmaEncoder | undefined
  for await (const block of coalesce(chunks, BLOCK_BYTES)) {
    encoder ??= new LzmaEncoder(BLOCK_BYTES, MAX_CHUNK_OUTPUT)
    yield BLOCK_HEADER
    let packedBytes = 0
    for (const chunk of lzma2Chunks(encoder, block)) {
      packedBytes += chunk.length
      yield chunk
    }
    yield padding(packedBytes)
    yield littleEndian(crc32(block))
    sizes.push(BLOCK_HEADER.length + packedBytes + 4, block.length)
  }
  const records = Buffer.concat([Buffer.from([0]), variable(sizes.length / 2), ...sizes.map(variable)])
  const index = withChecksum(Buffer.concat([records, padding(records.length)]))
  yield index
  const footer = Buffer.concat([littleEndian(index.length / 4 - 1), STREAM_FLAGS])
  yield Buffer.concat([littleEndian(crc32(footer)), footer, FOOTER_MAGIC])
}

/** The LZMA2 chunks of a block and the zero that ends them; what does not shrink is stored. */
function* lzma2Chunks(encoder: LzmaEncoder, block: Uint8Array): Generator<Uint8Array> {
  encoder.startBlock(block)
  let isFirst = true
  let knowsProperties = false
  let isReset = true
  for (let at = 0; at < block.length; ) {
    const { packed, length } = encoder.chunk(MAX_CHUNK_INPUT, MAX_CHUNK_OUTPUT)
    if (packed.length >= length) {
      const header = Buffer.from([isFirst ? 1 : 2, (length - 1) >>> 8, (length - 1) & 0xff])
      yield Buffer.concat([header, block.subarray(at, at + length)])
      encoder.resetModels()
      isReset = true
    } else {
      const reset = isFirst ? 3 : knowsProperties ? (isReset ? 1 : 0) : 2
      const control = 0x80 | (reset << 5) | ((length - 1) >>> 16)
      const sizes = [(length - 1) >>> 8, length - 1, (packed.length - 1) >>> 8, packed.length - 1]
      const properties = reset >= 2 ? [PROPERTIES] : []
      yield Buffer.concat([Buffer.from([control, ...sizes, ...properties]), packed])
      knowsProperties = true
      isReset = false
    }
    isFirst = false
    at += length
  }
  yield Buffer.from([0])
}

function withChecksum(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, littleEndian(crc32(bytes))])
}

function littleEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

const padding = (length: number): Buffer => Buffer.alloc((4 - (length % 4)) % 4)

/** Seven bits a byte, the lowest first. */
function variable(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80)
  bytes.push(rest)
  return Buffer.from(bytes)
}
