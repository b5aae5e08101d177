import { isUtf8 } from 'node:buffer'
import type { Leaf } from './schema.ts'
import { numberIn, structIn } from './thrift.ts'

/** What a value says as text; undefined for values that are no text (binary data, booleans). */
export interface ValueText {
  readonly text: string
  readonly kind?: 'number'
}

export type ToText = (bytes: Uint8Array) => ValueText | undefined

/** Converted types by number. */
const DECIMAL = 5
const DATE = 6
const TIME_MILLIS = 7
const TIME_MICROS = 8
const TIMESTAMP_MILLIS = 9
const TIMESTAMP_MICROS = 10
const UINT_8 = 11
const UINT_64 = 14
/** Annotated byte arrays that are no text: decimals, BSON, intervals, geometries. */
const BINARY_CONVERTED = [DECIMAL, 20, 21]
const BINARY_LOGICAL = [5, 13, 17, 18]
/** Logical types by field id. */
const LOGICAL = {
  string: 1,
  enum: 4,
  decimal: 5,
  date: 6,
  time: 7,
  timestamp: 8,
  integer: 10,
  json: 12,
  uuid: 14,
  float16: 15,
}

/** True for columns whose values are texts that can be edited. */
export function isText(leaf: Leaf): boolean {
  const { type, converted, logical } = leaf
  if (type !== 'BYTE_ARRAY' || isEncodedVariant(leaf)) return false
  // A logical type that is not known yet says nothing against text.
  const isBinary = BINARY_LOGICAL.some(id => logical?.has(id)) || BINARY_CONVERTED.includes(converted ?? -1)
  return !isBinary
}

/** True for the byte arrays of a VARIANT, which hold values in an encoding that is not read. */
export const isEncodedVariant = ({ type, converted, logical, isVariant }: Leaf): boolean =>
  isVariant && type === 'BYTE_ARRAY' && converted === undefined && logical === undefined

/** How the values of a column become text. */
export function textReader(leaf: Leaf): ToText {
  const { type, logical, converted } = leaf
  const is = (id: number, ...numbers: number[]) =>
    logical?.has(id) === true || numbers.includes(converted ?? -1)
  if (is(LOGICAL.decimal, DECIMAL)) return decimalReader(leaf)
  switch (type) {
    case 'BYTE_ARRAY':
      return isText(leaf) ? readText : () => undefined
    case 'FIXED_LEN_BYTE_ARRAY':
      if (is(LOGICAL.uuid)) return bytes => ({ text: uuid(bytes) })
      if (is(LOGICAL.float16)) return bytes => number(String(float16(bytes)))
      return readFixedText
    case 'INT32':
      if (is(LOGICAL.date, DATE)) return bytes => isoDate(int32(bytes) * 86_400_000, 10)
      if (is(LOGICAL.time, TIME_MILLIS)) return bytes => ({ text: timeOfDay(BigInt(int32(bytes)), 1000n) })
      return isUnsigned(leaf)
        ? bytes => number(String(int32(bytes) >>> 0))
        : bytes => number(String(int32(bytes)))
    case 'INT64':
      if (is(LOGICAL.timestamp, TIMESTAMP_MILLIS, TIMESTAMP_MICROS)) return timestampReader(leaf)
      if (is(LOGICAL.time, TIME_MICROS))
        return bytes => ({ text: timeOfDay(int64(bytes), ticksPerSecond(leaf, LOGICAL.time)) })
      return isUnsigned(leaf)
        ? bytes => number(String(BigInt.asUintN(64, int64(bytes))))
        : bytes => number(String(int64(bytes)))
    case 'INT96':
      return int96
    case 'FLOAT':
      return bytes => number(floatText(view(bytes).getFloat32(0, true)))
    case 'DOUBLE':
      return bytes => number(floatText(view(bytes).getFloat64(0, true)))
    default:
      return () => undefined
  }
}

const number = (text: string): ValueText => ({ text, kind: 'number' })
const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const int32 = (bytes: Uint8Array): number => view(bytes).getInt32(0, true)
const int64 = (bytes: Uint8Array): bigint => view(bytes).getBigInt64(0, true)

