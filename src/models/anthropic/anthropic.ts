import type {
  Answered,
  CallOptions,
  Capability,
  GenerateOutcome,
  GenerateRequest,
  IgnoredSetting,
  Model,
  StreamEvent,
  ToolCall,
  Usage,
} from '../../core/index.ts'
import { defineModel, type ModelParts } from '../define-model.ts'
import { estimateInputTokens, estimateTokens } from '../estimate-tokens.ts'
import type { HttpClient } from '../http/http-client.ts'
import { asCount, asList, asObject, asText, type JsonObject } from '../json-value.ts'
import type { Endpoint } from '../openai/_endpoint.ts'
import { blocked, errorOutcome } from '../openai/_errors.ts'
import { notExpected, postBody, postForJson, readObjects, truncated } from '../openai/_reply.ts'
import type { Provider } from '../providers/provider.ts'
import { messagesBody } from './_messages-request.ts'

const PATH = '/v1/messages'
/** Most blocks of one answer (CWE-770). */
const MAX_BLOCKS = 4096

/** What a model behind Anthropic's API is made of. */
export interface AnthropicOptions {
  /** Its key goes into `x-api-key`, beside `anthropic-version`. */
  readonly client: HttpClient
  readonly provider: Provider
  readonly name: string
  readonly capabilities?: readonly Capability[]
}

/** The headers that the API asks for beside the key. */
export const ANTHROPIC_HEADERS = { 'anthropic-version': '2023-06-01' } as const

/** A model behind an endpoint that speaks Anthropic's Messages API. */
export function anthropicModel({ client, provider, name, capabilities }: AnthropicOptions): Model {
  const endpoint: Endpoint = { client, provider, name, scoring: undefined }
  const generate = async (request: GenerateRequest, { signal }: CallOptions): Promise<GenerateOutcome> => {
    const { body, ignored } = messagesBody(request, endpoint)
    const reply = await postForJson(endpoint, PATH, body, signal)
    if ('status' in reply) return reply
    if (!Array.isArray(reply.body['content'])) return notExpected('content')
    return answer(readBlocks(asList(reply.body['content'])), reply.body, request, ignored, endpoint)
  }
  return defineModel({
    id: `anthropic:${name}@${client.place}`,
    name,
    capabilities: capabilities ?? provider.capabilities,
    generate,
    stream: (request, call) => streamMessages(endpoint, request, call),
    close: async () => client.close(),
  })
}

interface Blocks {
  readonly text: string
  readonly thinking: string
  readonly toolCalls: readonly ToolCall[]
}

function readBlocks(blocks: readonly unknown[]): Blocks {
  const text: string[] = []
  const thinking: string[] = []
  const toolCalls: ToolCall[] = []
  for (const block of blocks.map(asObject)) {
    if (block?.['type'] === 'text') text.push(asText(block['text']) ?? '')
    else if (block?.['type'] === 'thinking') thinking.push(asText(block['thinking']) ?? '')
    else if (block?.['type'] === 'tool_use')
      toolCalls.push({
        id: asText(block['id']) ?? '',
        name: asText(block['name']) ?? '',
        arguments: asText(block['written']) || JSON.stringify(block['input'] ?? {}),
      })
  }
  return { text: text.join(''), thinking: thinking.join('\n'), toolCalls }
}

type Step = Parameters<NonNullable<ModelParts['stream']>>

async function* streamMessages(
  endpoint: Endpoint,
  request: Step[0],
  { signal }: Step[1],
): AsyncGenerator<Exclude<StreamEvent, { type: 'end' }>, GenerateOutcome> {
  const { body, ignored } = messagesBody(request, endpoint)
  const reply = await postBody(endpoint, PATH, { ...body, stream: true }, signal)
  if (!('chunks' in reply)) return reply
  const blocks = new Map<number, Record<string, unknown>>()
  const pieces = new Map<number, string[]>()
  let message: JsonObject = {}
  for await (const item of readObjects(reply, endpoint.client.scrub)) {
    if (item === 'done') break
    const event = item.body
    const type = asText(event['type']) ?? item.event
    const index = asCount(event['index']) ?? 0
    if (type === 'error') return errorOutcome(event, 0, endpoint.provider.blocks)
    if (type === 'message_start') message = asObject(event['message']) ?? {}
    else if (type === 'content_block_start' && blocks.size < MAX_BLOCKS) {
      const block = { ...asObject(event['content_block']) }
      blocks.set(index, block)
      if (block['type'] === 'tool_use')
        yield { type: 'tool-call', index, name: asText(block['name']) ?? '', arguments: '' }
    } else if (type === 'content_block_delta') {
      const delta = asObject(event['delta'])
      const kind = delta?.['type']
      const piece = asText(delta?.['text'] ?? delta?.['thinking'] ?? delta?.['partial_json'])
      if (piece === undefined) continue
      const list = pieces.get(index) ?? []
      pieces.set(index, list)
      list.push(piece)
      if (kind === 'text_delta') yield { type: 'text', text: piece }
      else if (kind === 'thinking_delta') yield { type: 'thinking', text: piece }
      else if (kind === 'input_json_delta') yield { type: 'tool-call', index, arguments: piece }
    } else if (type === 'message_delta') {
      const usage = { ...asObject(message['usage']), ...asObject(event['usage']) }
      message = { ...message, ...asObject(event['delta']), usage }
    } else if (type === 'message_stop') {
      for (const [at, block] of blocks) {
        const field = FIELD_OF[String(block['type'])]
        if (field !== undefined) block[field] = (asText(block[field]) ?? '') + (pieces.get(at) ?? []).join('')
      }
      return answer(readBlocks([...blocks.values()]), message, request, ignored, endpoint)
    }
  }
  return truncated()
}

/** Where the pieces of each kind of block are put together. */
const FIELD_OF: Readonly<Record<string, string>> = { text: 'text', thinking: 'thinking', tool_use: 'written' }

function answer(
  { text, thinking, toolCalls }: Blocks,
  body: JsonObject,
  request: GenerateRequest,
  ignored: readonly IgnoredSetting[],
  { provider }: Endpoint,
): GenerateOutcome {
  const usage = readUsage(body, request, text + thinking)
  const stop = asText(body['stop_reason'])
  if (stop !== undefined && provider.blocks.finishes?.includes(stop))
    return blocked(stop, 'output', { text, usage })
  const servedBy = asText(body['model'])
  return {
    status: 'answered',
    text,
    ...(thinking === '' ? {} : { thinking }),
    toolCalls,
    finish: FINISHES[stop ?? ''] ?? 'other',
    usage,
    ...(servedBy === undefined ? {} : { servedBy }),
    ignored,
  }
}

const FINISHES: Readonly<Record<string, Answered['finish']>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool-calls',
}

/** Input counts leave out what was read from or written to the cache; the sum is what was sent. */
function readUsage(body: JsonObject, request: GenerateRequest, written: string): Usage {
  const usage = asObject(body['usage'])
  const input = asCount(usage?.['input_tokens'])
  const cached = asCount(usage?.['cache_read_input_tokens']) ?? 0
  const stored = asCount(usage?.['cache_creation_input_tokens']) ?? 0
  return {
    inputTokens: input === undefined ? estimateInputTokens(request) : input + cached + stored,
    outputTokens: asCount(usage?.['output_tokens']) ?? estimateTokens(written),
    ...(cached > 0 ? { cachedTokens: cached } : {}),
    estimated: input === undefined,
  }
}
