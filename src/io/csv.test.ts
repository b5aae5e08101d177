import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { readAll, rewriteAll, samplesOf, textsOf } from '../../test/support/containers.ts'
import { csv, tsv } from './csv.ts'
import { fitDialect } from './table/dialect.ts'

const rowsOf = async (content: string, format = csv) =>
  samplesOf(await readAll(format, Buffer.from(content))).map(textsOf)
const rejectsOf = async (content: string, format = csv) =>
  (await readAll(format, Buffer.from(content))).flatMap(event =>
    event.type === 'reject'
      ? [{ line: event.locator.line, row: event.locator.row, reason: event.reason.en }]
      : [],
  )

describe('dialects', () => {
  it.each([
    ['a comma', 'id,text\n1,"x, y"\n2,z\n', { id: '1', text: 'x, y' }],
    ['a semicolon', 'id;text\n1;x, y, z\n2;a, b\n', { id: '1', text: 'x, y, z' }],
    ['a tab', 'id\ttext\n1\tx, y\n2\tz\n', { id: '1', text: 'x, y' }],
    ['a bar', 'id|text\n1|x\n2|y\n', { id: '1', text: 'x' }],
    ['what its first line says', 'sep=;\r\nid;text\r\n1;x\r\n', { id: '1', text: 'x' }],
    [
      'one column of sentences',
      'text\nHello, world, again\nNo commas\nOne, more\n',
      { text: 'Hello, world, again' },
    ],
    ['old line ends', 'id,text\r1,x\r2,y\r', { id: '1', text: 'x' }],
    ['line ends in quotes', 'id,text\n1,"a\n\nb"\n2,c\n', { id: '1', text: 'a\n\nb' }],
    ['doubled quotes', 'id,text\n1,"say ""hi"""\n2,""\n', { id: '1', text: 'say "hi"' }],
  ])('are found: %s', async (_title, content, first) => {
    expect((await rowsOf(content))[0]).toEqual(first)
    expect(await rejectsOf(content)).toEqual([])
  })

  it('takes quotes of a table without quoting for what they are', async () => {
    const content = 'id\ttext\n1\t"Odd quote\n2\tplain\n3\t6" nails\n4\t"\n'
    expect((await rowsOf(content, tsv)).map(row => row['text'])).toEqual([
      '"Odd quote',
      'plain',
      '6" nails',
      '"',
    ])
  })

  it('looks at a bounded number of rows', () => {
    expect(fitDialect('a,b\n'.repeat(100_000), true, [',']).rows.length).toBe(200)
  })
})

describe('headers', () => {
  it.each([
    ['names that columns have', 'Name,Email\nAna,ana@example.org\n', 1],
    ['Chinese names', '姓名,电话\n张伟,13800138000\n', 1],
    ['words above numbers', 'foo,bar\nx,1\ny,2\n', 2],
    [
      'short words above long texts',
      'foo,bar\nHe went to the market today.,It was a sunny day and nobody saw it.\n',
      1,
    ],
    ['data in the first row', 'Ana Diaz,ana@example.org\nBo Li,bo@example.org\n', 2],
    ['a number in the first row', '1,hello\n2,there\n', 2],
    ['a phone number in the first row', 'Ana,13800138000\nBo,13900139000\n', 2],
    ['nothing that tells', 'Alice,Paris\nBob,Rome\n', 2],
    ['a header alone', 'id,text\n', 0],
  ])('%s', async (_title, content, samples) => {
    expect((await rowsOf(content)).length).toBe(samples)
  })

  it('names columns without a header, and repeated ones, apart', async () => {
    expect(Object.keys((await rowsOf('1,x\n2,y\n'))[0] ?? {})).toEqual(['column_1', 'column_2'])
    expect(Object.keys((await rowsOf(',text,,label\n0,a,,b\n1,c,,d\n'))[0] ?? {})).toEqual([
      'column_1',
      'text',
      'column_3',
      'label',
    ])
  })

  it('never makes a name of data', async () => {
    for (const content of ['ana@example.org,text\nx,y\n', 'id 12345678,text\nx,y\n']) {
      for (const row of await rowsOf(content)) expect(Object.keys(row).join()).not.toMatch(/@|\d{5}/)
    }
  })
})

