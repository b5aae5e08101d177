import { describe, expect, it } from 'vitest'
import { isNoOrganization } from './no-organization.ts'

function isNone(text: string, value: string, logOdds = 2): boolean {
  const start = text.indexOf(value)
  return isNoOrganization(text, {
    start,
    end: start + value.length,
    kind: 'organization',
    logOdds,
    lexicalOdds: 0,
  })
}

describe('isNoOrganization', () => {
  it('rejects parts of encoded characters, requests of typesetters, eras, formats and months', () => {
    expect(isNone('%E9%80%BD%E8', 'BD', 9)).toBe(true)
    expect(isNone('caesar %AF', 'AF', 9)).toBe(true)
    expect(isNone('end.\n.TP\nnext', 'TP', 9)).toBe(true)
    expect(isNone('in 44 BC he', 'BC', 9)).toBe(true)
    expect(isNone('sent as JSON to', 'JSON', 9)).toBe(true)
    expect(isNone('| Feb 11 |', 'Feb', 9)).toBe(true)
  })

  it('asks more of two capitals than of a longer name', () => {
    expect(isNone('shares of BP fell', 'BP', 2)).toBe(true)
    expect(isNone('shares of BP fell', 'BP', 5)).toBe(false)
    expect(isNone('arrested by FBI agents', 'FBI', 1)).toBe(false)
  })

  it('leaves other names and kinds alone', () => {
    expect(isNone('She works for Meridian Ltd.', 'Meridian Ltd')).toBe(false)
    expect(isNone('grew by 20% Acme Inc said', 'Acme Inc')).toBe(false)
    const place = { start: 0, end: 2, kind: 'place', logOdds: 1, lexicalOdds: 0 } as const
    expect(isNoOrganization('BD', place)).toBe(false)
  })
})
