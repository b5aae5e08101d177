import { both, type ChatMessage, type GenerateRequest, type IgnoredSetting } from '../../core/index.ts'
import { wrongUse } from '../failures.ts'
import { asObject, parseJson } from '../json-value.ts'
import type { Endpoint } from '../openai/_endpoint.ts'
import { unsupportedBy } from '../openai/_settings.ts'

/** The API asks for a bound; this one leaves room for a long answer. */
const DEFAULT_MAX_TOKENS = 4096

/** A request in the shape of `POST /v1/messages`. Source: https://platform.claude.com/docs/en/api/messages */
export function messagesBody(
  request: GenerateRequest,
  { provider, name }: Endpoint,
): { body: Record<string, unknown>; ignored: IgnoredSetting[] } {
  const input: readonly ChatMessage[] =
    typeof request.input === 'string' ? [{ role: 'user', content: request.input }] : request.input
  const unsupported = unsupportedBy(provider, request)
  const ignored: IgnoredSetting[] = []
  for (const [setting, reason] of Object.entries(unsupported) as [
    IgnoredSetting['setting'],
    IgnoredSetting['reason'],
  ][])
    if (request[setting] !== undefined) ignored.push({ setting, reason })
  const system = input
    .filter(each => each.role === 'system')
    .map(each => each.content)
    .map(content =>
      typeof content === 'string'
        ? content
        : content.map(part => (part.type === 'text' ? part.text : '')).join(''),
    )
  const thinking = request.thinking === undefined ? undefined : provider.thinking?.(request.thinking)
  const body: Record<string, unknown> = {
    model: name,
    max_tokens: request.maxTokens ?? DEFAULT_MAX_TOKENS,
    ...(system.length > 0 ? { system: system.join('\n\n') } : {}),
    messages: mergeTurns(input.filter(each => each.role !== 'system')),
    ...thinking?.fields,
  }
  if (request.temperature !== undefined) body['temperature'] = request.temperature
  if (request.topP !== undefined) body['top_p'] = request.topP
  if (request.topK !== undefined) body['top_k'] = request.topK
  if (request.stop !== undefined) body['stop_sequences'] = request.stop
  if (request.tools !== undefined && request.tools.length > 0) {
    body['tools'] = request.tools.map(tool => ({
      name: tool.name,
      ...(tool.description === undefined ? {} : { description: tool.description }),
      input_schema: tool.parameters,
    }))
    const choice = request.toolChoice
    if (typeof choice === 'object') body['tool_choice'] = { type: 'tool', name: choice.name }
    else if (choice !== undefined) body['tool_choice'] = { type: choice === 'required' ? 'any' : choice }
  }
  return { body, ignored }
}

type Block = Record<string, unknown>

/** Turns must alternate, and the results of tools are part of a user's turn. */
function mergeTurns(messages: readonly ChatMessage[]): { role: 'user' | 'assistant'; content: Block[] }[] {
  const turns: { role: 'user' | 'assistant'; content: Block[] }[] = []
  for (const message of messages) {
    const role = message.role === 'assistant' ? 'assistant' : 'user'
    const last = turns.at(-1)
    if (last?.role === role) last.content.push(...blocksOf(message))
    else turns.push({ role, content: blocksOf(message) })
  }
  return turns
}

function blocksOf(message: ChatMessage): Block[] {
  const content: Block[] =
    typeof message.content === 'string'
      ? message.content === ''
        ? []
        : [{ type: 'text', text: message.content }]
      : message.content.map(part =>
          part.type === 'text'
            ? { type: 'text', text: part.text }
            : {
                type: 'image',
                source:
                  part.type === 'image'
                    ? { type: 'base64', media_type: part.mediaType, data: part.data }
                    : { type: 'url', url: part.url },
              },
        )
  if (message.role === 'tool')
    return [{ type: 'tool_result', tool_use_id: message.toolCallId ?? '', content }]
  const calls = (message.toolCalls ?? []).map(call => ({
    type: 'tool_use',
    id: call.id,
    name: call.name,
    input: asObject(parseJson(call.arguments === '' ? '{}' : call.arguments)) ?? notAnObject(),
  }))
  return [...content, ...calls]
}

const notAnObject = (): never => {
  throw wrongUse(
    both(
      'the arguments of an earlier tool call are not a JSON object, which this API asks for',
      '先前某次工具调用的参数不是 JSON 对象，而该接口要求如此',
    ),
  )
}
