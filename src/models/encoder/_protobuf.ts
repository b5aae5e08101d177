/** A field of a protocol buffer message: text, raw bytes, an integer, a float, or messages and lists of those. */
export type ProtoValue =
  | string
  | bigint
  | number
  | { readonly float: number }
  | Uint8Array
  | ProtoMessage
  | readonly ProtoValue[]

/** Fields by number. Source: https://protobuf.dev/programming-guides/encoding/ */
export type ProtoMessage = ReadonlyMap<number, ProtoValue>

/** Makes a message; a field without a value is left out. */
export const message = (fields: Readonly<Record<number, ProtoValue | undefined>>): ProtoMessage =>
  new Map(
    Object.entries(fields).flatMap(([number, value]) =>
      value === undefined ? [] : [[Number(number), value] as const],
    ),
  )

/** Encodes a message. Integers are written as varints of non-negative or 64-bit two's complement numbers. */
export function encodeMessage(given: ProtoMessage): Uint8Array<ArrayBuffer> {
  const chunks: Uint8Array[] = []
  writeMessage(given, chunks)
  const out = new Uint8Array(sizeOf(chunks))
  let at = 0
  for (const each of chunks) {
    out.set(each, at)
    at += each.length
  }
  return out
}

function writeMessage(given: ProtoMessage, chunks: Uint8Array[]): void {
  for (const [field, value] of given) writeField(field, value, chunks)
}

const VARINT = 0
const LENGTH_DELIMITED = 2
const FIXED_32 = 5

function writeField(field: number, value: ProtoValue, chunks: Uint8Array[]): void {
  if (Array.isArray(value)) {
    for (const each of value as readonly ProtoValue[]) writeField(field, each, chunks)
  } else if (typeof value === 'number' || typeof value === 'bigint') {
    chunks.push(varint((field << 3) | VARINT), varint(value))
  } else if (typeof value === 'object' && 'float' in value) {
    const four = new Uint8Array(4)
    new DataView(four.buffer).setFloat32(0, value.float, true)
    chunks.push(varint((field << 3) | FIXED_32), four)
  } else {
    const inner: Uint8Array[] = []
    if (typeof value === 'string') inner.push(new TextEncoder().encode(value))
    else if (value instanceof Uint8Array) inner.push(value)
    else writeMessage(value as ProtoMessage, inner)
    chunks.push(varint((field << 3) | LENGTH_DELIMITED), varint(sizeOf(inner)))
    for (const each of inner) chunks.push(each)
  }
}

const sizeOf = (chunks: readonly Uint8Array[]): number => chunks.reduce((sum, each) => sum + each.length, 0)

function varint(value: number | bigint): Uint8Array {
  let left = BigInt.asUintN(64, BigInt(value))
  const bytes: number[] = []
  do {
    const low = Number(left & 0x7fn)
    left >>= 7n
    bytes.push(left > 0n ? low | 0x80 : low)
  } while (left > 0n)
  return Uint8Array.from(bytes)
}
