/** What a UTF-16 unit means to a number: see `KIND`. */
export const BREAK = 0
export const DIGIT = 1
export const UPPER = 2
export const LOWER = 3
/** A letter of another alphabet that spells words with spaces between: it clings to what stands beside it. */
export const FOREIGN = 4
/** Zero-width characters inside a number count for nothing. */
export const INVISIBLE = 5
/** Kinds from here on join the groups of one number; `JOINERS` holds their plain forms. */
export const FIRST_JOINER = 8

/** The plain form of each joiner, by kind minus `FIRST_JOINER`. */
export const JOINERS = [' ', '-', '.', '/', '·', '+', '(']
export const SPACE = 8

const SPELLINGS = [
  ' \u00a0\u2007\u2009\u202f\u3000',
  '-\u2010\u2011\u2012\u2013\u2014\u2212\uff0d',
  '.\uff0e',
  '/\uff0f',
  '\u00b7\u2022\u2027\u30fb',
  '+\uff0b',
  '(\uff08',
]

/** The kind of every UTF-16 unit. */
export const KIND = kinds()

function kinds(): Uint8Array {
  const table = new Uint8Array(0x10000)
  const fill = (from: number, to: number, kind: number) => table.fill(kind, from, to + 1)
  for (const offset of [0, 0xfee0]) {
    fill(0x30 + offset, 0x39 + offset, DIGIT)
    fill(0x41 + offset, 0x5a + offset, UPPER)
    fill(0x61 + offset, 0x7a + offset, LOWER)
  }
  fill(0xc0, 0x24f, FOREIGN)
  fill(0x370, 0x52f, FOREIGN)
  table[0xd7] = table[0xf7] = BREAK
  for (const code of [0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff]) table[code] = INVISIBLE
  SPELLINGS.forEach((spellings, index) => {
    for (const each of spellings) table[each.charCodeAt(0)] = FIRST_JOINER + index
  })
  return table
}

/** Full-width forms to ASCII, lower case to upper, invisible characters away. */
export function plain(text: string): string {
  let result = ''
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i)
    const kind = KIND[code]
    if (kind === INVISIBLE) continue
    if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0
    if (kind === LOWER) code -= 0x20
    result += String.fromCharCode(code)
  }
  return result
}
