import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeWord } from './merge.ts'
import { type SplitName, splitWords } from './split-patterns.ts'
import { readTokenizer, writeTokenizer } from './tokenizer-json.ts'
import { trainTokenizer } from './train-tokenizer.ts'

const TEXTS = [
  'the cat sat on the mat',
  'the hat of the cat',
  '猫坐在垫子上，猫很高兴',
  'low lower lowest low low',
  'naïve 😀😀',
]

/** Merges found by counting everything anew each time. */
function plainMerges(
  texts: readonly string[],
  split: SplitName,
  count: number,
  smallest: readonly string[],
): string[] {
  const words = texts
    .flatMap(text => splitWords(text, split))
    .map(word => [...Buffer.from(word)].map(byte => [byte]))
  const tokens = smallest.map(each => each)
  const merges: string[] = []
  const name = (token: readonly number[]) => token.join('.')
  const order = new Map(tokens.map((each, i) => [each, i]))
  while (merges.length < count) {
    const counts = new Map<string, number>()
    for (const word of words)
      for (let i = 0; i + 1 < word.length; i++) {
        const key = `${name(word[i] as number[])} ${name(word[i + 1] as number[])}`
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
    const rank = (key: string) => key.split(' ').map(each => order.get(each) as number) as [number, number]
    const [best] = [...counts]
      .filter(([, times]) => times >= 2)
      .sort((a, b) => b[1] - a[1] || rank(a[0])[0] - rank(b[0])[0] || rank(a[0])[1] - rank(b[0])[1])
    if (best === undefined) break
    merges.push(best[0])
    const [left, right] = best[0].split(' ') as [string, string]
    if (!order.has(`${left}.${right}`)) order.set(`${left}.${right}`, order.size)
    for (const word of words)
      for (let i = 0; i + 1 < word.length; i++)
        if (name(word[i] as number[]) === left && name(word[i + 1] as number[]) === right)
          word.splice(i, 2, [...(word[i] as number[]), ...(word[i + 1] as number[])])
  }
  return merges
}

describe.each(['gpt2', 'llama3'] as const)('a %s tokenizer', split => {
  const tokenizer = trainTokenizer(TEXTS, { vocabularySize: 300, split, specialTokens: ['<s>', '</s>'] })

  it('learns the merges of the plain algorithm', () => {
    const byText = new Map([...tokenizer.data.vocabulary].map(([text, id]) => [id, text]))
    const bytes = (token: string) =>
      [...token].map(each =>
        [...Array(256).keys()].find(
          byte => tokenizer.decode([tokenizer.idOf(each) as number]) !== '' && characterOf(byte) === each,
        ),
      )
    const characterOf = (byte: number) => {
      const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174
      if (printable) return String.fromCharCode(byte)
      return String.fromCharCode(
        256 +
          [...Array(byte).keys()].filter(b => !((b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174))
            .length,
      )
    }
    const smallest = Array.from({ length: 256 }, (_, i) => String(bytes(byText.get(i + 2) as string)[0]))
    const ours = tokenizer.data.merges.map(pair => pair.map(each => bytes(each).join('.')).join(' '))
    expect(ours).toEqual(plainMerges(TEXTS, split, 42, smallest))
  })

  it('gives any text back, with the same ids after saving and loading', () => {
    const again = readTokenizer(writeTokenizer(tokenizer.data))
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constantFrom(...TEXTS)), text => {
        const clean = text.toWellFormed()
        const ids = tokenizer.encode(clean)
        expect(tokenizer.decode(ids, { keepSpecial: true })).toBe(clean)
        expect(again.encode(clean)).toEqual(ids)
      }),
    )
  })

  it('finds special tokens in the text and leaves them out of decoded text', () => {
    const ids = tokenizer.encode('a</s>b')
    expect(ids[1]).toBe(1)
    expect(tokenizer.decode(ids)).toBe('ab')
  })

  it('cuts long runs in linear time', () => {
    const count = 200_000
    for (const unit of [' ', '\n', ' \n', 'a', '1', '!', "'", '猫'])
      expect(tokenizer.decode(tokenizer.encode(unit.repeat(count)))).toBe(unit.repeat(count))
  })
})

it('merges as a plain scan does', () => {
  const ranks = new Map([
    ['1,1', 0],
    ['1,2', 1],
    ['3,1', 2],
    ['3,3', 3],
    ['4,2', 4],
  ])
  const results = new Map([
    ['1,1', 3],
    ['1,2', 4],
    ['3,1', 5],
    ['3,3', 6],
    ['4,2', 7],
  ])
  const find = (left: number, right: number) => {
    const rank = ranks.get(`${left},${right}`)
    return rank === undefined ? undefined : { rank, id: results.get(`${left},${right}`) as number }
  }
  const plain = (word: readonly number[]) => {
    const ids = [...word]
    for (;;) {
      let best = -1
      for (let i = 0; i + 1 < ids.length; i++) {
        const rank = find(ids[i] as number, ids[i + 1] as number)?.rank
        const known =
          best < 0 ? Infinity : (find(ids[best] as number, ids[best + 1] as number)?.rank as number)
        if (rank !== undefined && rank < known) best = i
      }
      if (best < 0) return ids
      ids.splice(best, 2, find(ids[best] as number, ids[best + 1] as number)?.id as number)
    }
  }
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 2 }), { maxLength: 30 }), word => {
      expect(mergeWord(word, { find })).toEqual(plain(word))
    }),
  )
})

it('refuses files that it would read wrongly, without repeating them', () => {
  const good = JSON.parse(
    new TextDecoder().decode(writeTokenizer(trainTokenizer(TEXTS, { vocabularySize: 270 }).data)),
  )
  const read = (value: unknown) => readTokenizer(new TextEncoder().encode(JSON.stringify(value)))
  expect(read(good).encode('the')).toHaveLength(1)
  const evil = structuredClone(good)
  evil.pre_tokenizer.pretokenizers[0].pattern.Regex = '(secret+)+$'
  for (const bad of [
    evil,
    { ...good, model: { ...good.model, byte_fallback: true } },
    { ...good, model: { ...good.model, vocab: { ...good.model.vocab, secret: 5 } } },
    { ...good, model: { ...good.model, merges: [['secret', 'x']] } },
    { ...good, normalizer: { type: 'Replace' } },
    { ...good, decoder: { type: 'Metaspace' } },
    [],
  ])
    expect(() => read(bad)).toThrow(/^tokenizer\.json: (?!.*secret)/u)
})
