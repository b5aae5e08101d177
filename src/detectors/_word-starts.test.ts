import { expect, it } from 'vitest'
import { scanOf } from './_scan.ts'
import { beginsWord, matchesAtStarts } from './_word-starts.ts'

const found = (text: string) =>
  matchesAtStarts(scanOf({ text }), 'passwords', /pass|pwd|密码|şifre|lösenord/iuy).map(each => [
    each[0],
    each.index,
  ])

it('finds words where they begin', () => {
  expect(found('Password passport bypass my_pwd userPassword')).toEqual([
    ['Pass', 0],
    ['pass', 9],
    ['pwd', 28],
    ['Pass', 36],
  ])
})

it('finds words beyond ASCII anywhere', () => {
  expect(found('登录密码是ABC，Şifre、şifre')).toEqual([
    ['密码', 2],
    ['Şifre', 9],
    ['şifre', 15],
  ])
  expect(found('lösenord')).toEqual([['lösenord', 0]])
  expect(found('the pa\u017fsword')).toEqual([['pa\u017fs', 4]])
})

it('tells where a word begins', () => {
  const text = 'aB 1c 密x'
  expect(Array.from(text, (_, at) => beginsWord(text, at))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    true,
    true,
  ])
})
