import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Field, Sample } from '../core/index.ts'
import { identityOf } from './sample-identity.ts'

const sample = (fields: Record<string, string | Partial<Field>>): Sample => ({
  index: 0,
  locator: { path: 'a.jsonl' },
  fields: Object.entries(fields).map(([name, value]) =>
    typeof value === 'string' ? { name, text: value } : { name, text: '', ...value },
  ),
})
const same = (a: Parameters<typeof sample>[0], b: Parameters<typeof sample>[0]) =>
  identityOf(sample(a)) === identityOf(sample(b))

describe('the identity of a sample', () => {
  it('ignores what only keeps books', () => {
    expect(same({ id: 'a1', text: 'one' }, { id: 'b2', text: 'one' })).toBe(true)
    expect(same({ _id: 'x', text: 'one' }, { _id: 'y', text: 'one' })).toBe(true)
    expect(same({ text: 'one', 'source-line': '3' }, { text: 'one', 'source-line': '44' })).toBe(true)
    expect(same({ text: 'one', userId: 'ana' }, { text: 'one', userId: 'bo' })).toBe(true)
    expect(same({ text: 'one', score: '0.25' }, { text: 'one', score: '1e-3' })).toBe(true)
    expect(same({ text: 'one', when: '2024-01-02T03:04:05Z' }, { text: 'one', when: '2025-01-02' })).toBe(
      true,
    )
    expect(same({ 编号: '甲1', 内容: '文本' }, { 编号: '甲2', 内容: '文本' })).toBe(true)
    expect(
      same({ text: 'one', ref: '123e4567-e89b-12d3-a456-426614174000' }, { text: 'one', ref: '7' }),
    ).toBe(true)
  })

  it('keeps what is content', () => {
    expect(same({ text: 'one' }, { text: 'two' })).toBe(false)
    expect(same({ text: 'one', source: 'wiki' }, { text: 'one', source: 'news' })).toBe(false)
    expect(
      same(
        { text: { text: 'x', role: 'text' }, label: { text: '0', role: 'label' } },
        { text: { text: 'x', role: 'text' }, label: { text: '1', role: 'label' } },
      ),
    ).toBe(false)
    expect(
      same(
        { q: 'Sum?', a: { text: '4', role: 'response' } },
        { q: 'Sum?', a: { text: '5', role: 'response' } },
      ),
    ).toBe(false)
    expect(same({ valid: 'yes', paid: 'no' }, { valid: 'no', paid: 'no' })).toBe(false)
    expect(same({ x: '1', y: '2' }, { x: '1', y: '3' })).toBe(false)
  })

  it('folds white space and composition, and does not look at names', () => {
    expect(same({ text: ' a\n b ' }, { text: 'a b' })).toBe(true)
    expect(same({ text: 'caf\u0065\u0301' }, { text: 'caf\u00e9' })).toBe(true)
    expect(same({ instruction: 'do', output: 'done' }, { prompt: 'do', completion: 'done' })).toBe(true)
    expect(same({ a: 'do', b: 'done' }, { a: 'done', b: 'do' })).toBe(false)
    expect(same({ a: 'x y', b: 'z' }, { a: 'x', b: 'y z' })).toBe(false)
  })

  it('is empty for samples without content', () => {
    for (const fields of [{}, { text: '  \n' }, { id: '7' }, { id: '7', text: '' }]) {
      expect(identityOf(sample(fields))).toBe('')
    }
  })

  it('looks at the chosen fields alone', () => {
    const only = new Set(['messages.content'])
    const one = sample({ 'messages[0].content': 'hi', 'messages[0].role': 'user', note: 'a' })
    const two = sample({ 'messages[0].content': 'hi', 'messages[0].role': 'system', note: 'b' })
    expect(identityOf(one, only)).toBe('hi')
    expect(identityOf(two, only)).toBe('hi')
    expect(identityOf(sample({ note: 'a' }), only)).toBe('')
  })

  it('is the same for the same sample however its white space stands', () => {
    const texts = fc.array(fc.string({ maxLength: 20 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(texts, fc.constantFrom(' ', '\n', '\t ', '\u3000'), (words, space) => {
        expect(same({ text: words.join(' ') }, { text: words.join(space) })).toBe(true)
      }),
    )
  })
})
