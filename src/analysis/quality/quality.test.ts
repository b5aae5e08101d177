import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { QUALITY_REASONS, qualityReasons } from './index.ts'
import { countSentences, splitWords } from './split-words.ts'
import { linesOf, pointsIn } from './text-parts.ts'

const SENTENCES = [
  'The old lighthouse keeper walked down to the harbor and looked at the boats that had come in with the morning tide.',
  'Nobody on the island could remember a winter that was quite as mild, or a spring that began so early in the year.',
  'She had kept a notebook with all of the weather since she was a child, and it filled three shelves of the kitchen.',
  'In the evening they would read from it to each other, and compare what had been with what might still be coming.',
  'A letter arrived from the mainland with news of a new ferry, which was to be faster and cheaper than the last.',
  'It was agreed that someone should write back, to ask whether the ferry could carry the post and a doctor as well.',
]
const GOOD = SENTENCES.join(' ')

describe('words', () => {
  // What spaCy 3.8 gives for these texts.
  it.each([
    [
      "Hello, world! It's a test-case (really).",
      ['Hello', ',', 'world', '!', 'It', "'s", 'a', 'test', '-', 'case', '(', 'really', ')', '.'],
    ],
    [
      "They don't, can't and won't; I'm sure.",
      ['They', 'do', "n't", ',', 'ca', "n't", 'and', 'wo', "n't", ';', 'I', "'m", 'sure', '.'],
    ],
    ['It costs $5.00 or 10% more...', ['It', 'costs', '$', '5.00', 'or', '10', '%', 'more', '...']],
    [
      'Write to a@b.com, and/or see the U.S. site.',
      ['Write', 'to', 'a@b.com', ',', 'and/or', 'see', 'the', 'U.S.', 'site', '.'],
    ],
  ])('splits %s', (text, words) => {
    expect(splitWords(text)).toEqual(words)
  })

  it('counts sentences', () => {
    expect(countSentences(splitWords(GOOD))).toBe(6)
    expect(countSentences(splitWords('One. Two! Three?'))).toBe(3)
    expect(countSentences([])).toBe(0)
  })

  it('loses no character but white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        expect(splitWords(text).join('')).toBe(text.replace(/\s+/gu, ''))
      }),
    )
  })
})

it('cuts lines and counts characters as Python does', () => {
  expect(linesOf('a\r\nb\n\nc\u2028d\n')).toEqual(['a', 'b', '', 'c', 'd'])
  expect(pointsIn('a😀b')).toBe(3)
})

it('lets good text pass', () => {
  expect(qualityReasons(GOOD)).toEqual({})
})

it.each([
  ['gopher-quality', 'gopher-short-document', 'Too short to be a document that says anything.'],
  ['gopher-quality', 'gopher-hashes', GOOD.replaceAll(' ', ' # ')],
  ['gopher-quality', 'gopher-bullets', SENTENCES.map(each => `- ${each}`).join('\n')],
  [
    'gopher-quality',
    'gopher-lines-ending-in-ellipses',
    SENTENCES.map(each => each.replace(/\.$/, '...')).join('\n'),
  ],
  ['gopher-quality', 'gopher-words-without-letters', `${GOOD} ${'12 34 56 78 '.repeat(20)}`],
  ['gopher-quality', 'gopher-stop-words', 'lorem ipsum dolor sit amet consectetur '.repeat(10)],
  ['gopher-repetition', 'gopher-repeated-paragraphs', `${SENTENCES[0]}\n\n`.repeat(5)],
  ['gopher-repetition', 'gopher-repeated-lines', `${SENTENCES[0]}\n`.repeat(5)],
  ['gopher-repetition', 'gopher-top-2-gram', `${GOOD} ${'very well '.repeat(40)}`],
  ['gopher-repetition', 'gopher-repeated-5-grams', `${GOOD} ${GOOD}`],
  ['c4', 'c4-lorem-ipsum', `${GOOD} Lorem ipsum is here.`],
  ['c4', 'c4-curly-bracket', `${GOOD} Here is { a bracket.`],
  ['c4', 'c4-few-sentences', SENTENCES.map(each => each.replace(/\.$/, '')).join('\n')],
  ['fineweb', 'fineweb-lines-without-stop', SENTENCES.map(each => each.replace(/\.$/, '')).join('\n')],
  [
    'fineweb',
    'fineweb-short-lines',
    `${'A short line.\n'.replace('A', 'Each')}${'Such lines.\nThey are many.\nAnd more of it.\n'.repeat(1)}${SENTENCES[0]}`,
  ],
  ['fineweb', 'fineweb-repeated-characters', `${SENTENCES.slice(0, 5).join('\n')}\n${SENTENCES[0]}`],
] as const)('%s says %s', (filter, reason, text) => {
  expect(qualityReasons(text)[filter]).toBe(reason)
})

describe('Chinese', () => {
  const good =
    '老灯塔的看守人清晨走到港口，看着随潮水回来的船只。岛上没有人记得哪个冬天像今年这样温和，也没有哪个春天来得这么早。' +
    '她从小就把每天的天气写在本子上，厨房的三层架子都放满了。到了晚上，他们会互相念上几段，比一比过去和将来。' +
    '后来从大陆寄来一封信，说要有一条新的渡船，比原来的更快，也更便宜。大家商量着应当回信，问问渡船能不能带上邮件和医生。'

  it('lets good text pass', () => {
    expect(qualityReasons(good)).toEqual({})
  })

  it('tells short and repeated text', () => {
    expect(qualityReasons('太短了。')['gopher-quality']).toBe('gopher-short-document')
    expect(qualityReasons(`${good}${good}`)['gopher-repetition']).toMatch(/^gopher-repeated-\d+-grams$/)
    expect(qualityReasons(`${good}\n${good}\n${good}`)['fineweb']).toBe('fineweb-repeated-characters')
  })
})

it('gives only reasons that have a name, on any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), text => {
      for (const reason of Object.values(qualityReasons(text)))
        expect(QUALITY_REASONS[reason as string]?.['zh-CN']).toBeTruthy()
    }),
  )
})
