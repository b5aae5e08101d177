/** What a character beyond ASCII is read as; 0 where it is read as itself. */
const FOLDED = folded()

function folded(): Uint8Array {
  const table = new Uint8Array(0x10000)
  const digits = (zero: number) => {
    for (let i = 0; i < 10; i++) table[zero + i] = 0x30 + i
  }
  const range = (from: number, to: number, code: number) => table.fill(code, from, to + 1)
  const SPACE = 0x20
  const HYPHEN = 0x2d
  table[0xa0] = SPACE
  table[0xad] = HYPHEN
  digits(0x0660)
  digits(0x06f0)
  digits(0x0966)
  range(0x2000, 0x200a, SPACE)
  range(0x2010, 0x2015, HYPHEN)
  table[0x202f] = SPACE
  table[0x2212] = HYPHEN
  table[0x3000] = SPACE
  table[0xfe58] = HYPHEN
  table[0xfe63] = HYPHEN
  // Full-width forms, except the comma and the marks that end a Chinese sentence or clause.
  for (let code = 0xff01; code <= 0xff5e; code++) table[code] = code - 0xfee0
  for (const kept of '！，；？') table[kept.charCodeAt(0)] = 0
  return table
}

/** True when `foldText` changes a character. */
export const isFoldable = (code: number): boolean => FOLDED[code] !== 0

/** What a character beyond ASCII is read as; 0 where it is read as itself. */
export const foldedCode = (code: number): number => FOLDED[code] as number

const FOREIGN = new RegExp(`[${foldableRanges()}]`, 'gu')

/** The foldable characters as ranges of a character class. */
function foldableRanges(): string {
  let ranges = ''
  for (let code = 0x80; code < 0x10000; code++) {
    if (FOLDED[code] === 0) continue
    let last = code
    while (FOLDED[last + 1] !== 0 && last < 0xffff) last++
    ranges += `\\u${code.toString(16).padStart(4, '0')}-\\u${last.toString(16).padStart(4, '0')}`
    code = last
  }
  return ranges
}

/**
 * Writes full-width letters, digits of other scripts, dashes and spaces in ASCII, and escaped line breaks (`\n` in a
 * string within a string) as spaces, one code unit for one.
 */
export function foldText(text: string): string {
  const plain = text.replace(FOREIGN, foldCharacter)
  return plain.includes('\\') ? plain.replace(/\\[nrt]/gu, '  ') : plain
}

function foldCharacter(character: string): string {
  const code = FOLDED[character.charCodeAt(0)] as number
  return code === 0 ? character : String.fromCharCode(code)
}
