import { LONG_RUN } from './screen-tables.ts'

/** RFC 4648 §4. */
export const BASE64_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const URL_SAFE = `${BASE64_DIGITS.slice(0, 62)}-_`
/** Value of each digit, those of RFC 4648 §5 included; 255 for other characters. */
export const BASE64_VALUES: Uint8Array = new Uint8Array(128).fill(255)
for (let i = 0; i < 64; i++) {
  BASE64_VALUES[BASE64_DIGITS.charCodeAt(i)] = i
  BASE64_VALUES[URL_SAFE.charCodeAt(i)] = i
}

/** The value of the digit at an offset; 255 for none. */
export const base64Value = (text: string, at: number): number => {
  const code = text.charCodeAt(at)
  return code < 128 ? (BASE64_VALUES[code] as number) : 255
}

const bytes = new Uint8Array((LONG_RUN * 3) >> 2)

/** False when the first `LONG_RUN` digits of a block show that its bytes are neither UTF-8 nor UTF-16 of a text. */
export function mayBeBase64(text: string, start: number): boolean {
  let held = 0
  let bits = 0
  let next = 0
  for (let at = start; at < start + LONG_RUN; at++) {
    held = ((held << 6) | base64Value(text, at)) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[next++] = (held >> bits) & 0xff
  }
  if (bytes[1] === 0 && bytes[3] === 0 && bytes[5] === 0) return true
  return mayBeginUtf8()
}

function mayBeginUtf8(): boolean {
  const { length } = bytes
  for (let at = 0; at < length; ) {
    const first = bytes[at] as number
    if (first < 0x80) {
      if ((first < 0x20 && first !== 9 && first !== 10 && first !== 13) || first === 0x7f) return false
      at++
      continue
    }
    if (first < 0xc2 || first > 0xf4) return false
    const size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    for (let i = 1; i < size && at + i < length; i++) {
      if (((bytes[at + i] as number) & 0xc0) !== 0x80) return false
    }
    at += size
  }
  return true
}

/** Pieces behind `/`, `-` and `_` that may be blocks by themselves. */
const MOST_TAILS = 4

/** False when a run of letters, digits and marks is neither hexadecimal digits nor base64 of a text, nor ends in it. */
export function mayBeEncoded(text: string, start: number, end: number): boolean {
  if (isHexadecimal(text, start)) return true
  if (mayBeBase64(text, start)) return true
  let tried = 0
  for (let at = start; at + 1 + LONG_RUN <= end && tried < MOST_TAILS; at++) {
    const code = text.charCodeAt(at)
    if (code !== 0x2f && code !== 0x2d && code !== 0x5f) continue
    tried++
    if (mayBeBase64(text, at + 1)) return true
  }
  return false
}

const HEX_RUN = /(?:0x)?[\da-f]{14}/iuy

function isHexadecimal(text: string, start: number): boolean {
  HEX_RUN.lastIndex = start
  return HEX_RUN.test(text)
}
