import type {
  Answered,
  CallOptions,
  EmbedOutcome,
  EmbedRequest,
  GenerateOutcome,
  GenerateRequest,
  Model,
  ScoreOutcome,
  ScoreRequest,
  StreamEvent,
} from '../core/index.ts'
import { capabilitiesOf, missingCapability } from './capabilities.ts'
import { throwIfAborted, toFailure } from './failures.ts'

/** The part of a model that differs from one kind to the next; may throw CallFailed. */
export interface ModelParts extends Pick<Model, 'id' | 'name' | 'capabilities'> {
  readonly generate: (request: GenerateRequest, options: CallOptions) => Promise<GenerateOutcome>
  /** Yields the pieces and returns the outcome. */
  readonly stream?: (
    request: GenerateRequest,
    options: CallOptions,
  ) => AsyncGenerator<Exclude<StreamEvent, { type: 'end' }>, GenerateOutcome>
  readonly score?: (request: ScoreRequest, options: CallOptions) => Promise<ScoreOutcome>
  readonly embed?: (request: EmbedRequest, options: CallOptions) => Promise<EmbedOutcome>
  readonly close?: () => Promise<void>
}

/** Makes a model of its parts: checks capabilities before each call and turns thrown failures into outcomes. */
export function defineModel(parts: ModelParts): Model {
  const missing = (needed: Parameters<typeof missingCapability>[1]) => missingCapability(parts, needed)
  const settle = async <T>(options: CallOptions, call: () => Promise<T>) => {
    throwIfAborted(options.signal)
    try {
      return await call()
    } catch (error) {
      return toFailure(error, options.signal)
    }
  }
  async function* stream(request: GenerateRequest, options: CallOptions = {}): AsyncGenerator<StreamEvent> {
    throwIfAborted(options.signal)
    const absent = missing([...capabilitiesOf(request), 'stream'])
    if (absent !== undefined || parts.stream === undefined) {
      const outcome = absent ?? (await settle(options, () => parts.generate(request, options)))
      if (outcome.status === 'answered') yield* piecesOf(outcome)
      yield { type: 'end', outcome }
      return
    }
    let outcome: GenerateOutcome
    try {
      outcome = yield* parts.stream(request, options)
    } catch (error) {
      outcome = toFailure(error, options.signal)
    }
    yield { type: 'end', outcome }
  }
  return Object.freeze({
    id: parts.id,
    name: parts.name,
    capabilities: parts.capabilities,
    generate: async (request: GenerateRequest, options: CallOptions = {}) =>
      missing(capabilitiesOf(request)) ?? settle(options, () => parts.generate(request, options)),
    stream,
    score: async (request: ScoreRequest, options: CallOptions = {}) => {
      const { score } = parts
      if (score === undefined) return missingOf(parts, 'prompt-log-probabilities')
      return missing(['prompt-log-probabilities']) ?? settle(options, () => score(request, options))
    },
    embed: async (request: EmbedRequest, options: CallOptions = {}) => {
      const { embed } = parts
      if (embed === undefined) return missingOf(parts, 'embeddings')
      return missing(['embeddings']) ?? settle(options, () => embed(request, options))
    },
    close: async () => parts.close?.(),
  })
}

/** A whole answer as if it had been streamed. */
function* piecesOf({ text, thinking, toolCalls }: Answered): Generator<StreamEvent> {
  if (thinking !== undefined) yield { type: 'thinking', text: thinking }
  if (text !== '') yield { type: 'text', text }
  for (const [index, call] of toolCalls.entries())
    yield { type: 'tool-call', index, name: call.name, arguments: call.arguments }
}

/** What a model answers that has no such method, whatever it declares. */
const missingOf = (parts: ModelParts, capability: 'prompt-log-probabilities' | 'embeddings') =>
  missingCapability({ name: parts.name, capabilities: [] }, [capability]) as NonNullable<
    ReturnType<typeof missingCapability>
  >
