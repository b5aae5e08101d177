import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TINY_PIECES } from '../../../test/support/tiny-encoder.ts'
import { textNormalizer } from './normalize-text.ts'
import { type UnigramVocabulary, unigramTokenizer } from './unigram-tokenizer.ts'

const replacements = new Map([
  ['\0', ''],
  ['\u0007', ''],
  ['\n', ' '],
  ['\u200b', ' '],
  ['\ufffd', ' '],
  ['\u2581', ' '],
])
const pieces = ['', '', '', '', ...TINY_PIECES.map(([piece]) => piece)]
const scores = Float32Array.from([0, 0, 0, 0, ...TINY_PIECES.map(([, score]) => score)])
const vocabulary: UnigramVocabulary = { pieces, scores, unknownId: 3, unknownScore: -20, replacements }
const tokenize = unigramTokenizer(vocabulary)

const normalForm = (text: string) => {
  let out = ''
  textNormalizer(replacements)(text, unit => {
    out += String.fromCharCode(unit)
  })
  return out
}
/** The same by the book: the whole text at once. */
const byTheBook = (text: string) =>
  [...text.toWellFormed()]
    .map(each => replacements.get(each) ?? each)
    .join('')
    .normalize('NFKC')

/** Every way to cut a word, tried: the best sum of scores. */
function bestSum(word: string): number {
  const best = new Map([[word.length, 0]])
  const from = (at: number): number => {
    const known = best.get(at)
    if (known !== undefined) return known
    const first = String.fromCodePoint(word.codePointAt(at) as number)
    let found = pieces.includes(first) ? Number.NEGATIVE_INFINITY : -20 + from(at + first.length)
    pieces.forEach((piece, id) => {
      if (piece !== '' && word.startsWith(piece, at))
        found = Math.max(found, (scores[id] as number) + from(at + piece.length))
    })
    best.set(at, found)
    return found
  }
  return from(0)
}

const idsOf = (text: string) => [...tokenize(text).ids]
const id = (piece: string) => pieces.indexOf(piece)

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'the',
        'he',
        'ing',
        'a',
        ' ',
        '  ',
        '我在',
        '的',
        '😀',
        '\0',
        '\n',
        '\u200b',
        '\ud800',
        '\udc00',
      ),
      fc.constantFrom(
        'ｆｕｌｌ',
        'ﬁ',
        'e\u0301',
        '\u0323\u0307',
        '한',
        '\u1112\u1161\u11ab',
        'ﾊﾞ',
        '㍿',
        '\u2581',
        '½',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 30 },
  )
  .map(each => each.join(''))

describe('the unigram tokenizer', () => {
  it('cuts words into the likeliest pieces', () => {
    expect(idsOf('the  a')).toEqual([id('▁the'), id('▁a')])
    expect(idsOf('我在')).toEqual([id('▁'), id('我在')])
    expect(idsOf('thing')).toEqual([id('▁'), id('t'), id('h'), id('ing')])
    expect(idsOf('')).toEqual([])
    expect(idsOf(' \n \0')).toEqual([])
  })

  it('makes one unknown token of neighbors that no piece covers', () => {
    expect(idsOf('ξψa𠀀')).toEqual([id('▁'), 3, id('a'), 3])
  })

  it('normalizes as the whole text would be, wherever a text is cut', () => {
    fc.assert(
      fc.property(text, given => {
        expect(normalForm(given)).toBe(byTheBook(given))
      }),
      { numRuns: 500 },
    )
  })

  it('finds the best sum of scores, with offsets that rise and cover what is not space', () => {
    fc.assert(
      fc.property(text, given => {
        const { ids, starts, ends } = tokenize(given)
        const words = byTheBook(given)
          .split(' ')
          .filter(each => each !== '')
        // One unknown token may stand for several code points: sums are compared where none is.
        if (!ids.includes(3)) {
          const sum = ids.reduce((total, each) => total + (scores[each] as number), 0)
          expect(sum).toBeCloseTo(
            words.reduce((total, each) => total + bestSum(`▁${each}`), 0),
            4,
          )
        }
        let before = 0
        ids.forEach((_, at) => {
          expect(starts[at]).toBeGreaterThanOrEqual(before)
          expect(ends[at]).toBeGreaterThanOrEqual(starts[at] as number)
          before = starts[at] as number
        })
        expect(ends.every(each => each <= given.length)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('points at the text as given', () => {
    const given = 'the ｔｈｅ\u0301 我在\0 \ud800 😀'
    const { ids, starts, ends } = tokenize(given)
    const shown = [...ids].map((each, at) => [pieces[each], given.slice(starts[at], ends[at])])
    expect(shown).toEqual([
      ['▁the', 'the'],
      ['▁', ''],
      ['t', 'ｔ'],
      ['h', 'ｈ'],
      ['', 'ｅ\u0301'],
      ['▁', ''],
      ['我在', '我在\0'],
      ['▁', ''],
      ['😀', '😀'],
    ])
  })

  it('gives the same for a text again and beside others', () => {
    const once = idsOf('the thing, he a the')
    for (let turn = 0; turn < 3; turn++) idsOf(`the ${'thing '.repeat(turn)}`)
    expect(idsOf('the thing, he a the')).toEqual(once)
  })

  it('takes hostile texts in linear time', () => {
    const size = 400_000
    for (const unit of ['a', '的', '\0', '\ud800', '\u0323\u0307', '\u200b', '\u1161', 'ﾞ', ' ', 'ing']) {
      const { ids, ends } = tokenize(unit.repeat(size / unit.length))
      expect(ids.length).toBe(ends.length)
    }
  })
})
