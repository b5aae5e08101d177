import { expect, it } from 'vitest'
import { draws } from '../../../test/support/secrets.ts'
import { placeholderReason } from './_placeholder.ts'

const { alphanumeric, hex, base64 } = draws(21)

it.each([
  'YOUR_API_KEY',
  'your-token-here',
  'xxxxxxxxxxxxxxxx',
  'changeme',
  'change_me',
  '<token>',
  '$' + '{API_KEY}',
  '$API_KEY',
  '{{ secrets.token }}',
  'process.env.API_KEY',
  'os.environ["X"]',
  '%(password)s',
  'REDACTED',
  ['AKIA', 'IOSFODNN7EXAMPLE'].join(''),
  'abcdefghijklmnopqrstuvwxyz0123456789',
  '00000000000000000000000000000000',
  'deadbeefdeadbeefdeadbeef',
  'abc123abc123abc123abc123',
  'arn:aws:secretsmanager:eu-west-1:1:secret:x',
  '你的密钥',
  '********',
  'sk-...',
])('%s stands in for a secret', value => {
  expect(placeholderReason(value)?.en).toBeTruthy()
})

it('leaves random values alone', () => {
  for (let i = 0; i < 300; i++) {
    for (const value of [alphanumeric(32), hex(40), base64(44), alphanumeric(20)]) {
      expect(placeholderReason(value), value).toBeUndefined()
    }
  }
})

it('knows keys that vendors published', () => {
  const azurite = [
    'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2',
    'UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
  ].join('')
  expect(placeholderReason(azurite)?.en).toMatch(/vendor/)
})
