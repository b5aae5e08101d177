import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chatAnswer, type Loopback, loopback, sendEvents, sendJson } from '../../test/support/loopback.ts'
import { PlimsollError } from '../core/index.ts'
import { capabilitiesOf, missingCapability } from './capabilities.ts'
import { estimateTokens } from './estimate-tokens.ts'
import { parseModelSpec } from './model-spec.ts'
import { openModel } from './open-model.ts'
import { AnswerLog } from './recording/answer-log.ts'
import { runModel } from './run/run-model.ts'

let server: Loopback | undefined
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-model-'))
})
afterEach(async () => {
  await server?.close()
  await rm(folder, { recursive: true })
})
const ask = { input: [{ role: 'user', content: 'hi' }] } as const

describe('a model in a project file', () => {
  it.each([
    { kind: 'openai', url: 'http://127.0.0.1:8000/v1', name: 'clinic' },
    { kind: 'openai', provider: 'dashscope', region: 'international', name: 'qwen-plus' },
    { kind: 'anthropic', name: 'claude', key: { file: 'key.txt' } },
    { kind: 'gguf', path: 'model.gguf' },
    { kind: 'command', command: ['python3', 'serve.py', 'a b'] },
    { kind: 'recording', path: 'answers.jsonl' },
  ])('may be %j', spec => {
    expect(parseModelSpec(spec)).toMatchObject(spec)
  })

  it.each([
    [undefined, 'kind'],
    ['gpt', 'kind'],
    [{}, 'kind'],
    [{ kind: 'unheard-of', path: 'm' }, 'kind'],
    [{ kind: 'openai', url: 'http://a/v1' }, 'name'],
    [{ kind: 'openai', name: 'm', url: 'http://a', apiKey: 'sk-secret-4711' }, 'apiKey'],
    [{ kind: 'openai', name: 'm', provider: 'nobody' }, 'provider'],
    [{ kind: 'openai', name: 'm', url: 'http://a', timeoutSeconds: -1 }, 'timeoutSeconds'],
    [{ kind: 'openai', name: 'm', url: 'http://a', keyHeader: 'x: y' }, 'keyHeader'],
    [{ kind: 'command', command: [] }, 'command'],
    [{ kind: 'recording', path: '' }, 'path'],
  ])('must not be %j', (spec, place) => {
    let error: unknown
    try {
      parseModelSpec(spec)
    } catch (each) {
      error = each
    }
    expect(error).toBeInstanceOf(PlimsollError)
    expect((error as PlimsollError).code).toBe('E_USAGE')
    expect((error as PlimsollError).message).toContain(place)
    expect(JSON.stringify((error as PlimsollError).text)).not.toContain('4711')
  })

  it.each([
    [{ kind: 'openai', name: 'm' }, /neither a url nor a provider/],
    [{ kind: 'openai', name: 'm', provider: 'anthropic' }, /kind anthropic/],
    [{ kind: 'openai', name: 'm', provider: 'dashscope', region: 'mars' }, /known: international/],
  ])('%j says what is missing', async (spec, message) => {
    await expect(openModel(spec, { variables: { DASHSCOPE_API_KEY: 'k' }, folder })).rejects.toThrow(message)
  })

  it('opens a region of a provider', async () => {
    const spec = { kind: 'openai', provider: 'moonshot', region: 'international', name: 'kimi' }
    const model = await openModel(spec, { variables: { MOONSHOT_API_KEY: 'some-key' }, folder })
    expect(model.id).toBe('openai:kimi@https://api.moonshot.ai/v1')
    await model.close()
  })
})

it('keeps a query in the address, as Azure needs, with the key in a header of its own', async () => {
  server = await loopback(response => sendJson(response, chatAnswer('hi')))
  const model = await openModel(
    {
      kind: 'openai',
      provider: 'openai',
      url: `${server.url}/deployments/x?api-version=1`,
      name: 'm',
      key: { variable: 'K' },
      keyHeader: 'api-key',
    },
    { variables: { K: 'azure-key-1' }, folder },
  )
  expect(await model.generate(ask)).toMatchObject({ text: 'hi' })
  expect(server.received[0]).toMatchObject({
    path: '/deployments/x/chat/completions?api-version=1',
    headers: { 'api-key': 'azure-key-1' },
  })
  expect(model.id).not.toContain('api-version')
  await model.close()
})

