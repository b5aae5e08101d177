const ALPHANUMERIC = /[\p{L}\p{N}]/u
const FULL_WIDTH_OFFSET = 0xfee0

/** The letters and digits of a value, compatibility forms folded, lower case: what two spellings of a number share. */
export function compactValue(value: string): string {
  return value
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * Writes letters and digits into the shape of a value: its separators, widths and case stay.
 * Gives the characters as they are when their number does not fit.
 */
export function layInto(value: string, characters: string): string {
  const places = [...value].filter(each => ALPHANUMERIC.test(each)).length
  if (places !== characters.length) return characters
  let next = 0
  let laid = ''
  for (const each of value)
    laid += ALPHANUMERIC.test(each) ? inStyleOf(each, characters[next++] as string) : each
  return laid
}

/** Changes every letter and digit for another of its class; other letters (Han) stay. */
export function redrawn(characters: string, draw: (below: number) => number): string {
  let text = ''
  for (const each of characters) {
    if (each >= '0' && each <= '9') text += draw(10)
    else if (each >= 'a' && each <= 'z') text += String.fromCharCode(0x61 + draw(26))
    else text += each
  }
  return text
}

function inStyleOf(model: string, character: string): string {
  const code = model.codePointAt(0) ?? 0
  const wide = code >= 0xff10 && code <= 0xff5a
  const upper = model !== model.toLowerCase()
  const styled = upper ? character.toUpperCase() : character
  return wide ? String.fromCharCode(styled.charCodeAt(0) + FULL_WIDTH_OFFSET) : styled
}
