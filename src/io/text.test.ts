import { describe, expect, it } from 'vitest'
import { readAll, rewriteAll, samplesOf } from '../../test/support/containers.ts'
import { markdown, text } from './text.ts'

const textsOf = async (content: string) =>
  samplesOf(await readAll(text, Buffer.from(content))).map(sample => sample.fields[0]?.text)

const filler = 'lorem ipsum '.repeat(100_000)

describe('plain text', () => {
  it('is one sample up to 1 MiB', async () => {
    expect(await textsOf('one\n\ntwo\r\n')).toEqual(['one\n\ntwo\r\n'])
    expect(await textsOf('')).toEqual([])
  })

  it('is one sample a paragraph beyond that', async () => {
    const paragraphs = [
      'one\ntwo',
      'three',
      'four\r\nfive',
      ...Array.from({ length: 30 }, () => filler.slice(0, 60_000).trim()),
    ]
    const content = `\n${paragraphs.join('\n\n')}\n`
    expect(await textsOf(content)).toEqual(paragraphs)
    const edited = await rewriteAll(text, Buffer.from(content), event =>
      event.type === 'sample' && event.sample.fields[0]?.text === 'three'
        ? { action: 'edit', edits: [{ field: 'text', start: 0, end: 5, replacement: '3', type: 'test' }] }
        : { action: 'keep' },
    )
    expect(edited.toString()).toBe(content.replace('three', '3'))
  })

  it('is one sample a line where a paragraph is longer than 64 KiB', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `2026-01-01 line ${i} ${filler.slice(0, 50)}`)
    const content = `${lines.join('\n')}\n\nlast\nparagraph\n`
    expect(await textsOf(content)).toEqual([...lines, 'last\nparagraph'])
  })

  it('locates paragraphs', async () => {
    const content = `one\ntwo\n\nthree\n${filler}`
    const [first, second] = samplesOf(await readAll(markdown, Buffer.from(content)))
    expect(first?.locator).toMatchObject({ line: 1, byte: 0 })
    expect(second?.locator).toMatchObject({ line: 4, byte: 9 })
  })

  it('bears NUL bytes', async () => {
    expect(await textsOf('a\u0000b')).toEqual(['a\u0000b'])
  })
})
