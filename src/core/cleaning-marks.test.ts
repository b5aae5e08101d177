import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isCleaningMark, SURROGATE_DOMAIN, tagFor } from './cleaning-marks.ts'
import { defineDetector } from './detector.ts'
import { both } from './locale.ts'
import { runDetectors } from './run-detectors.ts'

const types = new Set(['email', 'credit-card', 'password'])

describe('isCleaningMark', () => {
  it.each([
    '[EMAIL]',
    '[CREDIT-CARD]',
    '[EMAIL-KXRTMBNC]',
    '[CREDIT-CARD-KXRTMBNC]',
    '•••@•••••••.•••',
    '[EMAIL], [PASSWORD]',
    `kxrtmbnc@${SURROGATE_DOMAIN}`,
    `https://kxrtmbnc.${SURROGATE_DOMAIN}/`,
    '240.17.3.255',
    '3fff:240:0a1b:2c3d:4e5f:6071:8293:a4b5',
    '00:00:5e:00:53:7F',
    '0000.5e00.537f',
  ])('knows %s', value => {
    expect(isCleaningMark(value, types)).toBe(true)
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
    `ana.lopez@${SURROGATE_DOMAIN}`,
    `kxrtmbnc@${SURROGATE_DOMAIN}.evil.net`,
    SURROGATE_DOMAIN,
    '241.17.3.255',
    '2001:db8::1',
    '00:00:5e:00:54:7f',
    '240.17.3.255:8080',
  ])('does not know %j', value => {
    expect(isCleaningMark(value, types)).toBe(false)
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
