import { closeSync, existsSync, mkdirSync, openSync, symlinkSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import { plimsoll, workFolder } from './_cli.ts'

// Whole processes over large files: slow on a busy machine.
vi.setConfig({ testTimeout: 240_000 })

interface Finding {
  readonly audit: string
  readonly where: { index?: number; line?: number; path: string }
  readonly evidence: { type: string }
}
interface Report {
  readonly artifacts: { path: string; samples: number; rejected: number; unreadable?: string }[]
  readonly outcomes: { audit: string; status: string }[]
  readonly findings: Finding[]
  readonly run: { peakBytes: number }
}
const parse = (text: string) => JSON.parse(text) as Report
const MAIL = 'write to ana.brennan@mailbox.net today'
const row = (text: string) => `${JSON.stringify({ text })}\n`
const emails = (report: Report) => report.findings.filter(each => each.evidence.type === 'email')

/** Random printable text that does not compress well. */
function noise(length: number): string {
  let text = ''
  for (let seed = 7; text.length < length; ) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    text += seed.toString(36)
  }
  return text.slice(0, length)
}

async function scan(cwd: string, ...args: string[]) {
  const { code, stdout, stderr } = await plimsoll(['scan', ...args, '--json'], { cwd })
  return { code, stderr, report: parse(stdout) }
}