describe('rows that are none', () => {
  it('are rejected with their line, and the rest goes on', async () => {
    const content = 'id,text\n1,a\n2\n"3",b\n4,c,d\n5,"x\ny"\n6\n7,e\n8,f,\n'
    expect(await rejectsOf(content)).toEqual([
      { line: 3, row: 3, reason: 'the row has 1 cells where the table has 2 columns' },
      { line: 5, row: 5, reason: 'the row has 3 cells where the table has 2 columns' },
      { line: 8, row: 7, reason: 'the row has 1 cells where the table has 2 columns' },
    ])
    expect((await rowsOf(content)).map(row => row['id'])).toEqual(['1', '3', '5', '7', '8'])
  })

  it('a quote that never closes spoils its own line only', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `${i},"good ${i}"\n`).join('')
    const content = `id,text\n${rows}50,"never closed\n51,"after"\n52,last\n`
    const texts = await rowsOf(content)
    expect(texts.length).toBeGreaterThanOrEqual(51)
    expect(texts.at(-1)).toEqual({ id: '52', text: 'last' })
    expect((await rejectsOf(content))[0]).toMatchObject({ line: 52 })
    expect((await rewriteAll(csv, Buffer.from(content), () => ({ action: 'keep' }))).toString()).toBe(content)
  })

  it('many quotes that never close take time in proportion to the file', async () => {
    const good = 'id,text\n1,"a, b"\n2,"c, d"\n'.concat('3,"e, f"\n'.repeat(300))
    const content = Buffer.from(good + '9,"x\n8,y\n'.repeat(20_001))
    const started = process.cpuUsage().user
    const events = await readAll(csv, content, { maxRowBytes: 10_000 })
    expect(process.cpuUsage().user - started).toBeLessThan(10_000_000)
    expect(events.length).toBeGreaterThan(20_000)
  })
})

it('a row of millions of cells is rejected in little memory', async () => {
  const before = process.memoryUsage().heapUsed
  const content = `id,text\n1,a\n${','.repeat(8_000_000)}\n2,b\n`
  const events = await readAll(csv, Buffer.from(content))
  expect(events.map(event => event.type)).toEqual(['sample', 'reject', 'sample'])
  const full = await readAll(csv, Buffer.from(content.replaceAll(',,,,', ',x,,')))
  expect(full.map(event => event.type)).toEqual(['sample', 'reject', 'sample'])
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(400_000_000)
})

describe('edits', () => {
  const edit = (content: string, field: string, replacement: string, format = csv) =>
    rewriteAll(format, Buffer.from(content), event => {
      if (event.type !== 'sample') return { action: 'keep' }
      const text = event.sample.fields.find(each => each.name === field)?.text ?? ''
      return { action: 'edit', edits: [{ field, start: 0, end: text.length, replacement, type: 'test' }] }
    })

  it('write the edited cell anew and nothing else', async () => {
    expect((await edit('id,text, note \r\n1 ,"a",  x\r\n', 'text', 'b')).toString()).toBe(
      'id,text, note \r\n1 ,"b",  x\r\n',
    )
    expect((await edit('id,text\n1,a\n', 'text', 'b, "c"\nd')).toString()).toBe('id,text\n1,"b, ""c""\nd"\n')
    expect((await edit('id;text\n1;a\n2;b\n', 'text', 'b;c')).toString()).toBe('id;text\n1;"b;c"\n2;"b;c"\n')
    expect((await edit('id,text\n1,a', 'text', ' b')).toString()).toBe('id,text\n1," b"')
  })

  it('stay on their line in a table without quoting', async () => {
    const content = 'id\ttext\n1\t"Odd\n2\tx\n3\t"\n'
    expect((await edit(content, 'text', 'a\tb\nc', tsv)).toString()).toBe(
      'id\ttext\n1\ta b c\n2\ta b c\n3\ta b c\n',
    )
  })

  it('keep the header when every row is dropped', async () => {
    const drop = { action: 'drop', reason: { en: 'x', 'zh-CN': 'x' }, type: 'test' } as const
    expect((await rewriteAll(csv, Buffer.from('id,text\n1,a\n2,b'), () => drop)).toString()).toBe('id,text\n')
  })
})

it('reads tables in encodings whose second bytes look like delimiters', async () => {
  // In Big5 and GB18030 the second byte of a character may be a bar or a backslash.
  const content = iconv.encode('編號|內容\n1|功能許可蓋\n2|育碁\n', 'big5')
  expect(content.includes(0x7c)).toBe(true)
  const events = []
  for await (const event of csv.read(
    {
      path: 'x',
      chunks: async function* () {
        yield content
      },
      bytes: async () => content,
      size: async () => content.length,
      slice: async () => content,
    },
    {
      encoding: 'big5',
      limits: {
        maxRowBytes: 1e6,
        maxExpansion: 1,
        maxDepth: 9,
        maxMemberBytes: 1e6,
        maxDecompressedBytes: 1e6,
      },
    },
  ))
    events.push(event)
  expect(samplesOf(events).map(textsOf)).toEqual([
    { 編號: '1', 內容: '功能許可蓋' },
    { 編號: '2', 內容: '育碁' },
  ])
})
