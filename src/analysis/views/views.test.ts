import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinFields, type View, viewsOf } from './index.ts'

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex')
const percent = (text: string) =>
  [...Buffer.from(text, 'utf8')].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('')
const escapes = (text: string) =>
  Array.from(
    { length: text.length },
    (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('')

/** The view that shows a text, and the stretch of the original that made it. */
function shown(text: string, what: string): { view: View; original: string } | undefined {
  const view = viewsOf(text).find(each => each.text.includes(what))
  if (view === undefined) return undefined
  const at = view.text.indexOf(what)
  return { view, original: text.slice(...view.toOriginal(at, at + what.length)) }
}

const VALUE = 'ana.lopez@example.org'

describe('a value', () => {
  it.each([
    ['base64', `x: ${base64(VALUE)}.`],
    ['base64', `x: ${Buffer.from(VALUE).toString('base64url')}`],
    ['base64', `<a href="data:text/plain;base64,${base64(VALUE)}">`],
    ['base64', base64(`${'word '.repeat(40)}${VALUE} and more`).replace(/(.{76})/gu, '$1\r\n')],
    ['base64', `avatar/${base64(VALUE)}`],
    ['base64', Buffer.from(VALUE, 'utf16le').toString('base64')],
    ['hexadecimal', hex(VALUE).toUpperCase()],
    ['hexadecimal', `0x${hex(VALUE)}`],
    ['hexadecimal', hex(VALUE).replace(/(..)(?=.)/gu, '$1 ')],
    ['hexadecimal', hex(VALUE).replace(/(..)(?=.)/gu, '$1:')],
    ['percent', 'mail=ana%2elopez%40example%2Eorg&x=1'],
    ['entities', 'ana&#46;lopez&#x40;example&period;org'],
    ['entities', 'ana&#46lopez&#64example&#46org'],
    ['escapes', escapes(VALUE)],
    ['escapes', 'ana.lopez\\x40example.org'],
    ['escapes', 'ana.lopez\\u{40}example.org'],
    ['escapes', 'ana.lopez\\100example.org'],
    ['quoted-printable', 'ana.lopez=40exam=\r\nple.org'],
    ['compatibility', 'ａｎａ．ｌｏｐｅｚ＠ｅｘａｍｐｌｅ．ｏｒｇ'],
    ['compatibility', '𝐚𝐧𝐚.𝐥𝐨𝐩𝐞𝐳@𝐞𝐱𝐚𝐦𝐩𝐥𝐞.𝐨𝐫𝐠'],
    ['invisible', 'a\u200bna.lopez@exa\u00admple.o\u2060rg'],
    ['confusables', 'аna.lоpez@еxample.org'],
    ['spread', 'a n a . l o p e z @ e x a m p l e . o r g'],
    ['spread', 'a-n-a-.-l-o-p-e-z-@-e-x-a-m-p-l-e-.-o-r-g'],
    ['lines', 'ana.lopez@\nexample.org'],
    ['lines', '> ana.lopez@exam-\n> ple.org'],
  ] as const)('in %s is read and mapped back', (kind, text) => {
    const found = shown(text, VALUE)
    expect(found?.view.chain.at(-1), JSON.stringify(viewsOf(text).map(each => each.text))).toBe(kind)
    expect(found?.view.moves[0]?.by).toBeLessThan(0)
  })

  it.each([
    ['five five five, one two one two', '5551212'],
    ['FIVE-FIVE-FIVE-ONE-TWO-ONE-TWO', '5551212'],
    ['double five five one two triple one', '5551 2111'.replace(' ', '')],
    ['oh two oh 7 nine four six', '0207946'],
    ['一三八零零一三八零零零', '13800138000'],
    ['幺三八〇〇幺三八〇〇〇', '13800138000'],
    ['壹叁捌零零壹叁捌零零零', '13800138000'],
    ['13八0零13八000', '13800138000'],
    ['138OO138OOO', '13800138000'],
    ['call is 4l11 1111 1111 1111 so', '4111 1111 1111 1111'],
    ['1 3 8 0 0 1 3 8 0 0 0', '13800138000'],
    ['138-0013-\n8000', '138-0013-8000'],
    ['4111 1111\n1111 1111', '4111 1111 1111 1111'],
    ['①③⑧００①３⑧０００', '13800138000'],
    ['١٣٨٠٠١٣٨٠٠٠', '13800138000'],
  ])('of digits in %s is read', (text, digits) => {
    expect(shown(text, digits)).toBeDefined()
  })

  it('in several layers is read to the bound, and no further', () => {
    const deep = `q=${percent(base64(escapes(VALUE)))}`
    expect(shown(deep, VALUE)?.view.chain).toEqual(['percent', 'base64', 'escapes'])
    expect(shown(deep, VALUE)?.original.length).toBeGreaterThan(VALUE.length)
    expect(shown(base64(deep), VALUE)).toBeUndefined()
    expect(viewsOf(deep, { depth: 0 })).toEqual([])
  })
})

describe('ordinary text', () => {
  it.each([
    'The internationalization of counterrevolutionaries is under way in 3D, MP3 and A4.',
    'On 2024-11-24 at 10:30 we met 12, 13 and 14 of them; one, two, three, go!',
    '第一百二十三条 二〇二四年十一月，北京，张三说：“一二三！”',
    'commit 9fceb02d0ae598e95dc970b74767f19372d61af8 of https://example.org/a/b/cde/fghijklmnopqrs',
    'Это важный документ. Ελλάδα.',
    'sum\n12345\n67890\n24680\n',
    'QWxhZGRpbjpvcGVuIHNlc2FtZQ'.slice(0, 12),
  ])('gives no view: %s', text => {
    expect(viewsOf(text).map(({ chain, text }) => [chain, text])).toEqual([])
  })

  it('that is random bytes in base64 is left alone', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 24, maxLength: 200 }), bytes => {
        fc.pre(bytes.some(byte => byte >= 0x80) && bytes.some(byte => byte < 9))
        expect(
          viewsOf(Buffer.from(bytes).toString('base64')).filter(
            each => each.chain[0] === 'base64' && each.chain.length === 1 && each.text.length > 20,
          ),
        ).toEqual([])
      }),
    )
  })
})

