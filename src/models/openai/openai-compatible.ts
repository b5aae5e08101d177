import type {
  CallOptions,
  Capability,
  ChatMessage,
  GenerateOutcome,
  GenerateRequest,
  Model,
} from '../../core/index.ts'
import { defineModel, type ModelParts } from '../define-model.ts'
import type { HttpClient } from '../http/http-client.ts'
import type { Provider, Scoring } from '../providers/provider.ts'
import { chat, streamChat } from './_chat.ts'
import { complete, scoreText, streamCompletion } from './_completions.ts'
import { embed } from './_embeddings.ts'
import type { Endpoint } from './_endpoint.ts'
import { respond, streamResponse } from './_responses.ts'

/** What an OpenAI-compatible model is made of. */
export interface OpenAiCompatibleOptions {
  readonly client: HttpClient
  readonly provider: Provider
  /** The model's name in requests. */
  readonly name: string
  /** Which API answers conversations; raw texts always go to completions. */
  readonly api?: 'chat' | 'responses'
  readonly capabilities?: readonly Capability[]
  readonly scoring?: Scoring
  /** Asks for whole answers as streams too: some reasoning models answer in no other way. */
  readonly alwaysStream?: boolean
}

type ChatRequest = GenerateRequest & { readonly input: readonly ChatMessage[] }

/** A model behind an endpoint that speaks OpenAI's HTTP API. */
export function openAiCompatibleModel(options: OpenAiCompatibleOptions): Model {
  const { client, provider, name, api = 'chat' } = options
  const scoring = options.scoring ?? provider.scoring
  const endpoint: Endpoint = { client, provider, name, scoring }
  const declared = options.capabilities ?? provider.capabilities
  const stream: NonNullable<ModelParts['stream']> = (request, call) => {
    if (typeof request.input === 'string') return streamCompletion(endpoint, request, call)
    return (api === 'responses' ? streamResponse : streamChat)(endpoint, request as ChatRequest, call)
  }
  const generate = (request: GenerateRequest, call: CallOptions): Promise<GenerateOutcome> => {
    if (options.alwaysStream) return drain(stream(request, call))
    if (typeof request.input === 'string') return complete(endpoint, request, call)
    return (api === 'responses' ? respond : chat)(endpoint, request as ChatRequest, call)
  }
  return defineModel({
    id: `${api === 'responses' ? 'openai-responses' : 'openai'}:${name}@${client.place}`,
    name,
    capabilities: [
      ...new Set([
        ...declared,
        ...(options.scoring === undefined ? [] : ['prompt-log-probabilities' as const]),
      ]),
    ],
    generate,
    stream,
    score: (request, call) => scoreText(endpoint, request, call),
    embed: (request, call) => embed(endpoint, request, call),
    close: async () => client.close(),
  })
}

async function drain(pieces: AsyncGenerator<unknown, GenerateOutcome>): Promise<GenerateOutcome> {
  for (;;) {
    const step = await pieces.next()
    if (step.done) return step.value
  }
}
