import { describe, expect, it } from 'vitest'
import { draws, found, signals } from '../../../test/support/secrets.ts'
import { privateKey } from './private-key.ts'

const { base64, base64url } = draws(51)
const dashes = '-'.repeat(5)
const lines = Array.from({ length: 6 }, () => base64(64))
const block = (kind: string, body = lines.join('\n')) =>
  `${dashes}BEGIN ${kind}${dashes}\n${body}\n${dashes}END ${kind}${dashes}`

describe('finds', () => {
  it.each(['RSA PRIVATE KEY', 'PRIVATE KEY', 'EC PRIVATE KEY', 'DSA PRIVATE KEY', 'OPENSSH PRIVATE KEY'])(
    '%s',
    kind => {
      const text = `before\n${block(kind)}\nafter`
      expect(found(privateKey, text)).toEqual([block(kind)])
      expect(signals(privateKey, text)[0]?.type).toBe('private-key')
    },
  )

  it('a PGP block with its headers', () => {
    const text = block(
      'PGP PRIVATE KEY BLOCK',
      `Version: GnuPG v2\nComment: none\n\n${lines.join('\n')}\n=${base64(4)}`,
    )
    expect(found(privateKey, text)).toEqual([text])
  })

  it('encrypted keys, and says so', () => {
    for (const text of [
      block('ENCRYPTED PRIVATE KEY'),
      block('RSA PRIVATE KEY', `Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0011\n\n${lines.join('\n')}`),
    ]) {
      expect(signals(privateKey, text).map(each => each.type)).toEqual(['encrypted-private-key'])
    }
  })

  it('a key on one line, escaped once or twice', () => {
    for (const newline of ['\\n', '\\\\n', '\\r\\n']) {
      const text = `{"private_key": "${block('PRIVATE KEY').replaceAll('\n', newline)}${newline}"}`
      expect(found(privateKey, text), newline).toHaveLength(1)
    }
  })

  it('a key in code, line by line', () => {
    const text = block('RSA PRIVATE KEY')
      .split('\n')
      .map(line => `  "${line}\\n" +`)
      .join('\n')
    expect(found(privateKey, text)).toHaveLength(1)
  })

  it('an indented key, a commented one, one in a diff', () => {
    for (const margin of ['    ', '# ', '+', '> ']) {
      expect(found(privateKey, block('EC PRIVATE KEY').replaceAll('\n', `\n${margin}`)), margin).toHaveLength(
        1,
      )
    }
  })

  it('a key whose end was cut off', () => {
    const text = `${dashes}BEGIN RSA PRIVATE KEY${dashes}\n${lines.join('\n')}`
    expect(found(privateKey, text)).toHaveLength(1)
  })

  it('two keys in one text', () => {
    expect(found(privateKey, `${block('PRIVATE KEY')}\n\n${block('EC PRIVATE KEY')}`)).toHaveLength(2)
  })

  it('the private lines of a PuTTY file', () => {
    const body = `${base64(64)}\n${base64(64)}`
    const text = `PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nComment: me\nPublic-Lines: 1\nAAAA\nPrivate-Lines: 2\n${body}\nPrivate-MAC: 00`
    expect(found(privateKey, text)[0]).toContain(body.slice(0, 64))
    expect(signals(privateKey, text)[0]?.type).toBe('private-key')
  })

  it('a key wrapped in base64', () => {
    const wrapped = btoa(block('PRIVATE KEY'))
    expect(found(privateKey, `tls.key: ${wrapped}\n`)).toEqual([wrapped])
  })

  it('the private member of a JSON Web Key', () => {
    const secret = base64url(43)
    const text = `{"kty": "EC", "crv": "P-256", "x": "${base64url(43)}", "d": "${secret}"}`
    expect(found(privateKey, text)).toEqual([secret])
  })

  it('the private exponent of an RSAKeyValue', () => {
    const secret = `${base64(171)}=`
    expect(
      found(privateKey, `<RSAKeyValue><Modulus>${base64(171)}=</Modulus><D>${secret}</D></RSAKeyValue>`),
    ).toEqual([secret])
  })
})

describe('passes', () => {
  it.each([
    ['public keys', block('PUBLIC KEY')],
    ['certificates', block('CERTIFICATE')],
    ['a wrapped certificate', btoa(block('CERTIFICATE'))],
    ['a public JSON Web Key', `{"kty":"EC","x":"${base64url(43)}","y":"${base64url(43)}"}`],
    ['an empty block', `${dashes}BEGIN PRIVATE KEY${dashes}${dashes}END PRIVATE KEY${dashes}`],
    ['a block of words', block('PRIVATE KEY', 'paste the content of your private key file here, please')],
    ['a sample', block('PRIVATE KEY', 'x'.repeat(64))],
    ['talk of the marker', `grep for ${dashes}BEGIN RSA PRIVATE KEY${dashes} in all files and tell me`],
  ])('%s', (_, text) => {
    expect(found(privateKey, text)).toEqual([])
  })
})
