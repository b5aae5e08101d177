import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createShingler } from './shingles.ts'
import { createWordTokenizer } from './word-tokens.ts'

const tokenize = createWordTokenizer()
const shingle = createShingler()
const shinglesOf = (text: string) => {
  const { hashes, length } = shingle(tokenize(text))
  return [...hashes.subarray(0, length)]
}
const tokensOf = (text: string) => {
  const { hashes, length } = tokenize(text)
  return [...hashes.subarray(0, length)]
}

describe('tokens', () => {
  it('are words, and characters where words have no spaces', () => {
    expect(tokensOf('The  cat, sat-on (it).')).toHaveLength(5)
    expect(tokensOf('今天 天气很好。')).toHaveLength(6)
    expect(tokensOf('用Python写3行')).toHaveLength(5)
    expect(tokensOf('สวัสดี')).toHaveLength(6)
    expect(tokensOf('안녕하세요 여러분')).toHaveLength(2)
    expect(tokensOf('𠮷野家')).toHaveLength(3)
    expect(tokensOf('ok😀ok')).toHaveLength(3)
    expect(tokensOf(' \n—…。')).toHaveLength(0)
    expect(tokensOf('\ud840')).toHaveLength(1)
  })

  it('do not depend on case, width or punctuation', () => {
    expect(tokensOf('Ｈｅｌｌｏ，World！')).toEqual(tokensOf('hello world'))
    expect(tokensOf('ÄRGER')).toEqual(tokensOf('ärger'))
    expect(tokensOf('𠮷')).not.toEqual(tokensOf('𠮸'))
  })

  it('are equal for equal words alone', () => {
    const word = fc.stringMatching(/^[a-zé\d]{1,12}$/)
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 30 }),
        fc.constantFrom(' ', ', ', '\n\n', '。'),
        (words, gap) => {
          const numbers = new Map<number, string>()
          const found = tokensOf(words.join(gap))
          expect(found).toHaveLength(words.length)
          for (const [i, hash] of found.entries()) {
            expect(numbers.get(hash) ?? words[i]).toBe(words[i])
            numbers.set(hash, words[i] as string)
          }
          expect(numbers.size).toBe(new Set(words).size)
        },
      ),
    )
  })
})

describe('shingles', () => {
  it('are five words, eight Chinese characters, or the whole of a shorter text', () => {
    expect(shinglesOf('a b c d e f g')).toHaveLength(3)
    expect(shinglesOf('一二三四五六七八九十')).toHaveLength(3)
    expect(shinglesOf('a b')).toHaveLength(1)
    expect(shinglesOf('')).toHaveLength(0)
    expect(shinglesOf('a b')).not.toEqual(shinglesOf('a b c'))
  })

  it('are equal exactly where the runs of tokens are', () => {
    const token = fc.constantFrom('a', 'b', '甲', '乙', 'c')
    fc.assert(
      fc.property(fc.array(token, { maxLength: 40 }), tokens => {
        const runs: string[] = []
        for (let from = 0; from < tokens.length; from++) {
          let units = 0
          let to = from
          while (to < tokens.length && units < 40) units += /[a-c]/.test(tokens[to++] as string) ? 8 : 5
          if (units >= 40) runs.push(tokens.slice(from, to).join(' '))
        }
        if (runs.length === 0 && tokens.length > 0) runs.push(tokens.join(' '))
        const found = shinglesOf(tokens.join(' '))
        const classes = (values: readonly unknown[]) => values.map(value => values.indexOf(value))
        expect(classes(found)).toEqual(classes(runs))
      }),
    )
  })
})
