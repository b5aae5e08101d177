import { type CountryCode, getCountries, getExampleNumber, type PhoneNumber } from 'libphonenumber-js/max'
import examples from 'libphonenumber-js/mobile/examples'
import { describe, expect, it } from 'vitest'
import { parseOptions } from '../../core/index.ts'
import { phoneNumber } from './phone-number.ts'

const options = parseOptions(phoneNumber, {})
const REPORTED = 0.5

/** What stands before the number, what after, and how it is written. */
const WAYS: readonly [
  before: string,
  after: string,
  write: (number: PhoneNumber) => string,
  share: number,
][] = [
  ['You can reach me on ', '.', number => number.formatInternational(), 1],
  ['kontakt: ', '', number => number.number, 1],
  ['Ring ', ' tomorrow', number => number.formatInternational().replace('+', '00'), 0.98],
  ['Phone: ', '\nFax: none', number => number.formatNational(), 0.98],
  ['tel. ', '', number => number.formatNational().replaceAll(' ', '-'), 0.97],
  ['my number is ', '', number => number.formatNational().replace(/\D/g, ''), 0.94],
  ['Please call ', ' after five.', number => number.formatNational(), 0.92],
]

describe('the example number of every country', () => {
  const numbers = getCountries().flatMap((country: CountryCode) => getExampleNumber(country, examples) ?? [])

  it.each(WAYS)('%s…%s', (before, after, write, share) => {
    const missed = numbers.filter(number => {
      const written = write(number)
      const found = [...phoneNumber.detect({ text: `${before}${written}${after}` }, options)]
      const [signal] = found.filter(each => each.score >= REPORTED)
      return signal?.start !== before.length || signal.end !== before.length + written.length
    })
    expect(numbers.length).toBeGreaterThan(200)
    expect(
      1 - missed.length / numbers.length,
      missed.map(each => each.country).join(' '),
    ).toBeGreaterThanOrEqual(share)
  })
})

it('gives the label of a list to each of its numbers', () => {
  const text = 'Phones: 467 3395, 467 3396 and 467 3397'
  const found = [...phoneNumber.detect({ text }, options)].map(({ start, end }) => text.slice(start, end))
  expect(found).toEqual(['467 3395', '467 3396', '467 3397'])
})

it('says why a score moved', () => {
  const [signal] = phoneNumber.detect({ text: 'Phone: 99 577450' }, options)
  expect(signal?.moves?.map(move => move.by)).toEqual([0.4])
})
