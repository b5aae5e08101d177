/** Bytes read as text, with the bytes that made each UTF-16 unit. */
export interface ReadBytes {
  readonly text: string
  readonly firstByte: Int32Array
  readonly endByte: Int32Array
}

/** Control characters that occur in text: tab, line feed, carriage return. */
const isText = (code: number) => (code >= 0x20 && code !== 0x7f) || code === 9 || code === 10 || code === 13

/**
 * Reads bytes as UTF-8, or as UTF-16 when every other byte is zero; undefined when they are no text: anything
 * malformed, a control character. The last character may be cut off.
 */
export function readText(bytes: Uint8Array): ReadBytes | undefined {
  if (bytes.length >= 8 && bytes[1] === 0 && bytes[3] === 0 && bytes[5] === 0) return readUtf16(bytes)
  const { length } = bytes
  const firstByte = new Int32Array(length)
  const endByte = new Int32Array(length)
  const units = new Uint16Array(length)
  let count = 0
  for (let at = 0; at < length; ) {
    const first = bytes[at] as number
    const size = first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : 4
    if (size === 4 && (first < 0xf0 || first > 0xf4)) return undefined
    let code = size === 1 ? first : first & (0x7f >> size)
    for (let i = 1; i < size; i++) {
      const next = bytes[at + i]
      if (next === undefined) return finish(units, firstByte, endByte, count)
      if ((next & 0xc0) !== 0x80) return undefined
      code = (code << 6) | (next & 0x3f)
    }
    if (size === 1 ? !isText(code) : !isValid(code, size)) return undefined
    const isPair = code > 0xffff
    units[count] = isPair ? 0xd7c0 + (code >> 10) : code
    firstByte[count] = at
    endByte[count++] = at + size
    if (isPair) {
      units[count] = 0xdc00 | (code & 0x3ff)
      firstByte[count] = at
      endByte[count++] = at + size
    }
    at += size
  }
  return finish(units, firstByte, endByte, count)
}

/** Neither overlong, surrogate, C1 control, private use nor beyond Unicode. */
const isValid = (code: number, size: number) =>
  code >= (size === 2 ? 0xa0 : size === 3 ? 0x800 : 0x10000) &&
  (code < 0xd800 || code > 0xf8ff) &&
  code <= 0x10ffff

function readUtf16(bytes: Uint8Array): ReadBytes | undefined {
  const count = bytes.length >> 1
  const units = new Uint16Array(count)
  const firstByte = new Int32Array(count)
  const endByte = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    const code = (bytes[2 * i] as number) | ((bytes[2 * i + 1] as number) << 8)
    if (!isText(code)) return undefined
    units[i] = code
    firstByte[i] = 2 * i
    endByte[i] = 2 * i + 2
  }
  return finish(units, firstByte, endByte, count)
}

/** Units turned into text at once: more would be too many arguments. */
const CHUNK = 8192

function finish(
  units: Uint16Array,
  firstByte: Int32Array,
  endByte: Int32Array,
  count: number,
): ReadBytes | undefined {
  if (count === 0) return undefined
  let text = ''
  for (let at = 0; at < count; at += CHUNK) {
    text += String.fromCharCode(...units.subarray(at, Math.min(count, at + CHUNK)))
  }
  return { text, firstByte: firstByte.subarray(0, count), endByte: endByte.subarray(0, count) }
}

/** UTF-8 of a text. */
export const toUtf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
