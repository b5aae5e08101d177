import { describe, expect, it } from 'vitest'
import { memorySource } from '../../test/support/memory-source.ts'
import { type BuiltMember, buildZip } from '../../test/support/zip-builder.ts'
import { isPlimsollError } from '../core/index.ts'
import type { Limits } from './contract.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { openZip, readMember, streamMember, type ZipArchive } from './zip/read.ts'
import { writeZip, type ZipReplacements } from './zip/write.ts'

const GOOD: readonly BuiltMember[] = [
  { name: 'a.txt', content: 'alpha '.repeat(1000) },
  { name: 'folder/b.txt', content: 'beta', stored: true },
  { name: 'c/空.txt', content: '' },
]

const open = (bytes: Buffer, limits: Partial<Limits> = {}): Promise<ZipArchive> =>
  openZip(memorySource(bytes, 'x.zip'), { ...DEFAULT_LIMITS, ...limits })

async function contents(archive: ZipArchive): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const member of archive.members)
    found[member.name] = (await readMember(archive, member, 1e9)).toString()
  return found
}

async function rewritten(bytes: Buffer, replacements: ZipReplacements): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of writeZip(await open(bytes), replacements)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function failure(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  try {
    await work
  } catch (error) {
    if (isPlimsollError(error)) return { code: error.code, message: error.message }
    throw error
  }
  throw new Error('nothing was thrown')
}

const readEverything = async (bytes: Buffer, limits: Partial<Limits> = {}) =>
  contents(await open(bytes, limits))

describe('reading', () => {
  it('gives members in the order of the directory', async () => {
    expect(await readEverything(buildZip(GOOD))).toEqual({
      'a.txt': 'alpha '.repeat(1000),
      'folder/b.txt': 'beta',
      'c/空.txt': '',
    })
  })

  it('takes a comment', async () => {
    expect(Object.keys(await readEverything(buildZip(GOOD, Buffer.from('made by hand'))))).toHaveLength(3)
  })
})

describe('writing', () => {
  it('copies the source when nothing is replaced', async () => {
    const bytes = buildZip(GOOD, Buffer.from('comment'))
    expect((await rewritten(bytes, new Map())).equals(bytes)).toBe(true)
  })

  it('replaces by bytes and by streams, leaves out, and keeps the other members as they are', async () => {
    const bytes = buildZip(GOOD)
    async function* stream() {
      yield Buffer.from('one ')
      yield Buffer.from('two '.repeat(50_000))
    }
    const output = await rewritten(
      bytes,
      new Map<string, Uint8Array | AsyncIterable<Uint8Array> | null>([
        ['a.txt', stream()],
        ['c/空.txt', null],
      ]),
    )
    expect(await readEverything(output)).toEqual({
      'a.txt': `one ${'two '.repeat(50_000)}`,
      'folder/b.txt': 'beta',
    })
    const again = await rewritten(output, new Map([['folder/b.txt', Buffer.from('new')]]))
    expect(await readEverything(again)).toEqual({
      'a.txt': `one ${'two '.repeat(50_000)}`,
      'folder/b.txt': 'new',
    })
    const [before, after] = [await open(output), await open(again)]
    const compressed = (archive: ZipArchive) => memberBytes(archive, 'a.txt')
    expect(await compressed(after)).toEqual(await compressed(before))
  })
})

async function memberBytes(archive: ZipArchive, name: string): Promise<Buffer> {
  const member = archive.find(name)
  if (!member) throw new Error('no such member')
  return Buffer.from(await archive.source.slice(member.offset, member.limit))
}

describe('refusals name the member', () => {
  const evil = (name: string) =>
    buildZip([
      { name: 'ok.xml', content: 'ok' },
      { name, content: 'x' },
    ])

  it.each(['../outside.xml', '/etc/passwd', 'a/../../b', 'C:/x', 'a\\..\\b'])('path %s', async name => {
    const { code, message } = await failure(open(evil(name)))
    expect(code).toBe('E_INPUT')
    expect(message).toContain('outside the archive')
  })

  it('the same name twice', async () => {
    expect((await failure(open(evil('OK.xml')))).message).toContain('OK.xml: it occurs twice')
  })

  it('encryption', async () => {
    const bytes = buildZip([{ name: 'a.xml', content: 'x', flags: 1 }])
    expect((await failure(open(bytes))).message).toContain('a.xml: it is encrypted')
  })

  it('a bomb by its claim', async () => {
    const bytes = buildZip([{ name: 'big.xml', content: Buffer.alloc(50_000_000) }])
    expect(await failure(open(bytes, { maxExpansion: 100 }))).toMatchObject({ code: 'E_LIMIT' })
    expect(await failure(open(bytes, { maxDecompressedBytes: 1e6 }))).toMatchObject({ code: 'E_LIMIT' })
    const archive = await open(bytes, { maxExpansion: 2000 })
    const [member] = archive.members
    if (member) expect(await failure(readMember(archive, member, 1e6))).toMatchObject({ code: 'E_LIMIT' })
  })

  it('a bomb that claims to be small', async () => {
    const bytes = buildZip([{ name: 'big.xml', content: Buffer.alloc(50_000_000), claim: { size: 100 } }])
    const archive = await open(bytes)
    const { message } = await failure(
      (async () => {
        for (const member of archive.members) for await (const _ of streamMember(archive, member));
      })(),
    )
    expect(message).toContain('another size')
  })

  it('members that overlap', async () => {
    const bytes = buildZip([
      { name: 'a.xml', content: 'x'.repeat(100), stored: true },
      { name: 'b.xml', content: 'x'.repeat(100), stored: true, claim: { offset: 10 } },
    ])
    expect((await failure(open(bytes))).message).toContain('overlaps')
  })

  it('a local header that names another member', async () => {
    const bytes = buildZip([{ name: 'a.xml', content: 'x', claim: { localName: 'b.xml' } }])
    expect((await failure(readEverything(bytes))).message).toContain(
      'differs between directory and local header',
    )
  })

  it('a wrong checksum', async () => {
    const bytes = buildZip([{ name: 'a.xml', content: 'x', claim: { crc32: 1 } }])
    expect((await failure(readEverything(bytes))).message).toContain('checksum')
  })

  it('a second end record in the comment', async () => {
    const inner = buildZip(GOOD)
    expect((await failure(open(buildZip(GOOD, inner.subarray(-22))))).message).toContain('ambiguous')
  })

  it('a file that breaks off anywhere', async () => {
    const bytes = buildZip(GOOD)
    for (let length = 0; length < bytes.length; length += 7) {
      expect((await failure(readEverything(bytes.subarray(0, length)))).code).toBe('E_INPUT')
    }
  })

  it('names without showing control characters', async () => {
    const { message } = await failure(open(evil('../\u001b[31mred\u0007')))
    expect(message).not.toMatch(/[\u0000-\u001f]/)
  })
})
