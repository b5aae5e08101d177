/** One way of reading a response. */
export interface ResponseView {
  readonly name: 'plain' | 'escapes' | 'base64' | 'hex' | 'rot13'
  readonly text: string
}

/** Longest response that is read, in UTF-16 units; the rest is left out (CWE-770). */
const MAX_RESPONSE = 400_000

const decoder = new TextDecoder('utf-8', { fatal: false })
const asText = (bytes: readonly number[] | Uint8Array) => decoder.decode(Uint8Array.from(bytes))

/** The response as it stands and with everything decoded that looks encoded. */
export function* viewsOf(response: string): Generator<ResponseView> {
  const text = response.slice(0, MAX_RESPONSE)
  yield { name: 'plain', text }
  const unescaped = decodeEscapes(text)
  if (unescaped !== text) yield { name: 'escapes', text: unescaped }
  for (const decoded of decodeBase64Runs(text)) yield { name: 'base64', text: decoded }
  for (const decoded of decodeHexRuns(text)) yield { name: 'hex', text: decoded }
  yield { name: 'rot13', text: rot13(text) }
}

const codePoint = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD')

/** Decodes percent signs, character references and backslash escapes. */
function decodeEscapes(text: string): string {
  return text
    .replace(/(?:%[\da-f]{2}){1,400}/giu, run =>
      asText(run.match(/[\da-f]{2}/giu)?.map(each => Number.parseInt(each, 16)) ?? []),
    )
    .replace(/&#(\d{1,7});/gu, (_, decimal: string) => codePoint(Number(decimal)))
    .replace(/&#x([\da-f]{1,6});/giu, (_, hex: string) => codePoint(Number.parseInt(hex, 16)))
    .replace(/\\u\{?([\da-f]{4,6})\}?/giu, (_, hex: string) => codePoint(Number.parseInt(hex, 16)))
}

const BASE64_RUN = /[A-Za-z\d+/_-]{8,100000}/gu
/** Lines of a wrapped base64 block. */
const WRAPPED = /(?:[A-Za-z\d+/]{40,120}={0,2}\r?\n[ \t]{0,8}){1,2000}[A-Za-z\d+/]{1,120}/gu
/** Runs that are decoded. */
const MAX_RUNS = 2000
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUE_OF = new Map([...DIGITS].map((digit, value) => [digit, value] as const))
VALUE_OF.set('-', 62)
VALUE_OF.set('_', 63)

function* decodeBase64Runs(text: string): Generator<string> {
  let runs = 0
  for (const pattern of [WRAPPED, BASE64_RUN]) {
    for (const { 0: run } of text.matchAll(pattern)) {
      if (runs++ === MAX_RUNS) return
      const digits = run.replace(/[\s=]/gu, '')
      // Part of a longer text: the run may start at any of four places inside a group.
      for (let offset = 0; offset < 4; offset++) {
        const decoded = decodeBase64(digits, offset)
        if (/[\p{L}\p{N}]{2}/u.test(decoded)) yield decoded
      }
    }
  }
}

function decodeBase64(digits: string, offset: number): string {
  const bytes: number[] = []
  let held = 0
  let bits = 0
  for (let i = offset; i < digits.length; i++) {
    held = ((held << 6) | (VALUE_OF.get(digits[i] as string) ?? 0)) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes.push((held >> bits) & 0xff)
    }
  }
  return asText(bytes)
}

const HEX_RUN = /(?:(?:0x|\\x)?[\da-f]{2}[\s:,;-]{0,2}){3,100000}/giu

function* decodeHexRuns(text: string): Generator<string> {
  let runs = 0
  for (const { 0: run } of text.matchAll(HEX_RUN)) {
    if (runs++ === MAX_RUNS) return
    const digits = run.replace(/0x|\\x/giu, '').replace(/[^\da-f]/giu, '')
    for (const offset of [0, 1]) {
      const bytes: number[] = []
      for (let i = offset; i + 1 < digits.length; i += 2)
        bytes.push(Number.parseInt(digits.slice(i, i + 2), 16))
      const decoded = asText(bytes)
      if (/[\p{L}\p{N}]{2}/u.test(decoded)) yield decoded
    }
  }
}

function rot13(text: string): string {
  return text.replace(/[a-z]/giu, letter => {
    const code = letter.charCodeAt(0)
    const base = code >= 0x61 ? 0x61 : 0x41
    return String.fromCharCode(((code - base + 13) % 26) + base)
  })
}
