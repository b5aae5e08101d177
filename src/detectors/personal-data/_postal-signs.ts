/** From here on stand the characters of East Asia. */
const EAST_ASIAN = 0x2e80

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
const isCapital = (code: number): boolean => code >= 0x41 && code <= 0x5a
const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a
const isBlank = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d) || code > 0x7f

/**
 * A cheap test for `addressCode`: false only when no postal code of an address stands at a run.
 * @param digits of the run between `start` and `end`
 */
export function mayBePostalCodeAt(text: string, start: number, end: number, digits: number): boolean {
  const length = end - start
  const next = text.charCodeAt(end)
  const before = text.charCodeAt(start - 1)
  if (isDigit(before) || isLetter(before) || before === 0x5f || before === 0x24 || before === 0x23)
    return false
  if (digits < length) {
    if (!isCapital(text.charCodeAt(start)) || (next !== 0x20 && next !== 0x2d)) return false
    return length <= 4 && (isDigit(text.charCodeAt(start + 1)) || isDigit(text.charCodeAt(start + 2)))
  }
  switch (length) {
    case 2:
      return next === 0x2d && isDigit(text.charCodeAt(end + 1)) && text.charCodeAt(end + 4) === 0x20
    case 3:
    case 7:
      return before === POSTAL_MARK || text.charCodeAt(start - 2) === POSTAL_MARK
    case 4:
      return (
        (before === 0x20 && STATE_ENDS.includes(text.charAt(start - 2))) ||
        (next === 0x20 && isCapital(text.charCodeAt(end + 1)) && isCapital(text.charCodeAt(end + 2))) ||
        (next === 0x20 && isInAddress(text, start, end))
      )
    case 5:
      return (
        (next === 0x2d && isDigit(text.charCodeAt(end + 1))) ||
        isBehindName(text, start) ||
        (next === 0x20 && isInAddress(text, start, end))
      )
    case 6:
      return isNearHan(text, start)
    default:
      return false
  }
}

const POSTAL_MARK = '〒'.charCodeAt(0)
/** The last letters of the Australian states before a postal code, and the comma behind them. */
const STATE_ENDS = ',WCDSTAsad'

/** A letter or a comma stands before it, behind white space: the state of a US address. */
function isBehindName(text: string, start: number): boolean {
  if (!isBlank(text.charCodeAt(start - 1))) return false
  let at = start - 2
  while (at >= start - 4 && isBlank(text.charCodeAt(at)) && text.charCodeAt(at) <= 0x7f) at--
  const code = text.charCodeAt(at)
  return isLetter(code) || code === 0x2c || code > 0x7f
}

/** A capital behind it, and shortly before it a comma or a line break: between a street and a city. */
function isInAddress(text: string, start: number, end: number): boolean {
  const next = text.charCodeAt(end + 1)
  if (!isCapital(next) && !(next > 0x7f && next < EAST_ASIAN)) return false
  for (let at = start - 1; at >= start - 7; at--) {
    const code = text.charCodeAt(at)
    if (code === 0x2c || code === 0x0a) return true
  }
  return false
}

function isNearHan(text: string, start: number): boolean {
  for (let at = start - 1; at >= start - 6; at--) if (text.charCodeAt(at) >= EAST_ASIAN) return true
  return false
}
