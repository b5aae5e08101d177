import { describe, expect, it } from 'vitest'
import type { DetectInput } from '../../core/index.ts'
import { type Announcement, announcementOf, numbersOf } from './_numbers.ts'

function announced(text: string, value: string, field?: string): Announcement | undefined {
  const input: DetectInput = field === undefined ? { text } : { text, field }
  const numbers = numbersOf(input)
  const { numeric, mixed } = numbers.candidates
  const candidate = [...numeric, ...mixed]
    .flatMap(each => each ?? [])
    .find(each => text.slice(each.start, each.end) === value)
  if (!candidate) throw new Error('no such candidate')
  return announcementOf(numbers, candidate)
}
const word = (...parameters: Parameters<typeof announced>) => announced(...parameters)?.hit.word

describe('the label of a number', () => {
  it('is the nearest one before it', () => {
    const text = 'Passport: E12345678, SSN: 123456789'
    expect(word(text, 'E12345678')).toBe('passport')
    expect(word(text, '123456789')).toBe('ssn')
  })

  it('is read whole, whatever its spelling', () => {
    for (const text of [
      'Medical Record Number: 123456',
      'medical_record_number=123456',
      'medicalRecordNumber: 123456',
      'MEDICAL-RECORD  NUMBER\n123456',
    ]) {
      expect(word(text, '123456'), text).toBe('medical record number')
    }
    expect(word('driver’s license 123456789', '123456789')).toBe('drivers license')
    expect(word('T.C. Kimlik No: 10000000146', '10000000146')).toBe('tc kimlik no')
    expect(word('Numéro fiscal 3023217600053', '3023217600053')).toBe('numero fiscal')
    expect(word('國民身分證 A123456789', 'A123456789')).toBe('国民身分证')
  })

  it('must be a word of its own', () => {
    expect(word('classness 123456789', '123456789')).toBeUndefined()
    expect(word('spin 123456789', '123456789')).toBeUndefined()
  })

  it('may stand right behind it', () => {
    expect(announced('E12345678（护照）', 'E12345678')?.where).toBe('after')
    expect(word('123456789, SSN: 987654321', '123456789')).toBeUndefined()
  })

  it('does not reach over the end of a sentence', () => {
    expect(word('我的护照丢了。单据123456789', '123456789')).toBeUndefined()
    expect(word('I lost my passport. Then 123456789 came', '123456789')).toBeUndefined()
    expect(word('Passport No. 123456789', '123456789')).toBe('passport no')
  })

  it('is passed over when it announced another number before', () => {
    expect(word('NHS number, born 1980-01-01, is 9434765919', '9434765919')).toBe('nhs number')
  })

  it('comes from the name of the field when the text has none', () => {
    expect(announced('123456782', '123456782', 'tax_file_number')).toMatchObject({ where: 'field' })
    expect(word('order 123456782', '123456782', 'tax_file_number')).toBe('order')
  })
})

it('remembers one text and one field only', () => {
  const one = numbersOf({ text: 'SSN 536904399' })
  expect(numbersOf({ text: 'SSN 536904399' })).toBe(one)
  expect(numbersOf({ text: 'SSN 536904399', field: 'order_id' })).not.toBe(one)
  expect(numbersOf({ text: 'TFN 123456782' }).labels.map(each => each.word)).toEqual(['tfn'])
})
