import type {
  CallOptions,
  ChatMessage,
  GenerateOutcome,
  GenerateRequest,
  StreamEvent,
  TokenLogProbability,
  ToolCall,
} from '../../core/index.ts'
import { asCount, asList, asObject, asText, type JsonObject } from '../json-value.ts'
import { answerOutcome } from './_answer.ts'
import { chatBody } from './_chat-request.ts'
import { type ChoicesEnd, streamChoices } from './_choices.ts'
import type { Endpoint } from './_endpoint.ts'
import { readTokenList } from './_log-probabilities.ts'
import { notExpected, postForJson, truncated } from './_reply.ts'

const PATH = '/chat/completions'
/** Most tool calls of one answer (CWE-770). */
const MAX_TOOL_CALLS = 1024

type ChatRequest = GenerateRequest & { readonly input: readonly ChatMessage[] }

/** Asks `POST /chat/completions` for a whole answer. */
export async function chat(
  endpoint: Endpoint,
  request: ChatRequest,
  { signal }: CallOptions,
): Promise<GenerateOutcome> {
  const { body, ignored } = chatBody(request, endpoint)
  const reply = await postForJson(endpoint, PATH, body, signal)
  if ('status' in reply) return reply
  const choice = asObject(asList(reply.body['choices'])[0]) ?? notExpected('choices')
  const finish = finishOf(choice, endpoint)
  const message = asObject(choice['message'])
  const isBlocked = finish !== undefined && endpoint.provider.blocks.finishes?.includes(finish)
  if (message === undefined && !isBlocked) return notExpected('message')
  return answerOutcome(
    {
      text: asText(message?.['content']) ?? '',
      thinking: thinkingOf(message) ?? '',
      refusal: asText(message?.['refusal']) ?? '',
      toolCalls: readToolCalls(message?.['tool_calls']),
      finish,
      logProbabilities: readTokenList(asObject(choice['logprobs'])?.['content']),
      body: reply.body,
    },
    request,
    ignored,
    endpoint,
  )
}

/** Asks `POST /chat/completions` for an answer piece by piece. */
export async function* streamChat(
  endpoint: Endpoint,
  request: ChatRequest,
  { signal }: CallOptions,
): AsyncGenerator<Exclude<StreamEvent, { type: 'end' }>, GenerateOutcome> {
  const { body, ignored } = chatBody(request, endpoint)
  const text: string[] = []
  const thinking: string[] = []
  const refusal: string[] = []
  const calls = new Map<number, { id: string; name: string; arguments: string[] }>()
  const logProbabilities: TokenLogProbability[] = []
  let finish: string | undefined
  let end: GenerateOutcome | ChoicesEnd | undefined
  for await (const event of streamChoices(endpoint, PATH, body, signal)) {
    if ('end' in event) {
      end = event.end
      break
    }
    const { choice } = event
    finish = finishOf(choice, endpoint) ?? finish
    logProbabilities.push(...(readTokenList(asObject(choice['logprobs'])?.['content']) ?? []))
    const delta = asObject(choice['delta'])
    const thought = thinkingOf(delta)
    if (thought !== undefined && thought !== '') {
      thinking.push(thought)
      yield { type: 'thinking', text: thought }
    }
    refusal.push(asText(delta?.['refusal']) ?? '')
    const piece = asText(delta?.['content'])
    if (piece !== undefined && piece !== '') {
      text.push(piece)
      yield { type: 'text', text: piece }
    }
    for (const event of collectToolCalls(delta?.['tool_calls'], calls)) yield event
  }
  if (end === undefined) return truncated()
  if ('status' in end) return end
  if (!end.isDone && finish === undefined) return truncated()
  return answerOutcome(
    {
      text: text.join(''),
      thinking: thinking.join(''),
      refusal: refusal.join(''),
      toolCalls: [...calls]
        .sort(([a], [b]) => a - b)
        .map(([, call]) => ({ id: call.id, name: call.name, arguments: call.arguments.join('') })),
      finish,
      logProbabilities: logProbabilities.length > 0 ? logProbabilities : undefined,
      body: end.about,
    },
    request,
    ignored,
    endpoint,
  )
}

/** Why an answer ended; the flag of a filter, where the provider has one, comes first. */
const finishOf = (choice: JsonObject, { provider }: Endpoint): string | undefined =>
  (asCount(choice['flag']) ?? 0) >= (provider.blocks.flagFrom ?? Number.POSITIVE_INFINITY)
    ? provider.blocks.finishes?.[0]
    : asText(choice['finish_reason'])

/** `reasoning_content` of DeepSeek, Qwen, GLM and others; `reasoning` of newer vLLM and Ollama. */
const thinkingOf = (message: JsonObject | undefined): string | undefined =>
  asText(message?.['reasoning_content']) ?? asText(message?.['reasoning'])

function readToolCalls(value: unknown): ToolCall[] {
  return asList(value)
    .slice(0, MAX_TOOL_CALLS)
    .map(asObject)
    .map((call, index) => {
      const called = asObject(call?.['function'])
      return {
        id: asText(call?.['id']) ?? `call-${index}`,
        name: asText(called?.['name']) ?? '',
        arguments: argumentsText(called?.['arguments']),
      }
    })
}

/** Some servers give the arguments as an object instead of its text. */
const argumentsText = (value: unknown): string =>
  asText(value) ?? (value === undefined || value === null ? '' : JSON.stringify(value))

function* collectToolCalls(
  value: unknown,
  calls: Map<number, { id: string; name: string; arguments: string[] }>,
): Generator<Extract<StreamEvent, { type: 'tool-call' }>> {
  for (const [place, each] of asList(value).entries()) {
    const part = asObject(each)
    const index = asCount(part?.['index']) ?? place
    if (part === undefined || (calls.size >= MAX_TOOL_CALLS && !calls.has(index))) continue
    const called = asObject(part['function'])
    const call = calls.get(index) ?? { id: `call-${index}`, name: '', arguments: [] }
    calls.set(index, call)
    call.id = asText(part['id']) || call.id
    const name = asText(called?.['name'])
    if (name !== undefined && name !== '') call.name = name
    const written = argumentsText(called?.['arguments'])
    call.arguments.push(written)
    yield { type: 'tool-call', index, ...(name ? { name } : {}), arguments: written }
  }
}
