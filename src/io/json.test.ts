import { describe, expect, it } from 'vitest'
import { chunkedSource } from '../../test/support/chunked-source.ts'
import { readAll, rewriteAll, samplesOf, textsOf } from '../../test/support/containers.ts'
import type { SampleDecision } from '../core/index.ts'
import type { RewriteEvent } from './contract.ts'
import { json } from './json.ts'
import { jsonl } from './jsonl.ts'
import { DEFAULT_LIMITS } from './limits.ts'

const rowsOf = async (content: string, format = json) =>
  samplesOf(await readAll(format, Buffer.from(content))).map(textsOf)
const DROP: SampleDecision = { action: 'drop', reason: { en: 'x', 'zh-CN': 'x' }, type: 'test' }
const dropping = (text: string) => (event: RewriteEvent) =>
  event.type === 'sample' && event.sample.fields.some(field => field.text === text)
    ? DROP
    : ({ action: 'keep' } as const)
const dropped = async (content: string, text: string) =>
  (await rewriteAll(json, Buffer.from(content), dropping(text))).toString()

describe('shapes', () => {
  it('a list of objects, of texts, of lists', async () => {
    expect(await rowsOf('[{"a":"x"},{"a":"y"}]')).toEqual([{ a: 'x' }, { a: 'y' }])
    expect(await rowsOf('["x", "y"]')).toEqual([{ value: 'x' }, { value: 'y' }])
    expect(await rowsOf('[["x","y"],["z"]]')).toEqual([{ '[0]': 'x', '[1]': 'y' }, { '[0]': 'z' }])
    expect(await rowsOf('[]')).toEqual([])
    expect(await rowsOf('  \n')).toEqual([])
  })

  it('an object around lists, whose trifles are no samples but whose texts are', async () => {
    const content =
      '{"version":"1.0","author":"Ana Diaz, ana@example.org","data":[{"a":"x"},{"a":"y"}],"test":[{"a":"z"}]}'
    expect(await rowsOf(content)).toEqual([
      { author: 'Ana Diaz, ana@example.org' },
      { a: 'x' },
      { a: 'y' },
      { a: 'z' },
    ])
  })

  it('a single object, one conversation among them', async () => {
    expect(await rowsOf('{"a":"x","tags":["p","q"]}')).toEqual([{ a: 'x', 'tags[0]': 'p', 'tags[1]': 'q' }])
    const chat = '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"yo"}]}'
    expect(Object.keys((await rowsOf(chat))[0] ?? {}).length).toBe(4)
  })

  it('records under their keys', async () => {
    expect(await rowsOf('{"k1":{"q":"a"},"k2":{"q":"b"},"ana@example.org":{"q":"c"}}')).toEqual([
      { '{key}': 'k1', q: 'a' },
      { '{key}': 'k2', q: 'b' },
      { '{key}': 'ana@example.org', q: 'c' },
    ])
  })

  it('several values, one after the other', async () => {
    expect(await rowsOf('{\n "a": "x"\n}\n{\n "a": "y"\n}\n')).toEqual([{ a: 'x' }, { a: 'y' }])
  })

  it('a list that begins after megabytes of something else', async () => {
    const content = `{"meta":{"notes":["${'n'.repeat(6_000_000)}"]},"rows_v2":[{"a":"x"},{"a":"y"}]}`
    expect((await rowsOf(content)).map(row => row['a'])).toEqual([undefined, 'x', 'y'])
  })
})

describe('what is wrong', () => {
  const kinds = async (content: string) =>
    (await readAll(json, Buffer.from(content))).map(event =>
      event.type === 'sample' ? textsOf(event.sample)['a'] : 'rejected',
    )

  it('is rejected row by row', async () => {
    expect(await kinds('[{"a":"x"},{"a":y},{"a":"z"}]')).toEqual(['x', 'rejected', 'z'])
    expect(await kinds('[{"a":"x"} {"a":"z"}]')).toEqual(['x', 'rejected', 'z'])
    expect(await kinds('[{"a":"x"},,{"a":"z"}]')).toEqual(['x', 'rejected', 'z'])
    expect(await kinds('[{"a":"x"},nonsense,{"a":"z"},]')).toEqual(['x', 'rejected', 'z'])
    expect(await kinds('nonsense')).toEqual(['rejected'])
  })

  it('an end inside the list gives what stands before it, then an error with the place', async () => {
    const found: string[] = []
    const content = Buffer.from('[{"a":"x"},\n{"a":"y"},\n{"a":"hunter2')
    const reading = (async () => {
      for await (const event of json.read(chunkedSource(content, [5]), {
        encoding: 'utf-8',
        limits: DEFAULT_LIMITS,
      })) {
        if (event.type === 'sample') found.push(event.sample.fields[0]?.text ?? '')
      }
    })()
    await expect(reading).rejects.toMatchObject({
      code: 'E_INPUT',
      message: expect.stringMatching(/^memory: .*byte 36 inside a JSON list$/),
    })
    expect(found).toEqual(['x', 'y'])
  })
})