describe('bad input loses nothing that can be read', () => {
  it('truncated gzip: what came before stands, status 2', async () => {
    const cwd = workFolder()
    const rows = Array.from({ length: 4000 }, (_, at) => row(at === 0 ? MAIL : noise(200 + at)))
    const whole = gzipSync(rows.join(''))
    writeFileSync(join(cwd, 'torn.jsonl.gz'), whole.subarray(0, whole.length >> 1))
    const { code, report } = await scan(cwd, 'torn.jsonl.gz')
    expect(code).toBe(2)
    expect(emails(report)).toHaveLength(1)
    expect(report.artifacts[0]?.samples).toBeGreaterThan(1000)
    expect(report.artifacts[0]?.unreadable).toMatch(/torn\.jsonl\.gz/)
    expect(report.outcomes.filter(each => each.status === 'pass' && each.audit.startsWith('data/'))).toEqual(
      [],
    )
  })

  it('half a Parquet file', async () => {
    const cwd = workFolder()
    const { parquetWriteBuffer } = await import('hyparquet-writer')
    const bytes = new Uint8Array(
      parquetWriteBuffer({
        columnData: [{ name: 'text', data: Array.from({ length: 500 }, () => noise(80)), type: 'STRING' }],
      }),
    )
    writeFileSync(join(cwd, 'half.parquet'), bytes.subarray(0, bytes.length >> 1))
    const { code, report } = await scan(cwd, 'half.parquet')
    expect(code).toBe(2)
    expect(report.artifacts[0]?.unreadable).toMatch(/half\.parquet/)
  })

  it('a single line of 200 MB: rejected with its place, the next row is read, memory stays bounded', async () => {
    const cwd = workFolder()
    const file = openSync(join(cwd, 'long.jsonl'), 'w')
    writeSync(file, '{"text": "')
    const block = 'lorem ipsum '.repeat(87_382)
    for (let i = 0; i < 200; i++) writeSync(file, block)
    writeSync(file, `"}\n${row(MAIL)}`)
    closeSync(file)
    const { report } = await scan(cwd, 'long.jsonl')
    expect(emails(report)).toHaveLength(1)
    expect(report.artifacts[0]).toMatchObject({ samples: 1, rejected: 1 })
    expect(report.findings.find(each => each.audit === 'data/readability')?.where.line).toBe(1)
    expect(report.run.peakBytes).toBeLessThan(1 << 30)
  })

  it('NUL bytes and lone surrogates', async () => {
    const cwd = workFolder()
    writeFileSync(
      join(cwd, 'odd.jsonl'),
      `{"text": "a\\u0000b \\ud800 ${MAIL}"}\n{"text": "\\udc00"}\n\u0000\u0000\u0000\n${row(MAIL)}`,
    )
    const { report } = await scan(cwd, 'odd.jsonl')
    expect(emails(report)).toHaveLength(2)
    expect(report.artifacts[0]?.rejected).toBe(1)
  })

  it('a column that is not there is named together with those that are', async () => {
    const cwd = workFolder()
    writeFileSync(join(cwd, 'a.csv'), 'question,answer\nwhy,because\n')
    const { code, stderr } = await plimsoll(['scan', 'a.csv', '--columns', 'instruction=prompt'], { cwd })
    expect(code).toBe(2)
    expect(stderr).toMatch(/prompt/)
    expect(stderr).toMatch(/question/)
  })

  it('an unreadable file among two thousand', async () => {
    const cwd = workFolder()
    mkdirSync(join(cwd, 'many'))
    for (let i = 0; i < 2000; i++)
      writeFileSync(join(cwd, 'many', `${i}.txt`), i === 1234 ? MAIL : `page ${i}`)
    symlinkSync('nowhere', join(cwd, 'many', 'dangling.txt'))
    const { code, report } = await scan(cwd, 'many')
    expect(emails(report)).toHaveLength(1)
    expect(report.artifacts.filter(each => each.unreadable === undefined)).toHaveLength(2000)
    expect(report.artifacts.filter(each => each.unreadable !== undefined).map(each => each.path)).toEqual([
      'many/dangling.txt',
    ])
    expect(code).toBe(2)
  })

  it('a decompression bomb ends with a limit, not with the memory', async () => {
    const cwd = workFolder()
    const inner = gzipSync(Buffer.alloc(1 << 28, 0x20), { level: 9 })
    writeFileSync(join(cwd, 'bomb.jsonl.gz'), Buffer.concat(Array.from({ length: 40 }, () => inner)))
    const { code, report } = await scan(cwd, 'bomb.jsonl.gz')
    expect(code).toBe(2)
    expect(report.artifacts[0]?.unreadable).toBeDefined()
    expect(report.run.peakBytes).toBeLessThan(1 << 30)
  })

  it('a link out of the tree is not followed', async () => {
    const cwd = workFolder()
    mkdirSync(join(cwd, 'tree'))
    writeFileSync(join(cwd, 'outside.txt'), MAIL)
    writeFileSync(join(cwd, 'tree', 'inside.txt'), 'nothing here')
    symlinkSync('../outside.txt', join(cwd, 'tree', 'link.txt'))
    symlinkSync('.', join(cwd, 'tree', 'loop'))
    const { code, report } = await scan(cwd, 'tree')
    expect(code).toBe(0)
    expect(report.artifacts.map(each => each.path)).toEqual(['tree/inside.txt'])
  })

  it('a document with a member outside its folder is refused', async () => {
    const cwd = workFolder()
    const { zipSync, strToU8 } = await import('fflate')
    writeFileSync(
      join(cwd, 'evil.docx'),
      zipSync({
        '[Content_Types].xml': strToU8('<Types/>'),
        '../../evil.xml': strToU8('<a/>'),
        'word/document.xml': strToU8('<w:document/>'),
      }),
    )
    const { code, report } = await scan(cwd, 'evil.docx')
    expect(code).toBe(2)
    expect(report.artifacts[0]?.unreadable).toBeDefined()
    expect(existsSync(join(cwd, '../../evil.xml'))).toBe(false)
  })

  it.each([
    ['utf-16le', Buffer.from(`\ufeff${row(MAIL)}`, 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${row(MAIL)}`, 'utf16le').swap16()],
  ])('%s is text', async (_encoding, bytes) => {
    const cwd = workFolder()
    writeFileSync(join(cwd, 'wide.jsonl'), bytes)
    expect(emails((await scan(cwd, 'wide.jsonl')).report)).toHaveLength(1)
  })

  it.each(['gb18030', 'big5', 'shift_jis'])('%s is text', async encoding => {
    const cwd = workFolder()
    const { default: iconv } = await import('iconv-lite')
    const words =
      {
        gb18030: '患者的联系方式见病历第三页，请勿外传。',
        big5: '患者的聯絡方式見病歷第三頁，請勿外傳。',
        shift_jis: '患者の連絡先はカルテの三ページにあります。',
      }[encoding] ?? ''
    writeFileSync(
      join(cwd, 'east.txt'),
      iconv.encode(`${words.repeat(20)} ana.brennan@mailbox.net ${words}`, encoding),
    )
    expect(emails((await scan(cwd, 'east.txt')).report)).toHaveLength(1)
  })

  it('an empty file, an empty folder, a binary file', async () => {
    const cwd = workFolder()
    mkdirSync(join(cwd, 'empty'))
    writeFileSync(join(cwd, 'nothing.jsonl'), '')
    writeFileSync(join(cwd, 'picture.png'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
    expect((await plimsoll(['scan', 'empty'], { cwd })).code).toBe(2)
    expect((await plimsoll(['scan', 'nothing.jsonl'], { cwd })).code).toBeLessThan(3)
    const { code, stderr } = await plimsoll(['scan', 'picture.png'], { cwd })
    expect(code).toBe(2)
    expect(stderr).toMatch(/picture\.png|left out/)
  })
})

describe('interruption', () => {
  /** Enough work to be interrupted in the middle of. */
  function longFile(cwd: string): void {
    const file = openSync(join(cwd, 'long.jsonl'), 'w')
    for (let at = 0; at < 15_000; at++)
      writeSync(file, row(`${noise(400 + (at % 97))} ${at} ${at % 50 === 0 ? MAIL : ''}`))
    closeSync(file)
  }
  const withoutRun = (text: string) => ({ ...parse(text), run: undefined })

  it.each(['SIGINT', 'SIGKILL'] as const)('%s, then --resume: the same findings', async name => {
    const cwd = workFolder()
    longFile(cwd)
    const stopped = await plimsoll(['scan', 'long.jsonl', '--findings', 'found.jsonl'], {
      cwd,
      started: child => setTimeout(() => child.kill(name), 2000),
    })
    if (stopped.code === 1) return // too fast a machine to be interrupted
    expect(existsSync(join(cwd, 'found.jsonl'))).toBe(false)
    if (name === 'SIGINT') expect(stopped.code).toBe(130)
    const resumed = await plimsoll(['scan', 'long.jsonl', '--json', '--resume'], { cwd })
    const fresh = workFolder()
    longFile(fresh)
    const whole = await plimsoll(['scan', 'long.jsonl', '--json'], { cwd: fresh })
    expect(withoutRun(resumed.stdout)).toEqual(withoutRun(whole.stdout))
  })

  it('a full disk leaves no half-written report', async () => {
    const cwd = workFolder()
    writeFileSync(join(cwd, 'a.jsonl'), row(MAIL))
    const { code, stderr } = await plimsoll(['scan', 'a.jsonl', '--findings', '/dev/full'], { cwd })
    expect(code).toBe(2)
    expect(stderr.length).toBeGreaterThan(5)
  })
})
