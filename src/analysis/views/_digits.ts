import { HAN_DIGITS } from './_han-digits.ts'
import { matchesOf } from './_matches.ts'
import type { Decoded } from './view.ts'

/** A digit and where it was read. */
interface Read {
  readonly digit: string
  readonly start: number
  readonly end: number
}

function joined(read: readonly Read[]): Decoded | undefined {
  const first = read[0]
  const last = read.at(-1)
  if (first === undefined || last === undefined) return undefined
  return {
    start: first.start,
    end: last.end,
    text: read.map(each => each.digit).join(''),
    starts: Int32Array.from(read, each => each.start),
    ends: Int32Array.from(read, each => each.end),
  }
}

const WORDS: Readonly<Record<string, string>> = {
  zero: '0',
  oh: '0',
  o: '0',
  nought: '0',
  naught: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  niner: '9',
}
const NUMBER_WORD =
  '(?:zero|oh|o|nought|naught|one|two|three|four|five|six|seven|eight|niner?|double|triple|treble|plus|\\d)'
/** Fewest digits that may be a value. */
const FEWEST = 7
const SPELLED = new RegExp(
  `(?<![A-Za-z\\d])${NUMBER_WORD}(?:(?:[ \\t]{0,2}[-,.;/\\u2013]?[ \\t\\r\\n]{0,2}|[ \\t]{1,2}dash[ \\t]{1,2}|[ \\t]{1,2}and[ \\t]{1,2})(?<![a-z])${NUMBER_WORD}(?![A-Za-z\\d])){${FEWEST - 2},80}`,
  'giu',
)
const EACH_WORD = new RegExp(`${NUMBER_WORD}(?![a-z])`, 'giu')

/** Digits spelled in English: `five five five one two`, `double oh`. Needs at least three words. */
export function* spelledStretches(text: string): Generator<Decoded> {
  for (const { 0: run, index } of matchesOf(text, SPELLED)) {
    const read: Read[] = []
    let times = 1
    let words = 0
    let from = -1
    for (const { 0: word, index: at } of run.matchAll(EACH_WORD)) {
      const lower = word.toLowerCase()
      const start = index + at
      const end = start + word.length
      if (lower === 'double' || lower === 'triple' || lower === 'treble') {
        times = lower === 'double' ? 2 : 3
        from = start
        continue
      }
      if (lower === 'plus') {
        if (read.length === 0) read.push({ digit: '+', start, end })
        continue
      }
      const digit = WORDS[lower]
      if (digit !== undefined) words++
      for (let i = 0; i < times; i++)
        read.push({ digit: digit ?? lower, start: from >= 0 ? from : start, end })
      times = 1
      from = -1
    }
    if (words < 3 || read.length < FEWEST) continue
    const stretch = joined(read)
    if (stretch !== undefined) yield stretch
  }
}

const HAN = [...HAN_DIGITS.keys()].join('')
const HAN_RUN = new RegExp(`[${HAN}\\dＸxX](?:[ \\-—－·、，,.]?[${HAN}\\dＸxX]){${FEWEST - 1},80}`, 'gu')
/** Digits written in Chinese, alone or among others: `一三八零零一三八零零零`, `幺三八`, `13八0零`. */
export function* hanDigitStretches(text: string): Generator<Decoded> {
  for (const { 0: run, index } of matchesOf(text, HAN_RUN)) {
    const read: Read[] = []
    let han = 0
    for (let i = 0; i < run.length; i++) {
      const character = run[i] as string
      const digit = HAN_DIGITS.get(character)
      if (digit !== undefined) han++
      if (digit !== undefined || /[\dXx]/u.test(character))
        read.push({ digit: digit ?? character, start: index + i, end: index + i + 1 })
    }
    const stretch = han < 2 ? undefined : joined(read)
    if (stretch !== undefined) yield stretch
  }
}

const LOOKALIKES: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  D: '0',
  l: '1',
  I: '1',
  i: '1',
  '|': '1',
  '!': '1',
  S: '5',
  s: '5',
  B: '8',
  Z: '2',
  z: '2',
  b: '6',
  G: '6',
  g: '9',
  q: '9',
}
/** Words of such letters alone. */
const WORDLIKE = /(?<![\dA-Za-z])(?:[a-z]{2,}|[A-Za-z])(?![\dA-Za-z])|[a-km-np-z]{2}/u
const LOOKALIKE = /[OoQDlIi|!SsBZzbGgq]/u
const NOISY =
  /(?<![A-Za-z\d])[+(]?(?=[A-Za-z|!]{0,3}\d)[\dOolI|SBZGbQDqgisz!](?:[ ()./-]{0,2}[\dOolI|SBZGbQDqgisz!]){6,40}[Xx]?(?![A-Za-z\d])/gu
/** Words behind a number. */
const WORDS_BEHIND = /(?:[ ()./-]{1,2}(?:[a-z]{1,8}|[A-Z]))+$/u

/** Numbers in which letters stand for the digits they look like: `138OO138OOO`, `4lll-1111-…`. */
export function* noisyStretches(text: string): Generator<Decoded> {
  for (const { 0: found, index } of matchesOf(text, NOISY)) {
    const run = found.replace(WORDS_BEHIND, '')
    const digits = run.match(/\d/gu)?.length ?? 0
    const letters = run.match(new RegExp(LOOKALIKE, 'gu'))?.length ?? 0
    if (letters === 0 || digits < 4 || letters > digits || WORDLIKE.test(run)) continue
    let plain = ''
    for (const character of run) plain += LOOKALIKES[character] ?? character
    yield {
      start: index,
      end: index + run.length,
      text: plain,
      starts: Int32Array.from(plain, (_, i) => index + i),
      ends: Int32Array.from(plain, (_, i) => index + i + 1),
    }
  }
}
