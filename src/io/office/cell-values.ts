import { attributeOf, readXml, type XmlAttribute } from './xml.ts'

/** What a cell's style says about how its value is shown. */
export interface CellStyle {
  readonly isDate: boolean
  /** Digits to pad to, for formats such as `00000`. */
  readonly digits: number
  /** The trick that hides the value, if any. */
  readonly hidden: string | undefined
}

export const PLAIN_STYLE: CellStyle = { isDate: false, digits: 0, hidden: undefined }

/** Number formats that show dates without being written down in a workbook: ECMA-376 part 1, 18.8.30. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Reads `styles.xml`: the style of each `s` index of cells. */
export function readCellStyles(path: string, xml: string): readonly CellStyle[] {
  const codes = new Map<number, string>()
  const whiteFonts: boolean[] = []
  const filled: boolean[] = []
  const styles: CellStyle[] = []
  const open: string[] = []
  readXml(path, xml, {
    open(name, attributes) {
      const parent = open.at(-1)
      open.push(name)
      if (name === 'x:numFmt')
        codes.set(numberOf(attributes, 'numFmtId'), attributeOf(attributes, 'formatCode') ?? '')
      else if (name === 'x:font' && parent === 'x:fonts') whiteFonts.push(false)
      else if (name === 'x:color' && parent === 'x:font')
        whiteFonts[whiteFonts.length - 1] = isWhite(attributes)
      else if (name === 'x:fill') filled.push(false)
      else if (name === 'x:patternFill')
        filled[filled.length - 1] = attributeOf(attributes, 'patternType') !== 'none'
      else if (name === 'x:gradientFill') filled[filled.length - 1] = true
      else if (name === 'x:xf' && parent === 'x:cellXfs') {
        const id = numberOf(attributes, 'numFmtId')
        const code = codes.get(id)
        const isWhiteOnWhite =
          whiteFonts[numberOf(attributes, 'fontId')] && !filled[numberOf(attributes, 'fillId')]
        styles.push({
          isDate: code === undefined ? isBuiltInDate(id) : isDateFormat(code),
          digits: /^0{2,30}$/.exec(code ?? '')?.[0].length ?? 0,
          hidden: code === ';;;' ? 'format' : isWhiteOnWhite ? 'color' : undefined,
        })
      }
    },
    close() {
      open.pop()
    },
  })
  return styles
}

/** True for number formats that show a date or time. */
export function isDateFormat(code: string): boolean {
  const bare = code
    .slice(0, 255)
    .split(';', 1)[0]
    ?.replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  return /[ymdhs]/i.test(bare ?? '') && !/general/i.test(bare ?? '')
}

/** Digits that a number needs more than its shortest form shows are kept; no exponents. */
export function numberText(raw: string, { digits }: CellStyle): string {
  const value = raw.trim()
  if (/^-?\d+$/.test(value)) return digits > value.length ? value.padStart(digits, '0') : value
  const number = Number(value)
  if (value === '' || !Number.isFinite(number)) return value
  const shortest = value.length > 15 ? String(number) : value
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i.exec(shortest)
  if (!match) return value
  const [, sign, whole, fraction = '', exponent] = match
  const text =
    exponent === undefined
      ? `${whole}${fraction && `.${fraction}`}`
      : shifted(whole ?? '', fraction, Number(exponent))
  return digits > 0 && /^\d+$/.test(text) ? text.padStart(digits, '0') : `${sign}${text}`
}

function shifted(whole: string, fraction: string, exponent: number): string {
  if (Math.abs(exponent) > 40) return `${whole}${fraction && `.${fraction}`}E${exponent}`
  const all = whole + fraction
  const point = whole.length + exponent
  if (point >= all.length) return all.padEnd(point, '0')
  if (point <= 0) return `0.${'0'.repeat(-point)}${all}`
  return `${all.slice(0, point)}.${all.slice(point)}`
}

const DAY_MS = 86_400_000
/** Day 0 of the two date systems; the first one counts a 29 February 1900 that never was. */
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)

/** A serial date as ISO 8601: date, time of day or both. */
export function dateText(raw: string, is1904: boolean): string {
  const serial = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return raw
  const isTimeOnly = serial < 1
  const days = !is1904 && serial >= 1 && serial < 60 ? serial + 1 : serial
  const seconds = Math.round(days * 86_400)
  const iso = new Date((is1904 ? EPOCH_1904 : EPOCH_1900) + seconds * 1000).toISOString()
  if (isTimeOnly) return iso.slice(11, 19)
  return (seconds * 1000) % DAY_MS === 0 ? iso.slice(0, 10) : iso.slice(0, 19)
}

/** 0-based column of a cell reference such as `AB12`; -1 when it is none. */
export function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & ~0x20
    if (letter < 0x41 || letter > 0x5a) break
    column = column * 26 + letter - 0x40
    if (column > 16_384) return -1
  }
  return column - 1
}

/** Letters of a 0-based column. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(0x41 + ((rest - 1) % 26)) + letters
  }
  return letters
}

const numberOf = (attributes: readonly XmlAttribute[], name: string): number =>
  Number(attributeOf(attributes, name) ?? '0')

const isWhite = (attributes: readonly XmlAttribute[]): boolean =>
  attributeOf(attributes, 'rgb')?.toUpperCase() === 'FFFFFFFF' || attributeOf(attributes, 'theme') === '0'
