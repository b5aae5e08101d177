import { describe, expect, it } from 'vitest'
import { labelNear, topicNear } from './_context.ts'

const PHONE = /\b(?:phone|mobile|tel|cell)\b|电话|手机/iu
const CARD = /\bcard\b|卡号/iu

/** The label of the value between brackets. */
function label(marked: string, words: RegExp, field?: string): string | undefined {
  const start = marked.indexOf('⟦')
  const end = marked.indexOf('⟧') - 1
  const text = marked.replace(/[⟦⟧]/g, '')
  return labelNear(field === undefined ? { text } : { text, field }, start, end, words)
}

describe('labelNear', () => {
  it.each([
    ['Phone: ⟦467 3395⟧', PHONE, 'Phone'],
    ['Phone:\n⟦467 3395⟧', PHONE, 'Phone'],
    ['my phone number is ⟦467 3395⟧', PHONE, 'phone'],
    ['<b>Phone</b>: <span class="x">⟦467 3395⟧</span>', PHONE, 'Phone'],
    ['**Mobile:** ⟦467 3395⟧', PHONE, 'Mobile'],
    ['{"contact_phone":"⟦4673395⟧"', PHONE, 'phone'],
    ['{\\"contactPhone\\":\\"⟦4673395⟧\\"', PHONE, 'Phone'],
    ['联系电话：⟦4673395⟧', PHONE, '电话'],
    ['⟦4673395⟧（手机）', PHONE, '手机'],
    ['⟦4673395⟧是我的手机号', PHONE, '手机'],
    ['⟦467 3395⟧ (cell), 99 (home)', PHONE, 'cell'],
    ['phone 1111111, card ⟦2222222⟧', CARD, 'card'],
    ['| Phone | ⟦467 3395⟧ |', PHONE, 'Phone'],
  ])('%s', (marked, words, expected) => {
    expect(label(marked, words)).toBe(expected)
  })

  it.each([
    ['phone 1111111, card ⟦2222222⟧', PHONE],
    ['card unknown, phone ⟦2222222⟧', CARD],
    ['Card: unknown\nPhone: ⟦2222222⟧', CARD],
    ['⟦2222222⟧ phone: 3333333', PHONE],
    ['⟦2222222⟧, phone 3333333', PHONE],
    ['⟦2222222⟧ phone 3333333', PHONE],
    ['He lost the phone. Then he won ⟦2222222⟧', PHONE],
    ['phone\n\n⟦2222222⟧', PHONE],
    ['手机13800138000，卡号：⟦2222222⟧', PHONE],
  ])('leaves a label to its own value: %s', (marked, words) => {
    expect(label(marked, words)).toBeUndefined()
  })

  it('reads the name of the field', () => {
    for (const field of [
      'phone',
      'contact_phone',
      'mobilePhone',
      'user.phone',
      'rows[3].phone',
      '联系电话',
    ]) {
      expect(label('⟦4673395⟧', PHONE, field), field).toMatch(/phone|mobile|电话/iu)
    }
    expect(label('⟦4673395⟧', PHONE, 'headphones')).toBeUndefined()
  })
})

it('finds a topic anywhere near', () => {
  const text = 'My bank told me, on Tuesday, that 12345678 was closed'
  expect(topicNear({ text }, 34, 42, /\bbank\b/iu)).toBe('bank')
  expect(topicNear({ text }, 34, 42, /\bphone\b/iu)).toBeUndefined()
})
