import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunkedSource, drain } from '../../../test/support/chunked-source.ts'
import { isPlimsollError, type SampleDecision } from '../../core/index.ts'
import type { ReadEvent, RewriteEvent } from '../contract.ts'
import { csv, tsv } from '../csv.ts'
import type { Format, FormatOptions } from '../format.ts'
import { json } from '../json.ts'
import { jsonl } from '../jsonl.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { type TextEncoding, textCodec } from '../text/text-codec.ts'
import { markdown, text } from '../text.ts'

const FORMATS = [csv, json, jsonl, markdown, text, tsv]
const KEEP: SampleDecision = { action: 'keep' }

const optionsOf = (encoding: string, limits = {}): FormatOptions => ({
  encoding,
  encodingIsGiven: true,
  limits: { ...DEFAULT_LIMITS, ...limits },
})

async function events(
  format: Format,
  bytes: Uint8Array,
  sizes: readonly number[],
  options = optionsOf('utf-8'),
) {
  const found: ReadEvent[] = []
  let error: unknown
  try {
    for await (const event of format.read(chunkedSource(bytes, sizes), options)) found.push(event)
  } catch (caught) {
    error = caught
  }
  return { found, error }
}

async function rewritten(
  format: Format,
  bytes: Uint8Array,
  sizes: readonly number[],
  decide: (event: RewriteEvent) => SampleDecision | Promise<SampleDecision>,
  options = optionsOf('utf-8'),
) {
  return await drain(
    (format.rewrite as NonNullable<Format['rewrite']>)(chunkedSource(bytes, sizes), options, decide),
  )
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })
const scraps = fc
  .array(
    fc.constantFrom(
      '{"a":"b"}',
      '{',
      '}',
      '[',
      ']',
      '"',
      '""',
      ',',
      ':',
      ';',
      '\t',
      '|',
      '\n',
      '\r\n',
      '\r',
      '\n\n',
      ' ',
      'a',
      '12',
      'é',
      '你好',
      '\\',
      '\\"',
      '\u0000',
      'x,y,z\n',
      '"q, r"',
      '{"data":[{"x":1},{"x":2}]}',
      '\ufeff',
      '😀',
    ),
    { maxLength: 30 },
  )
  .map(parts => parts.join(''))

describe.each(FORMATS.map(format => [format.name, format] as const))('%s', (_name, format) => {
  it('gives the same samples whatever the chunks, and the same bytes when all is kept', async () => {
    await fc.assert(
      fc.asyncProperty(scraps, sizes, async (content, pieces) => {
        const bytes = Buffer.from(content)
        const whole = await events(format, bytes, [bytes.length + 1])
        const cut = await events(format, bytes, pieces)
        expect(cut.found).toEqual(whole.found)
        if (whole.error !== undefined) expect(isPlimsollError(whole.error)).toBe(true)
        const asked: RewriteEvent[] = []
        const { bytes: same, error } = await rewritten(format, bytes, pieces, event => {
          asked.push(event)
          return asked.length % 2 === 0 ? KEEP : Promise.resolve(KEEP)
        })
        expect(asked.map(({ raw: _raw, ...event }) => event)).toEqual(whole.found)
        if (whole.error === undefined) expect(same.equals(bytes), JSON.stringify(same.toString())).toBe(true)
        else expect(isPlimsollError(error)).toBe(true)
      }),
      { numRuns: 600 },
    )
  })

  it('bears arbitrary bytes in every encoding', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 60 }),
        sizes,
        fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'shift_jis', 'windows-1252'),
        async (bytes, pieces, encoding) => {
          const { bytes: same, error } = await rewritten(
            format,
            bytes,
            pieces,
            () => KEEP,
            optionsOf(encoding),
          )
          if (error === undefined) expect(same.equals(bytes)).toBe(true)
          else expect(isPlimsollError(error)).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('locates rows by byte and line', async () => {
    const content = format === json ? '[\n{"a":"é"},\n{"a":"b"}]' : 'a,label\nx,é\n\ny,b\n'
    const { found } = await events(format, Buffer.from(content), [3])
    for (const event of found) {
      const { byte, line } = event.type === 'sample' ? event.sample.locator : event.locator
      const before = Buffer.from(content).subarray(0, byte).toString()
      expect(line).toBe(before.split('\n').length)
    }
    expect(found.length).toBeGreaterThan(0)
  })

  it('rejects a row beyond the limit and goes on', async () => {
    const long = 'z'.repeat(5000)
    const contents: Readonly<Record<string, string>> = {
      csv: `id,text\n1,a\n2,${long}\n3,b\n`,
      tsv: `id\ttext\n1\ta\n2\t${long}\n3\tb\n`,
      json: `[{"text":"a"},{"text":"${long}"},{"text":"b"}]`,
      jsonl: `{"text":"a"}\n{"text":"${long}"}\n{"text":"b"}\n`,
      text: `a\n\n${long}\n\nb\n`,
      markdown: `a\n\n${long}\n\nb\n`,
    }
    const bytes = Buffer.from(contents[format.name] as string)
    for (const pieces of [[100], [10_000]]) {
      const options = optionsOf('utf-8', { maxRowBytes: 1000 })
      const { found, error } = await events(format, bytes, pieces, options)
      expect(error).toBeUndefined()
      const kinds = found.map(event => event.type)
      expect(kinds).toEqual(['sample', 'reject', 'sample'])
      const asked: RewriteEvent[] = []
      const note = (event: RewriteEvent) => {
        asked.push(event)
        return KEEP
      }
      const kept = await rewritten(format, bytes, pieces, note, options)
      expect(kept.bytes.equals(bytes)).toBe(true)
      expect(asked[1]?.truncated).toBe(true)
      const dropped = await rewritten(
        format,
        bytes,
        pieces,
        event => (event.type === 'reject' ? DROP : KEEP),
        options,
      )
      expect(dropped.bytes.includes('zz')).toBe(false)
      const left = (await events(format, dropped.bytes, pieces, options)).found
      expect(left.map(event => event.type)).toEqual(left.map(() => 'sample'))
      expect(dropped.bytes.toString()).toMatch(/a.*b/s)
    }
  })
})

