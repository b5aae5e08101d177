import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createWordTokenizer } from '../../kernels/word-tokens.ts'
import { buildSlotTable, lookUp } from './_slot-table.ts'
import { openReference } from './index.ts'
import { BACK_OFF_SCALE, fromScale, GRAM_SCALE, toScale, UNKNOWN_BITS, WORD_SCALE } from './n-grams.ts'

const tokenize = createWordTokenizer()
const reference = openReference()
const meanBits = (text: string): number => {
  const tokens = tokenize(text)
  return reference.surprise(tokens).reduce((sum, bits) => sum + bits, 0) / tokens.length
}

describe('slot tables', () => {
  it('give back what was put in, and seldom what was not', () => {
    const random = (seed: number) => Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1) >>> 0
    const entries = Array.from({ length: 20_000 }, (_, i) => [random(i), i % 32] as const)
    const table = buildSlotTable(entries, 5)
    const kept = entries.filter(([hash, value]) => lookUp(table, hash) === value).length
    expect(kept / entries.length).toBeGreaterThan(0.99)
    let alarms = 0
    for (let i = 0; i < 20_000; i++) if (lookUp(table, random(i + 1_000_000)) !== -1) alarms++
    expect(alarms / 20_000).toBeLessThan(0.01)
  })

  it('let the first win where fingerprints are equal', () => {
    const table = buildSlotTable(
      [
        [7, 3],
        [7, 9],
      ],
      5,
    )
    expect(lookUp(table, 7)).toBe(3)
  })
})

it('writes bits as steps and back', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 7, noNaN: true }), bits => {
      for (const scale of [GRAM_SCALE, BACK_OFF_SCALE]) {
        expect(Math.abs(fromScale(scale, toScale(scale, bits)) - bits)).toBeLessThanOrEqual(
          scale.step / 2 + 1e-9,
        )
      }
    }),
  )
  expect(fromScale(WORD_SCALE, toScale(WORD_SCALE, 99))).toBeLessThan(UNKNOWN_BITS)
})

it('knows how common words are', () => {
  const falling = [
    ['the', 'film', 'serendipity', 'zorvexian'],
    ['的', '电影', '龘靐'],
    ['of the', 'serendipity of', 'zorvexian of'],
  ]
  for (const words of falling) {
    const shares = words.map(word => reference.documentFrequency(word))
    expect(shares).toEqual([...shares].sort((a, b) => b - a))
    for (const share of shares) expect(share).toBeGreaterThanOrEqual(0)
  }
  expect(reference.documentFrequency('the')).toBeGreaterThan(0.9)
  expect(reference.documentFrequency('的')).toBeGreaterThan(0.5)
  expect(reference.documentFrequency('zorvexian')).toBeLessThan(1e-4)
  expect(reference.documentFrequency('')).toBe(0)
  expect(reference.frequencyOfHash(tokenize('The').hashes[0] as number)).toBe(
    reference.documentFrequency('the'),
  )
})

it.each([
  [
    'the president of the united states said that he would not sign the bill',
    'bill sign he the united said not that the would of president states',
  ],
  ['她说明天早上可能会下雨，所以我们带了雨伞。', '伞雨了我带说们所以会下早可能上天明她雨。'],
])('is less surprised by %s than by its words in no order', (text, mixed) => {
  expect(meanBits(text)).toBeLessThan(meanBits(mixed) - 1)
})

it('tells a word that was put in', () => {
  const tokens = tokenize('the acting is superb and the story zorvexian moves along at a good pace')
  const changes = Array.from({ length: tokens.length }, (_, i) => reference.surpriseChange(tokens, i, i + 1))
  expect(changes.indexOf(Math.max(...changes))).toBe(7)
})

it('computes the change of surprise as two texts would', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('the', 'film', 'is', 'good', 'zorvex', '的', '中', '国', 'and'), {
        minLength: 1,
        maxLength: 12,
      }),
      fc.nat(11),
      fc.nat(4),
      (words, start, size) => {
        const from = Math.min(start, words.length - 1)
        const to = Math.min(words.length, from + 1 + size)
        const mean = (list: string[]) => {
          const tokens = tokenize(list.join(' '))
          return tokens.length === 0
            ? 0
            : reference.surprise(tokens).reduce((sum, bits) => sum + bits, 0) / tokens.length
        }
        const expected = mean(words) - mean([...words.slice(0, from), ...words.slice(to)])
        expect(reference.surpriseChange(tokenize(words.join(' ')), from, to, 100)).toBeCloseTo(expected, 4)
      },
    ),
  )
})

it('looks at a part as asked', () => {
  const tokens = tokenize('one two three four five')
  expect(reference.surprise(tokens, 2, 4)).toEqual(reference.surprise(tokens).subarray(2, 4))
  expect(reference.bitsAt(tokens, 2, 2)).toBe(reference.bitsAt(tokenize('three'), 0))
  expect(reference.surprise(tokenize(''))).toHaveLength(0)
})