/** Bytes that are no UTF-8 are binary data, not text. */
function readText(bytes: Uint8Array): ValueText | undefined {
  if (!isUtf8(bytes)) return undefined
  return { text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8') }
}

/** Digests and the like are now and then valid UTF-8, but hardly ever without control characters. */
function readFixedText(bytes: Uint8Array): ValueText | undefined {
  return bytes.some(byte => byte < 0x20 || byte === 0x7f) ? undefined : readText(bytes)
}

/** Whole floating-point numbers in full: a telephone number must not end in an exponent. */
function floatText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e40 ? BigInt(value).toString() : String(value)
}

function isUnsigned({ logical, converted }: Leaf): boolean {
  const integer = structIn(logical, LOGICAL.integer)
  const signed = integer?.get(2)
  if (signed?.type === 'boolean') return !signed.value
  return converted !== undefined && converted >= UINT_8 && converted <= UINT_64
}

function decimalReader({ type, scale, logical }: Leaf): ToText {
  const places = numberIn(structIn(logical, LOGICAL.decimal), 1) ?? scale
  return bytes => {
    let unscaled: bigint
    if (type === 'INT32') unscaled = BigInt(int32(bytes))
    else if (type === 'INT64') unscaled = int64(bytes)
    else if (bytes.length > 64) return undefined
    else unscaled = BigInt.asIntN(8 * bytes.length, BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`))
    const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(places + 1, '0')
    const whole = digits.slice(0, digits.length - places)
    return number(`${unscaled < 0n ? '-' : ''}${whole}${places > 0 ? `.${digits.slice(-places)}` : ''}`)
  }
}

function ticksPerSecond({ logical, converted }: Leaf, id: number): bigint {
  const unit = structIn(structIn(logical, id), 2)
  if (unit?.has(3)) return 1_000_000_000n
  if (unit?.has(2)) return 1_000_000n
  if (unit?.has(1)) return 1000n
  return converted === TIMESTAMP_MILLIS || converted === TIME_MILLIS ? 1000n : 1_000_000n
}

function timestampReader(leaf: Leaf): ToText {
  const ticks = ticksPerSecond(leaf, LOGICAL.timestamp)
  return bytes => isoDate(Number(floorDivide(int64(bytes) * 1000n, ticks)), 23)
}

/** Rounds down, also before 1970. */
function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by
  return value < 0n && value % by !== 0n ? quotient - 1n : quotient
}

function isoDate(milliseconds: number, length: number): ValueText | undefined {
  const date = new Date(milliseconds)
  if (Number.isNaN(date.getTime())) return undefined
  const iso = date.toISOString()
  return { text: length === 10 ? iso.slice(0, iso.indexOf('T')) : iso.replace(/(?:\.000)?Z$/, '') }
}

function timeOfDay(ticks: bigint, perSecond: bigint): string {
  const milliseconds = Number((ticks * 1000n) / perSecond)
  return new Date(((milliseconds % 86_400_000) + 86_400_000) % 86_400_000).toISOString().slice(11, 23)
}

/** Days from 1970-01-01 back to the Julian epoch that INT96 counts from. */
const JULIAN_OF_1970 = 2_440_588

function int96(bytes: Uint8Array): ValueText | undefined {
  const nanoseconds = view(bytes).getBigInt64(0, true)
  const day = view(bytes).getInt32(8, true)
  return isoDate((day - JULIAN_OF_1970) * 86_400_000 + Number(nanoseconds / 1_000_000n), 23)
}

function uuid(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function float16(bytes: Uint8Array): number {
  const bits = view(bytes).getUint16(0, true)
  const exponent = (bits >> 10) & 31
  const fraction = (bits & 1023) / 1024
  const sign = bits >> 15 === 1 ? -1 : 1
  if (exponent === 0) return sign * fraction * 2 ** -14
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1 + fraction) * 2 ** (exponent - 15)
}
