import { COMPATIBLE_UNITS, INVISIBLE_UNITS } from './_character-classes.ts'
import { lookalikeOf } from './_lookalikes.ts'
import { matchesOf } from './_matches.ts'
import type { Decoded } from './view.ts'

const INVISIBLE = new RegExp(`[${INVISIBLE_UNITS}\\u{E0000}-\\u{E01EF}]{1,64}`, 'gu')
/** What a value may be made of. */
const SOLID = /[\p{L}\p{N}@._+\-():/# ]/u

/** Invisible characters between visible ones. */
export function* invisibleStretches(text: string): Generator<Decoded> {
  for (const { 0: run, index } of matchesOf(text, INVISIBLE)) {
    const end = index + run.length
    if (SOLID.test(text.charAt(index - 1)) && SOLID.test(text.charAt(end)))
      yield { start: index, end, text: '' }
  }
}

const COMPATIBLE = new RegExp(
  `[${COMPATIBLE_UNITS}\\u{1D400}-\\u{1D7FF}\\u{1F100}-\\u{1F189}]|[^\\P{Nd}0-9]`,
  'gu',
)
/** Full-width marks that belong to values, once a window holds something else. */
const MARKS = /[\uFF0B\uFF0D\uFF0E\uFF0F\uFF3F\u2010-\u2015\u2212\u3002]/gu
const ZEROES = digitBlocks()

/** Characters whose compatibility form is another one (UAX #15), and digits of every script. */
export function compatibilityStretches(text: string): Decoded[] {
  return [...compatibleCharacters(text), ...marksBetween(text)].sort((a, b) => a.start - b.start)
}

function* compatibleCharacters(text: string): Generator<Decoded> {
  for (const { 0: character, index } of matchesOf(text, COMPATIBLE)) {
    const plain = plainForm(character)
    if (plain !== character && plain !== '')
      yield { start: index, end: index + character.length, text: plain }
  }
}

function* marksBetween(text: string): Generator<Decoded> {
  for (const { 0: mark, index } of matchesOf(text, MARKS)) {
    if (!isAscii(text.charCodeAt(index - 1)) && !isWide(text.charCodeAt(index - 1))) continue
    if (!isAscii(text.charCodeAt(index + 1)) && !isWide(text.charCodeAt(index + 1))) continue
    const plain = mark === '\u3002' ? '.' : /[\u2010-\u2015\u2212]/u.test(mark) ? '-' : mark.normalize('NFKC')
    yield { start: index, end: index + 1, text: plain }
  }
}

const isAscii = (code: number) => code > 0x20 && code < 0x7f
const isWide = (code: number) => code >= 0xff01 && code <= 0xff5e

function plainForm(character: string): string {
  const code = character.codePointAt(0) as number
  const zero = ZEROES.get(code >> 4)?.find(each => code >= each && code < each + 10)
  if (zero !== undefined) return String(code - zero)
  if (code >= 0x1f150 && code <= 0x1f169) return String.fromCharCode(0x41 + code - 0x1f150)
  if (code >= 0x1f170 && code <= 0x1f189) return String.fromCharCode(0x41 + code - 0x1f170)
  const circled = /[\u2776-\u277E]/u.test(character) ? String(code - 0x2775) : character.normalize('NFKC')
  return circled.replace(/^\((\p{L}|\d)\)$/u, '$1').replace(/^(\d),$|^(\d)\.$/u, '$1$2')
}

/** The digit zero of every script of the Basic Multilingual Plane, by its block of sixteen. */
function digitBlocks(): ReadonlyMap<number, number[]> {
  const blocks = new Map<number, number[]>()
  const put = (zero: number, block: number) => {
    const mine = blocks.get(block) ?? []
    blocks.set(block, mine)
    mine.push(zero)
  }
  for (const zero of [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
    0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
    0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
  ]) {
    put(zero, zero >> 4)
    if ((zero + 9) >> 4 !== zero >> 4) put(zero, (zero + 9) >> 4)
  }
  return blocks
}

/** Words of Latin letters, digits or signs of addresses that hold letters of other scripts. */
const MIXED = /[\w.@+\u0370-\u052F\u0531-\u0587\u10A0-\u10FF\u13A0-\u13FF\uA4D0-\uA4FF-]{2,256}/gu
const FOREIGN = /[\u0370-\u052F\u0531-\u0587\u10A0-\u10FF\u13A0-\u13FF\uA4D0-\uA4FF]/gu

/** Look-alike letters inside words that also hold Latin letters, digits or `@` (UTS #39). */
export function* confusableStretches(text: string): Generator<Decoded> {
  for (const { 0: word, index } of matchesOf(text, MIXED)) {
    const strangers = word.match(FOREIGN)
    if (strangers === null || !/[\w@]/u.test(word)) continue
    if (!strangers.every(letter => lookalikeOf(letter) !== undefined)) continue
    for (const { 0: letter, index: at } of word.matchAll(FOREIGN)) {
      yield { start: index + at, end: index + at + letter.length, text: lookalikeOf(letter) as string }
    }
  }
}
