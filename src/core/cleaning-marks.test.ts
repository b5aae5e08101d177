import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isCleaningMark, tagFor } from './cleaning-marks.ts'
import { defineDetector } from './detector.ts'
import { both } from './locale.ts'
import { runDetectors } from './run-detectors.ts'
import { isSurrogate, SURROGATE_DOMAIN } from './surrogate-ranges.ts'

const types = new Set(['email', 'credit-card', 'password'])

const isMark = (text: string, start = 0, end = text.length) =>
  isCleaningMark(text, { start, end, type: 'email' }, types)

describe('isCleaningMark', () => {
  it.each([
    '[EMAIL]',
    '[CREDIT-CARD]',
    '[EMAIL-KXRTMBNC]',
    '[CREDIT-CARD-KXRTMBNC]',
    '•••@•••••••.•••',
    '[EMAIL], [PASSWORD]',
  ])('knows %s', value => {
    expect(isMark(value)).toBe(true)
  })

  it.each([
    '',
    'ana@example.org',
    '[HUNTER]',
    '[EMAIL]x',
    '[EMAIL-HUNTER22]',
    '[email]',
    '•••-1234',
    '•\u200b•',
    '[EMAIL]\u{e0041}[EMAIL]',
  ])('does not know %j', value => {
    expect(isMark(value)).toBe(false)
  })
})

it('knows a part of a tag in its place', () => {
  const text = 'password: [PASSWORD-KXRTMBNC]; x'
  expect(isMark(text, 10, 28)).toBe(true)
  expect(isMark(text, 11, 19)).toBe(true)
  expect(isMark(text, 10, 32)).toBe(false)
  expect(isMark(text, 0, 29)).toBe(false)
  expect(isMark('[HUNTER-KXRTMBNC]', 1, 7)).toBe(false)
  expect(isMark('PASSWORD]', 0, 8)).toBe(false)
})

describe('isSurrogate', () => {
  it.each([
    [`kxrtmbnc@${SURROGATE_DOMAIN}`, 'email'],
    [`https://kxrtmbnc.${SURROGATE_DOMAIN}/`, 'url'],
    ['000-4821-9372', 'phone'],
    ['(000) 482-1937', 'phone'],
    ['+86 000 4821 9372', 'phone'],
    ['0044 00 0482 1937', 'phone'],
    ['+44 (0) 00 0482 1937', 'phone'],
    ['1-000-482-1937', 'phone'],
    ['０００４８２１９３７２', 'phone'],
    ['240.17.3.255', 'ip-address'],
    ['3fff:240:0a1b:2c3d:4e5f:6071:8293:a4b5', 'ip-address'],
    ['00:00:5e:00:53:7F', 'mac-address'],
    ['0000.5e00.537f', 'mac-address'],
    ['ZZ00 4821 9372 8812', 'iban'],
    ['99482119850312441X', 'national-id'],
    ['9999 9059 1041 9822', 'credit-card'],
    ['9999905910419822441', 'bank-account'],
    ['999-04-4567', 'national-id'],
  ])('knows %s', (value, type) => {
    expect(isSurrogate(value, type)).toBe(true)
  })

  it.each([
    [`ana.lopez@${SURROGATE_DOMAIN}`, 'email'],
    [`kxrtmbnc@${SURROGATE_DOMAIN}.evil.net`, 'email'],
    [SURROGATE_DOMAIN, 'domain'],
    ['138-0013-8000', 'phone'],
    ['+33 6 00 00 12 34', 'phone'],
    ['+39 06 0001 2345', 'phone'],
    ['(650) 000-1234', 'phone'],
    ['000123456789', 'bank-account'],
    ['241.17.3.255', 'ip-address'],
    ['2001:db8::1', 'ip-address'],
    ['00:00:5e:00:54:7f', 'mac-address'],
    ['GB82 WEST 1234 5698 7654 32', 'iban'],
    ['11010519491231002X', 'national-id'],
    ['994821198503124419', 'credit-card'],
    ['9999 9059 1041 9823', 'credit-card'],
    ['9998 6059 1041 9822', 'credit-card'],
    ['999905910419822441', 'phone'],
    ['999-70-4567', 'national-id'],
  ])('does not know %s', (value, type) => {
    expect(isSurrogate(value, type)).toBe(false)
  })
})

it('makes tags that look alike in every language', () => {
  expect(tagFor('national-id')).toBe('[NATIONAL-ID]')
  expect(tagFor('phone', 'KXRTMBNC')).toBe('[PHONE-KXRTMBNC]')
})

it('keeps marks out of the signals, and only marks', () => {
  const assigned = defineDetector({
    id: 'secrets/assigned',
    version: 1,
    title: both('Assigned secret', '赋值的密钥'),
    stages: ['data'],
    topics: [],
    reference: 'https://example.org/',
    maturity: 'experimental',
    options: z.object({}),
    types: { 'api-key': { title: both('Key', '密钥'), severity: 'high' } },
    examples: { flags: [], passes: [] },
    *detect({ text }) {
      for (const found of text.matchAll(/(?<=key=)\S+/g)) {
        yield {
          start: found.index,
          end: found.index + found[0].length,
          type: 'api-key',
          score: 1,
          reason: both('a', 'b'),
        }
      }
    },
  })
  const detectors = [{ detector: assigned, options: {} }]
  const found = (text: string) =>
    runDetectors(detectors, { text }).map(each => text.slice(each.start, each.end))
  expect(found('key=[API-KEY] key=[OTHER] key=abc key=•••')).toEqual(['[OTHER]', 'abc'])
})
