import { describe, expect, it } from 'vitest'
import { closesAddress, joinAddresses } from './addresses.ts'
import type { Entity } from './entities.ts'

function entity(text: string, value: string, kind: Entity['kind'] = 'street-address'): Entity {
  const start = text.indexOf(value)
  return { start, end: start + value.length, kind, logOdds: 2, lexicalOdds: 1 }
}

function joined(text: string, ...values: [string, Entity['kind']?][]): string[] {
  const entities = values.map(([value, kind]) => entity(text, value, kind))
  joinAddresses(text, entities)
  return entities.map(({ start, end }) => text.slice(start, end))
}

describe('joinAddresses', () => {
  it('joins the lines of one address, quoted or not', () => {
    expect(joined('> 12 Elm Way\n> Flat 4\n> Leeds', ['12 Elm Way'], ['Flat 4'])).toEqual([
      '12 Elm Way\n> Flat 4',
    ])
    expect(joined('12 Elm Way, Flat 4', ['12 Elm Way'], ['Flat 4'])).toEqual(['12 Elm Way, Flat 4'])
  })

  it('keeps addresses apart that words or other entities part', () => {
    const text = '12 Elm Way or 9 Oak Row'
    expect(joined(text, ['12 Elm Way'], ['9 Oak Row'])).toEqual(['12 Elm Way', '9 Oak Row'])
    const between = '12 Elm Way\nYork\n9 Oak Row'
    expect(joined(between, ['12 Elm Way'], ['York', 'place'], ['9 Oak Row'])).toHaveLength(3)
  })

  it('takes in a postal code after the places of an address, and no other number', () => {
    const closes = (text: string, code: string, ...values: [string, Entity['kind']?][]) =>
      closesAddress(
        text,
        entity(text, code),
        values.map(([value, kind]) => entity(text, value, kind)),
      )
    const block = '12 Elm Way\nLeeds\nUnited Kingdom LS1 4AP'
    const places: [string, Entity['kind']?][] = [
      ['12 Elm Way'],
      ['Leeds', 'place'],
      ['United Kingdom', 'place'],
    ]
    expect(closes(block, 'LS1 4AP', ...places)).toBe(true)
    expect(
      closes('3 ul. Nowa\n Apt. 9\n Poland 11248', '11248', ['3 ul. Nowa\n Apt. 9'], ['Poland', 'place']),
    ).toBe(true)
    expect(closes('Poland 11248', '11248', ['Poland', 'place'])).toBe(false)
    expect(
      closes(
        '12 Elm Way, Ana, Leeds 11248',
        '11248',
        ['12 Elm Way'],
        ['Ana', 'person-name'],
        ['Leeds', 'place'],
      ),
    ).toBe(false)
    expect(closes('12 Elm Way\nLeeds\nTel 11248', '11248', ['12 Elm Way'], ['Leeds', 'place'])).toBe(false)
    expect(
      closes(`12 Elm Way${' x'.repeat(80)} Leeds 11248`, '11248', ['12 Elm Way'], ['Leeds', 'place']),
    ).toBe(false)
  })

  it('takes in the corner of two streets, and no other corner', () => {
    const text = 'Meet at the corner of Elm Way and Oak Row'
    expect(joined(text, ['Elm Way and Oak Row'])).toEqual(['the corner of Elm Way and Oak Row'])
    expect(joined('the corner of ul. Elm 8 and Oak Row', ['Elm 8 and Oak Row'])).toEqual([
      'the corner of ul. Elm 8 and Oak Row',
    ])
    expect(joined('in the corner of 12 Elm Way', ['12 Elm Way'])).toEqual(['12 Elm Way'])
  })
})
