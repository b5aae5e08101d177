import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  contentKey,
  cryptographicBytes,
  describeError,
  findingIdentifier,
  isPlimsollError,
  MASK,
  maskedContext,
  maskValue,
  PlimsollError,
  type Sample,
  seededRandom,
  summarizeText,
  wilsonInterval,
} from './index.ts'

describe('masking', () => {
  it('hides letters and digits, keeps separators', () => {
    expect(maskValue('ana@example.org')).toBe('•••@•••••••.•••')
    expect(maskValue('11010519491231002X')).toBe(MASK.repeat(18))
    expect(maskValue('张三')).toBe('••')
  })

  it('hides every word of the context that is not plain', () => {
    const text = 'Please call Ingrid Whitfield on 555 0100 before noon'
    const start = text.indexOf('555')
    const masked = maskedContext(text, start, start + 8, [{ start, end: start + 8 }])
    expect(masked).toContain('call')
    expect(masked).not.toMatch(/Ingrid|Whitfield|555/)
  })

  it('hides names in Chinese text and keeps labels', () => {
    const text = '患者王建国，身份证号码110105194912310025，电话见下'
    const start = text.indexOf('1101')
    const masked = maskedContext(text, start, start + 18, [{ start, end: start + 18 }])
    expect(masked).toContain('身份证号码')
    expect(masked).not.toMatch(/王|建国|1101/)
  })

  it('never shows a digit or a letter of a covered span', () => {
    const words = fc.array(fc.constantFrom('the', 'phone', '电话', 'of', '患者', 'Ingrid', ', '), {
      maxLength: 12,
    })
    const secret = fc.string({ unit: fc.constantFrom('7', 'q', 'Ж', '龘', '-'), minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(words, secret, words, (before, value, after) => {
        const text = `${before.join(' ')}${value}${after.join(' ')}`
        const start = before.join(' ').length
        const masked = maskedContext(text, start, start + value.length, [
          { start, end: start + value.length },
        ])
        expect(masked).not.toMatch(/[7qЖ龘]|Ingrid/)
      }),
    )
  })
})

describe('intervals', () => {
  // Values of the worked example in Brown, Cai & DasGupta (2001) and of R's prop.test(correct = FALSE).
  it.each([
    [0, 10, 0, 0.2775],
    [5, 10, 0.2366, 0.7634],
    [81, 263, 0.2553, 0.3662],
  ])('%d of %d', (successes, trials, low, high) => {
    const [a, b] = wilsonInterval(successes, trials)
    expect(a).toBeCloseTo(low, 3)
    expect(b).toBeCloseTo(high, 3)
  })

  it('says nothing about nothing', () => {
    expect(wilsonInterval(0, 0)).toEqual([0, 1])
  })
})

describe('errors', () => {
  it('are recognized across duplicate installs', () => {
    const twin = Object.assign(new Error('x'), { [Symbol.for('plimsoll.error')]: true })
    expect(isPlimsollError(twin)).toBe(true)
    expect(isPlimsollError(new Error('x'))).toBe(false)
  })

  it('repeat no data of foreign messages', () => {
    let message = ''
    try {
      JSON.parse('{"mail": ana@example.org}')
    } catch (error) {
      message = describeError(error).en
    }
    expect(message).not.toMatch(/ana|example/)
    expect(describeError(new Error('bad row 13800138000 of ana@example.org')).en).toBe('bad row … of …')
    expect(describeError('anything')['zh-CN']).toBe('未知错误')
  })

  it('keep their own text in both languages', () => {
    const error = new PlimsollError(
      'E_INPUT',
      { en: 'torn file', 'zh-CN': '文件残缺' },
      { advice: 'fetch it again' },
    )
    expect(error.message).toBe('torn file')
    expect(describeError(error)['zh-CN']).toBe('文件残缺')
    expect(error.advice?.en).toBe('fetch it again')
  })
})

describe('finding ids', () => {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex')
  const sample = (index: number, path: string): Sample => ({
    index,
    locator: { path, line: index + 1 },
    fields: [{ name: 'text', text: 'call  555\n0100' }],
  })

  it('do not depend on place', () => {
    expect(contentKey(sample(3, 'a.jsonl'), digest)).toBe(contentKey(sample(9, 'b.jsonl'), digest))
  })

  it('tell equal findings of one sample apart by order', () => {
    const identify = findingIdentifier('data/personal-data', digest)
    const draft = { content: 'c', evidence: { type: 'phone' } }
    const first = identify(draft)
    expect(identify(draft)).not.toBe(first)
    expect(identify({ content: 'd', evidence: { type: 'phone' } })).not.toBe(first)
    expect(findingIdentifier('data/personal-data', digest)(draft)).toBe(first)
  })
})

describe('randomness', () => {
  it('repeats under a seed and differs under another', () => {
    const draw = (seed: number) => Array.from({ length: 8 }, seededRandom(seed).next)
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
  })

  it('is uniform enough', () => {
    const random = seededRandom(7)
    const counts = new Array(10).fill(0)
    for (let i = 0; i < 100_000; i++) counts[random.integer(10)]++
    // Chi-square with 9 degrees of freedom: 27.9 is the 0.999 quantile.
    expect(counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.9)
  })

  it('shuffles without losing anything', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.nat(), (items, seed) => {
        expect(seededRandom(seed).shuffle(items).sort()).toEqual([...items].sort())
      }),
    )
  })

  it('fills long buffers', () => {
    const bytes = cryptographicBytes(200_000)
    expect(new Set(bytes.subarray(131_072)).size).toBe(256)
  })
})

it('summarizes a text in one pass', () => {
  expect(summarizeText('电话：１３８ a@b.c')).toMatchObject({
    digits: 3,
    at: true,
    han: true,
    nonAscii: true,
    dot: true,
    colon: true,
  })
  expect(summarizeText('plain')).toMatchObject({
    digits: 0,
    at: false,
    han: false,
    nonAscii: false,
    dot: false,
    colon: false,
  })
})
