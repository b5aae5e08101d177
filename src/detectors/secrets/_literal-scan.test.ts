import fc from 'fast-check'
import { expect, it } from 'vitest'
import { literalScanner } from './_literal-scan.ts'

/** What the automaton must find, looked for the slow way. */
function slowly(literals: readonly string[], text: string): string[] {
  const lower = text.replace(/[A-Z]/g, each => each.toLowerCase())
  return literals
    .flatMap((literal, index) => {
      const hits: string[] = []
      for (let at = lower.indexOf(literal); at >= 0; at = lower.indexOf(literal, at + 1)) {
        hits.push(`${index}:${at}:${at + literal.length}`)
      }
      return hits
    })
    .sort()
}

const written = (hit: { literal: number; start: number; end: number }) =>
  `${hit.literal}:${hit.start}:${hit.end}`

it('finds overlapping, nested and repeated literals without regard to case', () => {
  const literals = ['key', 'api_key', 'ke', '密钥', 'ey']
  const { scan } = literalScanner(literals)
  const text = 'API_KEY keykey 密钥'
  expect([...scan(text)].map(written).sort()).toEqual(slowly(literals, text))
})

it('agrees with a slow search on any text', () => {
  const letters = fc.stringMatching(/^[abAB密]{0,40}$/)
  const literals = fc.uniqueArray(fc.stringMatching(/^[ab密]{1,4}$/), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(literals, letters, (list, text) => {
      const scanner = literalScanner(list)
      const collected: string[] = []
      scanner.collect(text, hit => collected.push(written(hit)))
      expect([...scanner.scan(text)].map(written)).toEqual(collected)
      expect(collected.sort()).toEqual(slowly(list, text))
    }),
  )
})

it('gives hits in the order of their ends', () => {
  const ends = [...literalScanner(['abc', 'b']).scan('abcabc')].map(each => each.end)
  expect(ends).toEqual([...ends].sort((a, b) => a - b))
})
