import { ByteReader } from './_byte-reader.ts'
import { BLOCK_MARK, END_MARK, findMark, isMark, readBits, wrapBlock } from './_bzip2-bits.ts'
import { coalesce } from './_coalesce.ts'
import { type Libbzip2, loadLibbzip2, OUTPUT_FULL } from './_libbzip2.ts'
import { type Codec, endsEarly, isDamaged, isFollowed } from './codec.ts'

/** Most input that one block of level 9 is sure to hold; one stream each, which every bzip2 tool reads. */
const BLOCK_BYTES = 899_000
/** No block of 900,000 symbols is longer when compressed (20 bits a symbol, with its tables). */
const MAX_COMPRESSED_BLOCK = 2_400_000
/** A block's usual output, and the most that its run lengths can make of it (255 for 5). */
const USUAL_OUTPUT = 1_000_000
const MAX_OUTPUT = 47_000_000
/** A mark may stand inside a block by chance (2 to the power of -48 a bit). */
const CHANCE_MARKS = 2
const SEARCH_STEP = 256 * 1024

/** The codec of bzip2 files, streams concatenated or not. Blocks are found by their marks and undone one by one. */
export const bzip2: Codec = {
  name: 'bzip2',
  extensions: ['.bz2', '.bzip2'],
  matches: head =>
    head[0] === 0x42 &&
    head[1] === 0x5a &&
    head[2] === 0x68 &&
    (head[3] as number) >= 0x31 &&
    (head[3] as number) <= 0x39 &&
    (isMark(head, 32, BLOCK_MARK) || isMark(head, 32, END_MARK)),
  async *decompress(chunks) {
    const library = await loadLibbzip2()
    const reader = new ByteReader(chunks)
    try {
      for (;;) {
        const header = await reader.take(4)
        if (header.length === 0) return
        const level = (header[3] ?? 0x30) - 0x30
        if (header.length < 4 || header[0] !== 0x42 || header[1] !== 0x5a || level < 1 || level > 9) {
          throw isFollowed('bzip2')
        }
        yield* decompressStream(library, reader, level)
      }
    } finally {
      await reader.close()
    }
  },
  async *compress(chunks) {
    const library = await loadLibbzip2()
    let isEmpty = true
    for await (const piece of coalesce(chunks, BLOCK_BYTES)) {
      isEmpty = false
      yield library.compress(piece)
    }
    if (isEmpty) yield library.compress(new Uint8Array(0))
  },
}

/** Gives the blocks of one stream, whose header has been taken. */
async function* decompressStream(
  library: Libbzip2,
  reader: ByteReader,
  level: number,
): AsyncGenerator<Uint8Array> {
  let checksum = 0
  let bit = 0
  for (;;) {
    const head = await reader.peek(12)
    if (isMark(head, bit, END_MARK)) {
      if (head.length * 8 < bit + 80) throw endsEarly('bzip2')
      const expected = readBits(head, bit + 48, 16) * 65_536 + readBits(head, bit + 64, 16)
      if (expected !== checksum) throw isDamaged('bzip2')
      await reader.take(Math.ceil((bit + 80) / 8))
      return
    }
    if (head.length < 11) throw endsEarly('bzip2')
    if (!isMark(head, bit, BLOCK_MARK)) throw isDamaged('bzip2')
    const blockChecksum = readBits(head, bit + 48, 16) * 65_536 + readBits(head, bit + 64, 16)
    checksum = (((checksum << 1) | (checksum >>> 31)) ^ blockChecksum) >>> 0
    const { content, endBit } = await decompressBlock(library, reader, bit, level)
    yield content
    await reader.take(Math.floor(endBit / 8))
    bit = endBit % 8
  }
}

async function decompressBlock(
  library: Libbzip2,
  reader: ByteReader,
  fromBit: number,
  level: number,
): Promise<{ content: Uint8Array; endBit: number }> {
  let searchFrom = fromBit + 80
  for (let chances = 0; ; chances++) {
    const endBit = await nextMark(reader, searchFrom)
    const bytes = await reader.peek(Math.ceil(endBit / 8) + 1)
    const stream = wrapBlock(bytes, fromBit, endBit, level)
    let content = library.decompress(stream, USUAL_OUTPUT)
    if (content === OUTPUT_FULL) content = library.decompress(stream, MAX_OUTPUT)
    if (typeof content !== 'number') return { content, endBit }
    if (chances === CHANCE_MARKS) throw isDamaged('bzip2')
    searchFrom = endBit + 1
  }
}

async function nextMark(reader: ByteReader, fromBit: number): Promise<number> {
  let searched = fromBit
  for (let wanted = SEARCH_STEP; ; wanted += SEARCH_STEP) {
    const bytes = await reader.peek(wanted)
    const found = findMark(bytes, searched)
    if (found >= 0) return found
    if (bytes.length < wanted) throw endsEarly('bzip2')
    if (bytes.length > MAX_COMPRESSED_BLOCK + fromBit / 8) throw isDamaged('bzip2')
    searched = Math.max(fromBit, (bytes.length - 8) * 8)
  }
}
