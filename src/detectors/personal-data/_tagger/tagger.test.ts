import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode } from './decode.ts'
import { entitiesOf } from './entities.ts'
import { hashOf } from './hash.ts'
import { runs as latinRuns } from './latin-runs.ts'
import { tokenizeLatin } from './latin-tokens.ts'
import { buildLexicon, classOf } from './lexicon.ts'
import { buildModel, ones } from './model.ts'
import { OUTSIDE, TAGS } from './tags.ts'

const lexicon = buildLexicon([], 4).lexicon
const weight = fc.integer({ min: -127, max: 127 })
const isAllowed = (from: number, to: number) => to % 2 === 1 || to === 0 || from === to || from === to - 1

/** The best score over all sequences of tags, one by one. */
function bestScore(emissions: readonly number[][], transitions: readonly number[]): number {
  let best = -Infinity
  const walk = (at: number, previous: number, score: number) => {
    if (at === emissions.length) {
      best = Math.max(best, score)
      return
    }
    for (let tag = 0; tag < TAGS; tag++) {
      if (!isAllowed(previous, tag)) continue
      walk(
        at + 1,
        tag,
        score + (transitions[previous * TAGS + tag] as number) + (emissions[at]?.[tag] as number),
      )
    }
  }
  walk(0, OUTSIDE, 0)
  return best
}

describe('decode', () => {
  it('finds the sequence that trying all of them finds', () => {
    const row = fc.array(weight, { minLength: TAGS, maxLength: TAGS })
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 32, maxLength: 32 }),
        fc.array(weight, { minLength: TAGS * TAGS, maxLength: TAGS * TAGS }),
        fc.array(fc.tuple(fc.nat(31), fc.nat(31)), { minLength: 1, maxLength: 4 }),
        (table, steps, tokens) => {
          const signed = new Int8Array(32 * TAGS)
          table.forEach((weights, at) => {
            weights.forEach((value, tag) => {
              signed[tag * 32 + at] = at % 3 === 0 ? 0 : value
            })
          })
          const transitions = steps.map((value, at) =>
            isAllowed(Math.floor(at / TAGS), at % TAGS) ? value : -100_000,
          )
          const model = buildModel(signed, { bits: 5, scale: 1, transitions }, lexicon)
          const features = { rows: Int32Array.from(tokens.flat()), width: 2, lexical: [1] }
          const emissions = tokens.map(([a, b]) =>
            Array.from(
              { length: TAGS },
              (_, tag) => (signed[tag * 32 + a] as number) + (signed[tag * 32 + b] as number),
            ),
          )
          const path = new Array<number>(tokens.length).fill(OUTSIDE)
          for (const { first, last, kind } of decode(model, features, 0, tokens.length)) {
            for (let i = first; i < last; i++) path[i] = i === first ? 1 + 2 * kind : 2 + 2 * kind
          }
          const score = path.reduce(
            (sum, tag, i) =>
              sum +
              (transitions[(i === 0 ? OUTSIDE : (path[i - 1] as number)) * TAGS + tag] as number) +
              (emissions[i]?.[tag] as number),
            0,
          )
          expect(score).toBe(bestScore(emissions, transitions))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('counts bits', () => {
    fc.assert(
      fc.property(fc.integer(), word => {
        expect(ones(word)).toBe((word >>> 0).toString(2).replaceAll('0', '').length)
      }),
    )
  })
})

describe('lexicon', () => {
  it('knows its words, and few others', () => {
    const words = Array.from({ length: 3000 }, (_, i) => [hashOf(`word${i}`), 1 + (i % 15)] as const)
    const { lexicon: built, dropped } = buildLexicon(words, 15)
    expect(dropped).toBeLessThan(5)
    let confused = 0
    for (const [hash, wordClass] of words) if (classOf(built, hash) !== wordClass) confused++
    expect(confused).toBeLessThan(20)
    let foreign = 0
    for (let i = 0; i < 10_000; i++) if (classOf(built, hashOf(`other${i}`)) !== 0) foreign++
    expect(foreign).toBeLessThan(30)
  })
})

describe('tokenizeLatin', () => {
  it('covers every letter and digit once, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
        const { count, start, end } = tokenizeLatin(text)
        let at = 0
        for (let i = 0; i < count; i++) {
          expect(start[i]).toBeGreaterThanOrEqual(at)
          expect(end[i]).toBeGreaterThan(start[i] as number)
          expect(text.slice(at, start[i])).not.toMatch(/[A-Za-z0-9]/)
          at = end[i] as number
        }
        expect(text.slice(at)).not.toMatch(/[A-Za-z0-9]/)
      }),
    )
  })

  it('cuts runs that never end', () => {
    const counts = [...latinRuns('Anna '.repeat(10_000), 31, lexicon)].map(run => run.count)
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(10_000)
    expect(Math.max(...counts)).toBeLessThanOrEqual(2048)
  })
})

describe('entitiesOf', () => {
  const found = (text: string, field?: string) =>
    entitiesOf(field === undefined ? { text } : { text, field }).map(
      each => `${each.kind} ${text.slice(each.start, each.end)}`,
    )

  it('shares one pass', () => {
    const input = { text: 'My name is Ingrid Whitfield.' }
    expect(entitiesOf(input)).toBe(entitiesOf(input))
  })

  it('stays inside the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), text => {
        for (const { start, end, logOdds } of entitiesOf({ text, field: 'name' })) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(Number.isFinite(logOdds)).toBe(true)
        }
      }),
    )
  })

  it('reads English, Chinese, and both in one text', () => {
    expect(found('Dr. Hannah Okafor flew to Nairobi.')).toEqual([
      'title Dr.',
      'person-name Hannah Okafor',
      'place Nairobi',
    ])
    expect(found('患者王建国，男，汉族，住杭州市西湖区文三路48号。')).toEqual([
      'person-name 王建国',
      'nationality-religion-politics 汉族',
      'street-address 杭州市西湖区文三路48号',
    ])
    expect(found('My name is Ingrid Whitfield.\n我叫李晓燕。')).toEqual([
      'person-name Ingrid Whitfield',
      'person-name 李晓燕',
    ])
  })

  it('leaves addresses of the network to their detectors', () => {
    expect(found('mail ingrid.whitfield@example.org or see https://example.org/Ingrid_Whitfield')).toEqual([])
    expect(found('Thanks @IngridWhitfield for this')).toEqual([])
  })
})
