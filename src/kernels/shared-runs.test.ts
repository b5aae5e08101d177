import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AnchorTable } from './anchor-table.ts'
import { ANCHOR_WORDS, createAnchorer } from './anchors.ts'
import { type SharedRun, sharedRunsOf } from './shared-runs.ts'

function find(documents: readonly (readonly number[])[], minLength: number): SharedRun[] {
  const tokens = documents.map(each => Uint32Array.from(each))
  const anchor = createAnchorer(minLength)
  const table = new AnchorTable(tokens.reduce((sum, each) => sum + each.length, 0))
  return tokens.flatMap((own, document) => {
    const { words, length } = anchor(own, document)
    const found: number[][] = []
    for (let at = 0; at < length * ANCHOR_WORDS; at += ANCHOR_WORDS) {
      const position = words[at + 3] as number
      table.take(words, at, (earlier, place) => found.push([document, position, earlier, place]))
    }
    found.sort((a, b) => (a[1] as number) - (b[1] as number) || (a[2] as number) - (b[2] as number))
    return sharedRunsOf(
      { document, words: Uint32Array.from(found.flat()) },
      at => tokens[at] as Uint32Array,
      minLength,
    )
  })
}

/** By every window of every document, joined to strings. */
function plainAnswer(documents: readonly (readonly number[])[], minLength: number): SharedRun[] {
  const first = new Map<string, [document: number, position: number]>()
  const runs: SharedRun[] = []
  for (const [later, tokens] of documents.entries()) {
    const windows: string[] = []
    for (let at = 0; at + minLength <= tokens.length; at++) {
      windows.push(tokens.slice(at, at + minLength).join())
    }
    for (let at = 0; at < windows.length; ) {
      const place = first.get(windows[at] as string)
      if (place === undefined) {
        at++
        continue
      }
      const [earlier, earlierStart] = place
      const other = documents[earlier] as readonly number[]
      let length = 0
      while (at + length < tokens.length && earlierStart + length < other.length) {
        if (tokens[at + length] !== other[earlierStart + length]) break
        length++
      }
      runs.push({ later, laterStart: at, earlier, earlierStart, length })
      at += length - minLength + 1
    }
    for (const [at, window] of windows.entries()) if (!first.has(window)) first.set(window, [later, at])
  }
  return runs
}

describe('shared runs', () => {
  it('are what a plain search finds, in documents of few different tokens', () => {
    const document = fc.array(fc.nat(2), { maxLength: 40 })
    fc.assert(
      fc.property(
        fc.array(document, { maxLength: 12 }),
        fc.integer({ min: 4, max: 12 }),
        (documents, length) => {
          expect(find(documents, length)).toEqual(plainAnswer(documents, length))
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('are what a plain search finds, in hundreds of documents that copy from one another', () => {
    const piece = fc.tuple(fc.nat(30), fc.nat(150), fc.nat(120))
    fc.assert(
      fc.property(fc.array(fc.array(piece, { maxLength: 5 }), { minLength: 100, maxLength: 300 }), plans => {
        let fresh = 1000
        const documents = plans.map(plan =>
          plan.flatMap(([source, from, length]) =>
            source > 20
              ? Array.from({ length }, () => fresh++)
              : Array.from({ length }, (_, i) => source * 1000 + ((from + i) % 500) + 1_000_000),
          ),
        )
        expect(find(documents, 50)).toEqual(plainAnswer(documents, 50))
      }),
      { numRuns: 30 },
    )
  })

  it('leave out documents that are too short, and nothing else', () => {
    const tokens = Array.from({ length: 60 }, (_, i) => i)
    expect(find([tokens.slice(0, 49), tokens, tokens.slice(5, 55)], 50)).toEqual([
      { later: 2, laterStart: 0, earlier: 1, earlierStart: 5, length: 50 },
    ])
    expect(find([], 50)).toEqual([])
  })

  it('take time in proportion to the text, even for text that repeats itself', () => {
    const same = new Array<number>(60_000).fill(7)
    const period = Array.from({ length: 60_000 }, (_, i) => i % 60)
    const runs = find([same, same.slice(5), period, period.slice(30)], 50)
    expect(runs[0]).toEqual({ later: 1, laterStart: 0, earlier: 0, earlierStart: 0, length: 59_995 })
    expect(runs.some(({ later, earlier, length }) => later === 3 && earlier === 2 && length > 50_000)).toBe(
      true,
    )
  })
})
