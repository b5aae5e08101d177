import { expect, it } from 'vitest'
import { LABELS, SIMPLIFIED } from './_labels.ts'
import { findLabels, type LabelHit } from './_near.ts'

function found(text: string): LabelHit[] {
  const hits: LabelHit[] = []
  findLabels(text, 0, text.length, hits)
  return hits
}

it('finds every label of the lexicon, whole and under its own name', () => {
  for (const [name, words] of Object.entries(LABELS)) {
    for (const word of words.split('|')) {
      const hit = found(`${word} 12345`)[0]
      expect(hit?.names, `${name}: ${word}`).toContain(name)
      expect(hit?.end, `${name}: ${word}`).toBe(word.length)
    }
  }
})

it('finds them in capitals, too', () => {
  for (const word of Object.values(LABELS).flatMap(each => each.split('|'))) {
    expect(found(`${word.toUpperCase()}: 1`).length, word).toBeGreaterThan(0)
  }
})

it('pairs each traditional form with a simplified one', () => {
  expect([...SIMPLIFIED].length % 2).toBe(0)
  expect(found('護照號碼：')[0]?.word).toBe('护照号码')
})
