import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import {
  dropping,
  fixture,
  readAll,
  replacing,
  rewriteAll,
  samplesOf,
  textsOf,
} from '../../test/support/containers.ts'
import { memorySource } from '../../test/support/memory-source.ts'
import { isPlimsollError } from '../core/index.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { ByteCursor, readHybrid } from './parquet/decode.ts'
import { readFooter } from './parquet/footer.ts'
import { ThriftReader, writeThrift } from './parquet/thrift.ts'
import { parquet } from './parquet.ts'

const CODECS = ['none', 'snappy', 'gzip', 'brotli', 'lz4', 'zstd']
const FILES = [
  ...CODECS.map(codec => [`chat-pyarrow-${codec}`, 'chat']),
  ...['encodings-pyarrow', 'qa-fastparquet', 'qa-polars'].map(name => [name, name]),
] as [name: string, expected: string][]

const bytesOf = (name: string) => fixture(`parquet/${name}.parquet`)
const expectedOf = (name: string): Record<string, string>[] =>
  JSON.parse(fixture(`parquet/${name}.json`).toString())
const rowsOf = async (bytes: Uint8Array) => samplesOf(await readAll(parquet, bytes)).map(textsOf)

/** What another reader sees in a file. */
function others(bytes: Buffer): Promise<Record<string, unknown>[]> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
  return parquetReadObjects({ file, compressors })
}

describe.each(FILES)('%s', (name, expected) => {
  it('gives every row as its producer wrote it', async () => {
    expect(await rowsOf(bytesOf(name))).toEqual(expectedOf(expected))
  })

  it('is kept byte for byte', async () => {
    const bytes = bytesOf(name)
    expect((await rewriteAll(parquet, bytes, () => ({ action: 'keep' }))).equals(bytes)).toBe(true)
  })

  it('is edited where asked, and another reader agrees', async () => {
    const bytes = bytesOf(name)
    const wanted = /ann\d+@example\.org|prefix-1|深|垃圾/g
    const output = await rewriteAll(parquet, bytes, replacing(wanted, '[已删]'))
    const edited = JSON.parse(JSON.stringify(expectedOf(expected)).replace(wanted, '[已删]'))
    expect(await rowsOf(output)).toEqual(edited)
    expect(output.includes('@example.org')).toBe(false)
    const before = await others(bytes)
    const after = await others(output)
    expect(asJson(after)).toEqual(JSON.parse(JSON.stringify(asJson(before)).replace(wanted, '[已删]')))
  })

  it('loses dropped rows alone, and another reader agrees', async () => {
    const bytes = bytesOf(name)
    let row = 0
    const isKept = (index: number) => index % 3 !== 1 && (index < 16 || index > 31)
    const output = await rewriteAll(parquet, bytes, () =>
      isKept(row++) ? { action: 'keep' } : { action: 'drop', reason: { en: '', 'zh-CN': '' }, type: 't' },
    )
    expect(await rowsOf(output)).toEqual(expectedOf(expected).filter((_row, index) => isKept(index)))
    expect(asJson(await others(output))).toEqual(
      asJson(await others(bytes)).filter((_row, index) => isKept(index)),
    )
  })
})

/** Values that compare by content. */
const asJson = (rows: readonly Record<string, unknown>[]): unknown[] =>
  JSON.parse(JSON.stringify(rows, (_key, value) => (typeof value === 'bigint' ? `${value}n` : value)))

describe('rewriting', () => {
  it('keeps row groups before and after a change as they are', async () => {
    const bytes = bytesOf('chat-pyarrow-zstd')
    const output = await rewriteAll(parquet, bytes, replacing('ann17@example.org', 'X'))
    const { groups } = await readFooter(memorySource(bytes), DEFAULT_LIMITS)
    const [first, second, third] = groups.map(({ chunks }) =>
      bytes.subarray(chunks[0]?.start ?? 0, chunks.at(-1)?.end ?? 0),
    )
    expect([first, second, third].map(group => group && output.includes(group))).toEqual([true, false, true])
    const untouched = groups[1]?.chunks[0]
    expect(output.includes(bytes.subarray(untouched?.start, untouched?.end))).toBe(true)
  })

  it('leaves no trace of what was taken out, in dictionaries, statistics or indexes', async () => {
    for (const codec of ['none', 'snappy']) {
      const output = await rewriteAll(parquet, bytesOf(`chat-pyarrow-${codec}`), dropping('垃圾'))
      expect(output.includes('垃圾')).toBe(false)
    }
    const output = await rewriteAll(parquet, bytesOf('chat-pyarrow-none'), replacing('spam', 'X'))
    expect(output.includes('spam')).toBe(false)
  })

  it('writes nulls where a number was edited', async () => {
    const output = await rewriteAll(parquet, bytesOf('chat-pyarrow-snappy'), replacing('13800138005', '***'))
    const rows = await rowsOf(output)
    expect(rows[5]?.['phone']).toBeUndefined()
    expect(rows[6]?.['phone']).toBe('13800138006')
    expect((await others(output))[5]?.['phone']).toBeNull()
  })

  it('refuses to edit a number that may not be null', async () => {
    const rewriting = rewriteAll(parquet, bytesOf('chat-pyarrow-snappy'), event => {
      const edits = [{ field: 'id', start: 0, end: 1, replacement: 'X', type: 't' }]
      return event.type === 'sample' ? { action: 'edit', edits } : { action: 'keep' }
    })
    await expect(rewriting).rejects.toMatchObject({ code: 'E_OUTPUT' })
  })

  it('can drop everything', async () => {
    const output = await rewriteAll(parquet, bytesOf('qa-polars'), () => ({
      action: 'drop',
      reason: { en: '', 'zh-CN': '' },
      type: 't',
    }))
    expect(await rowsOf(output)).toEqual([])
    expect(await others(output)).toEqual([])
  })
})

