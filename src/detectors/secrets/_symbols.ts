/** Symbols of the word model: 0 is the edge of a word, 1 to 26 are letters without case, 27 is any digit. */
export const SYMBOLS = 28
export const EDGE = 0
export const DIGIT = 27

const isLower = (code: number): boolean => code >= 97 && code <= 122
const isUpper = (code: number): boolean => code >= 65 && code <= 90

/**
 * Spells a string in the symbols of the word model. Whatever is neither letter nor digit is an edge, and so is a
 * change of case as in `camelCase` or `HTTPServer`; the string begins and ends with one.
 */
export function spell(value: string): number[] {
  const symbols = [EDGE]
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i)
    if (code >= 48 && code <= 57) symbols.push(DIGIT)
    else if (isLower(code)) symbols.push(code - 96)
    else if (isUpper(code)) {
      const before = i > 0 ? value.charCodeAt(i - 1) : 0
      const startsWord = isLower(before) || (isUpper(before) && isLower(value.charCodeAt(i + 1)))
      if (startsWord) symbols.push(EDGE)
      symbols.push(code - 64)
    } else symbols.push(EDGE)
  }
  symbols.push(EDGE)
  return symbols
}
