import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passesLuhn } from '../../core/index.ts'
import { isRepeated, mod11And2, mod11And10, mod37And36, remainder, verhoeff } from './_checksums.ts'

/** Worked examples of the standards and of the pages that explain them. */
const VALID: readonly (readonly [name: string, check: (number: string) => boolean, numbers: string[]])[] = [
  ['Luhn', passesLuhn, ['79927398713', '4111111111111111', '0']],
  ['ISO 7064 MOD 11-2', mod11And2, ['11010519491231002X', '079X', '07940']],
  ['ISO 7064 MOD 11,10', mod11And10, ['07945', '36574261809']],
  ['ISO 7064 MOD 37,36', mod37And36, ['A12425GABC1234002M']],
  ['Verhoeff', verhoeff, ['2363', '758722', '123451', '1428570']],
]

describe.each(VALID)('%s', (_name, check, numbers) => {
  it('accepts worked examples', () => {
    const wrong = numbers.filter(number => !check(number))
    expect(wrong).toEqual([])
  })

  it('notices any one digit changed', () => {
    for (const number of numbers.filter(each => check(each) && each.length > 1)) {
      fc.assert(
        fc.property(fc.nat(number.length - 2), fc.integer({ min: 1, max: 9 }), (at, by) => {
          const digit = Number(number.charAt(at))
          if (Number.isNaN(digit)) return
          expect(check(number.slice(0, at) + ((digit + by) % 10) + number.slice(at + 1))).toBe(false)
        }),
      )
    }
  })
})

it('divides numbers of any length', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 40n }),
      fc.integer({ min: 2, max: 9999 }),
      (number, modulus) => {
        expect(remainder(String(number), modulus)).toBe(Number(number % BigInt(modulus)))
      },
    ),
  )
})

it('knows repeated digits', () => {
  expect(['1', '77777', '12', '71777'].map(isRepeated)).toEqual([true, true, false, false])
})
