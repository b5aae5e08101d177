import { matchesOf } from './_matches.ts'
import { readText, toUtf8 } from './_utf8.ts'
import type { Decoded } from './view.ts'

/** Fewest hexadecimal digits that are decoded: 7 bytes. */
export const FEWEST_HEX = 14
const RUN = /[\da-f]{14,}/iuy
/** Pairs with a mark between them: `31 33 38`, `0x31, 0x33`, `31:33`. */
const PAIRS = /(?<![\da-z])(?:0x)?[\da-f]{2}(?:[ ,:;|_-]{1,2}(?:0x)?[\da-f]{2}){6,100000}(?![\da-z])/giu

/** Decodes the run of digits at an offset; undefined when it is no text. */
export function hexAt(text: string, from: number): Decoded | undefined {
  const start = /^0x/iu.test(text.slice(from, from + 2)) ? from + 2 : from
  RUN.lastIndex = start
  const run = RUN.exec(text)?.[0]
  if (run === undefined || run.length % 2 === 1) return undefined
  const read = readText(bytesOf(run))
  if (read === undefined) return undefined
  const isUpper = /[A-F]/u.test(run)
  const prefix = text.slice(from, start)
  return {
    start: from,
    end: start + run.length,
    text: read.text,
    starts: read.firstByte.map(byte => (byte === 0 ? from : start + 2 * byte)),
    ends: read.endByte.map(byte => start + 2 * byte),
    encode: decoded => {
      const hex = Array.from(toUtf8(decoded), byte => byte.toString(16).padStart(2, '0')).join('')
      return prefix + (isUpper ? hex.toUpperCase() : hex)
    },
  }
}

/** Decodes pairs of digits that stand apart. */
export function* hexPairs(text: string): Generator<Decoded> {
  for (const { 0: found, index } of matchesOf(text, PAIRS)) {
    const places: number[] = []
    for (const pair of found.matchAll(/(?:0x)?([\da-f]{2})(?![\da-z])/giu))
      places.push(index + pair.index + pair[0].length - 2)
    const bytes = Uint8Array.from(places, at => Number.parseInt(text.slice(at, at + 2), 16))
    const read = readText(bytes)
    if (read === undefined) continue
    yield {
      start: index,
      end: index + found.length,
      text: read.text,
      starts: read.firstByte.map(byte => (byte === 0 ? index : (places[byte] as number))),
      ends: read.endByte.map(byte => (places[byte - 1] as number) + 2),
    }
  }
}

function bytesOf(digits: string): Uint8Array {
  const bytes = new Uint8Array(digits.length >> 1)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16)
  return bytes
}
