import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drain, inPieces } from '../../test/support/chunked-source.ts'
import { replacing, textsOf } from '../../test/support/containers.ts'
import type { Sample } from '../core/index.ts'
import { codecs } from './codecs/index.ts'
import { type OpenOptions, openDataset, type ReadEvent } from './index.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-test-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, content: Uint8Array | string) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
async function readFile(path: string, options?: OpenOptions) {
  const file = await openDataset(path, options)
  const events: ReadEvent[] = []
  let error: unknown
  try {
    for await (const event of file.read()) events.push(event)
  } catch (caught) {
    error = caught
  }
  const samples: Sample[] = events.flatMap(event => (event.type === 'sample' ? [event.sample] : []))
  return { file, events, samples, error }
}
const rolesOf = (sample: Sample | undefined) =>
  Object.fromEntries((sample?.fields ?? []).map(field => [field.name, field.role]))

const ROWS = '{"text":"hello","label":"a"}\n{"text":"call 555-0100","label":"b"}\n'

describe('recognition', () => {
  it('looks at content before names', async () => {
    const cases: readonly (readonly [name: string, content: string, format: string])[] = [
      ['a.json', ROWS, 'jsonl'],
      ['b', ROWS, 'jsonl'],
      ['c.jsonl', '{"a":"x"}\n', 'jsonl'],
      ['d.json', '{"a":"x"}', 'json'],
      ['e.json', '[\n{"a":"x"}\n]', 'json'],
      ['f.txt', 'a,b\nc,d\n', 'text'],
      ['g', 'id,name,city\n1,x,y\n2,x,y\n3,x,y\n', 'csv'],
      ['h.md', '# Title\n', 'markdown'],
      ['i.tsv', 'id\ttext\n1\tx\n', 'tsv'],
      ['j.csv', '', 'csv'],
      ['k.html', '<p>hi</p>', 'html'],
      ['l', 'just words\n', 'text'],
      ['m.ndjson', '\ufeff{"a":"x"}', 'jsonl'],
    ]
    for (const [name, content, format] of cases) {
      expect((await openDataset(write(name, content))).format, name).toBe(format)
    }
  })

  it.each([
    ['instructions', '{"instruction":"a","input":"","output":"b"}'],
    ['instructions', '{"conversations":[{"from":"human","value":"a"},{"from":"gpt","value":"b"}]}'],
    ['instructions', '{"messages":[{"role":"user","content":"a"}],"tools":[{"name":"f"}]}'],
    ['instructions', '{"prompt":"a","completion":"b"}'],
    ['instructions', '{"id":1,"question":"a","answer":"b"}'],
    ['instructions', '{"指令":"a","输出":"b"}'],
    ['preferences', '{"prompt":"a","chosen":"b","rejected":"c"}'],
    [
      'preferences',
      '{"chosen":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}],"rejected":[{"role":"assistant","content":"c"}]}',
    ],
    ['preferences', '{"prompt":"a","completion":"b","label":true}'],
    ['preferences', '{"prompt":"a","response_0":"b","response_1":"c","better_response_id":1}'],
    ['classification', '{"text":"a","label":1}'],
    ['classification', '{"premise":"a","hypothesis":"b","label":"entailment"}'],
    ['rewards', '{"prompt":"a","response":"b","reward":0.3}'],
    ['log', '{"timestamp":"2026-01-01T00:00:00Z","messages":[{"role":"user","content":"a"}]}'],
    ['log', '{"time":1700000000,"session_id":"s","prompt":"a","response":"b"}'],
    ['corpus', '{"text":"a","meta":{"source":"web"}}'],
    ['corpus', '{"url":"a","content":"b"}'],
  ])('sees %s in %s', async (kind, row) => {
    expect((await openDataset(write('kind.jsonl', `${row}\n`.repeat(3)))).kind).toBe(kind)
  })

  it('sees logs, documents and corpora in text', async () => {
    const log = Array.from({ length: 20 }, (_, i) => `2026-01-01 10:00:${10 + i} INFO started\n`).join('')
    expect((await openDataset(write('a.log', log))).kind).toBe('log')
    expect((await openDataset(write('a.txt', 'A letter.\n'))).kind).toBe('documents')
    expect((await openDataset(write('b.txt', 'Paragraph.\n\n'.repeat(200_000)))).kind).toBe('corpus')
  })

  it('sets roles by name, by speaker and by mapping', async () => {
    const chat =
      '{"system":"s","conversations":[{"from":"human","value":"a"},{"from":"gpt","value":"b"},{"from":"observation","value":"c"}]}'
    expect(rolesOf((await readFile(write('r.jsonl', `${chat}\n`))).samples[0])).toEqual({
      system: 'system',
      'conversations[0].from': undefined,
      'conversations[0].value': 'user',
      'conversations[1].from': undefined,
      'conversations[1].value': 'assistant',
      'conversations[2].from': undefined,
      'conversations[2].value': 'tool',
    })
    const odd = write('odd.csv', 'q1,a1,extra\nx,y,z w\nx,y,z\n')
    const { file, samples } = await readFile(odd, { columns: { instruction: 'q1', response: 'a1' } })
    expect(file.kind).toBe('instructions')
    expect(rolesOf(samples[0])).toEqual({ q1: 'instruction', a1: 'response', extra: undefined })
  })

  it('takes the word of the options', async () => {
    const path = write('o.txt', ROWS)
    const file = await openDataset(path, { format: 'text', kind: 'log' })
    expect([file.format, file.kind]).toEqual(['text', 'log'])
    await expect(openDataset(path, { format: 'nope' })).rejects.toMatchObject({
      code: 'E_USAGE',
      advice: { en: expect.stringContaining('jsonl') },
    })
    await expect(openDataset(path, { encoding: 'nope' })).rejects.toMatchObject({
      code: 'E_USAGE',
      advice: { en: expect.stringContaining('gb18030') },
    })
  })

  it('refuses a mapping to a column that is not there, and lists those that are', async () => {
    const path = write('m.jsonl', '{"q":"x","meta":{"lang":"en"},"turns":[{"t":"y"}]}\n')
    await expect(openDataset(path, { columns: { instruction: 'question' } })).rejects.toMatchObject({
      code: 'E_USAGE',
      message: expect.stringContaining('has no column question'),
      advice: { en: 'its columns are: q, meta.lang, turns[].t' },
    })
    await expect(openDataset(path, { columns: { nonsense: 'q' } })).rejects.toMatchObject({ code: 'E_USAGE' })
    expect((await openDataset(path, { columns: { text: 'turns[].t' } })).kind).toBe('corpus')
  })
})

