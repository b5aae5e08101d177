import { both, type Localized } from '../../core/index.ts'
import type { Token } from '../_scan.ts'

/** A postal code by its form and place in an address. */
export interface AddressCode {
  readonly span: { readonly start: number; readonly end: number; readonly country?: string }
  readonly base: number
  readonly reason: Localized
}

/** USPS Publication 28, appendix B. */
const STATES =
  'AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|PR|GU|VI|AS|MP|AA|AE|AP'
const STATE_NAMES =
  'Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming'
/** States whose letters are a word need a comma before them. */
const WORDLIKE = 'ID|IN|OR|ME|OK|HI|OH|AS|PA|LA|MA|DE|CO|AL|PR|VI|MS|MD|MP'
const US_BEFORE = new RegExp(
  `(?: ?[,\\n]\\s{0,2}(?:${STATES})|\\p{L}{2}\\s{1,2}(?!${WORDLIKE})(?:${STATES})|(?:${STATE_NAMES})|\\b(?:APO|FPO|DPO),? (?:AA|AE|AP)) ?,?\\s{1,2}$`,
  'u',
)
const US_CODE = /\d{5}(?:-\d{4})?(?![\p{Script=Latin}\p{N}]|[-.,]\d)/uy

/** Postcode areas of Royal Mail. */
const GB_AREAS =
  'AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE'
const GB_CODE = new RegExp(
  `(?:${GB_AREAS})\\d[\\dA-HJKMNP-Y]? \\d[ABD-HJLNP-UW-Z]{2}(?![\\p{L}\\p{N}])`,
  'uy',
)
const CA_CODE = /[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]\d[ABCEGHJ-NPRSTV-Z]\d(?![\p{L}\p{N}])/uy
const IE_CODE = /[AC-FHKNPRTV-Y]\d[\dW] [\dAC-FHKNPRTV-Y]{4}(?![\p{L}\p{N}])/uy
const AU_BEFORE =
  /\b(?:NSW|VIC|QLD|TAS|ACT|New South Wales|Victoria|Queensland|Tasmania|Western Australia|South Australia),? $|, (?:WA|SA|NT) $/u
const AU_CODE = /[0-8]\d{3}(?![\p{L}\p{N}]|[-.,]\d)/uy
const JP_CODE = /\d{3}-?\d{4}(?!\d)/uy
const BR_CODE = /\d{5}-\d{3}(?![\p{L}\p{N}-])/uy
const PL_CODE = /\d{2}-\d{3} (?=\p{Lu}\p{Ll})/uy
const NL_CODE =
  /[1-9]\d{3} (?!SA|SD|SS|AD|BC|CE|AM|PM|US|UK|EU|MB|GB|KB|HP|KM|KG)[A-Z]{2}(?=[\s,.]{1,2}\p{Lu}\p{L}|\n|$)/uy
const EU_CODE = /(?:\d{5}|\d{4})(?= \p{Lu}\p{Ll}{2})/uy
const EU_STREET =
  /(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|rue|avenue|boulevard|place|chemin|calle|plaza|avenida|via|viale|piazza|corso|gatan|vägen|vej|gade)\.?[\p{L} .'’-]{0,30},? ?\d{0,4}[a-z]?\s{0,2}[,\n]\s{0,3}(?:[A-Z]{1,2}-)?$/iu
const CN_BEFORE =
  /(?:省|市|区|县|州|镇|乡|村|路|街|道|巷|号|楼|室|院|座|单元|大厦|广场)[)）]?[\s,，（(]{0,3}$/u
const CN_CODE = /[0-8]\d{5}(?![\p{Script=Latin}\p{N}年月元号室万个人米户套])/uy

/** Reads the postal code at a token, if its form and the text before it make an address. */
export function addressCode(text: string, { start, end, digits }: Token): AddressCode | undefined {
  const length = end - start
  const before = () => text.slice(Math.max(0, start - 72), start)
  if (
    text[start - 1] !== ' ' &&
    /[\p{Script=Latin}\p{N}_$€£¥#]$/u.test(text.slice(Math.max(0, start - 1), start))
  )
    return undefined
  if (digits < length) {
    if (length > 4 && text[end] !== ' ') return undefined
    return (
      read(GB_CODE, text, start, 'GB', 0.85, both('form of a UK postcode', '符合英国邮编格式')) ??
      read(CA_CODE, text, start, 'CA', 0.8, both('form of a Canadian postal code', '符合加拿大邮编格式')) ??
      read(IE_CODE, text, start, 'IE', 0.5, both('form of an Eircode', '符合爱尔兰邮编格式'))
    )
  }
  if (length === 5 && US_BEFORE.test(before())) {
    return read(
      US_CODE,
      text,
      start,
      'US',
      0.85,
      both('five digits after a US state', '美国州名后的五位数字'),
    )
  }
  if (length === 4 && mayEndState(text, start) && AU_BEFORE.test(before())) {
    return read(
      AU_CODE,
      text,
      start,
      'AU',
      0.8,
      both('four digits after an Australian state', '澳大利亚州名后的四位数字'),
    )
  }
  if ((length === 3 || length === 7) && /〒\s?$/u.test(text.slice(Math.max(0, start - 2), start))) {
    return read(
      JP_CODE,
      text,
      start,
      'JP',
      0.97,
      both('seven digits after the postal mark', '邮政标记后的七位数字'),
    )
  }
  if (length === 6 && CN_BEFORE.test(before())) {
    return read(
      CN_CODE,
      text,
      start,
      'CN',
      0.6,
      both('six digits after a Chinese address', '中文地址后的六位数字'),
    )
  }
  if (length === 5 && text[end] === '-') {
    return read(BR_CODE, text, start, 'BR', 0.45, both('form of a Brazilian CEP', '符合巴西邮编格式'))
  }
  if (length === 2 && text[end] === '-') {
    return read(
      PL_CODE,
      text,
      start,
      'PL',
      0.45,
      both('form of a Polish postal code before a name', '地名前的波兰邮编格式'),
    )
  }
  if (length === 4 && text[end] === ' ') {
    const dutch = read(NL_CODE, text, start, 'NL', 0.4, both('form of a Dutch postcode', '符合荷兰邮编格式'))
    if (dutch) return dutch
  }
  if (
    (length === 4 || length === 5) &&
    text[end] === ' ' &&
    followsBreak(text, start) &&
    EU_STREET.test(before())
  ) {
    return read(
      EU_CODE,
      text,
      start,
      undefined,
      0.7,
      both('digits between a street and a city', '街道与城市之间的数字'),
    )
  }
  return undefined
}

/** The last letters of the names in `AU_BEFORE`, and the comma behind them. */
const STATE_ENDS = ',WCDSTAsad'

/** A cheap test for `AU_BEFORE`. */
const mayEndState = (text: string, start: number): boolean =>
  start > 1 && text.charCodeAt(start - 1) === 0x20 && STATE_ENDS.includes(text.charAt(start - 2))

/** A cheap test for `EU_STREET`: a comma or a line break stands shortly before. */
function followsBreak(text: string, start: number): boolean {
  for (let i = Math.max(0, start - 7); i < start; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x2c || code === 0x0a) return true
  }
  return false
}

function read(
  pattern: RegExp,
  text: string,
  start: number,
  country: string | undefined,
  base: number,
  reason: Localized,
): AddressCode | undefined {
  pattern.lastIndex = start
  const found = pattern.exec(text)?.[0].trimEnd()
  if (found === undefined) return undefined
  const end = start + found.length
  return { span: country === undefined ? { start, end } : { start, end, country }, base, reason }
}
