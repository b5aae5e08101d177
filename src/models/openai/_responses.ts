import {
  both,
  type CallOptions,
  type ChatMessage,
  type GenerateOutcome,
  type GenerateRequest,
  type IgnoredSetting,
  type StreamEvent,
  type TokenLogProbability,
  type ToolCall,
} from '../../core/index.ts'
import { asCount, asList, asObject, asText, type JsonObject } from '../json-value.ts'
import { answerOutcome } from './_answer.ts'
import type { Endpoint } from './_endpoint.ts'
import { errorOutcome } from './_errors.ts'
import { readTokenList } from './_log-probabilities.ts'
import { notExpected, postBody, postForJson, readObjects, truncated } from './_reply.ts'
import { bodySettings, unsupportedBy } from './_settings.ts'

const NOT_IN_RESPONSES = both('the responses API does not take it', 'responses 接口不支持该参数')
const PATH = '/responses'

type ChatRequest = GenerateRequest & { readonly input: readonly ChatMessage[] }

/** A request in the shape of `POST /responses`; nothing is stored. Source: https://platform.openai.com/docs/api-reference/responses/create */
function responsesBody(request: ChatRequest, { provider, name }: Endpoint) {
  const { fields, ignored } = bodySettings(request, provider, 'max_output_tokens', {
    stop: NOT_IN_RESPONSES,
    seed: NOT_IN_RESPONSES,
    presencePenalty: NOT_IN_RESPONSES,
    frequencyPenalty: NOT_IN_RESPONSES,
  })
  const { reasoning_effort: effort, ...rest } = fields
  const unsupported = unsupportedBy(provider, request)
  const takes = (setting: IgnoredSetting['setting']) =>
    request[setting] !== undefined && unsupported[setting] === undefined
  const body: Record<string, unknown> = {
    model: name,
    input: request.input.flatMap(inputItems),
    store: false,
    ...rest,
  }
  if (effort !== undefined) body['reasoning'] = { effort }
  if (takes('logProbabilities')) {
    body['include'] = ['message.output_text.logprobs']
    body['top_logprobs'] = request.logProbabilities
  }
  if (takes('tools')) body['tools'] = request.tools?.map(tool => ({ type: 'function', ...tool }))
  if (takes('tools') && takes('toolChoice'))
    body['tool_choice'] =
      typeof request.toolChoice === 'object'
        ? { type: 'function', name: request.toolChoice.name }
        : request.toolChoice
  if (takes('format'))
    body['text'] = {
      format:
        typeof request.format === 'object'
          ? { type: 'json_schema', strict: true, ...request.format }
          : { type: 'json_object' },
    }
  return { body, ignored }
}

function inputItems(message: ChatMessage): Record<string, unknown>[] {
  if (message.role === 'tool') {
    const output = typeof message.content === 'string' ? message.content : textOf(message.content)
    return [{ type: 'function_call_output', call_id: message.toolCallId ?? '', output }]
  }
  const textType = message.role === 'assistant' ? 'output_text' : 'input_text'
  const content =
    typeof message.content === 'string'
      ? message.content
      : message.content.map(part => {
          if (part.type === 'text') return { type: textType, text: part.text }
          const url = part.type === 'image' ? `data:${part.mediaType};base64,${part.data}` : part.url
          return { type: 'input_image', image_url: url }
        })
  const calls = (message.toolCalls ?? []).map(call => ({
    type: 'function_call',
    call_id: call.id,
    name: call.name,
    arguments: call.arguments,
  }))
  return content === '' ? calls : [{ role: message.role, content }, ...calls]
}

const textOf = (parts: Exclude<ChatMessage['content'], string>) =>
  parts.map(part => (part.type === 'text' ? part.text : '')).join('')

/** Asks `POST /responses` for a whole answer. */
export async function respond(
  endpoint: Endpoint,
  request: ChatRequest,
  { signal }: CallOptions,
): Promise<GenerateOutcome> {
  const { body, ignored } = responsesBody(request, endpoint)
  const reply = await postForJson(endpoint, PATH, body, signal)
  return 'status' in reply ? reply : readResponse(reply.body, request, ignored, endpoint)
}

/** Asks `POST /responses` piece by piece. */
export async function* streamResponse(
  endpoint: Endpoint,
  request: ChatRequest,
  { signal }: CallOptions,
): AsyncGenerator<Exclude<StreamEvent, { type: 'end' }>, GenerateOutcome> {
  const { body, ignored } = responsesBody(request, endpoint)
  const reply = await postBody(endpoint, PATH, { ...body, stream: true }, signal)
  if (!('chunks' in reply)) return reply
  for await (const item of readObjects(reply, endpoint.client.scrub)) {
    if (item === 'done') break
    const type = asText(item.body['type']) ?? item.event
    const delta = asText(item.body['delta']) ?? ''
    if (type === 'response.output_text.delta') yield { type: 'text', text: delta }
    else if (type === 'response.reasoning_summary_text.delta' || type === 'response.reasoning_text.delta')
      yield { type: 'thinking', text: delta }
    else if (type === 'response.function_call_arguments.delta')
      yield { type: 'tool-call', index: asCount(item.body['output_index']) ?? 0, arguments: delta }
    else if (type === 'error') return errorOutcome({ error: item.body }, 0, endpoint.provider.blocks)
    else if (type === 'response.completed' || type === 'response.incomplete' || type === 'response.failed') {
      const response = asObject(item.body['response']) ?? notExpected('response')
      return readResponse(response, request, ignored, endpoint)
    }
  }
  return truncated()
}

function readResponse(
  body: JsonObject,
  request: ChatRequest,
  ignored: readonly IgnoredSetting[],
  endpoint: Endpoint,
): GenerateOutcome {
  if (asObject(body['error']) !== undefined) return errorOutcome(body, 0, endpoint.provider.blocks)
  if (!Array.isArray(body['output'])) return notExpected('output')
  const text: string[] = []
  const thinking: string[] = []
  const refusal: string[] = []
  const toolCalls: ToolCall[] = []
  const tokens: TokenLogProbability[] = []
  for (const item of asList(body['output']).map(asObject)) {
    for (const part of asList(item?.['content']).map(asObject)) {
      if (part?.['type'] === 'output_text') {
        text.push(asText(part['text']) ?? '')
        tokens.push(...(readTokenList(part['logprobs']) ?? []))
      } else if (part?.['type'] === 'refusal') refusal.push(asText(part['refusal']) ?? '')
      else if (part?.['type'] === 'reasoning_text') thinking.push(asText(part['text']) ?? '')
    }
    for (const part of asList(item?.['summary']).map(asObject)) thinking.push(asText(part?.['text']) ?? '')
    if (item?.['type'] === 'function_call')
      toolCalls.push({
        id: asText(item['call_id']) ?? asText(item['id']) ?? '',
        name: asText(item['name']) ?? '',
        arguments: asText(item['arguments']) ?? '',
      })
  }
  const finish = asText(asObject(body['incomplete_details'])?.['reason']) ?? asText(body['status'])
  return answerOutcome(
    {
      text: text.join(''),
      thinking: thinking.join('\n'),
      refusal: refusal.join(''),
      toolCalls,
      finish,
      logProbabilities: tokens.length > 0 ? tokens : undefined,
      body,
    },
    request,
    ignored,
    endpoint,
  )
}
