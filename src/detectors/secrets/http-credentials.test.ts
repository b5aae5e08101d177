import { describe, expect, it } from 'vitest'
import { draws, found } from '../../../test/support/secrets.ts'
import { httpCredentials } from './http-credentials.ts'

const { alphanumeric, hex } = draws(81)
const token = `${alphanumeric(30)}4Z`
const basic = btoa(`ana:${alphanumeric(12)}9`)

describe('finds', () => {
  it.each([
    ['a header', `Authorization: Bearer ${token}`, token],
    ['curl', `curl -H "Authorization: Bearer ${token}" https://api.internal`, token],
    ['no scheme', `curl -H 'Authorization: ${token}'`, token],
    ['Token', `Authorization: Token ${hex(40)}x`.replace(/x$/, ''), undefined],
    ['JSON', `{"Authorization": "Bearer ${token}"}`, token],
    ['Python', `headers = {'authorization': 'Bearer ${token}'}`, token],
    ['escaped', `"{\\"Authorization\\": \\"Bearer ${token}\\"}"`, token],
    ['a call', `request.setRequestHeader('Authorization', 'Bearer ${token}')`, token],
    ['proxy', `Proxy-Authorization: Basic ${basic}`, basic],
    ['basic', `Authorization: Basic ${basic}`, basic],
    ['bare bearer', `use Bearer ${token} please`, token],
  ])('%s', (_, text, value) => {
    const hits = found(httpCredentials, text)
    expect(hits).toHaveLength(1)
    if (value !== undefined) expect(hits).toEqual([value])
  })
})

describe('passes', () => {
  it.each([
    'Authorization: Bearer <token>',
    'Authorization: Bearer $TOKEN',
    'Authorization: Bearer $' + '{token}',
    'Authorization: Bearer {{token}}',
    'Authorization: Bearer YOUR_ACCESS_TOKEN',
    'Authorization: Bearer xxxxxxxxxxxxxxxx',
    'Authorization: Basic ...',
    'Authorization: Basic dXNlcm5hbWU6cGFzc3dvcmQ=',
    'Authorization: Bearer eyJhbGciOi...',
    'headers.Authorization = getAuthorizationHeader(session)',
    "Authorization: 'Bearer ' + accessToken",
    'Authorization: required for all endpoints of this service',
    '"AWS::Config::AggregationAuthorization": "af318b77aaceeeaa"',
    'the bearer of this letter is authorized',
  ])('%s', text => {
    expect(found(httpCredentials, text)).toEqual([])
  })
})
