import { ByteWriter } from 'hyparquet-writer'
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js'
import type { PageCompressor } from './compression.ts'
import { bitsFor } from './pages.ts'
import type { Leaf } from './schema.ts'
import { ByteSink, type ThriftValue, writeThrift } from './thrift.ts'

const PLAIN = 0
const RLE = 3
const RLE_DICTIONARY = 8
const DATA_PAGE = 0
const DICTIONARY_PAGE = 2

/** The entries of one page to write: levels for all, values for those that are not null. */
export interface PageContent {
  readonly repetition: readonly number[]
  readonly definition: readonly number[]
  readonly values: readonly Uint8Array[]
}

export const i32 = (value: number): ThriftValue => ({ type: 'i32', value })
export const i64 = (value: number): ThriftValue => ({ type: 'i64', value: BigInt(value) })
const struct = (fields: readonly (readonly [number, ThriftValue])[]): ThriftValue => ({
  type: 'struct',
  fields: new Map(fields),
})

/** The bytes of one page with its header. */
export interface WrittenPage {
  readonly bytes: Buffer
  /** Length with header before compression. */
  readonly plainLength: number
}

/** A data page of the first version, which every reader knows. `dictionary` gives each value's place, if there is one. */
export function writeDataPage(
  leaf: Leaf,
  { repetition, definition, values }: PageContent,
  compressor: PageCompressor,
  dictionary?: ReadonlyMap<string, number>,
): WrittenPage {
  const body = new ByteSink()
  if (leaf.maxRepetition > 0) appendLevels(body, repetition, leaf.maxRepetition)
  if (leaf.maxDefinition > 0) appendLevels(body, definition, leaf.maxDefinition)
  if (dictionary) {
    const width = Math.max(1, bitsFor(dictionary.size - 1))
    body.byte(width)
    body.append(
      hybrid(
        values.map(value => dictionary.get(valueKey(value)) as number),
        width,
      ),
    )
  } else appendPlain(body, leaf, values)
  const facts = struct([
    [1, i32(definition.length)],
    [2, i32(dictionary ? RLE_DICTIONARY : PLAIN)],
    [3, i32(RLE)],
    [4, i32(RLE)],
  ])
  return finishPage(DATA_PAGE, body, compressor, [5, facts])
}

/** A dictionary page. */
export function writeDictionaryPage(
  leaf: Leaf,
  values: readonly Uint8Array[],
  compressor: PageCompressor,
): WrittenPage {
  const body = new ByteSink()
  appendPlain(body, leaf, values)
  return finishPage(DICTIONARY_PAGE, body, compressor, [
    7,
    struct([
      [1, i32(values.length)],
      [2, i32(PLAIN)],
    ]),
  ])
}

/** What tells values of a dictionary apart. */
export const valueKey = (value: Uint8Array): string =>
  Buffer.from(value.buffer, value.byteOffset, value.length).toString('latin1')

/** Encodings that a rewritten column uses, for its metadata. */
export const encodingsOf = (hasDictionary: boolean): ThriftValue => ({
  type: 'list',
  of: 5,
  items: (hasDictionary ? [PLAIN, RLE, RLE_DICTIONARY] : [PLAIN, RLE]).map(i32),
})

function finishPage(
  type: number,
  body: ByteSink,
  compressor: PageCompressor,
  facts: readonly [number, ThriftValue],
): WrittenPage {
  const plain = body.bytes()
  const compressed = compressor.compress(plain)
  const header = writeThrift(
    new Map<number, ThriftValue>([
      [1, i32(type)],
      [2, i32(plain.length)],
      [3, i32(compressed.length)],
      [...facts],
    ]),
  )
  return { bytes: Buffer.concat([header, compressed]), plainLength: header.length + plain.length }
}

function appendLevels(body: ByteSink, levels: readonly number[], most: number): void {
  const bytes = hybrid(levels, bitsFor(most))
  body.uint32(bytes.length)
  body.append(bytes)
}

function hybrid(values: readonly number[], width: number): Uint8Array {
  const writer = new ByteWriter()
  writeRleBitPackedHybrid(writer, values as number[], width)
  return writer.getBytes()
}

function appendPlain(body: ByteSink, leaf: Leaf, values: readonly Uint8Array[]): void {
  if (leaf.type === 'BOOLEAN') {
    const bits = new Uint8Array(Math.ceil(values.length / 8))
    for (const [index, value] of values.entries()) {
      if (value[0] === 1) bits[index >> 3] = (bits[index >> 3] as number) | (1 << (index & 7))
    }
    body.append(bits)
    return
  }
  for (const value of values) {
    if (leaf.type === 'BYTE_ARRAY') body.uint32(value.length)
    body.append(value)
  }
}
