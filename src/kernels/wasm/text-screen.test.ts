import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NOTHING_SCREENED, SCREEN_SIGNS } from './screen-tables.ts'
import { referenceScreen } from './text-screen.reference.ts'
import { textScreen } from './text-screen.ts'

const kinds = Uint8Array.from({ length: 0x10000 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (code < 0x80) {
    if (/\d/u.test(character)) return 1
    if (/[OoQDlIiSsZzBbGgq]/u.test(character)) return 2
    return /[a-z]/iu.test(character) ? 4 : /[+/_-]/u.test(character) ? 8 : 0
  }
  if (code >= 0xd800 && code < 0xe000) return code === 0xd835 ? 18 : code === 0xdb40 ? 17 : 0
  return code % 5 === 0 && code !== 0xfffd ? 16 + (code % 4) : 0
})
const kernel = textScreen(kinds)
const plain = referenceScreen(kinds)

const WORDS =
  'zero Oh one TWO three four five six seven eight nine niner nought naught double triple treble plus o a I the of for'
const pieces = fc.constantFrom(
  ...WORDS.split(' '),
  ...[' ', ' ', ' ', '  ', '\n', '\r\n', '\t', '-', '_', '/', '+', '.', ',', '> ', '# ', '\0'],
  ...['1', '3', '8', '12', 'a3', '0x', '0x31', '31', '31 ', 'O8', '138OO138', '-5', '7\n', 'l-', '1-2', 'f-'],
  ...['%3a', '%u', '%', '&#', '&amp', '&gt;', '&lt', '&x', '&longernamesareno;', '&quot', '\\n', '\\u00e9'],
  ...['\\', '\\x4', '\\x4f', '\\344', '\\u{', '\\U0001F600', '=3D', '=\n', '=\r\n', '=3d', '='],
  ...['\u0005', 'é', '零', '一', '二', '十', '\u200b', '😀', '𝟏', '\u{e0041}', 'ա', 'ж', '\ud835', '\udc00'],
  ...['QWxhZGRpbjpvcGVuIHNlc2FtZQ==', 'aaaaaaaaaaaaaa', 'bbbbbbbbbbbbb', '-'.repeat(70), 'x_'.repeat(300)],
)
const spaced = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 90 })
  .map(each => each.join(' '))
const glued = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 90 })
  .map(each => each.join(''))

describe('a screen with the kernel', () => {
  it('gives what the plain screen gives', () => {
    fc.assert(
      fc.property(fc.oneof(spaced, glued), text => {
        expect(kernel(text)).toEqual(plain(text))
      }),
      { numRuns: 4000 },
    )
  })

  it('does so at every length and place', () => {
    const text =
      'call five-five one two 3 four six 1 3 8 0 0 1 3 31 32 33 0x34 35 36 37 38 138OO1 a-b é一二 =3D %3a 7\n8 abcdefghijklmn'
    for (let from = 0; from < text.length; from++) {
      for (let pad = 0; pad < 67; pad++) {
        const cut = 'w '.repeat(pad % 2) + '.'.repeat(pad) + text.slice(from)
        expect(kernel(cut)).toEqual(plain(cut))
      }
    }
  })

  it('does so for texts as long as fit, and longer ones', () => {
    for (const piece of [
      '1 ',
      '31 ',
      'one ',
      'O0-',
      '一',
      'abcdefghijklmn ',
      '\u200b',
      '%3a\n7',
      '7   \n',
      'é',
    ])
      for (const length of [0x80000, 0x80001]) {
        const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
        const found = kernel(text)
        const expected = plain(text)
        expect(found.signs).toBe(expected.signs)
        for (const [name, list] of Object.entries(expected))
          expect(JSON.stringify(found[name as keyof typeof found]) === JSON.stringify(list)).toBe(true)
      }
  })

  it('gives nothing for prose', () => {
    expect(
      kernel('Nothing is hidden in a sentence such as this one, not in 2026 & not for 5 % of them.'),
    ).toBe(NOTHING_SCREENED)
  })

  it('tells which signs there are', () => {
    const { signs, runs } = kernel('a link to /search?q=%C3%A9&lang=en that is encoded')
    expect(signs).toBe(SCREEN_SIGNS.percent)
    expect(runs).toEqual([])
  })
})
