import fc from 'fast-check'
import { expect, it } from 'vitest'
import { foldText } from './_fold.ts'
import { scanOf } from './_scan.ts'

const stretches = (text: string) => {
  const scan = scanOf({ text })
  return scan.stretches.map(each => scan.text.slice(each.start, each.end))
}

it('joins the groups of one number', () => {
  expect(stretches('call (555) 123-4567 or 06.12.34.56.78, room 12')).toEqual([
    '555) 123-4567',
    '06.12.34.56.78',
    '12',
  ])
  expect(stretches('345-899-3560x4587')).toEqual(['345-899-3560x4587'])
  expect(stretches('a1b2 and 12,5')).toEqual(['12', '5'])
  expect(stretches('电话０１０－６２７７')).toEqual(['010-6277'])
})

it('folds one code unit for one', () => {
  expect(foldText('１３８\u00a0００–１＠')).toBe('138 00-1@')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(foldText(text)).toHaveLength(text.length)
      expect(foldText(foldText(text))).toBe(foldText(text))
    }),
  )
})

it('finds every digit in exactly one token', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('1', '2', 'a', 'x', ' ', '-', '.', '中', ',') }), text => {
      const { tokens } = scanOf({ text })
      const digits = tokens.reduce((sum, token) => sum + token.digits, 0)
      expect(digits).toBe(text.replace(/\D/g, '').length)
      for (const { start, end } of tokens) expect(text.slice(start, end)).toMatch(/^[a-z\d]*\d[a-z\d]*$/i)
    }),
  )
})