describe('dropping', () => {
  it('takes the right comma with it', async () => {
    const content = '[\n  {"a":"x"},\n  {"a":"y"},\n  {"a":"z"}\n]\n'
    expect(await dropped(content, 'x')).toBe('[\n  {"a":"y"},\n  {"a":"z"}\n]\n')
    expect(await dropped(content, 'y')).toBe('[\n  {"a":"x"},\n  {"a":"z"}\n]\n')
    expect(await dropped(content, 'z')).toBe('[\n  {"a":"x"},\n  {"a":"y"}\n]\n')
    expect((await rewriteAll(json, Buffer.from(content), () => DROP)).toString()).toBe('[\n  \n]\n')
  })

  it('leaves valid JSON whatever the shape', async () => {
    for (const content of [
      '{"a":"x"}',
      '{"version":"1","note":"see x, not y","data":[{"a":"x"},{"a":"y"}]}',
      '{"k1":{"a":"x"},"k2":{"a":"y"},"k3":{"a":"x"}}',
      '["x","y"]',
    ]) {
      const left = await dropped(content, 'x')
      expect(JSON.stringify(JSON.parse(left))).not.toContain('"x"')
      for (const row of await rowsOf(left)) expect(Object.values(row)).not.toContain('x')
    }
  })
})

describe('JSON Lines', () => {
  it('bear a byte-order mark, blank lines, any line end and a last line without one', async () => {
    const content = '\ufeff{"a":"x"}\r\n\r\n   \n{"a":"y"}\n{"a":"z"}'
    expect(await rowsOf(content, jsonl)).toEqual([{ a: 'x' }, { a: 'y' }, { a: 'z' }])
    const left = await rewriteAll(jsonl, Buffer.from(content), dropping('y'))
    expect(left.toString()).toBe('\ufeff{"a":"x"}\r\n\r\n   \n{"a":"z"}')
  })

  it('reject what is no JSON, with its line, and never show it', async () => {
    const content = '{"a":"x"}\n{"a":hunter2}\n{"a":"b"} {"a":"c"}\n{"a":"\u0000"}\n{"a":"y"}\n'
    const events = await readAll(jsonl, Buffer.from(content))
    expect(events.map(event => event.type)).toEqual(['sample', 'reject', 'reject', 'reject', 'sample'])
    expect(events.map(event => (event.type === 'reject' ? event.locator.line : 0))).toEqual([0, 2, 3, 4, 0])
    expect(JSON.stringify(events)).not.toContain('hunter2')
  })

  it('reject a row that is not valid UTF-8 and go on', async () => {
    const content = Buffer.concat([
      Buffer.from('{"a":"é"}\n{"a":"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}\n{"a":"y"}\n'),
    ])
    const events = await readAll(jsonl, content)
    expect(events.map(event => (event.type === 'reject' ? event.reason.en : 'ok'))).toEqual([
      'ok',
      'the row is not valid utf-8',
      'ok',
    ])
    const same = await rewriteAll(jsonl, content, () => ({ action: 'keep' }))
    expect(same.equals(content)).toBe(true)
  })

  it('a line of 200 MB is rejected in little memory, and the next line is read', async () => {
    const piece = Buffer.alloc(1024 * 1024, 'x')
    const source = {
      ...chunkedSource(Buffer.from(''), [1]),
      async *chunks() {
        yield Buffer.from('{"a":"first"}\n{"a":"')
        for (let i = 0; i < 200; i++) yield Buffer.from(piece)
        yield Buffer.from('"}\n{"a":"last"}\n')
      },
    }
    const seen: unknown[] = []
    let peak = 0
    for await (const event of jsonl.read(source, { encoding: 'utf-8', limits: DEFAULT_LIMITS })) {
      seen.push(event.type === 'sample' ? textsOf(event.sample) : event.locator)
      peak = Math.max(peak, process.memoryUsage().rss)
    }
    expect(seen).toEqual([{ a: 'first' }, { path: 'memory', line: 2, byte: 14 }, { a: 'last' }])
    expect(peak).toBeLessThan(700 * 1024 * 1024)
  })
})
