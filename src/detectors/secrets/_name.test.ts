import { expect, it } from 'vitest'
import { nameKind, wordsOf } from './_name.ts'

it('splits names as programs write them', () => {
  expect(wordsOf('dbPassword')).toEqual(['db', 'password'])
  expect(wordsOf('DB_PASSWORD')).toEqual(['db', 'password'])
  expect(wordsOf('spring.datasource.password')).toEqual(['spring', 'datasource', 'password'])
  expect(wordsOf('HTTPServerKey')).toEqual(['http', 'server', 'key'])
  expect(wordsOf('openaiapikey')).toEqual(['openai', 'api', 'key'])
  expect(wordsOf('clientsecret')).toEqual(['client', 'secret'])
  expect(wordsOf('monkey')).toEqual(['monkey'])
})

it.each(['password', 'DB_PASSWORD', 'smtpPass', 'root-passwd', 'userPwd', 'pgpassword', 'passwordValue'])(
  '%s names a password',
  name => {
    expect(nameKind(name)).toBe('password')
  },
)

it.each([
  'api_key',
  'apiKey',
  'CLIENT_SECRET',
  'accessToken',
  'secret_key_base',
  'jwt',
  'githubToken',
  'PRIVATE_KEY',
  'x-api-key',
  'encryptionKey',
  'SECRET_V2',
])('%s names a secret', name => {
  expect(nameKind(name)).toBe('secret')
})

it.each(['key', 'signerKey', 'credentials', 'user_auth'])('%s may name one', name => {
  expect(nameKind(name)).toBe('maybe')
})

it.each([
  'key_name',
  'tokenUrl',
  'secret_length',
  'public_key',
  'csrf_token',
  'next_page_token',
  'primaryKey',
  'cacheKey',
  'password_hash',
  'token_count',
  'keyword',
  'author',
  'compass',
  'bypass',
  'credentialsId',
  'monkey',
  'pad_token',
  'api_version',
  'clientPublicKey',
  'searchkey',
])('%s names no secret', name => {
  expect(nameKind(name)).toBe('none')
})