const letters = fc.string({
  unit: fc.constantFrom(...'abcXYZ019 @.-é张三😀\n'),
  minLength: 12,
  maxLength: 60,
})

describe('maps', () => {
  it('lead each character to the bytes that made it', () => {
    for (const [encode, kind] of [
      [base64, 'base64'],
      [hex, 'hexadecimal'],
      [percent, 'percent'],
      [escapes, 'escapes'],
    ] as const) {
      fc.assert(
        fc.property(letters, fc.constantFrom('', 'see: ', '请看：'), (text, before) => {
          const encoded = encode(text)
          const source = `${before}${encoded} end`
          const view = viewsOf(source, { depth: 1 }).find(each => each.chain[0] === kind)
          expect(view?.text).toBe(`${before}${text} end`)
          for (let i = 0; i < text.length; i++) {
            const [start, end] = (view as View).toOriginal(before.length + i, before.length + i + 1)
            expect(start).toBeGreaterThanOrEqual(before.length)
            expect(end).toBeLessThanOrEqual(before.length + encoded.length)
            const exact = encode(text.slice(0, i)).replace(/=+$/u, '').length
            const isWhole = text.length === [...text].length
            if (kind !== 'base64' && isWhole) expect(start).toBe(before.length + exact)
            if (kind === 'base64' && isWhole)
              expect(Math.abs(start - before.length - exact)).toBeLessThanOrEqual(1)
          }
        }),
        { numRuns: 60 },
      )
    }
  })

  it('are monotone and in range, whatever the text', () => {
    const pieces = fc.constantFrom(
      '%41',
      '%E5%BC%A0',
      '&amp;',
      '&#64;',
      '\\u0041',
      '\\',
      '%',
      '=41',
      '=\r\n',
      'QUJDREVGR0hJSktMTU5P',
      '414243444546474849',
      '1 2 3 4 5 6 7 8',
      'one two three four five six seven',
      '一二三四五六七八',
      '１２',
      '\u200b',
      'а',
      'a',
      ' ',
      '\n',
      '12O4S6l8',
      '@',
      '.',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), parts => {
        const text = parts.join('')
        for (const view of viewsOf(text)) {
          let last = 0
          for (let i = 0; i < view.text.length; i++) {
            const [start, end] = view.toOriginal(i, i + 1)
            expect(start).toBeGreaterThanOrEqual(last)
            expect(end).toBeGreaterThanOrEqual(start)
            expect(end).toBeLessThanOrEqual(text.length)
            last = start
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('turn edits into edits of the original, blocks encoded anew', () => {
    const text = `a ${base64(`call ${VALUE} or ${VALUE} now`)} b`
    const [view] = viewsOf(text)
    const edits = [...(view as View).text.matchAll(/ana\.lopez@example\.org/gu)].map(({ index }) => ({
      start: index,
      end: index + VALUE.length,
      replacement: '[EMAIL]',
      type: 'email',
    }))
    expect(edits).toHaveLength(2)
    const [edit, ...rest] = (view as View).toOriginalEdits(edits)
    expect(rest).toEqual([])
    const cleaned = text.slice(0, edit?.start) + edit?.replacement + text.slice(edit?.end)
    expect(cleaned).toBe(`a ${base64('call [EMAIL] or [EMAIL] now')} b`)
  })
})

describe('hostile text', () => {
  it.each([
    '%',
    '&',
    '\\',
    'A',
    '%41',
    '&#',
    '=',
    '\n',
    '1 ',
    'one ',
    '一',
    'O0',
    'а0',
    '\u200ba',
    '\\u0041',
    'QUFB',
    '31 ',
    '1\n',
    'a@\n',
    '4-',
  ])(
    'of %j a million times gives bounded views',
    unit => {
      const text = unit.repeat(Math.ceil(1_000_000 / unit.length))
      const views = viewsOf(text)
      expect(views.reduce((sum, view) => sum + view.text.length, 0)).toBeLessThanOrEqual(6 * text.length)
    },
    30_000,
  )
})

describe('fields', () => {
  const joined = (fields: Record<string, string>) =>
    joinFields(Object.entries(fields).map(([name, text]) => ({ name, text }))).map(({ field, text }) => [
      field,
      text,
    ])

  it('that hold the parts of a value are read together', () => {
    expect(joined({ card_1: '4111', card_2: '1111', card_3: '1111', card_4: '1111' })).toContainEqual([
      'card',
      '4111 1111 1111 1111',
    ])
    expect(joined({ area_code: '212', number: '555 0147' })).toContainEqual(['number', '212 555 0147'])
    expect(joined({ email_user: 'ana', email_domain: 'example.org' })).toContainEqual([
      'email',
      'ana@example.org',
    ])
    expect(joined({ 'card[0]': '4111', 'card[1]': '1111', 'card[2]': '11111111' })).toContainEqual([
      'card',
      '4111111111111111',
    ])
  })

  it('that hold something else are left alone', () => {
    expect(joined({ age: '39', weight: '77516', years: '13' })).toEqual([])
    expect(joined({ text1: 'What is it?', text2: 'It is a card.' })).toEqual([])
  })

  it('map a span to its parts', () => {
    const fields = [
      { name: 'card_1', text: ' 4111' },
      { name: 'card_2', text: '1111' },
    ]
    const [view] = joinFields(fields)
    expect(view?.toOriginal(2, 6).map(({ field, start, end }) => [field.name, start, end])).toEqual([
      ['card_1', 3, 5],
      ['card_2', 0, 2],
    ])
  })
})
