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
/**
 * Surrogate addresses: a corner of 240.0.0.0/4 (reserved: RFC 1112 §4), of 3fff::/20 (documentation: RFC 9637) and all of
 * 00-00-5E-00-53 (documentation: RFC 7042 §2.1.2). No wider blocks: real data that came out of a random generator must be found.
 */
const SURROGATE_ADDRESS =
  /^(?:240\.\d{1,3}\.\d{1,3}\.\d{1,3}|3fff:240(?::[\da-f]{4}){6}|00[:.-]?00[:.-]?5e[:.-]?00[:.-]?53[:.-]?[\da-f]{2})$/iu

/** What may stand between marks: nothing that can say or hide anything. */
const SEPARATORS = /^[\p{P}\p{S}\p{Zs}\t\r\n]*$/u

/**
 * True when a value is nothing but what cleaning puts in place of values: tags of the given types, masks, names under
 * the surrogate domain, surrogate addresses, and separators. Detection passes over it, so that cleaned data is clean.
 */
export function isCleaningMark(value: string, types: ReadonlySet<string>): boolean {
  const tagged = value.includes('[')
  const masked = value.includes(MASK)
  if (SURROGATE_ADDRESS.test(value)) return true
  const named = value.toLowerCase().includes(SURROGATE_DOMAIN)
  if (!tagged && !masked && !named) return false
  let rest = value
  if (tagged) rest = rest.replace(TAG, (tag, type: string) => (types.has(type.toLowerCase()) ? '' : tag))
  if (named) rest = rest.replace(SURROGATE_NAME, '')
  return SEPARATORS.test(rest)
}
