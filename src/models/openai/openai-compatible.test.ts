import { afterEach, describe, expect, it } from 'vitest'
import { chatAnswer, type Loopback, loopback, sendEvents, sendJson } from '../../../test/support/loopback.ts'
import type { GenerateOutcome, Model, StreamEvent } from '../../core/index.ts'
import { openModel } from '../open-model.ts'

let server: Loopback | undefined
let model: Model | undefined
afterEach(async () => {
  await model?.close()
  await server?.close()
})

async function open(answers: readonly (object | { events: object[] })[], more: object = {}): Promise<Model> {
  server = await loopback((response, _, index) => {
    const answer = answers[index] ?? {}
    if ('events' in answer) sendEvents(response, answer.events as object[])
    else sendJson(response, answer)
  })
  model = await openModel(
    { kind: 'openai', url: `${server.url}/v1/`, name: 'toy', ...more },
    { variables: {}, folder: '.' },
  )
  return model
}
const ask = { input: [{ role: 'user', content: 'hi' }] } as const
const all = [
  'generate',
  'stream',
  'tools',
  'images',
  'embeddings',
  'log-probabilities',
  'prompt-log-probabilities',
]

it('sends images and the turns of tools', async () => {
  const toy = await open([chatAnswer('a cat')], { capabilities: all, scoring: 'echo' })
  await toy.generate({
    input: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'what is it?' },
          { type: 'image', mediaType: 'image/png', data: 'aGk=' },
        ],
      },
      { role: 'assistant', content: '', toolCalls: [{ id: 'c', name: 'look', arguments: '{}' }] },
      { role: 'tool', content: 'fur', toolCallId: 'c' },
    ],
  })
  expect(server?.received[0]?.path).toBe('/v1/chat/completions')
  expect(server?.received[0]?.body['messages']).toEqual([
    {
      role: 'user',
      content: [
        { type: 'text', text: 'what is it?' },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,aGk=' } },
      ],
    },
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 'c', type: 'function', function: { name: 'look', arguments: '{}' } }],
    },
    { role: 'tool', content: 'fur', tool_call_id: 'c' },
  ])
})

it('does not ask for what it was not declared to offer', async () => {
  const toy = await open([])
  expect(await toy.generate({ ...ask, logProbabilities: 0 })).toMatchObject({
    status: 'not-evaluated',
    missing: 'log-probabilities',
  })
  expect(await toy.score({ text: 'a' })).toMatchObject({ missing: 'prompt-log-probabilities' })
  expect(await toy.embed({ texts: ['a'] })).toMatchObject({ missing: 'embeddings' })
  const image = {
    input: [{ role: 'user', content: [{ type: 'image-url', url: 'https://example.org/a.png' }] }],
  } as const
  expect(await toy.generate(image)).toMatchObject({ missing: 'images' })
  expect(server?.received).toEqual([])
})

it('says when log-probabilities were asked for and not sent', async () => {
  const toy = await open([chatAnswer('hi')], { capabilities: all, scoring: 'echo' })
  expect(await toy.generate({ ...ask, logProbabilities: 0 })).toMatchObject({
    ignored: [{ setting: 'logProbabilities' }],
  })
})

it('goes on with a raw text, with log-probabilities', async () => {
  const logprobs = { tokens: [' is'], token_logprobs: [-0.5], top_logprobs: [{ ' is': -0.5, ' was': -2 }] }
  const toy = await open([{ choices: [{ text: ' is', finish_reason: 'length', logprobs }] }], {
    capabilities: all,
    scoring: 'echo',
  })
  const outcome = await toy.generate({ input: 'It', logProbabilities: 2, maxTokens: 1 })
  expect(server?.received[0]).toMatchObject({ path: '/v1/completions', body: { prompt: 'It', logprobs: 2 } })
  expect(outcome).toMatchObject({
    text: ' is',
    finish: 'length',
    usage: { estimated: true },
    logProbabilities: [
      { token: ' is', alternatives: [{ token: ' is', logProbability: -0.5 }, { token: ' was' }] },
    ],
  })
})

describe('scoring a text', () => {
  const echo = (usage: object) => ({
    choices: [
      {
        text: '中文!',
        logprobs: {
          tokens: ['中', '文', '!'],
          token_logprobs: [null, -1.5, -3],
          top_logprobs: [null, { 文: -1.5 }, { '!': -3 }],
          text_offset: [0, 1, 2],
        },
      },
    ],
    ...usage,
  })
  it.each([
    ['by the count of generated tokens', { usage: { prompt_tokens: 2, completion_tokens: 1 } }],
    ['by offsets', {}],
  ])('drops what was generated, %s', async (_, usage) => {
    const toy = await open([echo(usage)], { scoring: 'echo' })
    expect(await toy.score({ text: '中文' })).toMatchObject({
      status: 'scored',
      tokens: [
        { token: '中', logProbability: undefined, alternatives: [] },
        { token: '文', logProbability: -1.5, alternatives: [] },
      ],
    })
  })

  it("takes vLLM's chosen token by its id, which the order of keys does not tell", async () => {
    const prompt_logprobs = [
      null,
      {
        '900': { logprob: -4, rank: 7, decoded_token: ' zebra' },
        '12': { logprob: -0.25, rank: 1, decoded_token: ' a' },
      },
    ]
    const answer = { choices: [{ text: 'x', prompt_logprobs, prompt_token_ids: [5, 900] }] }
    const toy = await open([answer, { choices: [{ text: 'x', prompt_logprobs }] }], { provider: 'vllm' })
    expect(await toy.score({ text: 'The zebra', alternatives: 1 })).toMatchObject({
      tokens: [
        {},
        { token: ' zebra', logProbability: -4, alternatives: [{ token: ' a' }, { token: ' zebra' }] },
      ],
    })
    // Without ids it cannot be told, and is not guessed.
    expect(await toy.score({ text: 'The zebra', alternatives: 1 })).toMatchObject({
      kind: 'malformed-response',
    })
  })
})

