import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LOOK_FLAGS, type Look, type LookTables } from './look-tables.ts'
import { referenceLook } from './text-look.reference.ts'
import { textLook } from './text-look.ts'

const tables: LookTables = {
  shadow: Uint8Array.from({ length: 0x10000 }, (_, code) =>
    code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : 0x80 | (code % 113),
  ),
  classes: Uint8Array.from({ length: 0x10000 }, (_, code) => 1 + (code % 7)),
  astral: Uint8Array.from({ length: 0x11000 }, (_, row) => 1 + (row % 5)),
  flags: Uint32Array.from({ length: 256 }, (_, each) => 1 << (12 + (each % 12))),
}
const literals = ['key', 'ac', 's.', 'password', '://', '密码', '密钥', 'naïve', 'qq号', '@ab', 'token'].map(
  text => ({ text, clean: text.length === 2 }),
)
const kernel = textLook(tables, literals)
const plain = referenceLook(tables, literals)

const sorted = ({ hits, ...rest }: Look) => ({
  ...rest,
  hits: Array.from({ length: hits.length / 2 }, (_, at) => [hits[at * 2], hits[at * 2 + 1]]).sort(
    (a, b) => (a[0] as number) - (b[0] as number) || (a[1] as number) - (b[1] as number),
  ),
})

const pieces = fc.constantFrom(
  ...['key', 'AC', 's.', 'PassWord', '://', '密码', '密钥', 'naïve', 'QQ号', '@ab', ' ', '\\n', '\\', '12'],
  ...[
    '\u0000',
    '\u007f',
    '\v',
    '\u0085',
    'é',
    '😀',
    '\ud800',
    '\udc00',
    '７',
    '．',
    '：',
    'a.b',
    ':',
    '::',
    '%3d',
  ],
  ...['        ', '\t\n', 'x', 'Z', '9', '<', ']', '@', '.', 'the quick brown fox '],
)
const texts = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 60 })
  .map(each => each.join(''))

describe('a look with the kernel', () => {
  it('gives what the plain look gives', () => {
    fc.assert(
      fc.property(texts, text => {
        expect(sorted(kernel(text))).toEqual(sorted(plain(text)))
      }),
      { numRuns: 1500 },
    )
  })

  it('does so at every length and place', () => {
    const text = 'é: my_password=ab12cd.ef @ab AC12 s.key \\n7 密码：７７ tokens    ://            \v'
    for (let from = 0; from < text.length; from++) {
      for (let pad = 0; pad < 33; pad++) {
        const cut = 'x'.repeat(pad) + text.slice(from)
        expect(sorted(kernel(cut))).toEqual(sorted(plain(cut)))
      }
    }
  })

  it('does so for texts that do not fit', () => {
    for (const text of ['1 '.repeat(200_000), 'key'.repeat(150_000), '密码7'.repeat(200_000)]) {
      const found = kernel(text)
      const expected = plain(text)
      expect([found.tokens.length, found.hits.length]).toEqual([expected.tokens.length, expected.hits.length])
      expect(Buffer.compare(Buffer.from(found.tokens.buffer), Buffer.from(expected.tokens.buffer))).toBe(0)
    }
  })

  it('joins what lies across the ends of pieces', () => {
    const fillers = ['x', 'ab1', '\\n', '😀', '密码', '.', 'a.b@ab:: ', '密钥 key ']
    for (const filler of fillers) {
      for (const ahead of ['', '7', '\ud800,']) {
        const text = `${ahead}${filler.repeat(Math.ceil(140_000 / filler.length))} 12 tokens é`
        expect(
          Buffer.from(JSON.stringify(sorted(kernel(text)))).equals(
            Buffer.from(JSON.stringify(sorted(plain(text)))),
          ),
        ).toBe(true)
      }
    }
  })

  it('finds tokens, marks and literals', () => {
    const { flags, digits, tokens, dots, ats, hits } = sorted(
      kernel('the KEY of ab12.cd and e@ab is 密码 and so on'),
    )
    expect(flags & LOOK_FLAGS.at).not.toBe(0)
    expect(flags & LOOK_FLAGS.colon).toBe(0)
    expect(digits).toBe(2)
    expect([...tokens]).toEqual([11, 15, 2])
    expect([...dots]).toEqual([15])
    expect([...ats]).toEqual([24])
    expect(hits).toEqual([
      [4, 0],
      [24, 9],
      [31, 5],
    ])
  })
})