describe('encodings', () => {
  it.each(['gb18030', 'big5', 'shift_jis', 'utf-16le', 'utf-16be', 'euc-kr'])(
    '%s is read and written back as it is',
    async encoding => {
      const texts: Readonly<Record<string, string>> = {
        gb18030: '张伟的电话是 call 555-0100，住在北京市朝阳区',
        big5: '王小明的電話是 call 555-0100，住在台北市信義區',
        shift_jis: '田中太郎の電話番号は call 555-0100 です。東京都に住んでいます',
        'euc-kr': '김민수의 전화번호는 call 555-0100 입니다. 서울특별시',
      }
      const content = `{"text":"${texts[encoding] ?? texts['gb18030']}"}\r\n`.repeat(20)
      const bytes = iconv.encode(content, encoding, { addBOM: false })
      const path = write(`${encoding}.jsonl`, bytes)
      const { file, samples, events } = await readFile(path)
      expect(file.encoding).toBe(encoding)
      expect(events.length).toBe(20)
      expect(samples[0]?.fields[0]?.text).toBe(JSON.parse(content.slice(0, content.indexOf('\r'))).text)
      expect((await drain(file.rewrite(() => ({ action: 'keep' })))).bytes.equals(bytes)).toBe(true)
      const edited = await drain(file.rewrite(replacing('555-0100', '[PHONE]')))
      expect(
        edited.bytes.equals(
          iconv.encode(content.replaceAll('555-0100', '[PHONE]'), encoding, { addBOM: false }),
        ),
      ).toBe(true)
    },
  )

  it('that show themselves late are found late', async () => {
    const ascii = '{"text":"plain ASCII, nothing else"}\n'.repeat(5000)
    const chinese = iconv.encode(
      '{"text":"张伟住在北京市朝阳区建国路，请问您的电话是多少？"}\n'.repeat(50),
      'gb18030',
    )
    const path = write('late.jsonl', Buffer.concat([Buffer.from(ascii), chinese]))
    const { file, samples, events } = await readFile(path)
    expect(events.length).toBe(5050)
    expect(samples.length).toBe(5050)
    expect(samples.at(-1)?.fields[0]?.text).toContain('北京市朝阳区')
    expect(file.encoding).toBe('gb18030')
    expect((await drain(file.rewrite(() => ({ action: 'keep' })))).bytes.equals(readFileSync(path))).toBe(
      true,
    )
  })

  it('that cannot be told are refused, and taken when named', async () => {
    const path = write('odd.txt', Buffer.from([0x41, 0xb1, 0x42, 0xf0, 0x43]))
    await expect(openDataset(path)).rejects.toMatchObject({
      code: 'E_INPUT',
      message: expect.stringContaining('encoding cannot be told'),
    })
    expect((await readFile(path, { encoding: 'windows-1252' })).samples[0]?.fields[0]?.text).toBe('A±BðC')
  })
})

