import { crc32 as zlibCrc } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draws } from '../../../test/support/secrets.ts'
import {
  decodeBase64,
  hasBech32Checksum,
  hasGrafanaCrc,
  hasRoutableCrc,
  hasTrailingCrc62,
  holdsAwsAccount,
  startsWithSnowflake,
} from './_checksums.ts'
import { crc32 } from './_crc32.ts'

const { alphanumeric, base64url } = draws(11)

it('computes CRC-32', () => {
  expect(crc32('123456789')).toBe(0xcbf43926)
  const ascii = fc.stringMatching(/^[\x20-\x7e]{0,64}$/)
  if (zlibCrc) fc.assert(fc.property(ascii, text => crc32(text) === zlibCrc(Buffer.from(text))))
})

describe('tokens with a trailing CRC', () => {
  // The sample that GitHub's own tooling prints, in parts.
  const body = ['zQWBuTSOoRi4A9spHcVY', '5ncnsDkxkJ'].join('')

  it('accepts a token whose digits agree', () => {
    expect(hasTrailingCrc62(`gh${'p'}_${body}${'0mL'}${'q17'}`)).toBe(true)
  })
  it('refuses one whose digits do not', () => {
    expect(hasTrailingCrc62(`gh${'p'}_${body}${'0mL'}${'q18'}`)).toBe(false)
  })
})

it('checks routable tokens', () => {
  const head = `gl${'pat'}-${base64url(30)}.${(30).toString(36).padStart(2, '0')}`
  const token = head + crc32(head).toString(36).padStart(7, '0')
  expect(hasRoutableCrc(token)).toBe(true)
  expect(hasRoutableCrc(`${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`)).toBe(false)
  expect(hasRoutableCrc(`gl${'pat'}-${base64url(20)}`)).toBeUndefined()
})

it('checks Grafana tokens, low byte first', () => {
  const head = `gl${'sa'}_${alphanumeric(32)}`
  const crc = Buffer.alloc(4)
  crc.writeUInt32LE(crc32(head))
  expect(hasGrafanaCrc(`${head}_${crc.toString('hex')}`)).toBe(true)
  expect(hasGrafanaCrc(`${head}_00000000`)).toBe(false)
})

it('reads the account out of an AWS access key id', () => {
  // Account 029608264753, from the published description of the format.
  expect(holdsAwsAccount(['ASIA', 'QNZGKIQY56JQ7WML'].join(''))).toBe(true)
  expect(holdsAwsAccount(['AKIA', '7777777777777777'].join(''))).toBe(false)
  expect(holdsAwsAccount(['AKIA', 'IOSFODNN7EXAMPLE'].join(''))).toBeUndefined()
})

it('checks Bech32', () => {
  // Valid and invalid strings of BIP 173.
  expect(hasBech32Checksum('A12UEL5L')).toBe(true)
  expect(hasBech32Checksum('abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw')).toBe(true)
  expect(hasBech32Checksum('A12UEL5M')).toBe(false)
})

it('decodes both alphabets of base64 and nothing else', () => {
  expect(decodeBase64('aGk=')).toBe('hi')
  expect(decodeBase64('-_-_')).toBe(decodeBase64('+/+/'))
  expect(decodeBase64('a')).toBeUndefined()
  expect(decodeBase64('not base64')).toBeUndefined()
})

it('knows the number at the start of a Discord token', () => {
  expect(startsWithSnowflake(`${btoa('1234567890123456789').replace(/=/g, '')}.abc.def`)).toBe(true)
  expect(startsWithSnowflake('bm90IGEgbnVtYmVy.abc.def')).toBe(false)
})
