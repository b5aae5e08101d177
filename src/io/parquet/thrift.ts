import { both, type Localized } from '../../core/index.ts'

/** Thrift's compact protocol: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md */
const TRUE = 1
const FALSE = 2
const BYTE = 3
const I16 = 4
const I32 = 5
const I64 = 6
const DOUBLE = 7
const BINARY = 8
const LIST = 9
const SET = 10
const STRUCT = 12
/** Deeper than any Parquet structure (CWE-674). */
const MAX_DEPTH = 32

/** A value with its wire type, so that it can be written back as it was. */
export type ThriftValue =
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'byte' | 'i16' | 'i32' | 'double'; readonly value: number }
  | { readonly type: 'i64'; readonly value: bigint }
  | { readonly type: 'binary'; readonly value: Uint8Array }
  | { readonly type: 'list' | 'set'; readonly of: number; readonly items: readonly ThriftValue[] }
  | { readonly type: 'struct'; readonly fields: ThriftStruct }

/** The fields of a structure by id, in wire order. */
export type ThriftStruct = Map<number, ThriftValue>

/** Thrown for bytes that are no Thrift; `truncated` when more of them might be. */
export class ThriftError extends Error {
  readonly problem: Localized
  readonly truncated: boolean

  constructor(problem: Localized, truncated: boolean) {
    super(problem.en)
    this.problem = problem
    this.truncated = truncated
  }
}

