import { describe, expect, it } from 'vitest'
import type { Detector, Signal } from '../../core/index.ts'
import { cnBankCard } from './cn/bank-card.ts'
import { cnResidentId } from './cn/resident-id.ts'
import { nlBsn } from './nl/bsn.ts'
import { usSsn } from './us/ssn.ts'

const signals = (detector: Detector, text: string, field?: string): Signal[] => [
  ...detector.detect(field === undefined ? { text } : { text, field }, {}),
]

describe('a number', () => {
  it('says what moved its score', () => {
    const [bare] = signals(usSsn, '536-90-4399')
    expect(bare?.moves?.map(each => each.by)).toEqual([0.65])
    const [labeled] = signals(usSsn, 'SSN 536-90-4399')
    expect(labeled?.moves?.at(-1)?.reason.en).toBe('label "ssn" before it')
    const sum = labeled?.moves?.reduce((total, each) => total + each.by, 0)
    expect(sum).toBeCloseTo(labeled?.score ?? 0)
  })

  it('never repeats the text in what it says', () => {
    for (const signal of [...signals(usSsn, 'my SSN: 536-90-4399'), ...signals(nlBsn, '111222333', 'bsn')]) {
      expect(JSON.stringify([signal.reason, signal.moves])).not.toMatch(/4399|222/)
    }
  })

  it('loses to a label for something else, when its structure proves little', () => {
    const [alone] = signals(cnBankCard, '见6217001064682753032处')
    const [order] = signals(cnBankCard, '订单6217001064682753032')
    expect(alone?.score).toBeGreaterThanOrEqual(0.5)
    expect(order?.score ?? 0).toBeLessThan(0.5)
  })

  it('is reported with a wrong check digit only under its own label, and says so', () => {
    expect(signals(cnResidentId, '330106199008215261')).toEqual([])
    const [mistyped] = signals(cnResidentId, '身份证号330106199008215261')
    expect(mistyped?.reason.en).toMatch(/does not agree/)
    expect(signals(nlBsn, 'BSN 111222334')).toEqual([])
  })

  it('is reported once', () => {
    expect(signals(cnResidentId, 'ID-33010619900821526X-1')).toHaveLength(1)
  })
})

it('finds numbers in every stretch of a text longer than one', () => {
  const filler = '没有号码的一行文字，只是用来占位置。\n'.repeat(260_000)
  const text = `${filler}身份证号33010619900821526X\n${filler}`
  expect(text.length).toBeGreaterThan(2 * (1 << 22))
  const [found, ...rest] = signals(cnResidentId, text)
  expect(rest).toEqual([])
  expect(text.slice(found?.start, found?.end)).toBe('33010619900821526X')
})
