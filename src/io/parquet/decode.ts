import { both, type Localized } from '../../core/index.ts'
import type { PhysicalType } from './schema.ts'

/** https://parquet.apache.org/docs/file-format/data-pages/encodings/ */

/** Thrown for pages whose bytes do not add up. */
export class PageError extends Error {
  readonly problem: Localized

  constructor(problem: Localized) {
    super(problem.en)
    this.problem = problem
  }
}

/** Values of one page in their physical form: the bytes that PLAIN would write, without lengths. */
export interface Values {
  readonly count: number
  get(index: number): Uint8Array
}

/** Bytes read from front to back; reading beyond the end throws `PageError`. */
export class ByteCursor {
  readonly bytes: Uint8Array
  at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get left(): number {
    return this.bytes.length - this.at
  }

  take(length: number): Uint8Array {
    if (!(length >= 0 && length <= this.left)) throw new PageError(both('a page breaks off', '数据页不完整'))
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  byte(): number {
    if (this.left < 1) throw new PageError(both('a page breaks off', '数据页不完整'))
    return this.bytes[this.at++] as number
  }

  uint32(): number {
    const [a, b, c, d] = this.take(4) as unknown as [number, number, number, number]
    return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0
  }

  /** An unsigned LEB128 number of at most 64 bits. */
  varint(): bigint {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte()
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return BigInt.asUintN(64, value)
    }
    throw new PageError(both('a number in a page is too long', '数据页中的数字过长'))
  }

  /** A number that counts something; refuses what no page can hold. */
  count(): number {
    const value = Number(this.varint())
    if (value > 0x7fff_ffff)
      throw new PageError(both('a page counts more than it can hold', '数据页的计数超出其容量'))
    return value
  }

  zigzag(): bigint {
    const value = this.varint()
    return (value >> 1n) ^ -(value & 1n)
  }
}

/** Decodes the RLE and bit-packing hybrid. */
export function readHybrid(cursor: ByteCursor, width: number, count: number): Uint32Array {
  const output = new Uint32Array(count)
  if (width === 0) return output
  if (width > 32)
    throw new PageError(both('a page packs numbers of more than 32 bits', '数据页压缩了超过 32 位的数字'))
  let seen = 0
  while (seen < count) {
    const header = cursor.count()
    const run = header >>> 1
    if (run === 0) throw new PageError(both('a page has an empty run', '数据页含有空游程'))
    if ((header & 1) === 0) {
      let value = 0
      for (const [position, byte] of cursor.take((width + 7) >> 3).entries())
        value += byte * 2 ** (8 * position)
      output.fill(value, seen, Math.min(count, seen + run))
      seen += run
    } else {
      const wanted = Math.min(run * 8, count - seen)
      // Some writers leave out the padding at the end of the last run.
      const bytes = cursor.take(Math.min(run * width, Math.max(cursor.left, 0)))
      if (bytes.length * 8 < wanted * width) throw new PageError(both('a page breaks off', '数据页不完整'))
      unpack(bytes, width, output, seen, wanted)
      seen += wanted
    }
  }
  return output
}

/** Unpacks numbers of `width` bits, lowest bit first. */
function unpack(bytes: Uint8Array, width: number, output: Uint32Array, from: number, count: number): void {
  const mask = width === 32 ? 0xffff_ffff : 2 ** width - 1
  let held = 0
  let heldBits = 0
  let at = 0
  for (let index = 0; index < count; index++) {
    // Below 53 bits, so that plain arithmetic is exact.
    while (heldBits < width) {
      held += (bytes[at++] as number) * 2 ** heldBits
      heldBits += 8
    }
    const rest = Math.floor(held / 2 ** width)
    output[from + index] = width === 32 ? held - rest * 2 ** 32 : held & mask
    held = rest
    heldBits -= width
  }
}

/** Bytes of one value, for types that have a fixed width. */
export function widthOf(type: PhysicalType, typeLength: number): number | undefined {
  const widths = { INT32: 4, INT64: 8, INT96: 12, FLOAT: 4, DOUBLE: 8 }
  if (type === 'FIXED_LEN_BYTE_ARRAY') return typeLength > 0 ? typeLength : undefined
  return (widths as Partial<Record<PhysicalType, number>>)[type]
}

export const fixedValues = (bytes: Uint8Array, width: number, count: number): Values => ({
  count,
  get: index => bytes.subarray(index * width, (index + 1) * width),
})

/** Values by their place in a dictionary. */
export function dictionaryValues(dictionary: Values, indices: Uint32Array): Values {
  for (const place of indices) {
    if (place >= dictionary.count) {
      throw new PageError(
        both('a page refers to a value that its dictionary lacks', '数据页引用了字典中不存在的值'),
      )
    }
  }
  return { count: indices.length, get: index => dictionary.get(indices[index] as number) }
}

export function readPlain(cursor: ByteCursor, type: PhysicalType, typeLength: number, count: number): Values {
  if (type === 'BOOLEAN') {
    const bytes = cursor.take(Math.ceil(count / 8))
    return booleanValues(count, index => ((bytes[index >> 3] as number) >> (index & 7)) & 1)
  }
  const width = widthOf(type, typeLength)
  if (width !== undefined) return fixedValues(cursor.take(width * count), width, count)
  if (type !== 'BYTE_ARRAY') throw new PageError(both('a column has no proper width', '列没有有效宽度'))
  const starts = new Uint32Array(count)
  const lengths = new Uint32Array(count)
  for (let index = 0; index < count; index++) {
    const length = cursor.uint32()
    starts[index] = cursor.at
    lengths[index] = length
    cursor.take(length)
  }
  return sliceValues(cursor.bytes, starts, lengths)
}

