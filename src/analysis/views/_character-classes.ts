import { SCREEN_KINDS } from '../../kernels/index.ts'
import { HAN_DIGITS } from './_han-digits.ts'
import { isLookalike } from './_lookalikes.ts'

/** Formatting, fillers, variation selectors, tags: the ones of the Basic Multilingual Plane. */
export const INVISIBLE_UNITS =
  '\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0'
/** Letters, digits and signs in another form; the marks of Chinese punctuation are left alone. */
export const COMPATIBLE_UNITS =
  '\\u00AA\\u00B2\\u00B3\\u00B9\\u00BA\\u02B0-\\u02B8\\u2070-\\u209C\\u2100-\\u214F\\u2460-\\u24FF\\u2776-\\u2793\\u3200-\\u33FF\\uFB00-\\uFB06\\uFE50-\\uFE6B\\uFF10-\\uFF19\\uFF20-\\uFF3A\\uFF41-\\uFF5A'

/** `SCREEN_KINDS` by code unit; 0 for nothing. A high surrogate stands for the pairs that it begins. */
export const CHARACTER_CLASSES: Uint8Array = classes()

function classes(): Uint8Array {
  const { hanDigit, invisible: noRoom, compatible: otherForm, foreign } = SCREEN_KINDS
  const table = new Uint8Array(0x10000)
  const invisible = new RegExp(`[${INVISIBLE_UNITS}]`, 'u')
  const compatible = new RegExp(`[${COMPATIBLE_UNITS}]|[^\\P{Nd}0-9]`, 'u')
  for (let code = 0x80; code < 0x10000; code++) {
    if (code >= 0x3400 && code <= 0xd7ff && code !== 0xa620 && code < 0xa4d0) continue
    const character = String.fromCharCode(code)
    if (invisible.test(character)) table[code] = noRoom
    else if (compatible.test(character)) table[code] = otherForm
    else if (isLookalike(character)) table[code] = foreign
  }
  for (const digit of HAN_DIGITS.keys()) table[digit.charCodeAt(0)] = hanDigit
  // U+3002 between ASCII letters, mathematical letters, enclosed letters, tags.
  table[0xd835] = otherForm
  table[0xd83c] = otherForm
  table[0xdb40] = noRoom
  return table
}
