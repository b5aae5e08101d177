import { expect, it } from 'vitest'
import { urlsOf } from './_urls.ts'

const urls = (text: string) => urlsOf({ text }).map(({ start, end }) => text.slice(start, end))

it('ends where the sentence goes on', () => {
  expect(urls('(https://example.com/a_(b)), then https://example.org/?q="x"')).toEqual([
    'https://example.com/a_(b)',
    'https://example.org/?q=',
  ])
  expect(urls('见https://example.com/a。下一句')).toEqual(['https://example.com/a'])
  expect(urls('a://b https://')).toEqual([])
})

it('finds the authority', () => {
  const text = 'see https://ana:pw@example.com:8443/x'
  const [found] = urlsOf({ text })
  expect(text.slice(...(found?.authority ?? [0, 0]))).toBe('ana:pw@example.com:8443')
})

it('cuts a URL without end', () => {
  const text = `https://example.com/${'a'.repeat(100_000)}`
  expect(urls(text)[0]?.length).toBeLessThan(3000)
})
