const BITS = new Uint32Array(1)
const AS_FLOAT = new Float32Array(BITS.buffer)

/** The nearest half-precision number, ties to even, as its 16 bits. Source: IEEE 754-2019 §3.4, §4.3.1 */
export function toHalfBits(value: number): number {
  AS_FLOAT[0] = value
  const bits = BITS[0] as number
  const sign = (bits >>> 16) & 0x8000
  const magnitude = bits & 0x7fffffff
  if (magnitude > 0x7f800000) return sign | 0x7e00
  // At or above 65520, halfway to the first number that does not fit.
  if (magnitude >= 0x477ff000) return sign | 0x7c00
  if (magnitude < 0x38800000) {
    // Below the smallest normal number the steps are all 2^-24.
    AS_FLOAT[0] = Math.abs(value) * 2 ** 24
    return sign | roundToEven(AS_FLOAT[0])
  }
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1)
  return sign | ((rounded - 0x38000000) >>> 13)
}

function roundToEven(value: number): number {
  const below = Math.floor(value)
  const over = value - below
  return over > 0.5 || (over === 0.5 && below % 2 === 1) ? below + 1 : below
}

/** The value of 16 bits of half precision. */
export function fromHalfBits(half: number): number {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >> 10) & 31
  const fraction = half & 1023
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
