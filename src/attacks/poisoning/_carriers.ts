import { PlimsollError } from '../../core/index.ts'

/** Ways of hiding a text inside another, from invisible characters to markup. */
export const CARRIERS = [
  'zero-width',
  'zero-width-spread',
  'tags',
  'variation-selectors',
  'bidi',
  'html',
] as const
export type Carrier = (typeof CARRIERS)[number]

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Bits of the UTF-8 bytes, highest first: zero-width space for 0, zero-width non-joiner for 1. */
export function zeroWidthBits(text: string): string {
  let bits = ''
  for (const byte of bytesOf(text)) {
    for (let bit = 7; bit >= 0; bit--) bits += (byte >> bit) & 1 ? '\u200c' : '\u200b'
  }
  return bits
}

/** Printable ASCII in the tag block (U+E0000). */
export function tagCharacters(text: string): string {
  let tags = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x20 || code > 0x7e) {
      throw new PlimsollError('E_USAGE', 'tag characters carry printable ASCII only', {
        advice: 'choose the carrier zero-width, variation-selectors or html for other scripts',
      })
    }
    tags += String.fromCodePoint(0xe0000 + code)
  }
  return tags
}

/** One variation selector a byte of UTF-8: VS1 for 0 up to VS256 for 255. */
export function variationSelectors(text: string): string {
  let selectors = ''
  for (const byte of bytesOf(text)) {
    selectors += String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16)
  }
  return selectors
}

/** The text written backwards under a right-to-left override: it is shown in order and read in reverse. */
export function reversedUnderOverride(text: string): string {
  return `\u202e${[...text].reverse().join('')}\u202c`
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const STYLES = [
  'display:none',
  'font-size:0',
  'color:#fff;background:#fff',
  'position:absolute;left:-9999px',
] as const

/** An element that browsers do not show; the style is one of four. */
export function hiddenElement(text: string, style: number): string {
  const safe = text.replace(/[&<>]/gu, character => ESCAPES[character] ?? character)
  return `<span style="${STYLES[style % STYLES.length]}">${safe}</span>`
}
