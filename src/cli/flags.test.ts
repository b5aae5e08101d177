import { describe, expect, it } from 'vitest'
import { isPlimsollError } from '../core/index.ts'
import { parseMemory } from './flags.ts'

describe('a size of memory', () => {
  it('is a number with its unit', () => {
    expect(parseMemory('512MB')).toBe(512_000_000)
    expect(parseMemory('1.5 gib')).toBe(1.5 * 2 ** 30)
    expect(parseMemory('8000KB')).toBe(8_000_000)
    expect(parseMemory(' 1000GB')).toBe(1e12)
  })

  it.each(['', '512', '7MB', '1001GB', '0GB', '-64MB', '64XB', '1e3MB', 'NaNMB', '64MB64MB', '9'.repeat(40)])(
    'is not %j',
    input => {
      let thrown: unknown
      try {
        parseMemory(input)
      } catch (error) {
        thrown = error
      }
      expect(isPlimsollError(thrown) && [thrown.code, thrown.advice]).toEqual([
        'E_USAGE',
        { en: 'for example --memory 512MB', 'zh-CN': '例如 --memory 512MB' },
      ])
    },
  )
})