it('records a run over HTTP, retries included, and replays it without the server', async () => {
  server = await loopback((response, { body }, index) => {
    if (index === 0) sendJson(response, {}, 429, { 'retry-after-ms': '20' })
    else if (index === 1) response.destroy()
    else if (body['stream'] === true) sendEvents(response, ['not JSON'])
    else sendJson(response, chatAnswer(`answer ${index}`))
  })
  const live = await openModel(
    { kind: 'openai', url: server.url, name: 'toy', key: { variable: 'K' } },
    { variables: { K: 'key-never-recorded' }, folder },
  )
  const path = join(folder, 'answers.jsonl')
  const log = await AnswerLog.open(path, { model: live, keepRequests: true })
  const run = runModel(live, { log, firstDelayMs: 5 })
  const first = await run.generate(ask)
  expect(first).toMatchObject({ status: 'answered', text: 'answer 2' })
  expect(run.spent()).toMatchObject({
    calls: 1,
    requests: 3,
    inputTokens: 7,
    outputTokens: 3,
    perhapsBilled: 1,
  })
  await log.close()
  await live.close()
  await server.close()
  expect(await readFile(path, 'utf8')).not.toContain('key-never-recorded')

  const replay = await openModel({ kind: 'recording', path: 'answers.jsonl' }, { variables: {}, folder })
  expect(await replay.generate(ask)).toEqual(first)
  const pieces = []
  for await (const event of replay.stream(ask)) pieces.push(event)
  expect(pieces).toEqual([
    { type: 'text', text: 'answer 2' },
    { type: 'end', outcome: first },
  ])
  await replay.close()
})

it('turns a conversation with tools into the turns that Anthropic asks for', async () => {
  server = await loopback(response =>
    sendJson(response, { content: [{ type: 'text', text: 'ok' }], stop_reason: 'end_turn', usage: {} }),
  )
  const model = await openModel({ kind: 'anthropic', url: server.url, name: 'c' }, { variables: {}, folder })
  const calls = [
    { id: 'a', name: 'look', arguments: '{"x":1}' },
    { id: 'b', name: 'look', arguments: '' },
  ]
  const outcome = await model.generate({
    input: [
      { role: 'user', content: [{ type: 'image', mediaType: 'image/png', data: 'aGk=' }] },
      { role: 'assistant', content: '', toolCalls: calls },
      { role: 'tool', content: 'one', toolCallId: 'a' },
      { role: 'tool', content: 'two', toolCallId: 'b' },
      { role: 'user', content: 'and?' },
    ],
  })
  expect(outcome).toMatchObject({ status: 'answered', usage: { estimated: true } })
  expect(server.received[0]?.headers['anthropic-version']).toBe('2023-06-01')
  expect(server.received[0]?.body['messages']).toMatchObject([
    {
      role: 'user',
      content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'aGk=' } }],
    },
    {
      role: 'assistant',
      content: [
        { type: 'tool_use', id: 'a', input: { x: 1 } },
        { type: 'tool_use', id: 'b', input: {} },
      ],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'a' },
        { type: 'tool_result', tool_use_id: 'b' },
        { type: 'text', text: 'and?' },
      ],
    },
  ])
  const broken = {
    ...ask,
    input: [{ role: 'assistant', content: '', toolCalls: [{ id: 'a', name: 'x', arguments: '[1' }] }],
  } as const
  await expect(model.generate(broken)).rejects.toMatchObject({ code: 'E_USAGE' })
  await model.close()
})

it('checks before a run what a request needs', () => {
  const image = { type: 'image', mediaType: 'image/png', data: '' } as const
  const request = {
    input: [{ role: 'user', content: [image] }],
    logProbabilities: 0,
    tools: [{ name: 't', parameters: {} }],
  } as const
  expect(capabilitiesOf(request)).toEqual(['generate', 'tools', 'log-probabilities', 'images'])
  const toy = { name: 'toy', capabilities: ['generate'] } as const
  const missing = missingCapability(toy, capabilitiesOf(request))
  expect(missing).toMatchObject({ status: 'not-evaluated', missing: 'tools' })
  expect(missing?.reason.en).toContain('capabilities')
  expect(missing?.reason['zh-CN']).toContain('工具调用')
  expect(missingCapability(toy, ['generate'])).toBeUndefined()
})

it('estimates tokens by script', () => {
  expect(estimateTokens('')).toBe(0)
  expect(estimateTokens('The quick brown fox')).toBe(5)
  expect(estimateTokens('今天天气很好')).toBe(6)
})
