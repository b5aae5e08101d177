/**
 * MurmurHash3 x86_128: a fast 128-bit hash for telling texts apart. Not cryptographic: who chooses both texts can make
 * them collide. For honest data two of n texts collide with a probability of about n²/2^129.
 * Source: Austin Appleby, https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
 */

const C1 = 0x239b961b
const C2 = 0xab0e9789
const C3 = 0x38b34ae5
const C4 = 0xa1e38b93

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by))

function finish(h: number): number {
  let x = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return x ^ (x >>> 16)
}

/** Words of a fingerprint. */
export const FINGERPRINT_WORDS = 4

/** Texts up to this length, in UTF-16 units, are hashed without growing the buffer. */
const INITIAL_UNITS = 1 << 14

/**
 * Hashes the first `byteLength` bytes of little-endian words into `out[at]` to `out[at + 3]`.
 * Bytes beyond the length must be zero within the last word.
 */
function hashWords(words: Int32Array, byteLength: number, out: Uint32Array, at: number, seed: number): void {
  let h1 = seed | 0
  let h2 = seed | 0
  let h3 = seed | 0
  let h4 = seed | 0
  const blocks = byteLength >>> 4
  for (let block = 0, i = 0; block < blocks; block++, i += 4) {
    h1 ^= Math.imul(rotate(Math.imul(words[i] as number, C1), 15), C2)
    h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0
    h2 ^= Math.imul(rotate(Math.imul(words[i + 1] as number, C2), 16), C3)
    h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0
    h3 ^= Math.imul(rotate(Math.imul(words[i + 2] as number, C3), 17), C4)
    h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0
    h4 ^= Math.imul(rotate(Math.imul(words[i + 3] as number, C4), 18), C1)
    h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0
  }
  const tail = byteLength & 15
  const i = blocks << 2
  if (tail > 12) h4 ^= Math.imul(rotate(Math.imul(words[i + 3] as number, C4), 18), C1)
  if (tail > 8) h3 ^= Math.imul(rotate(Math.imul(words[i + 2] as number, C3), 17), C4)
  if (tail > 4) h2 ^= Math.imul(rotate(Math.imul(words[i + 1] as number, C2), 16), C3)
  if (tail > 0) h1 ^= Math.imul(rotate(Math.imul(words[i] as number, C1), 15), C2)
  h1 ^= byteLength
  h2 ^= byteLength
  h3 ^= byteLength
  h4 ^= byteLength
  h1 = (h1 + h2 + h3 + h4) | 0
  h2 = (h2 + h1) | 0
  h3 = (h3 + h1) | 0
  h4 = (h4 + h1) | 0
  h1 = finish(h1)
  h2 = finish(h2)
  h3 = finish(h3)
  h4 = finish(h4)
  h1 = (h1 + h2 + h3 + h4) | 0
  out[at] = h1
  out[at + 1] = h2 + h1
  out[at + 2] = h3 + h1
  out[at + 3] = h4 + h1
}

/** Hashes texts and bytes with one growing buffer. */
export interface Fingerprinter {
  /** Writes the fingerprint of the text's UTF-16 little-endian bytes to `out[at]` to `out[at + 3]`. */
  text(text: string, out: Uint32Array, at: number): void
  /**
   * Writes the fingerprint of the texts with white space folded (runs become one space, the ends are trimmed), joined by
   * U+0000, to `out[at]` to `out[at + 3]`: what `text` gives for that text, without making it.
   */
  folded(texts: readonly string[], out: Uint32Array, at: number): void
  /** Writes the fingerprint of the bytes to `out[at]` to `out[at + 3]`. */
  bytes(bytes: Uint8Array, out: Uint32Array, at: number): void
}

const isLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1

/**
 * Makes a fingerprinter.
 * @param seed 32-bit integer; fingerprints are comparable under the same seed only
 */
export function createFingerprinter(seed = 0): Fingerprinter {
  let buffer = new ArrayBuffer(INITIAL_UNITS * 2)
  let words = new Int32Array(buffer)
  let octets = new Uint8Array(buffer)
  let units = new Uint16Array(buffer)
  const grow = (byteLength: number) => {
    if (byteLength <= buffer.byteLength) return
    buffer = new ArrayBuffer(2 ** Math.ceil(Math.log2(byteLength)))
    words = new Int32Array(buffer)
    octets = new Uint8Array(buffer)
    units = new Uint16Array(buffer)
  }
  const run = (byteLength: number, out: Uint32Array, at: number) => {
    for (let i = byteLength; (i & 3) !== 0; i++) octets[i] = 0
    if (!isLittleEndian) swapWords(octets, byteLength)
    hashWords(words, byteLength, out, at, seed)
  }
  return {
    text(text, out, at) {
      const { length } = text
      grow(length * 2)
      const pairs = length >> 1
      if (isLittleEndian) {
        for (let i = 0, unit = 0; i < pairs; i++, unit += 2) {
          words[i] = text.charCodeAt(unit) | (text.charCodeAt(unit + 1) << 16)
        }
        if (length & 1) words[pairs] = text.charCodeAt(length - 1)
      } else {
        for (let i = 0; i < length; i++) {
          octets[i * 2] = text.charCodeAt(i) & 0xff
          octets[i * 2 + 1] = text.charCodeAt(i) >> 8
        }
      }
      run(length * 2, out, at)
    },
    folded(texts, out, at) {
      let most = texts.length
      for (const text of texts) most += text.length
      grow(most * 2)
      let length = 0
      for (let i = 0; i < texts.length; i++) {
        if (i > 0) units[length++] = 0
        length = foldInto(texts[i] as string, units, length)
      }
      if (!isLittleEndian) for (let i = 0; i < length; i++) units[i] = swapUnit(units[i] as number)
      run(length * 2, out, at)
    },
    bytes(bytes, out, at) {
      grow(bytes.length)
      octets.set(bytes)
      run(bytes.length, out, at)
    },
  }
}

const swapUnit = (unit: number): number => ((unit & 0xff) << 8) | (unit >> 8)

/** White space beyond ASCII, as regular expressions know it. */
const isWideSpace = (code: number): boolean =>
  code === 0xa0 ||
  code === 0x1680 ||
  (code >= 0x2000 && code <= 0x200a) ||
  code === 0x2028 ||
  code === 0x2029 ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x3000 ||
  code === 0xfeff

/** Writes a text with white space folded; gives the place after it. */
function foldInto(text: string, units: Uint16Array, from: number): number {
  const size = text.length
  let length = from
  let isPending = false
  for (let i = 0; i < size; i++) {
    const code = text.charCodeAt(i)
    if (code <= 0x20 ? code === 0x20 || (code >= 9 && code <= 13) : code >= 0xa0 && isWideSpace(code)) {
      isPending = length > from
      continue
    }
    if (isPending) {
      units[length++] = 0x20
      isPending = false
    }
    units[length++] = code
  }
  return length
}

function swapWords(octets: Uint8Array, byteLength: number): void {
  for (let i = 0; i < byteLength; i += 4) octets.subarray(i, i + 4).reverse()
}

/** A fingerprint as 32 lower-case hexadecimal digits, in the order of its words. */
export function fingerprintHex(words: Uint32Array, at: number): string {
  let hex = ''
  for (let i = 0; i < FINGERPRINT_WORDS; i++) hex += (words[at + i] ?? 0).toString(16).padStart(8, '0')
  return hex
}
