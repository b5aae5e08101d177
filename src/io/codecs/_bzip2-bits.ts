/** The two 48-bit marks of a bzip2 stream: pi begins a block, the square root of pi ends the stream. */
export const BLOCK_MARK = { high: 0x314159, low: 0x265359 } as const
export const END_MARK = { high: 0x177245, low: 0x385090 } as const

/** Reads up to 24 bits at any bit offset, the highest bit first. */
export function readBits(bytes: Uint8Array, bit: number, count: number): number {
  const at = Math.floor(bit / 8)
  const word =
    (((bytes[at] ?? 0) << 24) |
      ((bytes[at + 1] ?? 0) << 16) |
      ((bytes[at + 2] ?? 0) << 8) |
      (bytes[at + 3] ?? 0)) >>>
    0
  return ((word << (bit % 8)) >>> 0) >>> (32 - count)
}

/** True when the mark stands at this bit offset. */
export function isMark(bytes: Uint8Array, bit: number, mark: { high: number; low: number }): boolean {
  return readBits(bytes, bit, 24) === mark.high && readBits(bytes, bit + 24, 24) === mark.low
}

/** By the second byte that a mark touches: at which of the eight bit shifts it may begin one byte earlier. */
const SHIFTS = new Uint8Array(256)
for (const { high } of [BLOCK_MARK, END_MARK]) {
  for (let shift = 0; shift < 8; shift++) {
    const second = (high >>> (8 + shift)) & 0xff
    SHIFTS[second] = (SHIFTS[second] as number) | (1 << shift)
  }
}

/** The bit offset of the first mark at or after `fromBit` that lies whole in `bytes`; -1 when there is none. */
export function findMark(bytes: Uint8Array, fromBit: number): number {
  for (let at = Math.floor(fromBit / 8); at + 1 < bytes.length; at++) {
    const shifts = SHIFTS[bytes[at + 1] as number] as number
    if (shifts === 0) continue
    for (let shift = 0; shift < 8; shift++) {
      const bit = at * 8 + shift
      if ((shifts & (1 << shift)) === 0 || bit < fromBit || bit + 48 > bytes.length * 8) continue
      if (isMark(bytes, bit, BLOCK_MARK) || isMark(bytes, bit, END_MARK)) return bit
    }
  }
  return -1
}

/** A stream of its own around one block: header, the block's bits, the end mark and the block's checksum. */
export function wrapBlock(bytes: Uint8Array, fromBit: number, toBit: number, level: number): Uint8Array {
  const bits = toBit - fromBit
  const stream = new Uint8Array(4 + Math.ceil((bits + 80) / 8))
  stream.set([0x42, 0x5a, 0x68, 0x30 + level])
  const shift = fromBit % 8
  const from = Math.floor(fromBit / 8)
  const whole = Math.ceil(bits / 8)
  for (let i = 0; i < whole; i++) {
    stream[4 + i] = ((bytes[from + i] as number) << shift) | ((bytes[from + i + 1] ?? 0) >>> (8 - shift))
  }
  if (bits % 8 > 0) stream[3 + whole] = (stream[3 + whole] as number) & (0xff00 >>> (bits % 8))
  const checksumHigh = readBits(bytes, fromBit + 48, 16)
  const checksumLow = readBits(bytes, fromBit + 64, 16)
  let bit = 32 + bits
  for (const [value, count] of [
    [END_MARK.high, 24],
    [END_MARK.low, 24],
    [checksumHigh, 16],
    [checksumLow, 16],
  ] as const) {
    for (let i = count - 1; i >= 0; i--, bit++) {
      if ((value >>> i) & 1) stream[bit >>> 3] = (stream[bit >>> 3] as number) | (0x80 >>> (bit & 7))
    }
  }
  return stream
}
