import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { chatAnswer, type Loopback, loopback, sendJson } from '../../../test/support/loopback.ts'
import type { GenerateOutcome, Model } from '../../core/index.ts'
import { openModel } from '../open-model.ts'

const KEY = 'sk-test-0123456789abcdef'
const SECRET_TEXT = 'the-patient-is-Ada-4711'
const request = { input: [{ role: 'user', content: SECRET_TEXT }] } as const

let server: Loopback | undefined
let model: Model | undefined
afterEach(async () => {
  await model?.close()
  await server?.close()
})

async function ask(
  answer: (response: ServerResponse) => void,
  more: object = {},
  stream = false,
): Promise<GenerateOutcome> {
  server = await loopback(response => answer(response))
  model = await openModel(
    { kind: 'openai', url: server.url, name: 'toy', key: { variable: 'KEY' }, ...more },
    { variables: { KEY }, folder: '.' },
  )
  if (!stream) return model.generate(request)
  for await (const event of model.stream(request)) if (event.type === 'end') return event.outcome
  throw new Error('the stream has no end')
}

const stream = (response: ServerResponse, text: string) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.end(text)
}
const delta = (content: string, finish: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ delta: { content }, finish_reason: finish }] })}\n\n`

describe('a hostile endpoint', () => {
  it.each<[string, (response: ServerResponse) => void, object, object]>([
    [
      'redirects to another host',
      r => r.writeHead(307, { location: 'http://198.51.100.1/steal' }).end(),
      { kind: 'redirected', httpStatus: 307, retryable: false },
      {},
    ],
    ['answers with HTML', r => r.writeHead(200).end('<html>'), { kind: 'malformed-response' }, {}],
    ['answers with a list', r => sendJson(r, [1]), { kind: 'malformed-response' }, {}],
    ['answers without choices', r => sendJson(r, { id: 'x' }), { kind: 'malformed-response' }, {}],
    [
      'answers with a choice of the wrong type',
      r => sendJson(r, { choices: ['text'] }),
      { kind: 'malformed-response' },
      {},
    ],
    [
      'answers in UTF-16',
      r => r.writeHead(200).end(Buffer.from('\ufeff{"choices":[]}', 'utf16le')),
      { kind: 'malformed-response' },
      {},
    ],
    [
      'compresses unasked',
      r => r.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{}')),
      { kind: 'malformed-response' },
      {},
    ],
    [
      'declares too much',
      r => r.writeHead(200, { 'content-length': '5000' }).end('x'.repeat(5000)),
      { kind: 'too-large' },
      { maxResponseBytes: 1000 },
    ],
    [
      'sends too much without declaring it',
      r => {
        r.writeHead(200)
        for (let i = 0; i < 50; i++) r.write('x'.repeat(100))
        r.end()
      },
      { kind: 'too-large' },
      { maxResponseBytes: 1000 },
    ],
    [
      'never ends',
      r => {
        r.writeHead(200)
        r.write('{')
      },
      { kind: 'timeout', retryable: true },
      { timeoutSeconds: 0.2 },
    ],
    ['never begins', () => {}, { kind: 'timeout', retryable: true }, { timeoutSeconds: 0.2 }],
    [
      'breaks off',
      r => {
        r.writeHead(200, { 'content-length': '100' })
        r.write('{"choices"')
        setTimeout(() => r.destroy(), 20)
      },
      { kind: 'network', retryable: true },
      {},
    ],
    [
      'is out of means',
      r => sendJson(r, { error: { code: 'insufficient_quota' } }, 429),
      { kind: 'quota', retryable: false },
      {},
    ],
    [
      'refuses the key',
      r => sendJson(r, { error: {} }, 401),
      { kind: 'authentication', retryable: false },
      {},
    ],
    ['is busy', r => sendJson(r, {}, 503), { kind: 'overloaded', retryable: true }, {}],
    [
      'asks to wait',
      r => sendJson(r, {}, 429, { 'retry-after': '7' }),
      { kind: 'rate-limited', retryAfterMs: 7000 },
      {},
    ],
    [
      'reports an error as a success',
      r => sendJson(r, { error: { message: SECRET_TEXT, code: 'model_gone' } }),
      { kind: 'bad-request', code: 'model_gone' },
      {},
    ],
  ])('%s', async (_, answer, expected, more) => {
    expect(await ask(answer, more)).toMatchObject({ status: 'error', ...expected })
    expect(server?.received.length).toBe(1)
  })

  it.each<[string, string, object]>([
    ['ends without a finish', delta('Hel'), { kind: 'malformed-response', retryable: true }],
    ['sends no JSON', 'data: {"choices"\n\n', { kind: 'malformed-response' }],
    ['sends an error in its stream', 'data: {"error":{"code":"server_error"}}\n\n', { kind: 'overloaded' }],
  ])('streams: %s', async (_, text, expected) => {
    expect(await ask(r => stream(r, text), {}, true)).toMatchObject({ status: 'error', ...expected })
  })

  it('streams: answers with JSON instead', async () => {
    expect(await ask(r => sendJson(r, chatAnswer('hi')), {}, true)).toMatchObject({
      kind: 'malformed-response',
    })
  })

  it('streams: bounds one event', async () => {
    const outcome = await ask(r => stream(r, `data: ${'x'.repeat(17 * 1024 * 1024)}`), {}, true)
    expect(outcome).toMatchObject({ kind: 'too-large' })
  })

  it('streams: reads CR, CR LF, comments and a last event without end', async () => {
    const text = `: hello\r\n${delta('Hel').replaceAll('\n', '\r\n')}${delta('lo').replaceAll('\n', '\r')}data:{"choices":[{"delta":{},"finish_reason":"stop"}]}`
    expect(await ask(r => stream(r, text), {}, true)).toMatchObject({ status: 'answered', text: 'Hello' })
  })

  it('streams: cuts lines and characters wherever the bytes are cut', async () => {
    const bytes = Buffer.from(`${delta('中')}${delta('文', 'stop')}data: [DONE]\n\n`)
    const outcome = await ask(
      r => {
        r.writeHead(200, { 'content-type': 'text/event-stream' })
        let at = 0
        const next = () => {
          if (at >= bytes.length) return r.end()
          r.write(bytes.subarray(at, at + 7))
          at += 7
          setImmediate(next)
        }
        next()
      },
      {},
      true,
    )
    expect(outcome).toMatchObject({ status: 'answered', text: '中文' })
  })
})

describe('secrets and content', () => {
  it('never come back in what a failure says', async () => {
    const outcome = await ask(r =>
      sendJson(
        r,
        { error: { message: `bad: ${SECRET_TEXT} ${KEY}`, code: KEY, type: `${SECRET_TEXT} x` } },
        400,
      ),
    )
    const said = JSON.stringify(outcome)
    expect(outcome).toMatchObject({ status: 'error', kind: 'bad-request' })
    expect(said).not.toContain(KEY)
    expect(said).not.toContain(SECRET_TEXT)
  })

  it('an echoed key is taken out of an answer', async () => {
    const outcome = await ask(r => sendJson(r, chatAnswer(`your header was Bearer ${KEY}`)))
    expect(outcome).toMatchObject({ status: 'answered', text: 'your header was Bearer [key]' })
  })

  it('a key is read from a file, trimmed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plimsoll-key-'))
    await writeFile(join(folder, 'key.txt'), `${KEY}\n`)
    server = await loopback(response => sendJson(response, chatAnswer('hi')))
    model = await openModel(
      { kind: 'openai', url: server.url, name: 'toy', key: { file: 'key.txt' } },
      { variables: {}, folder },
    )
    await model.generate(request)
    expect(server.received[0]?.headers.authorization).toBe(`Bearer ${KEY}`)
    await rm(folder, { recursive: true })
  })

  it.each<[string, object, Record<string, string>, string]>([
    ['an unset variable', { key: { variable: 'NO_SUCH' } }, {}, 'E_UNAVAILABLE'],
    ['a missing key file', { key: { file: 'no-such-file' } }, {}, 'E_UNAVAILABLE'],
    ['a key with a line feed', { key: { variable: 'KEY' } }, { KEY: `${KEY}\nx-evil: 1` }, 'E_USAGE'],
    [
      'a key over plain HTTP to elsewhere',
      { url: 'http://example.org/v1', key: { variable: 'KEY' } },
      { KEY },
      'E_USAGE',
    ],
    ['a password in the address', { url: `https://u:${KEY}@example.org` }, {}, 'E_USAGE'],
    ['a key in the project file', { apiKey: KEY }, {}, 'E_USAGE'],
    ['a key where its place belongs', { key: KEY }, {}, 'E_USAGE'],
    ['an address that is none', { url: `file:///${KEY}` }, {}, 'E_USAGE'],
  ])('%s is refused without being shown', async (_, more, variables, code) => {
    const opened = openModel(
      { kind: 'openai', url: 'http://127.0.0.1:9', name: 'toy', ...more },
      { variables, folder: tmpdir() },
    )
    const error = await opened.then(
      () => undefined,
      (each: unknown) => each as Error & { code: string; advice: unknown; text: unknown },
    )
    expect(error?.code).toBe(code)
    expect(
      `${error?.message} ${error?.stack} ${JSON.stringify([error?.advice, error?.text, error?.cause])}`,
    ).not.toContain(KEY)
  })

  it("a provider's usual key goes to no other host", async () => {
    server = await loopback(response => sendJson(response, chatAnswer('hi')))
    const spec = { kind: 'openai', provider: 'deepseek', name: 'm' }
    const environment = { variables: { DEEPSEEK_API_KEY: KEY }, folder: '.' }
    model = await openModel({ ...spec, url: server.url }, environment)
    await model.generate(request)
    expect(server.received[0]?.headers.authorization).toBeUndefined()
    await expect(openModel(spec, { variables: {}, folder: '.' })).rejects.toThrow(/DEEPSEEK_API_KEY/)
  })
})

it('stops at once when told to', async () => {
  server = await loopback(() => {})
  model = await openModel({ kind: 'openai', url: server.url, name: 'toy' }, { variables: {}, folder: '.' })
  const controller = new AbortController()
  const asked = model.generate(request, { signal: controller.signal })
  setTimeout(() => controller.abort(), 30)
  await expect(asked).rejects.toMatchObject({ code: 'E_ABORTED' })
  await expect(model.generate(request, { signal: controller.signal })).rejects.toMatchObject({
    code: 'E_ABORTED',
  })
})

it('says when nothing listens', async () => {
  server = await loopback(() => {})
  const { url } = server
  await server.close()
  model = await openModel({ kind: 'openai', url, name: 'toy' }, { variables: {}, folder: '.' })
  expect(await model.generate(request)).toMatchObject({
    status: 'error',
    kind: 'network',
    code: 'ECONNREFUSED',
  })
})
