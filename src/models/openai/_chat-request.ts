import type { ChatMessage, GenerateRequest, IgnoredSetting } from '../../core/index.ts'
import type { Endpoint } from './_endpoint.ts'
import { bodySettings, unsupportedBy } from './_settings.ts'

/** A request in the shape of `POST /chat/completions`. Source: https://platform.openai.com/docs/api-reference/chat/create */
export function chatBody(
  request: GenerateRequest & { readonly input: readonly ChatMessage[] },
  { provider, name }: Endpoint,
): { body: Record<string, unknown>; ignored: IgnoredSetting[] } {
  const { fields, ignored } = bodySettings(request, provider, provider.maxTokensField ?? 'max_tokens')
  const unsupported = unsupportedBy(provider, request)
  const takes = (setting: keyof typeof request & IgnoredSetting['setting']) =>
    request[setting] !== undefined && unsupported[setting] === undefined
  const body: Record<string, unknown> = {
    model: name,
    messages: request.input.map(chatMessage),
    ...fields,
  }
  if (takes('logProbabilities')) {
    body['logprobs'] = true
    if ((request.logProbabilities ?? 0) > 0) body['top_logprobs'] = request.logProbabilities
  }
  if (takes('tools')) {
    body['tools'] = request.tools?.map(tool => ({ type: 'function', function: tool }))
    if (takes('toolChoice'))
      body['tool_choice'] =
        typeof request.toolChoice === 'object'
          ? { type: 'function', function: { name: request.toolChoice.name } }
          : request.toolChoice
  }
  if (takes('format'))
    body['response_format'] =
      typeof request.format === 'object'
        ? { type: 'json_schema', json_schema: { ...request.format, strict: true } }
        : { type: 'json_object' }
  return { body, ignored }
}

function chatMessage(message: ChatMessage): Record<string, unknown> {
  const content =
    typeof message.content === 'string'
      ? message.content
      : message.content.map(part =>
          part.type === 'text'
            ? { type: 'text', text: part.text }
            : {
                type: 'image_url',
                image_url: {
                  url: part.type === 'image' ? `data:${part.mediaType};base64,${part.data}` : part.url,
                },
              },
        )
  return {
    role: message.role,
    content: content === '' && (message.toolCalls?.length ?? 0) > 0 ? null : content,
    ...(message.toolCalls === undefined
      ? {}
      : {
          tool_calls: message.toolCalls.map(call => ({
            id: call.id,
            type: 'function',
            function: { name: call.name, arguments: call.arguments },
          })),
        }),
    ...(message.toolCallId === undefined ? {} : { tool_call_id: message.toolCallId }),
  }
}
