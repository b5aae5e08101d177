import { expect, it } from 'vitest'
import { compileShape } from './_shape.ts'

const matches = (shape: string, text: string) => {
  const { pattern } = compileShape(shape)
  pattern.lastIndex = 0
  return pattern.exec(text)?.[0]
}

it('matches literals, classes, ranges and identifiers', () => {
  expect(matches('ab_{x4}', 'ab_09af')).toBe('ab_09af')
  expect(matches('ab_{x4}', 'ab_09ag')).toBeUndefined()
  expect(matches('{M2-4}.z', 'A1B.z')).toBe('A1B.z')
  expect(matches('k{n3+}', 'kabcdefg')).toBe('kabcdefg')
  expect(matches('id-{uuid}', 'id-00112233-4455-6677-8899-aabbccddeeff')).toHaveLength(39)
})

it('takes no part of a longer run', () => {
  expect(matches('ab_{x4}', 'ab_09afe')).toBeUndefined()
  expect(matches('ab_{n4}', 'ab_09af_')).toBeUndefined()
  expect(matches('ab_{n4}', 'ab_09af-x')).toBe('ab_09af')
  expect(matches('ab_{w4}', 'ab_09af-x')).toBeUndefined()
})

it('takes literals as they are', () => {
  expect(matches('a.b+c?{d1}', 'a.b+c?7')).toBe('a.b+c?7')
  expect(matches('a.b{d1}', 'axb7')).toBeUndefined()
})

it('marks the secret inside a longer shape', () => {
  const { pattern } = compileShape('host/hook/({x6})')
  pattern.lastIndex = 0
  expect(pattern.exec('host/hook/00ff11')?.[1]).toBe('00ff11')
})

it('finds the literal to look for and its distance', () => {
  expect(compileShape('{n14}.atlas.{w60}')).toMatchObject({ anchor: '.atlas.', before: 14, marked: true })
  expect(compileShape('{n2-5}KEY{n2}')).toMatchObject({ anchor: '', minLength: 7 })
  expect(compileShape('{x32}')).toMatchObject({ anchor: '', marked: false, minLength: 32 })
})

it('refuses a class it does not know', () => {
  expect(() => compileShape('{?4}')).toThrow(/no class/)
})
