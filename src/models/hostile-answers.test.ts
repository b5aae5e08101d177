import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CAPABILITIES, MODEL_ERROR_KINDS, type Model, type StreamEvent } from '../core/index.ts'
import { anthropicModel } from './anthropic/anthropic.ts'
import { readServerSentEvents } from './http/_server-sent-events.ts'
import type { HttpClient, HttpReply } from './http/http-client.ts'
import { openAiCompatibleModel } from './openai/openai-compatible.ts'
import { PROVIDERS, unnamedProvider } from './providers/index.ts'

const STATUSES = [
  'answered',
  'refused',
  'blocked-by-provider',
  'error',
  'not-evaluated',
  'scored',
  'embedded',
]
const ask = { input: [{ role: 'user', content: 'hi' }], logProbabilities: 2 } as const

/** A client that gets whatever a test says; only the network is left out. */
const client = (status: number, text: string, isStream: boolean): HttpClient => ({
  place: 'http://test',
  scrub: each => each,
  close: () => {},
  post: async (): Promise<HttpReply> => ({
    status,
    isStream,
    retryAfterMs: undefined,
    chunks: (async function* () {
      yield text
    })(),
  }),
})

/** JSON that nests the names which the readers look for, with values of any type. */
const names = [
  ...[
    'choices',
    'message',
    'delta',
    'content',
    'text',
    'logprobs',
    'tokens',
    'token_logprobs',
    'top_logprobs',
    'logprob',
  ],
  ...[
    'token',
    'usage',
    'prompt_tokens',
    'error',
    'code',
    'type',
    'finish_reason',
    'tool_calls',
    'function',
    'arguments',
  ],
  ...[
    'index',
    'output',
    'summary',
    'data',
    'embedding',
    'prompt_logprobs',
    'prompt_token_ids',
    'response',
    'contentFilter',
  ],
  ...[
    'flag',
    'stop_reason',
    'content_block',
    'partial_json',
    'innererror',
    'refusal',
    'reasoning_content',
    'status',
  ],
]
const words = [
  'stop',
  'content_filter',
  'text',
  'tool_use',
  'output_text',
  'message_stop',
  'message_delta',
  '1301',
  '',
]
const { json } = fc.letrec<{ json: unknown }>(tie => ({
  json: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, 0, -1, 1e308, ...words),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie('json'), { maxKeys: 6 }),
  ),
}))
const body = fc.dictionary(fc.constantFrom(...names), json, { maxKeys: 8 })

const models = (http: HttpClient): Model[] => [
  openAiCompatibleModel({ client: http, provider: unnamedProvider, name: 'm', capabilities: CAPABILITIES }),
  openAiCompatibleModel({
    client: http,
    provider: unnamedProvider,
    name: 'm',
    api: 'responses',
    capabilities: CAPABILITIES,
  }),
  ...PROVIDERS.filter(each => ['vllm', 'qianfan', 'zhipu'].includes(each.id)).map(provider =>
    openAiCompatibleModel({ client: http, provider, name: 'm', capabilities: CAPABILITIES }),
  ),
  anthropicModel({ client: http, provider: PROVIDERS[0] as never, name: 'm', capabilities: CAPABILITIES }),
]
const expectOutcome = (outcome: { status: string; kind?: string }) => {
  expect(STATUSES).toContain(outcome.status)
  if (outcome.status === 'error') expect(MODEL_ERROR_KINDS).toContain(outcome.kind)
  expect(JSON.parse(JSON.stringify(outcome))).toMatchObject({ status: outcome.status })
}

describe('whatever an endpoint answers', () => {
  it('is an outcome, never a crash', async () => {
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom(200, 400, 429, 500), async (answer, status) => {
        const http = client(status, JSON.stringify(answer), false)
        for (const model of models(http)) {
          expectOutcome(await model.generate(ask))
          expectOutcome(await model.generate({ input: 'raw', logProbabilities: 1 }))
          expectOutcome(await model.score({ text: 'ab', alternatives: 1 }))
          expectOutcome(await model.embed({ texts: ['a'] }))
        }
      }),
      { numRuns: 150 },
    )
  })
  it('piece by piece too, and every stream has an end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(body, { maxLength: 5 }), async events => {
        const text = events.map(each => `data: ${JSON.stringify(each)}\n\n`).join('')
        for (const model of models(client(200, text, true))) {
          const seen: StreamEvent[] = []
          for await (const event of model.stream(ask)) seen.push(event)
          const last = seen.at(-1)
          expect(seen.filter(each => each.type === 'end').length).toBe(1)
          expectOutcome(last?.type === 'end' ? last.outcome : { status: 'no end' })
        }
      }),
      { numRuns: 150 },
    )
  })
})

it('reads the same events however the bytes are cut', async () => {
  const read = async (chunks: readonly string[]) => {
    const events = []
    const source = (async function* () {
      yield* chunks
    })()
    for await (const event of readServerSentEvents(source)) events.push(event)
    return events
  }
  const line = fc.constantFrom(
    'data: a',
    'data:b',
    'data',
    'event: x',
    ': note',
    '',
    '',
    'id: 1',
    'data: {"中": 1}',
    'other: y',
  )
  const lines = fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(lines, fc.array(fc.nat(40), { maxLength: 6 }), async (parts, cuts) => {
      const text = parts.flat().join('')
      const places = [0, ...cuts.map(each => Math.min(each, text.length)).sort((a, b) => a - b), text.length]
      const chunks = places.slice(1).map((end, i) => text.slice(places[i], end))
      expect(await read(chunks)).toEqual(await read([text]))
    }),
  )
})
