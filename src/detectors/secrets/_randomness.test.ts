import { expect, it } from 'vitest'
import { draws } from '../../../test/support/secrets.ts'
import { alphabetSize, randomEvidence, repeatShare, sequenceShare, shannonEntropy } from './_randomness.ts'

const { alphanumeric, hex, base64url } = draws(5)

const IDENTIFIERS = [
  'getPagesInConfluenceSpace',
  'requiredCharacteristicTypesForDisplay',
  'MAX_CONNECTIONS_PER_HOST',
  'application-configuration-provider',
  'DefaultListableBeanFactory',
  'operatingSystemVersion',
  'spring.datasource.password',
  'createServiceAccountToken',
  'internationalization_and_localization',
]

it('tells random strings from identifiers', () => {
  const worst = Math.max(...IDENTIFIERS.map(randomEvidence))
  for (const draw of [alphanumeric, hex, base64url]) {
    const values = Array.from({ length: 500 }, () => draw(24))
    const above = values.filter(each => randomEvidence(each) > 0.6).length
    expect(above / values.length).toBeGreaterThan(0.98)
    expect(values.filter(each => randomEvidence(each) > worst).length / values.length).toBeGreaterThan(0.98)
  }
  for (const each of IDENTIFIERS) expect(randomEvidence(each), each).toBeLessThan(0.3)
})

it('gives nothing for nothing', () => {
  expect(randomEvidence('')).toBe(0)
})

it('finds the smallest usual alphabet', () => {
  expect(alphabetSize('00ff')).toBe(16)
  expect(alphabetSize('123456')).toBe(10)
  expect(alphabetSize('abcxyz')).toBe(26)
  expect(alphabetSize('aZ9')).toBe(62)
})

it('measures entropy, runs and sequences', () => {
  expect(shannonEntropy('aaaa')).toBe(0)
  expect(shannonEntropy('abcd')).toBe(2)
  expect(repeatShare('xxxxab')).toBeCloseTo(4 / 6)
  expect(repeatShare('xxxyyy')).toBe(0)
  expect(sequenceShare('abcdef')).toBe(1)
  expect(sequenceShare('987654')).toBe(1)
  expect(sequenceShare('a')).toBe(0)
})
