import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MappedText, spliceSource } from './mapped-text.ts'

const plain = (text: string) => text

describe('a text with the way back to its source', () => {
  it('edits across pieces and leaves what lies between them in the source', () => {
    const source = '<b>Ann</b> &amp; <i>Bo</i>'
    const mapped = new MappedText()
    mapped.append('Ann', 3, 6)
    mapped.append(' ', 10, 11)
    mapped.append('&', 11, 16)
    mapped.append(' ', 16, 17)
    mapped.append('Bo', 20, 22)
    expect(mapped.text).toBe('Ann & Bo')
    const edits = mapped.toSourceEdits([{ start: 1, end: 8, replacement: '*' }], plain)
    expect(spliceSource(source, edits)).toBe('<b>A*</b><i></i>')
  })

  it('puts an edit that begins in synthetic text on the first real character', () => {
    const mapped = new MappedText()
    mapped.append('a', 0, 1)
    mapped.appendSynthetic('\t')
    mapped.append('b', 5, 6)
    const edits = mapped.toSourceEdits([{ start: 1, end: 3, replacement: 'X' }], plain)
    expect(spliceSource('a....b', edits)).toBe('a....X')
  })

  it('trims the end without losing the way back', () => {
    const mapped = new MappedText()
    mapped.append('word  ', 0, 6)
    mapped.appendSynthetic('\n')
    mapped.trimEnd()
    expect(mapped.text).toBe('word')
    const edits = mapped.toSourceEdits([{ start: 0, end: 4, replacement: 'X' }], plain)
    expect(spliceSource('word  |', edits)).toBe('X  |')
  })

  it('gives the edited text back when the pieces are read again', () => {
    const piece = fc.record({
      text: fc.string({ minLength: 1, maxLength: 8 }),
      gap: fc.nat(3),
      synthetic: fc.boolean(),
    })
    const property = fc.property(
      fc.array(piece, { minLength: 1, maxLength: 12 }),
      fc.nat(),
      fc.nat(),
      (pieces, a, b) => {
        let source = ''
        const mapped = new MappedText()
        for (const { text, gap, synthetic } of pieces) {
          source += '\u0000'.repeat(gap)
          if (synthetic) mapped.appendSynthetic('\u0001')
          mapped.append(text, source.length, source.length + text.length)
          source += text
        }
        const start = a % (mapped.length + 1)
        const end = start + (b % (mapped.length - start + 1))
        const edited = spliceSource(source, mapped.toSourceEdits([{ start, end, replacement: '☃' }], plain))
        const seen = (text: string) => text.replaceAll('\u0000', '').replaceAll('\u0001', '')
        const expected = `${mapped.text.slice(0, start)}☃${mapped.text.slice(end)}`
        const real =
          seen(mapped.text.slice(start, end)).length > 0 || mapped.text.slice(start, end).length === 0
        if (real) expect(seen(edited)).toBe(seen(expected))
      },
    )
    fc.assert(property, { numRuns: 500 })
  })
})
