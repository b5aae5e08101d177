/**
 * Ranges that belong to nobody, from which surrogates are drawn. Detection passes over them, so each is one that no
 * real value can lie in, and as narrow as possible: test data that came out of a random generator must be found.
 */

/** Domain of e-mail addresses, hosts and URLs. Nobody can own a name under example.org: RFC 2606 §3. */
export const SURROGATE_DOMAIN = 'surrogate.example.org'

/** Letters of the codes that tell surrogates and tags apart: no vowels, so that no word comes out. */
export const CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'

/** Length of a code: 20^8 of them, so that 100,000 values collide with a probability of 18 %, a thousand with 0.002 %. */
export const CODE_LENGTH = 8

/** What subscriber numbers start with: 00 is an exit code, and no calling code starts with 0 (ITU-T E.164 annex D). */
export const SURROGATE_PHONE_START = '000'

/** A block of 240.0.0.0/4, which is reserved: RFC 1112 §4. */
export const SURROGATE_IPV4_START = '240.'

/** A block of 3fff::/20, which is for documentation: RFC 9637. */
export const SURROGATE_IPV6_START = '3fff:240:'

/** The block for documentation: RFC 7042 §2.1.2. */
export const SURROGATE_MAC_START = '00005e0053'

/** ZZ is no country (ISO 3166-1 leaves it to its users), and ISO 13616 gives check digits from 02 to 98. */
export const SURROGATE_IBAN_START = 'zz00'

/** A region that GB/T 2260 does not assign. */
export const SURROGATE_RESIDENT_START = '99'

/**
 * What cards and accounts start with: 9 stands for a national scheme, and the country code behind it, 990 to 999, belongs
 * to no country (ISO/IEC 7812-1 §4.3). The check digit is wrong as well.
 */
export const SURROGATE_CARD_START = '99999'

/**
 * What United States numbers start with: areas from 900 are no social security numbers, and taxpayer numbers have no
 * group 00 to 49 there. Source: https://www.irs.gov/irm/part3/irm_03-021-263r
 */
export const SURROGATE_SOCIAL_SECURITY_START = '999'

const CODE = `[${CODE_LETTERS}]{${CODE_LENGTH}}`
const NAME = new RegExp(`^(?:[a-z]{1,8}://)?${CODE}[.@]${SURROGATE_DOMAIN.replaceAll('.', '\\.')}/?$`, 'iu')
const IPV4 = /^240\.\d{1,3}\.\d{1,3}\.\d{1,3}$/u
const IPV6 = /^3fff:240(?::[\da-f]{4}){6}$/iu
/** Calling codes of one, two and three digits: ITU-T E.164 annex D. */
const CALLING_CODE =
  '(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:2[1-689]|3[578]|42|5[09]|6[789]|8[035789]|9[679])\\d)'
/** The number by itself, behind a trunk prefix, or behind a calling code that is written as one. */
const PHONE = new RegExp(
  `^(?:000\\d{4,}|1000\\d{7}|86000\\d{8}|(?:\\+|00|011)${CALLING_CODE}0?000\\d{4,})$`,
  'u',
)
const CARD = new RegExp(`^${SURROGATE_CARD_START}\\d{7,14}$`, 'u')
const SOCIAL_SECURITY = new RegExp(`^${SURROGATE_SOCIAL_SECURITY_START}[0-4]\\d{5}$`, 'u')
const RESIDENT_TYPES = ['national-id', 'health-insurance', 'tax-id', 'medical-record', 'other-id']

/** True when a value of this type lies in the range of its surrogates. */
export function isSurrogate(value: string, type: string): boolean {
  if (value.length > 80) return false
  const text = value.normalize('NFKC')
  const compact = text.toLowerCase().replace(/[^a-z\d]/gu, '')
  if (type === 'phone') return PHONE.test(text.replace(/[^\d+]/gu, ''))
  if (CARD.test(compact)) return !passesLuhn(compact)
  if (type === 'national-id' && SOCIAL_SECURITY.test(compact)) return true
  if (compact.startsWith(SURROGATE_IBAN_START)) return compact.length >= 12
  if (compact.startsWith(SURROGATE_MAC_START) && compact.length === 12) return true
  if (compact.startsWith(SURROGATE_RESIDENT_START) && /^\d{17}[\dx]$/u.test(compact))
    return RESIDENT_TYPES.includes(type)
  return IPV4.test(text) || IPV6.test(text) || NAME.test(text)
}

/** ISO/IEC 7812-1 annex B. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = digits.length - 1, double = false; i >= 0; i--, double = !double) {
    const digit = Number(digits[i]) * (double ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}
