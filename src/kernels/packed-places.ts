import type { WordTokens } from './word-tokens.ts'

/** Begins the next field; */
export const NEXT_FIELD = 0xfe
/** gap and length follow, four bytes each, little-endian. Other bytes: two bits of gap, six of length. */
export const LONG_PLACE = 0xff

/**
 * Packs where the tokens of a sample stand in its fields, mostly one byte a token, in whole words: the gap since the
 * last token of the field and the length, in UTF-16 units.
 */
export function createTokenPacker(): (
  tokens: Pick<WordTokens, 'length' | 'starts' | 'ends' | 'firsts'>,
) => Uint32Array {
  let bytes = new Uint8Array(4096)
  return ({ length, starts, ends, firsts }) => {
    const most = (length + firsts.length) * 9 + 4
    if (bytes.length < most) bytes = new Uint8Array(most + (most >> 1) + (4 - (most % 4)) * 4)
    let at = 0
    let end = 0
    let field = 0
    const long = (value: number) => {
      for (let shift = 0; shift < 32; shift += 8) bytes[at++] = value >>> shift
    }
    for (let i = 0; i < length; i++) {
      while (field + 1 < firsts.length && (firsts[field + 1] as number) <= i) {
        bytes[at++] = NEXT_FIELD
        end = 0
        field++
      }
      const gap = (starts[i] as number) - end
      end = ends[i] as number
      const size = end - (starts[i] as number)
      if (gap < 4 && size < 62) bytes[at++] = (gap << 6) | size
      else {
        bytes[at++] = LONG_PLACE
        long(gap)
        long(size)
      }
    }
    while (at % 4 !== 0) bytes[at++] = NEXT_FIELD
    return new Uint32Array(bytes.slice(0, at).buffer)
  }
}
