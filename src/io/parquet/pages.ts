import { both } from '../../core/index.ts'
import { limitError } from '../container-errors.ts'
import type { Limits } from '../contract.ts'
import type { Source } from '../format.ts'
import { decompressPage } from './compression.ts'
import {
  ByteCursor,
  booleanValues,
  deltaIntegers,
  deltaLengths,
  deltaStrings,
  dictionaryValues,
  PageError,
  readHybrid,
  readPlain,
  splitStreams,
  type Values,
} from './decode.ts'
import { type ColumnChunk, parquetError } from './footer.ts'
import { numberIn, structIn, ThriftError, ThriftReader, type ThriftStruct } from './thrift.ts'

/** Encodings by number. */
const PLAIN = 0
const PLAIN_DICTIONARY = 2
const RLE = 3
const DELTA_BINARY_PACKED = 5
const DELTA_LENGTH_BYTE_ARRAY = 6
const DELTA_BYTE_ARRAY = 7
const RLE_DICTIONARY = 8
const BYTE_STREAM_SPLIT = 9
/** Page types by number. */
const DATA_PAGE = 0
const INDEX_PAGE = 1
const DICTIONARY_PAGE = 2
const DATA_PAGE_V2 = 3
/** Values in one page; writers stay below a million (CWE-770). */
const MAX_PAGE_VALUES = 16_000_000
const MAX_HEADER_BYTES = 16 * 1024 * 1024
const WINDOW_BYTES = 256 * 1024

/** One data page: a level for every entry, a value for every entry that is not null. */
export interface Page {
  readonly count: number
  readonly definition: Uint32Array | undefined
  readonly repetition: Uint32Array | undefined
  readonly values: Values
  readonly isDictionaryEncoded: boolean
}

/** Streams the data pages of a column chunk. Throws E_INPUT or E_LIMIT; `where` names the column in errors. */
export async function* readPages(
  source: Source,
  chunk: ColumnChunk,
  limits: Limits,
  where: string,
): AsyncGenerator<Page> {
  const window = new Window(source, chunk)
  let dictionary: Values | undefined
  let count = 0
  while (count < chunk.valueCount && window.at < chunk.end) {
    try {
      const header = await window.header()
      const compressed = numberIn(header, 3) ?? -1
      const length = numberIn(header, 2) ?? -1
      if (length > limits.maxMemberBytes || compressed > limits.maxMemberBytes) {
        throw limitError(
          where,
          both(
            `a page holds more than ${limits.maxMemberBytes} bytes`,
            `数据页超过 ${limits.maxMemberBytes} 字节`,
          ),
        )
      }
      if (!(length >= 0 && compressed >= 0))
        throw new PageError(both('a page header is damaged', '数据页头已损坏'))
      const bytes = await window.take(compressed)
      const type = numberIn(header, 1)
      if (type === DICTIONARY_PAGE) dictionary = readDictionary(header, bytes, length, chunk)
      else if (type === DATA_PAGE || type === DATA_PAGE_V2) {
        const facts = type === DATA_PAGE ? structIn(header, 5) : structIn(header, 8)
        const page = new PageDecoder(chunk, dictionary, limits, facts, length)
        const decoded = type === DATA_PAGE ? page.first(bytes) : page.second(bytes)
        count += decoded.count
        yield decoded
      } else if (type !== INDEX_PAGE)
        throw new PageError(both('a page is of no known type', '数据页类型未知'))
    } catch (error) {
      if (error instanceof PageError || error instanceof ThriftError) throw parquetError(where, error.problem)
      throw error
    }
  }
  if (count !== chunk.valueCount) {
    throw parquetError(
      where,
      both(
        `it holds ${count} values, the footer says ${chunk.valueCount}`,
        `含有 ${count} 个值，而文件尾记录为 ${chunk.valueCount} 个`,
      ),
    )
  }
}

function readDictionary(header: ThriftStruct, bytes: Uint8Array, length: number, chunk: ColumnChunk): Values {
  const count = pageCount(structIn(header, 7))
  const plain = decompressPage(bytes, chunk.codec, length)
  return readPlain(new ByteCursor(plain), chunk.leaf.type, chunk.leaf.typeLength, count)
}

function pageCount(facts: ThriftStruct | undefined): number {
  const count = numberIn(facts, 1) ?? -1
  if (!(count >= 0 && count <= MAX_PAGE_VALUES))
    throw new PageError(both('a page has no proper count of values', '数据页没有有效的数值计数'))
  return count
}

/** Bits that hold the numbers up to `most`. */
export const bitsFor = (most: number): number => 32 - Math.clz32(most)

class PageDecoder {
  readonly #chunk: ColumnChunk
  readonly #dictionary: Values | undefined
  readonly #limits: Limits
  readonly #facts: ThriftStruct | undefined
  readonly #length: number
  readonly #count: number

  constructor(
    chunk: ColumnChunk,
    dictionary: Values | undefined,
    limits: Limits,
    facts: ThriftStruct | undefined,
    length: number,
  ) {
    this.#chunk = chunk
    this.#dictionary = dictionary
    this.#limits = limits
    this.#facts = facts
    this.#length = length
    this.#count = pageCount(facts)
  }

