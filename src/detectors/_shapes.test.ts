import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanOf } from './_scan.ts'
import { SHAPES } from './_shapes.ts'
import { dateAt } from './personal-data/_date-forms.ts'
import { addressCode } from './personal-data/_postal-forms.ts'

const MONTHS =
  'jan january jänner januar janvier janeiro feb februar févr février febrero febbraio fevereiro mar march märz mars marzo março mart maart apr april avril abril may mai maj mayo maggio maio mei jun june juni juin junio giugno jul july juillet luglio aug august août aout agosto sept september setembre settembre set oct october octubre okt ottobre outubro nov novembre dec december déc dez dic diciembre des enero gennaio stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia января февраля марта апреля мая июня июля августа сентября октября ноября декабря ocak şubat nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık'.split(
    ' ',
  )
const NUMBERS =
  '1 5 12 31 05 99 1985 2010 20100512 62704 SW1A 1AA K1A 0B1 D02 100084 1000 00-950 2000 10'.split(' ')
const MARKS =
  ', . - / \n : ( ) 年 月 日 생 年生 st nd rd th of de º 〒 市 路 born CA NSW Paris Straße AX AB \\n 、 ，'
    .split(' ')
    .concat(' ', ' ', '')
const piece = fc.oneof(
  fc.constantFrom(...MONTHS),
  fc.constantFrom(...MONTHS).map(each => each.toUpperCase()),
  fc.constantFrom(...NUMBERS),
  fc.constantFrom(...MARKS),
  fc.constantFrom(...MARKS),
)
const texts = fc
  .array(piece, { minLength: 2, maxLength: 12 })
  .chain(pieces => fc.constantFrom('', ' ').map(gap => pieces.join(gap)))

describe('shapes', () => {
  it('keep every date and every postal code of an address', () => {
    let dates = 0
    let codes = 0
    fc.assert(
      fc.property(texts, text => {
        const scan = scanOf({ text })
        for (const token of scan.tokens) {
          if (dateAt(scan, token) !== undefined) {
            dates++
            expect(token.shapes & SHAPES.date, text).not.toBe(0)
          }
          if (token.end - token.start > 1 && token.end - token.start < 10 && addressCode(scan.text, token)) {
            codes++
            expect(token.shapes & SHAPES.postal, text).not.toBe(0)
          }
        }
      }),
      { numRuns: 20_000 },
    )
    expect(dates).toBeGreaterThan(500)
    expect(codes).toBeGreaterThan(20)
  })

  it.each([
    ['joined', '(212) 555-0147'],
    ['card', '4111 1111 1111 1111'],
    ['card', '4111111111111111'],
    ['iban', 'GB82 WEST 1234 5698 7654 32'],
    ['vehicle', '1M8GDM9AXKP042788'],
    ['long', '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2'],
    ['subscriber', '490154203237518'],
    ['imei', '49-015420-323751-8'],
    ['uuid', '6D92078A-8246-4BA4-AE5B-76104861E7DC'],
    ['hexGroups', '3c:22:fb:4a:91:0e'],
    ['hexGroups', '3c22.fb4a.910e'],
    ['hex12', '3C22FB4A910E'],
    ['decimalPair', '40.712776° N, -74.005974'],
    ['octets', '41.173.96.26'],
    ['chinesePlate', '京A12345'],
    ['chinesePlate', '沪 A·6F12B'],
    ['chinesePlate', '使014578'],
  ] as const)('see %s in %s, and not in prose', (shape, value) => {
    expect(scanOf({ text: `it is ${value} here` }).shapes.all & SHAPES[shape]).not.toBe(0)
    expect(scanOf({ text: 'the 25 people of 2019 had 3 days' }).shapes.all & SHAPES[shape]).toBe(0)
  })
})