describe('compression', () => {
  it.each(codecs.filter(each => each.compress !== undefined).map(each => [each.name, each] as const))(
    '%s is read and written back',
    async (name, codec) => {
      const packed = (
        await drain(codec.compress?.(inPieces(Buffer.from(ROWS), 10)) ?? inPieces(Buffer.alloc(0), 1))
      ).bytes
      const { file, samples } = await readFile(write(`rows.jsonl${codec.extensions[0]}`, packed))
      expect([file.format, file.compression, samples.length]).toEqual(['jsonl', name, 2])
      expect(await file.sha256()).toBe(createHash('sha256').update(packed).digest('hex'))
      expect([file.bytes, file.consumed()]).toEqual([packed.length, packed.length])
      const changed = (await drain(file.rewrite(replacing('555-0100', '[PHONE]')))).bytes
      const { samples: again } = await readFile(write('again.jsonl', changed))
      expect(again.map(textsOf)).toEqual([
        { text: 'hello', label: 'a' },
        { text: 'call [PHONE]', label: 'b' },
      ])
    },
  )

  it('is told by the content, not the name', async () => {
    expect((await openDataset(write('plain.jsonl.gz', ROWS))).compression).toBe('none')
    expect((await openDataset(write('packed.jsonl', gzipSync(ROWS)))).compression).toBe('gzip')
  })

  it('that breaks off gives every whole row before the break', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `{"text":"row ${(i * 7919) % 50_021}"}\n`).join('')
    for (const content of [rows, rows.slice(0, 3000)]) {
      const packed = gzipSync(content)
      const cut = packed.subarray(0, packed.length - 200)
      const { samples, error } = await readFile(write('cut.jsonl.gz', cut))
      expect(samples.length).toBeGreaterThan(10)
      expect(samples.map(sample => sample.fields[0]?.text)).toEqual(
        content
          .split('\n')
          .slice(0, samples.length)
          .map(row => JSON.parse(row).text),
      )
      expect(error).toMatchObject({
        code: 'E_INPUT',
        message: expect.stringMatching(/cut\.jsonl\.gz: the gzip data ends early at byte \d+ of \d+/),
      })
    }
  })

  it('of text that breaks off gives the text before the break', async () => {
    const packed = gzipSync(
      'some words and more of them, not all the same: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15',
    )
    const { samples, error } = await readFile(write('cut.txt.gz', packed.subarray(0, packed.length - 12)))
    expect(samples[0]?.fields[0]?.text).toMatch(/^some words/)
    expect(error).toMatchObject({ code: 'E_INPUT' })
  })
})

describe('what is no data', () => {
  it.each([
    ['a folder', '.', 'it is a folder'],
    ['nothing', 'missing.jsonl', 'no such file or folder'],
  ])('%s is an error with its name', async (_what, name, message) => {
    await expect(openDataset(join(folder, name))).rejects.toMatchObject({
      code: 'E_INPUT',
      message: expect.stringContaining(message),
    })
  })

  it.each([
    ['an image', '89504e470d0a1a0a0000000d4948445200000001', 'an image'],
    ['a program', '7f454c46020101000000000000000000020001ff', 'a program'],
    ['an Arrow file', '4152524f57310000ffffffff0000000000000001', 'Arrow'],
  ])('%s says what it is', async (_what, hex, message) => {
    await expect(openDataset(write('x.bin', Buffer.from(hex, 'hex')))).rejects.toMatchObject({
      code: 'E_INPUT',
      message: expect.stringContaining(message),
    })
  })

  it('a tar archive in a gzip file says so', async () => {
    const tar = Buffer.alloc(1024)
    tar.write('name.txt')
    tar.write('ustar', 257)
    await expect(openDataset(write('x.tar.gz', gzipSync(tar)))).rejects.toMatchObject({
      message: expect.stringContaining('tar archive'),
    })
  })
})

describe('standard input and pipes', () => {
  it('are read, hashed and rewritten like files', async () => {
    const stdin = inPieces(gzipSync(ROWS), 7)
    const { file, samples } = await readFile('-', { stdin })
    expect([file.path, file.format, file.compression, samples.length]).toEqual(['-', 'jsonl', 'gzip', 2])
    expect(samples[0]?.locator.path).toBe('-')
    expect(await file.sha256()).toBe(createHash('sha256').update(gzipSync(ROWS)).digest('hex'))
    const again = await drain(file.rewrite(() => ({ action: 'keep' })))
    expect(gunzipSync(again.bytes).toString()).toBe(ROWS)
  })

  it.runIf(process.platform !== 'win32')('a named pipe is read once, and kept', async () => {
    const path = join(folder, 'pipe')
    execFileSync('mkfifo', [path])
    const writer = spawn('sh', ['-c', 'cat > "$0"', path], { stdio: ['pipe', 'ignore', 'ignore'] })
    writer.stdin.end(ROWS)
    expect((await readFile(path)).samples.length).toBe(2)
  })

  it('the real standard input', async () => {
    const built = fileURLToPath(new URL('../../dist/io/index.js', import.meta.url))
    if (!existsSync(built)) return expect(readdirSync(folder).length).toBeGreaterThan(0)
    const script = `import(${JSON.stringify(built)}).then(async io => { let n = 0; const f = await io.openDataset('-'); for await (const e of f.read()) n++; console.log(f.format, n) })`
    expect(execFileSync(process.execPath, ['-e', script], { input: ROWS, encoding: 'utf8' }).trim()).toBe(
      'jsonl 2',
    )
  })
})
