import { MASK } from './mask.ts'

/** Domain of the surrogates that need one. `example.org` is reserved, nobody can own a name in it: RFC 2606 §3. */
export const SURROGATE_DOMAIN = 'surrogate.example.org'

/** Letters of the code that tells the values behind two tags apart: no vowels, so that no word comes out. */
export const TAG_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'

/** Length of that code: 20^8 codes, so that 100,000 values collide with a probability of 18 %, a thousand with 0.002 %. */
export const TAG_CODE_LENGTH = 8

/**
 * The tag that stands where a value of this type was: `[EMAIL]`, or `[EMAIL-KXRTMBNC]` with a code that is the same
 * wherever the same value stood. Tags are the same in every language.
 */
export function tagFor(type: string, code?: string): string {
  return `[${type.toUpperCase()}${code === undefined ? '' : `-${code}`}]`
}

const TAG = new RegExp(
  `\\[([A-Z][A-Z0-9]{0,31}(?:-[A-Z0-9]{1,32}){0,6}?)(?:-[${TAG_LETTERS}]{${TAG_CODE_LENGTH}})?\\]`,
  'gu',
)
const SURROGATE_NAME = new RegExp(
  `(?:[a-z]{1,8}://)?[${TAG_LETTERS}]{${TAG_CODE_LENGTH}}[.@]${SURROGATE_DOMAIN.replaceAll('.', '\\.')}/?`,
  'giu',
)
/** What may stand between marks: nothing that can say or hide anything. */
const SEPARATORS = /^[\p{P}\p{S}\p{Zs}\t\r\n]*$/u

/**
 * True when a value is nothing but what cleaning puts in place of values: tags of the given types, masks, names under
 * the surrogate domain, and separators. Detection passes over it, so that cleaned data is clean.
 */
export function isCleaningMark(value: string, types: ReadonlySet<string>): boolean {
  const tagged = value.includes('[')
  const masked = value.includes(MASK)
  const named = value.toLowerCase().includes(SURROGATE_DOMAIN)
  if (!tagged && !masked && !named) return false
  let rest = value
  if (tagged) rest = rest.replace(TAG, (tag, type: string) => (types.has(type.toLowerCase()) ? '' : tag))
  if (named) rest = rest.replace(SURROGATE_NAME, '')
  return SEPARATORS.test(rest)
}
