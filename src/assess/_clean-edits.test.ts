import fc from 'fast-check'
import { expect, it } from 'vitest'
import { editText, type TextEdit, uneditedText } from './_clean-edits.ts'

/** The plain meaning of edits, from the right to the left. */
function splice(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .reverse()
    .reduce((now, { start, end, replacement }) => now.slice(0, start) + replacement + now.slice(end), text)
}

const at = (start: number, end: number, replacement: string): TextEdit => ({
  start,
  end,
  replacement,
  type: 't',
})

/** Ordered edits without overlap for a text of this length. */
const editsFor = (length: number) =>
  fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 0, max: length }), { maxLength: 8 }),
      fc.array(fc.string({ maxLength: 4 })),
    )
    .map(([offsets, replacements]) => {
      const sorted = [...offsets].sort((a, b) => a - b)
      const edits: TextEdit[] = []
      for (let i = 0; i + 1 < sorted.length; i += 2) {
        edits.push(at(sorted[i] as number, sorted[i + 1] as number, replacements[i] ?? ''))
      }
      return edits
    })

it('expresses many rounds of edits as edits of the original', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.infiniteStream(fc.nat()), (original, seeds) => {
      let edited = uneditedText(original)
      let plain = original
      for (let round = 0; round < 4; round++) {
        const seed = seeds.next().value as number
        const [edits] = fc.sample(editsFor(edited.text.length), { seed, numRuns: 1 }) as [TextEdit[]]
        edited = editText(edited, edits)
        plain = splice(plain, edits)
        expect(edited.text).toBe(plain)
        expect(splice(original, edited.edits)).toBe(plain)
        edited.edits.reduce((end, edit) => {
          expect(edit.start).toBeGreaterThanOrEqual(end)
          return edit.end
        }, 0)
      }
    }),
    { numRuns: 300 },
  )
})

it('keeps edits apart that touch different stretches', () => {
  const once = editText(uneditedText('ana@x.org 123'), [at(0, 9, '[EMAIL]'), at(10, 13, '[PHONE]')])
  expect(once.edits).toEqual([at(0, 9, '[EMAIL]'), at(10, 13, '[PHONE]')])
  const twice = editText(once, [at(8, 15, '')])
  expect(twice.edits).toEqual([at(0, 9, '[EMAIL]'), at(10, 13, '')])
  expect(twice.text).toBe('[EMAIL] ')
})