describe('files of hyparquet-writer', () => {
  it('are read, long values and nulls included', async () => {
    const long = '长 text '.repeat(100_000)
    const bytes = Buffer.from(
      parquetWriteBuffer({
        columnData: [
          { name: 'text', data: ['a', null, long], type: 'STRING' },
          { name: 'n', data: [1, 2, 3], type: 'INT32' },
        ],
      }),
    )
    expect(await rowsOf(bytes)).toEqual([{ text: 'a', n: '1' }, { n: '2' }, { text: long, n: '3' }])
    const events = await readAll(parquet, bytes, { maxRowBytes: 1000 })
    expect(events.map(event => event.type)).toEqual(['sample', 'sample', 'reject'])
  })

  it('say when a column holds values that are not read', async () => {
    const data = [{ who: 'ann@example.org' }]
    const bytes = Buffer.from(parquetWriteBuffer({ columnData: [{ name: 'event', data, type: 'VARIANT' }] }))
    const events = await readAll(parquet, bytes)
    expect(events[0]).toMatchObject({ type: 'reject', reason: { en: expect.stringContaining('VARIANT') } })
    const dropped = rewriteAll(parquet, bytes, () => ({
      action: 'drop',
      reason: { en: '', 'zh-CN': '' },
      type: 't',
    }))
    await expect(dropped).rejects.toMatchObject({ code: 'E_OUTPUT' })
  })

  it('never show data in field names', async () => {
    const bytes = Buffer.from(parquetWriteBuffer({ columnData: [{ name: 'ann@example.org', data: ['a'] }] }))
    expect(await rowsOf(bytes)).toEqual([{ '{0}': 'a' }])
  })
})

describe('what is refused', () => {
  const errorOf = async (bytes: Uint8Array, limits = {}) => {
    try {
      await readAll(parquet, bytes, limits)
    } catch (error) {
      if (isPlimsollError(error)) return `${error.code} ${error.message}`
      throw error
    }
    return ''
  }

  it('half a file', async () => {
    const bytes = bytesOf('chat-pyarrow-zstd')
    expect(await errorOf(bytes.subarray(0, bytes.length / 2))).toMatch(/E_INPUT.*breaks off/)
    for (let length = 0; length < bytes.length; length += 97) {
      expect(await errorOf(bytes.subarray(0, length))).toMatch(/E_INPUT/)
    }
  })

  it('what is no Parquet, and what is encrypted', async () => {
    expect(await errorOf(Buffer.from('a,b\n1,2\n'))).toMatch(/no Parquet file/)
    expect(await errorOf(Buffer.from('PAR1xxxxxxxxPARE'))).toMatch(/encrypted/)
  })

  it('a footer that claims more than there is', async () => {
    const bytes = Buffer.from(bytesOf('qa-polars'))
    bytes.writeUInt32LE(0x7fffffff, bytes.length - 8)
    expect(await errorOf(bytes)).toMatch(/E_INPUT.*footer claims/)
  })

  it('a list that claims more items than there are bytes', async () => {
    const footer = Buffer.from([0x15, 2, 0x19, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x0f, 0])
    const tail = Buffer.alloc(8)
    tail.writeUInt32LE(footer.length)
    tail.write('PAR1', 4)
    expect(await errorOf(Buffer.concat([Buffer.from('PAR1'), footer, tail]))).toMatch(/E_INPUT.*breaks off/)
  })

  it('pages beyond the limit', async () => {
    expect(await errorOf(bytesOf('encodings-pyarrow'), { maxMemberBytes: 500 })).toMatch(/E_LIMIT/)
  })

  it('runs that claim more values than the page has', () => {
    const cursor = new ByteCursor(Buffer.from([0xfe, 0xff, 0xff, 0xff, 0x07, 1]))
    expect(readHybrid(cursor, 1, 5)).toEqual(new Uint32Array([1, 1, 1, 1, 1]))
    expect(() => readHybrid(new ByteCursor(Buffer.from([0, 0])), 1, 5)).toThrow()
    expect(() => readHybrid(new ByteCursor(Buffer.from([3, 1])), 3, 8)).toThrow()
  })
})

it('Thrift structures are written as they were read', () => {
  const bytes = bytesOf('chat-pyarrow-snappy')
  const length = bytes.readUInt32LE(bytes.length - 8)
  const footer = bytes.subarray(bytes.length - 8 - length, bytes.length - 8)
  expect(Buffer.from(writeThrift(new ThriftReader(footer).struct())).equals(footer)).toBe(true)
})
