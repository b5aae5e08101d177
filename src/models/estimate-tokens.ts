import type { ChatMessage, GenerateRequest } from '../core/index.ts'

/** Characters that common tokenizers give about one token each: Han, kana, hangul. */
const WIDE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/gu
/** Letters to a token elsewhere; the usual rule of thumb for English. */
const LETTERS_PER_TOKEN = 4
/** What a chat template adds to each message. */
const TOKENS_PER_MESSAGE = 4
/** What an image costs at most endpoints, in tokens; some cost several times as much. */
const TOKENS_PER_IMAGE = 1000

/** A rough count of a text's tokens, for budgets before a run; the endpoint's own count replaces it after. */
export function estimateTokens(text: string): number {
  const wide = text.match(WIDE)?.length ?? 0
  return Math.ceil(wide + (text.length - wide) / LETTERS_PER_TOKEN)
}

/** A rough count of a request's input tokens. */
export function estimateInputTokens(request: GenerateRequest): number {
  const tools = request.tools === undefined ? 0 : estimateTokens(JSON.stringify(request.tools))
  if (typeof request.input === 'string') return estimateTokens(request.input) + tools
  return request.input.reduce((sum, message) => sum + messageTokens(message), tools)
}

function messageTokens(message: ChatMessage): number {
  const calls = (message.toolCalls ?? []).reduce((sum, call) => sum + estimateTokens(call.arguments), 0)
  if (typeof message.content === 'string') return TOKENS_PER_MESSAGE + calls + estimateTokens(message.content)
  return message.content.reduce(
    (sum, part) => sum + (part.type === 'text' ? estimateTokens(part.text) : TOKENS_PER_IMAGE),
    TOKENS_PER_MESSAGE + calls,
  )
}
