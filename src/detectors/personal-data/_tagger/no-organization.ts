import type { Entity } from './entities.ts'

/** Capitals of this length and less are units, codes and abbreviations more often than organizations. */
const SHORT = 2
/** Log odds that such a word needs. */
const SHORT_ODDS = 3.5
/** What begins the code of a character: percent encoding, a control of a typesetter, an entity. */
const ESCAPE = /[%\\]$|\\f?$|&#x?$/u
/** A line that begins with a request of a typesetter: `.TP`. */
const REQUEST = /(?:^|\n)[.']$/u
/** Eras after a year: `44 BC`. */
const YEAR = /\d\s?$/u
const ERA = /^(?:BCE?|CE|AD|AM|PM)$/u
const CAPITALS = /^[\p{Lu}\p{Ll}\d]{1,2}$/u
/** Months and days in short, and formats, languages, protocols, units and measures that prose writes as names. */
const NEVER = new Set(
  (
    'Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun TBD TBA N/A NA FAQ FYI ASAP DIY ' +
    'HTML XML JSON YAML CSV PDF SQL HTTP HTTPS FTP SSH SSL TLS TCP UDP IP IPv4 IPv6 DNS URL URI API SDK GUI CLI CSS PHP ' +
    'ASCII UTF UTF-8 UTC GMT EST EDT CST CDT PST PDT CPU GPU RAM ROM SSD USB HDMI LED LCD CD DVD JPEG PNG GIF SVG MP3 MP4 ' +
    'AI NLP GPT CI CV PIN OTP VAT GDP IQ DNA RNA PCR MRI CT ICU BMI HIV AIDS km kg cm mm GB MB TB kHz MHz GHz'
  ).split(' '),
)

/** True for what the tagger takes for an organization and is an abbreviation, an era, or part of an encoded character. */
export function isNoOrganization(text: string, { start, end, kind, logOdds }: Entity): boolean {
  if (kind !== 'organization') return false
  const before = text.slice(Math.max(0, start - 3), start)
  if (ESCAPE.test(before) || text.charCodeAt(end) === PERCENT) return true
  if (end - start > LONGEST_NEVER) return false
  const value = text.slice(start, end)
  if (NEVER.has(value) || (ERA.test(value) && YEAR.test(before))) return true
  return end - start <= SHORT && (REQUEST.test(before) || (logOdds < SHORT_ODDS && CAPITALS.test(value)))
}

const PERCENT = 0x25
const LONGEST_NEVER = 5