export const booleanValues = (count: number, bit: (index: number) => number): Values => ({
  count,
  get: index => (bit(index) === 1 ? TRUE : FALSE),
})

const TRUE = new Uint8Array([1])
const FALSE = new Uint8Array([0])

const sliceValues = (bytes: Uint8Array, starts: Uint32Array, lengths: Uint32Array): Values => ({
  count: starts.length,
  get(index) {
    const start = starts[index] as number
    return bytes.subarray(start, start + (lengths[index] as number))
  },
})

/** DELTA_BINARY_PACKED, as 64-bit numbers. */
export function readDeltas(cursor: ByteCursor, count: number): BigInt64Array {
  const blockSize = cursor.count()
  const miniblocks = cursor.count()
  const total = cursor.count()
  if (miniblocks === 0 || blockSize % miniblocks !== 0 || blockSize > 1 << 20 || blockSize / miniblocks < 8) {
    throw new PageError(both('a page has deltas in blocks of no proper size', '数据页的增量块大小无效'))
  }
  if (total < count) throw new PageError(both('a page has fewer deltas than values', '数据页的增量少于数值'))
  const perMiniblock = blockSize / miniblocks
  const output = new BigInt64Array(count)
  let value = cursor.zigzag()
  let seen = 0
  if (count > 0) output[seen++] = value
  while (seen < count) {
    const least = cursor.zigzag()
    const widths = cursor.take(miniblocks)
    for (let block = 0; block < miniblocks && seen < count; block++) {
      const width = widths[block] as number
      if (width > 64)
        throw new PageError(both('a page packs numbers of more than 64 bits', '数据页压缩了超过 64 位的数字'))
      const bytes = cursor.take((perMiniblock * width) >> 3)
      for (let index = 0; index < perMiniblock && seen < count; index++) {
        value = BigInt.asIntN(64, value + least + bitsAt(bytes, index * width, width))
        output[seen++] = value
      }
    }
  }
  return output
}

function bitsAt(bytes: Uint8Array, bit: number, width: number): bigint {
  if (width === 0) return 0n
  let value = 0n
  const first = bit >> 3
  const last = (bit + width - 1) >> 3
  for (let at = last; at >= first; at--) value = (value << 8n) | BigInt(bytes[at] as number)
  return BigInt.asUintN(width, value >> BigInt(bit & 7))
}

export function deltaIntegers(cursor: ByteCursor, type: PhysicalType, count: number): Values {
  const numbers = readDeltas(cursor, count)
  const width = widthOf(type, 0)
  if (type === 'INT64') return fixedValues(new Uint8Array(numbers.buffer), 8, count)
  if (type !== 'INT32' || width === undefined)
    throw new PageError(both('a page has deltas of no integers', '数据页的增量不是整数'))
  const narrow = new Int32Array(count)
  for (let index = 0; index < count; index++)
    narrow[index] = Number(BigInt.asIntN(32, numbers[index] as bigint))
  return fixedValues(new Uint8Array(narrow.buffer), 4, count)
}

/** DELTA_LENGTH_BYTE_ARRAY. */
export function deltaLengths(cursor: ByteCursor, count: number): Values {
  const { starts, lengths } = slicesOf(cursor, readDeltas(cursor, count))
  return sliceValues(cursor.bytes, starts, lengths)
}

/** DELTA_BYTE_ARRAY: prefixes of the value before. `maxBytes` bounds what they add up to. */
export function deltaStrings(cursor: ByteCursor, count: number, maxBytes: number): Values {
  const prefixes = readDeltas(cursor, count)
  const { starts, lengths } = slicesOf(cursor, readDeltas(cursor, count))
  const values: Uint8Array[] = []
  let previous = new Uint8Array(0)
  let bytes = 0
  for (let index = 0; index < count; index++) {
    const prefix = Number(prefixes[index])
    const start = starts[index] as number
    const suffix = cursor.bytes.subarray(start, start + (lengths[index] as number))
    bytes += prefix + suffix.length
    if (!(prefix >= 0 && prefix <= previous.length))
      throw new PageError(both('a page shares more than there is', '数据页共享的前缀超出实际内容'))
    if (bytes > maxBytes) throw new PageError(both('a page expands beyond its limit', '数据页展开后超出限制'))
    const value = new Uint8Array(prefix + suffix.length)
    value.set(previous.subarray(0, prefix))
    value.set(suffix, prefix)
    values.push(value)
    previous = value
  }
  return { count, get: index => values[index] as Uint8Array }
}

function slicesOf(cursor: ByteCursor, deltas: BigInt64Array): { starts: Uint32Array; lengths: Uint32Array } {
  const starts = new Uint32Array(deltas.length)
  const lengths = new Uint32Array(deltas.length)
  for (let index = 0; index < deltas.length; index++) {
    const length = Number(deltas[index])
    starts[index] = cursor.at
    lengths[index] = length
    cursor.take(length)
  }
  return { starts, lengths }
}

/** BYTE_STREAM_SPLIT: first bytes of all values, then second bytes, and so on. */
export function splitStreams(
  cursor: ByteCursor,
  type: PhysicalType,
  typeLength: number,
  count: number,
): Values {
  const width = widthOf(type, typeLength)
  if (width === undefined)
    throw new PageError(both('a page splits values of no fixed width', '数据页拆分了非定宽的数值'))
  const streams = cursor.take(width * count)
  const bytes = new Uint8Array(width * count)
  for (let position = 0; position < width; position++) {
    for (let index = 0; index < count; index++) {
      bytes[index * width + position] = streams[position * count + index] as number
    }
  }
  return fixedValues(bytes, width, count)
}