describe('embeddings', () => {
  const vectors = (...rows: number[][]) => ({
    data: rows.map((embedding, i) => ({ embedding, index: rows.length - 1 - i })),
  })
  it('are put in the order of the texts', async () => {
    const toy = await open([vectors([1, 2], [3, 4])], { capabilities: ['generate', 'embeddings'] })
    expect(await toy.embed({ texts: ['a', 'b'] })).toMatchObject({
      status: 'embedded',
      vectors: [
        [3, 4],
        [1, 2],
      ],
    })
  })
  it.each([
    ['too few', vectors([1])],
    ['of two lengths', vectors([1], [1, 2])],
    ['no numbers', { data: [{ embedding: ['a'] }, { embedding: [null] }] }],
  ])('%s are an error', async (_, answer) => {
    const toy = await open([answer], { capabilities: ['generate', 'embeddings'] })
    expect(await toy.embed({ texts: ['a', 'b'] })).toMatchObject({ kind: 'malformed-response' })
  })
})

describe('the responses API', () => {
  const response = {
    object: 'response',
    status: 'completed',
    model: 'toy-1',
    output: [
      { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Greet.' }] },
      {
        type: 'message',
        content: [
          {
            type: 'output_text',
            text: 'Hello.',
            logprobs: [{ token: 'Hello', logprob: -0.5, top_logprobs: [] }],
          },
        ],
      },
      { type: 'function_call', call_id: 'c', name: 'greet', arguments: '{}' },
    ],
    usage: { input_tokens: 4, output_tokens: 6, output_tokens_details: { reasoning_tokens: 2 } },
  }
  const expected = {
    status: 'answered',
    text: 'Hello.',
    thinking: 'Greet.',
    finish: 'tool-calls',
    toolCalls: [{ id: 'c', name: 'greet', arguments: '{}' }],
    usage: { inputTokens: 4, outputTokens: 6, thinkingTokens: 2, estimated: false },
  }
  it('answers whole, and stores nothing', async () => {
    const toy = await open([response], { api: 'responses', capabilities: all, scoring: 'echo' })
    const outcome = await toy.generate({ ...ask, logProbabilities: 1, maxTokens: 9, seed: 1 })
    expect(outcome).toMatchObject({
      ...expected,
      logProbabilities: [{ token: 'Hello' }],
      ignored: [{ setting: 'seed' }],
    })
    expect(server?.received[0]).toMatchObject({
      path: '/v1/responses',
      body: {
        store: false,
        max_output_tokens: 9,
        include: ['message.output_text.logprobs'],
        top_logprobs: 1,
      },
    })
  })
  it('streams', async () => {
    const events = [
      { type: 'response.reasoning_summary_text.delta', delta: 'Greet.' },
      { type: 'response.output_text.delta', delta: 'Hello.' },
      { type: 'response.completed', response },
    ]
    const toy = await open([{ events }], { api: 'responses' })
    const seen: StreamEvent[] = []
    for await (const event of toy.stream(ask)) seen.push(event)
    expect(seen.map(each => each.type)).toEqual(['thinking', 'text', 'end'])
    expect((seen.at(-1) as { outcome: GenerateOutcome }).outcome).toMatchObject(expected)
  })
  it.each([
    [
      'a filter',
      { status: 'incomplete', incomplete_details: { reason: 'content_filter' } },
      'blocked-by-provider',
    ],
    [
      'a refusal',
      { output: [{ type: 'message', content: [{ type: 'refusal', refusal: 'No.' }] }] },
      'refused',
    ],
    ['a failure', { status: 'failed', error: { code: 'server_error', message: 'x' } }, 'error'],
  ])('tells %s', async (_, change, status) => {
    const toy = await open([{ ...response, ...change }], { api: 'responses' })
    expect(await toy.generate(ask)).toMatchObject({ status })
  })
})

it('asks for a stream where a model answers in no other way', async () => {
  const events = [{ choices: [{ delta: { content: 'hi' }, finish_reason: 'stop' }] }]
  const toy = await open([{ events }], { alwaysStream: true })
  expect(await toy.generate(ask)).toMatchObject({ status: 'answered', text: 'hi' })
})

it('puts streamed tool calls together, interleaved and with arguments as an object', async () => {
  const call = (index: number, more: object) => ({
    choices: [{ delta: { tool_calls: [{ index, ...more }] } }],
  })
  const events = [
    call(0, { id: 'a', function: { name: 'one', arguments: '{"x"' } }),
    call(1, { id: 'b', function: { name: 'two', arguments: { y: 2 } } }),
    call(0, { function: { arguments: ':1}' } }),
    { choices: [{ delta: {}, finish_reason: 'tool_calls' }] },
  ]
  const toy = await open([{ events }])
  let outcome: GenerateOutcome | undefined
  for await (const event of toy.stream(ask)) if (event.type === 'end') outcome = event.outcome
  expect(outcome).toMatchObject({
    finish: 'tool-calls',
    toolCalls: [
      { id: 'a', name: 'one', arguments: '{"x":1}' },
      { id: 'b', name: 'two', arguments: '{"y":2}' },
    ],
  })
})
