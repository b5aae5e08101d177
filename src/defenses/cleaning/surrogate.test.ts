import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { both, isSurrogate, type Needs, type Sample } from '../../core/index.ts'
import { surrogate } from './surrogate.ts'

const needsWith = (key: string, detect: Needs['detect'] = () => []) =>
  ({
    keyedBytes: (label: string) => createHmac('sha256', key).update(label).digest(),
    detect,
  }) as unknown as Needs

/** The surrogate of a value that stands alone in a text. */
function surrogateOf(value: string, type: string, country?: string, needs = needsWith('one')): string {
  const sample: Sample = { index: 0, locator: { path: 'a' }, fields: [{ name: 'text', text: value }] }
  const signal = {
    start: 0,
    end: value.length,
    type,
    score: 1,
    reason: both('test', '测试'),
    detector: 'personal-data/test',
    ...(country && { country }),
  }
  const decision = surrogate.apply({ sample, signals: new Map([['text', [signal]]]) }, {}, needs)
  return decision.action === 'edit' ? (decision.edits[0]?.replacement ?? '') : value
}

const shapeOf = (value: string) =>
  value
    .replace(/\d/g, '0')
    .replace(/[０-９]/g, '０')
    .replace(/[a-z]/g, 'a')
    .replace(/[A-Z]/g, 'A')
const digits = (count: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${count - 1}}$`))

describe('surrogate', () => {
  it('gives one surrogate for every spelling of a value', () => {
    const alike = [
      [
        'phone',
        'CN',
        '13800138000',
        '138-0013-8000',
        '+86 138 0013 8000',
        '0086 13800138000',
        '１３８００１３８０００',
      ],
      ['phone', 'US', '(415) 555-2671', '415.555.2671', '+1 415 555 2671', '1-415-555-2671'],
      ['credit-card', '', '4539148803436467', '4539 1488 0343 6467', '4539-1488-0343-6467'],
      ['national-id', 'CN', '11010519491231002X', '11010519491231002x'],
      ['iban', 'DE', 'DE89370400440532013000', 'DE89 3704 0044 0532 0130 00'],
      ['email', '', 'Ana.Lopez@example.com', 'ana.lopez@EXAMPLE.com'],
    ]
    for (const [type = '', country = '', ...spellings] of alike) {
      const compact = spellings.map(value =>
        surrogateOf(value, type, country)
          .normalize('NFKC')
          .toLowerCase()
          .replace(/[^a-z\d@]/g, '')
          .replace(/^(?:0086|86|1)(?=000)/, ''),
      )
      expect(new Set(compact).size, `${type}: ${compact.join(' ')}`).toBe(1)
    }
  })

  it('keeps shape, width and separators', () => {
    for (const [value, type, country] of [
      ['138-0013-8000', 'phone', 'CN'],
      ['+44 (0)20 7946 0018', 'phone', 'GB'],
      ['１３８００１３８０００', 'phone', 'CN'],
      ['4539 1488 0343 6467', 'credit-card', undefined],
      ['DE89 3704 0044 0532 0130 00', 'iban', 'DE'],
      ['110105194912310021', 'national-id', 'CN'],
      ['536-90-4399', 'national-id', 'US'],
      ['1990年5月12日', 'date-of-birth', undefined],
      ['12/05/1990', 'date-of-birth', undefined],
      ['2C:54:91:88:C9:E3', 'mac-address', undefined],
    ] as const) {
      const made = surrogateOf(value, type, country)
      expect(made).not.toBe(value)
      if (type !== 'mac-address' && type !== 'iban') expect(shapeOf(made)).toBe(shapeOf(value))
      expect(made.replace(/[\p{L}\p{N}]/gu, '')).toBe(value.replace(/[\p{L}\p{N}]/gu, ''))
      expect(made.length).toBe(value.length)
    }
  })

  it('draws from ranges that detection knows as nobody’s', () => {
    const cases = [
      ['email', 'ana@clinic.org'],
      ['domain', 'clinic.org'],
      ['url', 'https://clinic.org/ana?id=1'],
      ['phone', '13800138000'],
      ['ip-address', '41.173.96.26'],
      ['ip-address', '2a02:26f0:6c00::210:ba2c'],
      ['mac-address', '2C:54:91:88:C9:E3'],
      ['iban', 'DE89370400440532013000'],
      ['national-id', '11010519491231002X'],
    ] as const
    for (const [type, value] of cases) {
      expect(isSurrogate(value, type), value).toBe(false)
      expect(isSurrogate(surrogateOf(value, type), type), surrogateOf(value, type)).toBe(true)
    }
  })

  it('tells values apart, and keys', () => {
    fc.assert(
      fc.property(digits(11), digits(11), (one, other) => {
        const made = surrogateOf(one, 'phone', 'CN')
        expect(made === surrogateOf(other, 'phone', 'CN')).toBe(one === other)
        expect(made).toBe(surrogateOf(one, 'phone', 'CN', needsWith('one')))
        expect(made).not.toBe(surrogateOf(one, 'phone', 'CN', needsWith('two')))
      }),
    )
  })

  it('never gives back a stretch of the value', () => {
    const types = ['phone', 'credit-card', 'national-id', 'passport', 'bank-account', 'other-id', 'tax-id']
    fc.assert(
      fc.property(digits(16), fc.constantFrom(...types), (value, type) => {
        const made = surrogateOf(value, type)
        for (let at = 0; at + 8 <= value.length; at++) expect(made).not.toContain(value.slice(at, at + 8))
      }),
    )
  })

  it('takes a consistent tag where every draw is noticed, or no shape can be kept', () => {
    const noticed = needsWith('one', text => [{ start: 0, end: text.length }])
    const tag = surrogateOf('E12345678', 'passport', undefined, noticed)
    expect(tag).toMatch(/^\[PASSPORT-[B-Z]{8}\]$/)
    expect(surrogateOf('e12345678', 'passport', undefined, noticed)).toBe(tag)
    expect(surrogateOf('٠١٢٣٤٥٦٧٨٩', 'phone')).toMatch(/^\[PHONE-/)
    expect(surrogateOf('hunter2', 'password')).toMatch(/^\[PASSWORD-/)
    expect(surrogateOf('hunter2', 'password')).not.toBe(surrogateOf('Hunter2', 'password'))
    expect(surrogateOf('5 May 1990', 'date-of-birth')).toMatch(/^\[DATE-OF-BIRTH-/)
  })

  it('tags only the value that is noticed in its place', () => {
    const sample: Sample = {
      index: 0,
      locator: { path: 'a' },
      fields: [{ name: 'text', text: 'a 13800138000 b 13900139000 c' }],
    }
    const signalAt = (start: number) => ({
      start,
      end: start + 11,
      type: 'phone',
      score: 1,
      reason: both('test', '测试'),
      detector: 'personal-data/test',
    })
    const afterB: Needs['detect'] = text => {
      const at = text.search(/(?<=b )000/)
      return at < 0 ? [] : [{ start: at, end: at + 3 }]
    }
    const decision = surrogate.apply(
      { sample, signals: new Map([['text', [signalAt(2), signalAt(16)]]]) },
      {},
      needsWith('one', afterB),
    )
    expect(decision.action === 'edit' && decision.edits.map(each => each.replacement)).toEqual([
      expect.stringMatching(/^000\d{8}$/),
      expect.stringMatching(/^\[PHONE-/),
    ])
  })
})
