const LF = 10
const TOP_BITS = 0x80808080 | 0

/** The top bit of every byte that is 0x20 or more: one of its three highest bits is set. */
const seen = (word: number): number => word | (word << 1) | (word << 2)

/** True when a byte below 0x20 other than a line feed stands in `bytes`. Looks at 32 bytes at a time. */
export function hasControlBytes(bytes: Uint8Array): boolean {
  if (bytes.length < 64) return anyControl(bytes, 0, bytes.length)
  const odd = -bytes.byteOffset & 3
  if (anyControl(bytes, 0, odd)) return true
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + odd, (bytes.length - odd) >> 2)
  let word = 0
  for (; word + 8 <= words.length; word += 8) {
    const a = words[word] as number
    const b = words[word + 1] as number
    const c = words[word + 2] as number
    const d = words[word + 3] as number
    const e = words[word + 4] as number
    const f = words[word + 5] as number
    const g = words[word + 6] as number
    const h = words[word + 7] as number
    const all = seen(a) & seen(b) & seen(c) & seen(d) & seen(e) & seen(f) & seen(g) & seen(h)
    if ((all & TOP_BITS) === TOP_BITS) continue
    const at = odd + 4 * word
    if (anyControl(bytes, at, at + 32)) return true
  }
  return anyControl(bytes, odd + 4 * word, bytes.length)
}

function anyControl(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number
    if (byte < 0x20 && byte !== LF) return true
  }
  return false
}