const DROP: SampleDecision = { action: 'drop', reason: { en: 'test', 'zh-CN': '测试' }, type: 'test' }

/** Ways to write rows of texts in each format. */
const WRITERS: Readonly<Record<string, (rows: readonly string[]) => string>> = {
  jsonl: rows => rows.map(row => `${JSON.stringify({ id: 1, text: row })}\r\n`).join(''),
  json: rows =>
    JSON.stringify(
      rows.map(row => ({ text: row })),
      null,
      2,
    ),
  csv: rows => `text,label\n${rows.map(row => `"${row.replaceAll('"', '""')}",ok`).join('\n')}`,
}

describe.each(Object.entries(WRITERS))('%s rewrites', (name, write) => {
  const format = FORMATS.find(each => each.name === name) as Format
  const word = fc.stringMatching(/^[a-zA-Z é你"',;\n]{1,12}$/)
  const fieldOf = (event: RewriteEvent) =>
    event.type === 'sample' ? (event.sample.fields.find(field => field.name === 'text')?.text ?? '') : ''
  const textsIn = async (bytes: Uint8Array, encoding: string) =>
    (await events(format, bytes, [64], optionsOf(encoding))).found.map(event =>
      event.type === 'sample'
        ? event.sample.fields.find(field => field.name === 'text')?.text
        : event.reason.en,
    )

  it('what is edited reads back edited, what is dropped is gone, the rest stays', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(word, fc.constantFrom('keep', 'edit', 'drop')), { minLength: 1, maxLength: 6 }),
        word,
        fc.constantFrom<TextEncoding>('utf-8', 'utf-16le', 'gb18030'),
        sizes,
        async (rows, replacement, encoding, pieces) => {
          const bytes = textCodec(encoding).encode(write(rows.map(row => row[0])))
          let at = 0
          const { bytes: changed, error } = await rewritten(
            format,
            bytes,
            pieces,
            event => {
              const action = rows[at++]?.[1]
              if (action !== 'edit') return action === 'drop' ? DROP : KEEP
              const edit = { field: 'text', start: 0, end: fieldOf(event).length, replacement, type: 'test' }
              return Promise.resolve({ action: 'edit', edits: [edit] })
            },
            optionsOf(encoding),
          )
          expect(error).toBeUndefined()
          expect(at).toBe(rows.length)
          const expected = rows
            .filter(row => row[1] !== 'drop')
            .map(row => (row[1] === 'edit' ? replacement : row[0]))
          expect(await textsIn(changed, encoding)).toEqual(expected)
        },
      ),
      { numRuns: 300 },
    )
  })
})

it('tells an edit of a field that is not there from one that is', async () => {
  const edits = [{ field: 'nope', start: 0, end: 1, replacement: '', type: 'test' }]
  const { error } = await rewritten(jsonl, Buffer.from('{"a":"b"}'), [99], () => ({ action: 'edit', edits }))
  expect(error).toMatchObject({ code: 'E_INTERNAL' })
})
