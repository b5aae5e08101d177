/** Bytes that are looked at. */
const SAMPLE_BYTES = 16 * 1024
/** Share of units that must be usual characters in one byte order. */
const USUAL_SHARE = 0.97
/** The most that the other order may have, unless the zeros of ASCII stand on one side only. */
const OTHER_SHARE = 0.8
const ZERO_SHARE = 0.2

/** True for units that texts consist of: ASCII, Latin, Greek, Cyrillic, kana, ideographs, Hangul, full-width forms. */
function isUsual(unit: number): boolean {
  return (
    (unit >= 0x20 && unit < 0x7f) ||
    unit === 9 ||
    unit === 10 ||
    unit === 13 ||
    (unit >= 0xa0 && unit < 0x530) ||
    (unit >= 0x2010 && unit < 0x2040) ||
    (unit >= 0x3000 && unit < 0x3100) ||
    (unit >= 0x4e00 && unit < 0xa000) ||
    (unit >= 0xac00 && unit < 0xe000) ||
    (unit >= 0xff00 && unit < 0xfff0) ||
    unit === 0xfeff
  )
}

/** Recognizes UTF-16 without a byte-order mark: pairs of bytes that are usual characters in one order only. */
export function looksLikeUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const end = Math.min(SAMPLE_BYTES, bytes.length - (bytes.length % 2))
  if (end < 4) return undefined
  let little = 0
  let big = 0
  /** Blanks and line ends, which texts have and other bytes that happen to be usual do not. */
  let littleBlanks = 0
  let bigBlanks = 0
  let zeroHigh = 0
  let zeroLow = 0
  for (let at = 0; at < end; at += 2) {
    const a = bytes[at] as number
    const b = bytes[at + 1] as number
    if (isUsual((b << 8) | a)) little++
    if (isUsual((a << 8) | b)) big++
    if (a === 0) zeroHigh++
    if (b === 0) zeroLow++
    if (b === 0 && (a === 10 || a === 32 || a === 34 || a === 44)) littleBlanks++
    if (a === 0 && (b === 10 || b === 32 || b === 34 || b === 44)) bigBlanks++
  }
  const units = end / 2
  const isLittle = big < OTHER_SHARE * units || (zeroLow >= ZERO_SHARE * units && zeroHigh === 0)
  const isBig = little < OTHER_SHARE * units || (zeroHigh >= ZERO_SHARE * units && zeroLow === 0)
  if (little >= USUAL_SHARE * units && isLittle && littleBlanks > 0) return 'utf-16le'
  if (big >= USUAL_SHARE * units && isBig && bigBlanks > 0) return 'utf-16be'
  return undefined
}
