import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cryptographicBytes } from '../core/index.ts'
import { keyIdOf, openVault } from './vault.ts'

const master = cryptographicBytes(32)
const place = { file: 'a.jsonl', part: 'row 3' }

describe('vault', () => {
  it('opens what it sealed, whatever it is', () => {
    const vault = openVault(master, 'run-1')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), plain => {
        expect(Buffer.from(vault.open(vault.seal(plain, place), place))).toEqual(Buffer.from(plain))
      }),
    )
  })

  it('seals the same row to another text each time', () => {
    const vault = openVault(master, 'run-1')
    const plain = Buffer.from('same')
    expect(new Set(Array.from({ length: 50 }, () => vault.seal(plain, place))).size).toBe(50)
  })

  it('opens nothing with one bit changed, moved elsewhere, or under another key or run', () => {
    const vault = openVault(master, 'run-1')
    const plain = Buffer.from('13800138000')
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 7 }), (index, bit) => {
        const bytes = Buffer.from(vault.seal(plain, place), 'base64')
        const at = index % bytes.length
        bytes[at] = (bytes[at] as number) ^ (1 << bit)
        expect(() => vault.open(bytes.toString('base64'), place)).toThrow(
          /row 3: the sealed original was altered/,
        )
      }),
    )
    const sealed = vault.seal(plain, place)
    const attempts = [
      () => vault.open(sealed, { ...place, part: 'row 4' }),
      () => vault.open(sealed, { ...place, file: 'b.jsonl' }),
      () => openVault(master, 'run-2').open(sealed, place),
      () => openVault(cryptographicBytes(32), 'run-1').open(sealed, place),
      () => vault.open('', place),
      () => vault.open('AAAA', place),
    ]
    for (const attempt of attempts) expect(attempt).toThrow(expect.objectContaining({ code: 'E_INPUT' }))
  })

  it('derives surrogates from the key alone, in every run', () => {
    const one = openVault(master, 'run-1')
    expect(one.keyedBytes('label')).toEqual(openVault(master, 'run-2').keyedBytes('label'))
    expect(one.keyedBytes('label')).toHaveLength(32)
    expect(one.keyedBytes('label')).not.toEqual(one.keyedBytes('other'))
    expect(one.keyedBytes('label')).not.toEqual(
      openVault(cryptographicBytes(32), 'run-1').keyedBytes('label'),
    )
  })

  it('names a key without telling it', () => {
    expect(keyIdOf(master)).toMatch(/^[0-9a-f]{32}$/)
    expect(Buffer.from(master).toString('hex')).not.toContain(keyIdOf(master).slice(0, 8))
  })
})
