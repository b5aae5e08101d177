import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bareHosts, hostKind, trimToHost } from './_hosts.ts'

it('tells registrable hosts from suffixes and files', () => {
  expect(hostKind('example.co.uk')).toBe('public')
  expect(hostKind('EXAMPLE.COM')).toBe('public')
  expect(hostKind('co.uk')).toBeUndefined()
  expect(hostKind('photo.jpg')).toBeUndefined()
  expect(hostKind('db.corp.internal')).toBe('local')
  expect(hostKind('-a.com')).toBeUndefined()
  expect(hostKind(`${'a'.repeat(64)}.com`)).toBeUndefined()
})

it('cuts what runs on behind a host', () => {
  expect(trimToHost('example.com.Next')).toBe('example.com')
  expect(trimToHost('example.com.')).toBe('example.com')
  expect(trimToHost('no.such.thing')).toBe('')
})

it('gives spans that hold what they say', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'B', '1', '.', '-', ' ', '中', '@', 'com', '.de') }),
      text => {
        for (const { start, end, host } of bareHosts({ text })) expect(text.slice(start, end)).toBe(host)
      },
    ),
  )
})