/** Reads one structure. Every count is held against the bytes that are left, so that little input stays little. */
export class ThriftReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  offset: number

  constructor(bytes: Uint8Array, offset = 0) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.offset = offset
  }

  struct(depth = 0): ThriftStruct {
    if (depth > MAX_DEPTH)
      throw new ThriftError(both('structures are nested too deep', '结构嵌套过深'), false)
    const fields: ThriftStruct = new Map()
    let id = 0
    for (;;) {
      const head = this.#byte()
      const type = head & 15
      if (type === 0) return fields
      id = head >> 4 === 0 ? Number(BigInt.asIntN(16, zigzag(this.#varint()))) : id + (head >> 4)
      fields.set(
        id,
        type === TRUE || type === FALSE
          ? { type: 'boolean', value: type === TRUE }
          : this.#value(type, depth),
      )
    }
  }

  #value(type: number, depth: number): ThriftValue {
    switch (type) {
      case TRUE:
      case FALSE:
        return { type: 'boolean', value: this.#byte() === 1 }
      case BYTE:
        return { type: 'byte', value: (this.#byte() << 24) >> 24 }
      case I16:
        return { type: 'i16', value: Number(zigzag(this.#varint())) }
      case I32:
        return { type: 'i32', value: Number(BigInt.asIntN(32, zigzag(this.#varint()))) }
      case I64:
        return { type: 'i64', value: BigInt.asIntN(64, zigzag(this.#varint())) }
      case DOUBLE: {
        this.#need(8)
        this.offset += 8
        return { type: 'double', value: this.#view.getFloat64(this.offset - 8, true) }
      }
      case BINARY: {
        const length = Number(this.#varint())
        this.#need(length)
        this.offset += length
        return { type: 'binary', value: this.#bytes.subarray(this.offset - length, this.offset) }
      }
      case LIST:
      case SET:
        return this.#list(type === LIST ? 'list' : 'set', depth)
      case STRUCT:
        return { type: 'struct', fields: this.struct(depth + 1) }
      default:
        throw new ThriftError(
          both(`type ${type} is not used by Parquet`, `Parquet 不使用类型 ${type}`),
          false,
        )
    }
  }

  #list(type: 'list' | 'set', depth: number): ThriftValue {
    if (depth > MAX_DEPTH)
      throw new ThriftError(both('structures are nested too deep', '结构嵌套过深'), false)
    const head = this.#byte()
    const count = head >> 4 === 15 ? Number(this.#varint()) : head >> 4
    // Every item takes a byte at least.
    this.#need(count)
    const items: ThriftValue[] = []
    for (let i = 0; i < count; i++) items.push(this.#value(head & 15, depth + 1))
    return { type, of: head & 15, items }
  }

  #need(length: number): void {
    if (!(length <= this.#bytes.length - this.offset))
      throw new ThriftError(both('the structure breaks off', '结构不完整'), true)
  }

  #byte(): number {
    this.#need(1)
    return this.#bytes[this.offset++] as number
  }

  #varint(): bigint {
    let low = 0
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.#byte()
      low |= (byte & 127) << shift
      if (byte < 128) return BigInt(low)
    }
    let value = BigInt(low)
    for (let shift = 28n; shift < 70n; shift += 7n) {
      const byte = this.#byte()
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return BigInt.asUintN(64, value)
    }
    throw new ThriftError(both('a number is too long', '数字过长'), false)
  }
}

/** Writes a structure as it was read. */
export function writeThrift(struct: ThriftStruct): Uint8Array {
  const out = new ByteSink()
  writeStruct(out, struct)
  return out.bytes()
}

const WIRE_TYPES = {
  byte: BYTE,
  i16: I16,
  i32: I32,
  i64: I64,
  double: DOUBLE,
  binary: BINARY,
  list: LIST,
  set: SET,
  struct: STRUCT,
}

function writeStruct(out: ByteSink, struct: ThriftStruct): void {
  let last = 0
  for (const [id, value] of [...struct].sort((a, b) => a[0] - b[0])) {
    const type = value.type === 'boolean' ? (value.value ? TRUE : FALSE) : WIRE_TYPES[value.type]
    const delta = id - last
    if (delta > 0 && delta <= 15) out.byte((delta << 4) | type)
    else {
      out.byte(type)
      out.varint(unzigzag(BigInt(id)))
    }
    last = id
    if (value.type !== 'boolean') writeValue(out, value)
  }
  out.byte(0)
}

function writeValue(out: ByteSink, value: ThriftValue): void {
  switch (value.type) {
    case 'boolean':
      out.byte(value.value ? 1 : 2)
      break
    case 'byte':
      out.byte(value.value & 255)
      break
    case 'i16':
    case 'i32':
      out.varint(unzigzag(BigInt(value.value)))
      break
    case 'i64':
      out.varint(unzigzag(value.value))
      break
    case 'double': {
      const bytes = Buffer.alloc(8)
      bytes.writeDoubleLE(value.value)
      out.append(bytes)
      break
    }
    case 'binary':
      out.varint(BigInt(value.value.length))
      out.append(value.value)
      break
    case 'struct':
      writeStruct(out, value.fields)
      break
    default:
      out.byte((Math.min(value.items.length, 15) << 4) | value.of)
      if (value.items.length >= 15) out.varint(BigInt(value.items.length))
      for (const item of value.items) writeValue(out, item)
  }
}

/** Bytes that grow. */
export class ByteSink {
  #buffer = Buffer.alloc(256)
  #length = 0

  get length(): number {
    return this.#length
  }

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }

  byte(value: number): void {
    this.#reserve(1)
    this.#buffer[this.#length++] = value
  }

  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#buffer.set(bytes, this.#length)
    this.#length += bytes.length
  }

  uint32(value: number): void {
    this.#reserve(4)
    this.#buffer.writeUInt32LE(value, this.#length)
    this.#length += 4
  }

  varint(value: bigint | number): void {
    let rest = BigInt(value)
    for (; rest > 127n; rest >>= 7n) this.byte(Number(rest & 127n) | 128)
    this.byte(Number(rest))
  }

  #reserve(length: number): void {
    if (this.#length + length <= this.#buffer.length) return
    const larger = Buffer.alloc(Math.max(this.#buffer.length * 2, this.#length + length))
    this.#buffer.copy(larger)
    this.#buffer = larger
  }
}

const zigzag = (value: bigint): bigint => (value >> 1n) ^ -(value & 1n)
const unzigzag = (value: bigint): bigint => BigInt.asUintN(64, (value << 1n) ^ (value >> 63n))

/** The number that a field holds. */
export function numberIn(struct: ThriftStruct | undefined, id: number): number | undefined {
  const value = struct?.get(id)
  if (value?.type === 'i64') return Number(value.value)
  return value && 'value' in value && typeof value.value === 'number' ? value.value : undefined
}

/** The text that a field holds. */
export function textIn(struct: ThriftStruct | undefined, id: number): string | undefined {
  const value = struct?.get(id)
  return value?.type === 'binary' ? Buffer.from(value.value).toString('utf8') : undefined
}

/** The structure that a field holds. */
export function structIn(struct: ThriftStruct | undefined, id: number): ThriftStruct | undefined {
  const value = struct?.get(id)
  return value?.type === 'struct' ? value.fields : undefined
}

/** The items of a list that a field holds; none when it holds no list. */
export function itemsIn(struct: ThriftStruct | undefined, id: number): readonly ThriftValue[] {
  const value = struct?.get(id)
  return value?.type === 'list' ? value.items : []
}
