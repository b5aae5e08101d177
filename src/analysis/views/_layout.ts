import { matchesOf } from './_matches.ts'
import type { Decoded } from './view.ts'

const SPREAD =
  /(?<![A-Za-z\d[(])[\w@+](?:( {1,3}|\t|[-._*/\\|~·•,、，] ?)[\w@+.-](?:\1[\w@+.-]){5,120})(?![A-Za-z\d])/gu

/** Numbers between brackets are a list. */
const IN_LIST = /[[(][^\])]{0,24}$/u

/** Characters that the same mark sets apart from one another: `1 3 8 0 0`, `j-o-h-n-@`. */
export function* spreadStretches(text: string): Generator<Decoded> {
  for (const { 0: run, 1: mark = '', index } of matchesOf(text, SPREAD)) {
    if (mark.includes(',') && IN_LIST.test(text.slice(Math.max(0, index - 24), index))) continue
    const starts: number[] = []
    let plain = ''
    for (let at = 0; at < run.length; at += 1 + mark.length) {
      plain += run[at] as string
      starts.push(index + at)
    }
    yield {
      start: index,
      end: index + run.length,
      text: plain,
      starts: Int32Array.from(starts),
      ends: Int32Array.from(starts, start => start + 1),
    }
  }
}

/** What ends a line: white space, a line break, and what stands before the next line in quotes and comments. */
const LINE_END = /[ \t]{0,4}\r?\n[ \t]{0,12}(?:[>#*|][ \t]{0,4}){0,3}/uy
const isDigit = (code: number) => code >= 0x30 && code <= 0x39
/** Longest word that is looked at on either side. */
const REACH = 64
/** No at sign matters that is farther from a line break: a word, and what may stand between it and the break. */
const NEAR_SIGN = 2 * REACH

/** Where what may stand before a line ends; further than `LINE_END` reaches when there is more of it. */
function behindMarks(text: string, from: number): number {
  let at = from
  while (' \t>#*|'.includes(text[at] ?? '.')) at++
  return at
}

/**
 * Line breaks inside numbers and addresses.
 * @param glue what takes the place of a break between groups of digits
 * @param isBroken false when no line break stands inside a number
 */
export function* lineStretches(text: string, glue: '' | 'same', isBroken = true): Generator<Decoded> {
  let sign = glue === '' ? text.indexOf('@') : -1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    while (sign >= 0 && sign < at - NEAR_SIGN) sign = text.indexOf('@', sign + 1)
    const hasAt = sign >= 0 && sign <= at + NEAR_SIGN
    if (!isBroken && !hasAt) {
      if (sign < 0) return
      // On to the last break that is too far from the next sign.
      at = sign - NEAR_SIGN - 1
      continue
    }
    if (!hasAt && !isDigit(text.charCodeAt(behindMarks(text, at + 1)))) continue
    let start = at
    while (start > 0 && start > at - 5 && ' \t\r'.includes(text[start - 1] as string)) start--
    LINE_END.lastIndex = start
    const end = start + (LINE_END.exec(text)?.[0].length ?? at + 1 - start)
    const before = text.charCodeAt(start - 1)
    const after = text.charCodeAt(end)
    const joins = before === 0x2d || before === 0x2e || before === 0x2f
    if (isDigit(after) && (isDigit(before) || (joins && isDigit(text.charCodeAt(start - 2))))) {
      if (isColumn(text, start, end)) continue
      const separator = glue === 'same' && !joins ? separatorBefore(text, start) : ''
      if (glue === 'same' && separator === '') continue
      yield { start, end, text: separator }
    } else if (hasAt && glue === '' && isAddressPart(text, start, end)) {
      const isHyphenated = before === 0x2d && /[a-z]/u.test(text[end] ?? '')
      yield { start: isHyphenated ? start - 1 : start, end, text: '' }
    }
  }
}

/** The mark between the last two groups of digits before an offset. */
function separatorBefore(text: string, at: number): string {
  return /\d([ -])\d{3,6}$/u.exec(text.slice(Math.max(0, at - 12), at))?.[1] ?? ''
}

const NUMERIC = /^[ \t]{0,12}[\d][\d ().,+/-]{0,48}[ \t\r]{0,4}$/u

/** True between two lines of a column of numbers: another line beside them is nothing but a number, too. */
function isColumn(text: string, start: number, end: number): boolean {
  const upper = lineAround(text, start - 1)
  const lower = lineAround(text, end)
  if (!NUMERIC.test(upper.text) || !NUMERIC.test(lower.text)) return false
  return (
    (upper.start > 1 && NUMERIC.test(lineAround(text, upper.start - 2).text)) ||
    NUMERIC.test(lineAround(text, lower.end + 1).text)
  )
}

function lineAround(text: string, at: number): { text: string; start: number; end: number } {
  if (at < 0 || at >= text.length) return { text: '', start: 0, end: 0 }
  const from = Math.max(0, at - REACH)
  const to = Math.min(text.length, at + REACH)
  const window = text.slice(from, to)
  const start = window.lastIndexOf('\n', at - from - (text[at] === '\n' ? 1 : 0)) + 1
  const stop = window.indexOf('\n', at - from)
  const end = stop < 0 ? window.length : stop
  return { text: window.slice(start, end), start: from + start, end: from + end }
}

const WORD_AFTER = /^[\w.@+-]{1,64}/u
const WORD_CHARACTERS = new Set('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.@+-')

/** True when a line break stands inside what would be an address: `ana@\nexample.org`, `ana.lopez\n@example.org`. */
function isAddressPart(text: string, start: number, end: number): boolean {
  let from = start
  while (from > 0 && from > start - REACH && WORD_CHARACTERS.has(text[from - 1] as string)) from--
  if (from === start || !WORD_CHARACTERS.has(text[end] ?? '') || /[A-Z]/u.test(text[end] as string))
    return false
  const before = text.slice(from, start)
  const after = WORD_AFTER.exec(text.slice(end, end + REACH))?.[0] ?? ''
  const at = before.indexOf('@')
  if (at >= 0) return at > 0 && /^[a-z\d.-]/u.test(after) && !after.includes('@')
  const next = after.indexOf('@')
  return next === 0 || (next > 0 && /[._+-]$/u.test(before))
}