  /** A data page of the first version: levels and values are compressed together. */
  first(bytes: Uint8Array): Page {
    const cursor = new ByteCursor(decompressPage(bytes, this.#chunk.codec, this.#length))
    const { maxRepetition, maxDefinition } = this.#chunk.leaf
    const level = (most: number) => {
      if (most === 0) return undefined
      return readHybrid(new ByteCursor(cursor.take(cursor.uint32())), bitsFor(most), this.#count)
    }
    const repetition = level(maxRepetition)
    const definition = level(maxDefinition)
    return this.#page(repetition, definition, cursor, numberIn(this.#facts, 2) ?? -1)
  }

  /** A data page of the second version: levels stand uncompressed before the values. */
  second(bytes: Uint8Array): Page {
    const cursor = new ByteCursor(bytes)
    const { maxRepetition, maxDefinition } = this.#chunk.leaf
    const definitionBytes = numberIn(this.#facts, 5) ?? -1
    const repetitionBytes = numberIn(this.#facts, 6) ?? -1
    const level = (most: number, length: number) => {
      const levels = new ByteCursor(cursor.take(length))
      return most === 0 ? undefined : readHybrid(levels, bitsFor(most), this.#count)
    }
    const repetition = level(maxRepetition, repetitionBytes)
    const definition = level(maxDefinition, definitionBytes)
    const compressed = this.#facts?.get(7)
    const isCompressed = !(compressed?.type === 'boolean' && !compressed.value)
    const rest = cursor.take(cursor.left)
    const length = this.#length - definitionBytes - repetitionBytes
    const values = isCompressed ? decompressPage(rest, this.#chunk.codec, length) : rest
    return this.#page(repetition, definition, new ByteCursor(values), numberIn(this.#facts, 4) ?? -1)
  }

  #page(
    repetition: Uint32Array | undefined,
    definition: Uint32Array | undefined,
    cursor: ByteCursor,
    encoding: number,
  ): Page {
    const { maxDefinition, maxRepetition } = this.#chunk.leaf
    let present = this.#count
    if (definition) {
      present = 0
      for (const level of definition) {
        if (level === maxDefinition) present++
        else if (level > maxDefinition)
          throw new PageError(both('a page has a level beyond the schema', '数据页的层级超出结构定义'))
      }
    }
    if (repetition?.some(level => level > maxRepetition)) {
      throw new PageError(both('a page has a level beyond the schema', '数据页的层级超出结构定义'))
    }
    const isDictionaryEncoded = encoding === PLAIN_DICTIONARY || encoding === RLE_DICTIONARY
    return {
      count: this.#count,
      repetition,
      definition,
      values: this.#values(cursor, encoding, present),
      isDictionaryEncoded,
    }
  }

  #values(cursor: ByteCursor, encoding: number, count: number): Values {
    const { type, typeLength } = this.#chunk.leaf
    switch (encoding) {
      case PLAIN:
        return readPlain(cursor, type, typeLength, count)
      case PLAIN_DICTIONARY:
      case RLE_DICTIONARY: {
        if (!this.#dictionary)
          throw new PageError(
            both('a page refers to a dictionary that is not there', '数据页引用了不存在的字典'),
          )
        const width = count === 0 && cursor.left === 0 ? 0 : cursor.byte()
        return dictionaryValues(this.#dictionary, readHybrid(cursor, width, count))
      }
      case RLE: {
        if (type !== 'BOOLEAN')
          throw new PageError(both('a page has runs of no booleans', '数据页的游程不是布尔值'))
        const bits =
          count === 0
            ? new Uint32Array(0)
            : readHybrid(new ByteCursor(cursor.take(cursor.uint32())), 1, count)
        return booleanValues(count, index => bits[index] as number)
      }
      case DELTA_BINARY_PACKED:
        return deltaIntegers(cursor, type, count)
      case DELTA_LENGTH_BYTE_ARRAY:
        return deltaLengths(cursor, count)
      case DELTA_BYTE_ARRAY:
        return deltaStrings(cursor, count, this.#limits.maxMemberBytes)
      case BYTE_STREAM_SPLIT:
        return splitStreams(cursor, type, typeLength, count)
      default:
        throw new PageError(
          both(`a page uses encoding ${encoding}, which is not read`, `数据页使用了不支持的编码 ${encoding}`),
        )
    }
  }
}

/** Reads a column chunk from front to back in pieces. */
class Window {
  readonly #source: Source
  readonly #chunk: ColumnChunk
  #bytes: Uint8Array = new Uint8Array(0)
  #start: number
  at: number

  constructor(source: Source, chunk: ColumnChunk) {
    this.#source = source
    this.#chunk = chunk
    this.#start = chunk.start
    this.at = chunk.start
  }

  /** The page header that comes next; headers say nowhere how long they are. */
  async header(): Promise<ThriftStruct> {
    for (let wanted = 1024; ; wanted *= 8) {
      const bytes = await this.#peek(wanted)
      const reader = new ThriftReader(bytes)
      try {
        const header = reader.struct()
        this.at += reader.offset
        return header
      } catch (error) {
        const mayGoOn = error instanceof ThriftError && error.truncated && bytes.length >= wanted
        if (!mayGoOn || wanted > MAX_HEADER_BYTES) throw error
      }
    }
  }

  async take(length: number): Promise<Uint8Array> {
    const bytes = await this.#peek(length)
    if (bytes.length < length)
      throw new PageError(both('a page reaches beyond its column', '数据页超出了所在的列'))
    this.at += length
    return bytes.subarray(0, length)
  }

  /** Up to `length` bytes from here on; fewer at the end of the chunk. */
  async #peek(length: number): Promise<Uint8Array> {
    const end = Math.min(this.#chunk.end, this.at + length)
    if (end > this.#start + this.#bytes.length || this.at < this.#start) {
      this.#bytes = await this.#source.slice(
        this.at,
        Math.min(this.#chunk.end, this.at + Math.max(length, WINDOW_BYTES)),
      )
      this.#start = this.at
    }
    return this.#bytes.subarray(this.at - this.#start, end - this.#start)
  }
}
