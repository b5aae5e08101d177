import { describe, expect, it } from 'vitest'
import { draws, found, signals } from '../../../test/support/secrets.ts'
import { assignedSecret } from './assigned-secret.ts'

const { alphanumeric, hex, base64 } = draws(31)
const token = `${alphanumeric(27)}7Qz`
const uuid = [8, 4, 4, 4, 12].map(hex).join('-')

describe('finds the value alone, however it is joined to its name', () => {
  it.each([
    ['assignment', (value: string) => `apiKey = "${value}"`],
    ['env file', (value: string) => `API_KEY=${value}\nNEXT=1`],
    ['YAML', (value: string) => `auth:\n  access_token: ${value}\n`],
    ['JSON', (value: string) => `{"clientSecret":"${value}"}`],
    ['escaped JSON', (value: string) => `"{\\"api_key\\":\\"${value}\\"}"`],
    ['typed', (value: string) => `const apiKey: string = '${value}'`],
    ['argument', (value: string) => `os.getenv("API_TOKEN", "${value}")`],
    ['setter', (value: string) => `client.setApiKey("${value}")`],
    ['map', (value: string) => `env["API_KEY"] = "${value}"`],
    ['arrow', (value: string) => `'secret_key' => '${value}',`],
    ['flag', (value: string) => `run --api-key ${value} --now`],
    ['XML', (value: string) => `<apiKey>${value}</apiKey>`],
    ['attribute', (value: string) => `<add key="ApiKey" value="${value}"/>`],
    ['name and value', (value: string) => `- name: API_KEY\n  value: "${value}"`],
    ['header', (value: string) => `X-Api-Key: ${value}`],
    ['query', (value: string) => `/v1?api_key=${value}&page=2`],
    ['table', (value: string) => `| API key | ${value} |`],
    ['sentence', (value: string) => `the API key for staging is ${value}, keep it`],
    ['Chinese', (value: string) => `访问密钥：${value}。`],
    ['Chinese sentence', (value: string) => `我的令牌是${value}，别外传`],
    ['logical or', (value: string) => `process.env.API_KEY || '${value}'`],
  ])('%s', (_, build) => {
    expect(found(assignedSecret, build(token))).toEqual([token])
  })

  it('the whole text of a field that names it', () => {
    expect(found(assignedSecret, token, 'api_key')).toEqual([token])
    expect(found(assignedSecret, `  ${token}\n`, 'settings.clientSecret')).toEqual([token])
    expect(found(assignedSecret, token, 'text')).toEqual([])
  })

  it('without the scheme before it', () => {
    expect(found(assignedSecret, `api_token: "Bearer ${token}"`)).toEqual([token])
  })
})

describe('passes', () => {
  it.each([
    ['an identifier', `api_key = ${uuid}`.replace('api_key', 'credentials_id')],
    ['a UUID under a plain token', `lockToken: "${uuid}"`],
    ['a public key', `public_key = "${base64(43)}="`],
    ['a CSRF token', `csrf_token: ${token}`],
    ['a page token', `nextPageToken: "${token}"`],
    ['a digest under a plain key', `key: ${hex(40)}`],
    ['a named digest', `secret: sha256:${hex(64)}`],
    ['a password hash', `auth_token: $2b$12$${base64(53)}`],
    ['a path', 'private_key: /etc/ssl/private/server.pem'],
    ['a URL', 'token: https://login.internal/oauth2/token'],
    ['a class', 'apiKey: ApiKeyCredentialProvider'],
    ['a call', 'const token = createServiceAccountToken('],
    ['a member', 'token = self.session.access_token_value'],
    ['an environment variable', 'api_key = process.env.API_KEY'],
    ['a shell variable', 'API_KEY=$' + '{API_KEY:-none}'],
    ['a template', 'api_key: {{ vault.api_key_production }}'],
    ['a sample', 'API_KEY=your-api-key-goes-here'],
    ['crosses', `API_KEY=${'x'.repeat(32)}`],
    ['a value cut short', `API_KEY=${token}...`],
    ['a version', 'api_key_version: 2026-01-28-preview.3'],
    ['an empty one before another', 'API_KEY=\nOTHER_NAME_OF_A_THING=1'],
    ['words about keys', 'The key to a good secret is that nobody can guess the token or the password.'],
    ['the size of a key', `secret key size is ${hex(16)}`],
  ])('%s', (_, text) => {
    expect(found(assignedSecret, text)).toEqual([])
  })
})

it('says what moved the score', () => {
  const [plain] = signals(assignedSecret, `api_key = "${token}"`)
  const [trial] = signals(assignedSecret, `test_api_key = "${token}" # fake`)
  expect(plain?.moves?.some(each => each.by > 0)).toBe(true)
  expect(trial?.moves?.some(each => each.by < 0)).toBe(true)
  expect(trial?.score).toBeLessThan(plain?.score ?? 0)
})
