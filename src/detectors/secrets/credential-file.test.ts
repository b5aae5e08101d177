import { describe, expect, it } from 'vitest'
import { draws, found } from '../../../test/support/secrets.ts'
import { credentialFile } from './credential-file.ts'

const { alphanumeric } = draws(91)
const value = `${alphanumeric(11)}7Q`

describe('finds', () => {
  it('.netrc in one line and in three', () => {
    expect(found(credentialFile, `machine api.internal login ana password ${value}`)).toEqual([value])
    expect(found(credentialFile, `machine api.internal\n  login ana\n  password ${value}\n`)).toEqual([value])
    expect(found(credentialFile, `default login ana password ${value}`)).toEqual([value])
  })

  it('the login of a registry', () => {
    const login = btoa(`ana:${value}`)
    expect(found(credentialFile, `{"auths":{"ghcr.io":{"auth":"${login}"}}}`)).toEqual([login])
    expect(found(credentialFile, `"{\\"auths\\":{\\"ghcr.io\\":{\\"auth\\":\\"${login}\\"}}}"`)).toEqual([
      login,
    ])
  })

  it('.npmrc', () => {
    expect(found(credentialFile, `//npm.internal/:_authToken=${value}\n`)).toEqual([value])
    expect(found(credentialFile, `//npm.internal/:_password="${btoa(value)}"\n`)).toEqual([btoa(value)])
  })

  it('.pgpass', () => {
    expect(found(credentialFile, `db.internal:5432:app:ana:${value}\n*:*:*:backup:${value}x\n`)).toEqual([
      value,
      `${value}x`,
    ])
  })

  it('a Kubernetes Secret, encoded and plain, in any order', () => {
    const encoded = btoa(value)
    expect(
      found(
        credentialFile,
        `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  password: ${encoded}\n`,
      ),
    ).toEqual([encoded])
    expect(found(credentialFile, `data:\n  password: "${encoded}"\nkind: Secret\n`)).toEqual([encoded])
    expect(found(credentialFile, `kind: Secret\nstringData:\n  token: ${value}\n`)).toEqual([value])
  })
})

describe('passes', () => {
  it.each([
    ['prose', 'a machine with a login and a password field'],
    ['an auth mode', '{"auth": "required"}'],
    ['an environment variable', '//npm.internal/:_authToken=$' + '{NPM_TOKEN}'],
    ['a ConfigMap', `kind: ConfigMap\ndata:\n  level: ${btoa('debug-level')}\n`],
    [
      'the public part of a Secret',
      `kind: Secret\ndata:\n  tls.crt: ${btoa('-----BEGIN CERTIFICATE-----')}\n  username: ${btoa('admin')}\n`,
    ],
    ['a template', 'kind: Secret\ndata:\n  password: {{ .Values.password }}\n'],
    ['another document', `kind: Secret\n---\ndata:\n  x: ${btoa('some-value-here')}\n`],
    ['a host and a port', 'db:5432:app'],
  ])('%s', (_, text) => {
    expect(found(credentialFile, text)).toEqual([])
  })
})
