import { expect, it } from 'vitest'
import { scanOf } from './_scan.ts'
import { matchesAtStarts, wordStarts } from './_word-starts.ts'

const found = (text: string, words: string[]) =>
  [...matchesAtStarts(scanOf({ text }), wordStarts(words), new RegExp(words.join('|'), 'iuy'))].map(each => [
    each[0],
    each.index,
  ])

it('finds words where they begin', () => {
  expect(found('Password passport bypass my_pwd userPassword', ['pass', 'pwd'])).toEqual([
    ['Pass', 0],
    ['pass', 9],
    ['pwd', 28],
    ['Pass', 36],
  ])
})

it('finds words beyond ASCII anywhere', () => {
  expect(found('登录密码是ABC，Şifre、şifre', ['密码', 'şifre'])).toEqual([
    ['密码', 2],
    ['Şifre', 9],
    ['şifre', 15],
  ])
  expect(found('lösenord', ['lösenord'])).toEqual([['lösenord', 0]])
})
