import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lookAt } from '../_look.ts'
import { type Candidate, collectCandidates, LONGEST, SHORTEST } from './_candidates.ts'

function all(text: string): Candidate[] {
  const { numeric, mixed } = collectCandidates(text, 0, text.length)
  return [...numeric, ...mixed].flatMap(each => each ?? [])
}
const compacts = (text: string): string[] =>
  all(text)
    .map(each => each.compact)
    .sort()

describe('candidates', () => {
  it('stand between Chinese characters and punctuation', () => {
    expect(compacts('身份证号码11010119900307414X，电话')).toEqual(['11010119900307414X'])
    expect(compacts('【123456789】')).toEqual(['123456789'])
  })

  it('fold full-width digits and letters, and keep the offsets', () => {
    const [found] = all('号：１２３４５６Ｘ。')
    expect(found).toMatchObject({ start: 2, end: 9, compact: '123456X' })
  })

  it('ignore invisible characters inside', () => {
    const [found] = all('1234\u200b5678')
    expect(found).toMatchObject({ start: 0, end: 9, compact: '12345678' })
  })

  it('join groups and tell their sizes', () => {
    const whole = all('no 123-45-6789.').find(each => each.compact === '123456789')
    expect(whole).toMatchObject({ groups: '3-2-4', joiners: '-', start: 3, end: 14 })
    const mixed = all('12.345.678/0001-95').find(each => each.compact.length === 14)
    expect(mixed).toMatchObject({ groups: '2-3-3-4-2', joiners: './-' })
  })

  it('take the bracketed check character of a Hong Kong card', () => {
    const found = all('A123456(3)').find(each => each.compact === 'A1234563')
    expect(found).toMatchObject({ start: 0, end: 10, groups: '7-1', joiners: '(' })
  })

  it('never begin or end within letters and digits', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789aZ -./(身份，é\u200b１'), maxLength: 60 }),
        text => {
          for (const { start, end, compact } of all(text)) {
            expect(text.charAt(start - 1)).not.toMatch(/[A-Za-z0-9é１]/)
            expect(text.charAt(end)).not.toMatch(/[A-Za-z0-9é１]/)
            expect(compact).toMatch(/^[A-Z0-9]+$/)
            expect(compact.length).toBeGreaterThanOrEqual(SHORTEST)
            expect(compact.length).toBeLessThanOrEqual(LONGEST)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('find every number of the right length that stands between commas', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 4, maxLength: 22 })),
        numbers => {
          expect(compacts(numbers.join(','))).toEqual([...numbers].sort())
        },
      ),
    )
  })

  it('leave out amounts, shares, addresses and fractions', () => {
    expect(compacts('$123456789 123456789% 123456789@qq.com +123456789')).toEqual([])
    expect(compacts('0.1234567890123456').filter(each => each.length === 16)).toEqual([])
  })

  it('grow no faster than the text', () => {
    for (const unit of ['1 ', '12-', 'A1 ', '1/2/', '1(2)', '123 456 ']) {
      const count = (repeats: number) => all(unit.repeat(repeats)).length
      expect(count(4000)).toBeLessThan(count(400) * 11 + 200)
    }
  })
})

it('finds the same from digit to digit and from run to run, but for years that stand alone', () => {
  const pieces = [
    '1',
    '12',
    '1999',
    '2024',
    '12345678',
    'AB',
    'Ab',
    'cd',
    '5th',
    'é',
    '１２３４',
    'ж',
    ' ',
    ' ',
    '-',
    '.',
    '/',
    '(',
    ')',
    ',',
    '+',
    '\n',
    '号',
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 24 }), parts => {
      const text = parts.join('')
      const plain = collectCandidates(text, 0, text.length)
      const leaping = collectCandidates(text, 0, text.length, lookAt(text).look.tokens)
      const isKept = ({ start, end }: { start: number; end: number }) =>
        !/^(?:1\d|20)\d\d$/.test(text.slice(start, end))
      expect(leaping.spots.filter(isKept)).toEqual(plain.spots.filter(isKept))
      expect(leaping.mixed).toEqual(plain.mixed)
      expect(leaping.numeric.slice(5)).toEqual(plain.numeric.slice(5))
      const bounds = ({ start, end }: { start: number; end: number }) => [start, end]
      expect(leaping.tokens.map(bounds)).toEqual(plain.tokens.map(bounds))
    }),
    { numRuns: 500 },
  )
})
