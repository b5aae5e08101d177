import { expect, it } from 'vitest'
import {
  decodeBase58Check,
  decodeBech32,
  decodeRippleBase58Check,
  isStellarAccount,
} from './_wallet-encodings.ts'

it('accepts the valid addresses of BIP 350', () => {
  for (const address of [
    'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4',
    'tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7',
    'bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y',
    'BC1SW50QGDZ25J',
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
  ]) {
    expect(decodeBech32(address), address).toBe(true)
  }
})

it('rejects the invalid addresses of BIP 350', () => {
  for (const address of [
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd',
    'BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL',
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh',
    'bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4',
    'tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq',
    'bc1',
    '1',
  ]) {
    expect(decodeBech32(address), address).toBe(false)
  }
})

it('checks the sums of base58', () => {
  expect(decodeBase58Check('1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2')?.length).toBe(21)
  expect(decodeBase58Check('1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3')).toBeUndefined()
  expect(decodeRippleBase58Check('rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh')?.length).toBe(21)
  expect(decodeRippleBase58Check('rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTi')).toBeUndefined()
})

it('checks the sum of a Stellar account', () => {
  expect(isStellarAccount('GAAZI4TCR3TY5OJHCTJC2A4QSY6CJWJH5IAJTGKIN2ER7LBNVKOCCWN7')).toBe(true)
  expect(isStellarAccount('GAAZI4TCR3TY5OJHCTJC2A4QSY6CJWJH5IAJTGKIN2ER7LBNVKOCCWN6')).toBe(false)
  expect(isStellarAccount('G')).toBe(false)
})
