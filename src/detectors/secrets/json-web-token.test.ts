import { expect, it } from 'vitest'
import { draws, found, signals } from '../../../test/support/secrets.ts'
import { jsonWebToken } from './json-web-token.ts'

const { base64url } = draws(61)
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const header = part({ alg: 'HS256', typ: 'JWT' })
const payload = part({ sub: '81723', role: 'admin' })
const token = `${header}.${payload}.${base64url(43)}`

it('finds a token alone, in a header, in a cookie, in a URL and in JSON', () => {
  for (const text of [
    token,
    `Authorization: Bearer ${token}`,
    `Cookie: a=1; t=${token}; b=2`,
    `https://a.b/c?t=${token}&d=1`,
    `{"id_token":"${token}"}`,
  ]) {
    expect(found(jsonWebToken, text)).toEqual([token])
  }
})

it('finds headers in any order of members', () => {
  const other = `${part({ kid: 'a', x5t: 'b', alg: 'RS256' })}.${payload}.${base64url(342)}`
  expect(found(jsonWebToken, other)).toEqual([other])
})

it('finds encrypted tokens of five parts', () => {
  const sealed = [
    part({ alg: 'RSA-OAEP', enc: 'A256GCM' }),
    base64url(342),
    base64url(16),
    base64url(80),
    base64url(22),
  ].join('.')
  expect(found(jsonWebToken, sealed)).toEqual([sealed])
})

it('finds a token encoded once more', () => {
  const wrapped = Buffer.from(token).toString('base64')
  expect(found(jsonWebToken, `jwt: ${wrapped}`)).toEqual([wrapped])
})

it('is less sure of an unsigned one', () => {
  const [signed] = signals(jsonWebToken, token)
  const [open] = signals(jsonWebToken, `${part({ alg: 'none' })}.${payload}.`)
  expect(open?.score).toBeLessThan(signed?.score ?? 0)
})

it('passes what only looks like one', () => {
  for (const text of [
    header,
    `${header}.${payload}`,
    `${part({ a: 1, b: 'x'.repeat(20) })}.${payload}.${base64url(43)}`,
    `${header}.${Buffer.from('not an object at all').toString('base64url')}.${base64url(43)}`,
    'eyeballs.eyelashes.eyebrows are three words that begin like one',
    `x${token}`,
  ]) {
    expect(found(jsonWebToken, text), text.slice(0, 40)).toEqual([])
  }
})
