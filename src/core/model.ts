import type { Localized } from './locale.ts'

/** What a model can be asked for; declared by each model and checked before a run. */
export const CAPABILITIES = [
  'generate',
  'stream',
  'log-probabilities', // of the tokens it generates
  'prompt-log-probabilities', // of the tokens of a given text
  'embeddings',
  'tools',
  'images',
  'thinking', // its reasoning, apart from its answer
] as const
export type Capability = (typeof CAPABILITIES)[number]

/** A part of a message. */
export type ContentPart =
  | { readonly type: 'text'; readonly text: string }
  /** Bytes in base64 with their media type, such as `image/png`. */
  | { readonly type: 'image'; readonly mediaType: string; readonly data: string }
  /** An image that the endpoint fetches itself. */
  | { readonly type: 'image-url'; readonly url: string }

/** A tool call that a model asks for; `arguments` is the JSON text as the model wrote it, perhaps not valid. */
export interface ToolCall {
  readonly id: string
  readonly name: string
  readonly arguments: string
}

/** One turn of a conversation. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly content: string | readonly ContentPart[]
  /** What an earlier answer of the assistant asked for. */
  readonly toolCalls?: readonly ToolCall[]
  /** The call that a message of role `tool` answers. */
  readonly toolCallId?: string
}

/** A tool that the model may call; `parameters` is a JSON Schema. */
export interface ToolDefinition {
  readonly name: string
  readonly description?: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/** Asks for an answer. What is left out is the endpoint's own default. */
export interface GenerateRequest {
  /** A conversation, or a raw text to go on with. */
  readonly input: string | readonly ChatMessage[]
  readonly tools?: readonly ToolDefinition[]
  readonly toolChoice?: 'auto' | 'none' | 'required' | { readonly name: string }
  /** Most tokens of the answer. */
  readonly maxTokens?: number
  readonly temperature?: number
  /** Nucleus sampling, from 0 to 1. */
  readonly topP?: number
  readonly topK?: number
  readonly seed?: number
  readonly stop?: readonly string[]
  readonly presencePenalty?: number
  readonly frequencyPenalty?: number
  /** The log-probability of each token with this many alternatives; 0 gives the chosen token alone. */
  readonly logProbabilities?: number
  /** Turns a model's reasoning on or off, or bounds it. */
  readonly thinking?: boolean | { readonly maxTokens: number }
  readonly format?: 'json' | { readonly name: string; readonly schema: Readonly<Record<string, unknown>> }
}

/** Names of the settings of a request, for reporting what an endpoint cannot honor. */
export type RequestSetting = Exclude<keyof GenerateRequest, 'input'>

/** A token with its natural-log probability, and the likeliest tokens in its place. */
export interface TokenLogProbability {
  readonly token: string
  /** At most 0; undefined for the first token of a text, which nothing precedes. */
  readonly logProbability: number | undefined
  readonly alternatives: readonly { readonly token: string; readonly logProbability: number }[]
}

/** Tokens used, as the endpoint counted them or, with `estimated`, as we did. */
export interface Usage {
  readonly inputTokens: number
  readonly outputTokens: number
  /** Part of `outputTokens` spent on reasoning. */
  readonly thinkingTokens?: number
  /** Part of `inputTokens` that the endpoint had cached. */
  readonly cachedTokens?: number
  readonly estimated: boolean
}

/** A setting of the request that the endpoint does not know or ignores. */
export interface IgnoredSetting {
  readonly setting: RequestSetting
  readonly reason: Localized
}

/** The model answered. Whether the text is a refusal in words is for a judge to say. */
export interface Answered {
  readonly status: 'answered'
  readonly text: string
  readonly thinking?: string
  readonly toolCalls: readonly ToolCall[]
  readonly finish: 'stop' | 'length' | 'tool-calls' | 'other'
  readonly logProbabilities?: readonly TokenLogProbability[]
  readonly usage: Usage
  /** The model's name as the endpoint gave it: an alias may move to another model. */
  readonly servedBy?: string
  readonly ignored: readonly IgnoredSetting[]
}

/** The model declined and the endpoint says so in a field of its own. */
export interface Refused {
  readonly status: 'refused'
  readonly text: string
  readonly usage: Usage
}

/** A content filter of the provider, outside the model, stopped the request or the answer. */
export interface BlockedByProvider {
  readonly status: 'blocked-by-provider'
  /** Where the filter stood; `unknown` when the provider does not say. */
  readonly where: 'input' | 'output' | 'unknown'
  /** The provider's own code, such as `data_inspection_failed`. */
  readonly code: string
  /** What had been generated before the block, where the endpoint sends it. */
  readonly text: string
  readonly usage: Usage
}

/** What kind of failure a call met; each asks for another reaction. */
export const MODEL_ERROR_KINDS = [
  'authentication',
  'quota', // the account has no means left
  'rate-limited',
  'overloaded', // 5xx and the like
  'timeout',
  'network',
  'bad-request',
  'not-found',
  'redirected',
  'malformed-response',
  'too-large',
  'not-recorded',
  'budget', // the run's own budget is used up
  'stopped', // the process behind the model ended
] as const
export type ModelErrorKind = (typeof MODEL_ERROR_KINDS)[number]

/** The call failed: never an answer, never a refusal. */
export interface ModelFailure {
  readonly status: 'error'
  readonly kind: ModelErrorKind
  /** Whether the same call may succeed later. */
  readonly retryable: boolean
  readonly retryAfterMs?: number
  readonly httpStatus?: number
  /** The endpoint's own code, when it is a plain word. */
  readonly code?: string
  readonly reason: Localized
  readonly advice: Localized
}

/** The model cannot do what was asked; never an answer. */
export interface NotEvaluated {
  readonly status: 'not-evaluated'
  readonly missing: Capability
  readonly reason: Localized
}

/** What came of asking for an answer. */
export type GenerateOutcome = Answered | Refused | BlockedByProvider | ModelFailure | NotEvaluated

/** Asks how likely a model finds a raw text, token by token. */
export interface ScoreRequest {
  readonly text: string
  /** How many alternatives to give for each token; 0 when left out. */
  readonly alternatives?: number
}

/** What came of scoring a text: its tokens in order; joined they give the text, up to a leading mark of beginning. */
export type ScoreOutcome =
  | { readonly status: 'scored'; readonly tokens: readonly TokenLogProbability[]; readonly usage: Usage }
  | BlockedByProvider
  | ModelFailure
  | NotEvaluated

/** Asks for embeddings of texts. */
export interface EmbedRequest {
  readonly texts: readonly string[]
  readonly dimensions?: number
}

/** What came of embedding: one vector for each text, in order, all of one length. */
export type EmbedOutcome =
  | { readonly status: 'embedded'; readonly vectors: readonly (readonly number[])[]; readonly usage: Usage }
  | BlockedByProvider
  | ModelFailure
  | NotEvaluated

/** What happens while an answer is written; the last event is always `end` with the whole outcome. */
export type StreamEvent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly text: string }
  | { readonly type: 'tool-call'; readonly index: number; readonly name?: string; readonly arguments: string }
  | { readonly type: 'end'; readonly outcome: GenerateOutcome }

/** How to make one call. */
export interface CallOptions {
  /** Aborting throws E_ABORTED. */
  readonly signal?: AbortSignal
  /** Equal requests with equal sample numbers share one recorded answer; 0 when left out. */
  readonly sample?: number
}

/**
 * Anything that answers: an HTTP endpoint, a GGUF file, a command, a recording. Expected outcomes, failures included,
 * are return values; only an abort and a wrong call throw.
 */
export interface Model {
  /** Names the model in reports and cache keys; holds no secret. */
  readonly id: string
  /** The name that a user gave. */
  readonly name: string
  readonly capabilities: readonly Capability[]
  readonly generate: (request: GenerateRequest, options?: CallOptions) => Promise<GenerateOutcome>
  readonly stream: (request: GenerateRequest, options?: CallOptions) => AsyncIterable<StreamEvent>
  readonly score: (request: ScoreRequest, options?: CallOptions) => Promise<ScoreOutcome>
  readonly embed: (request: EmbedRequest, options?: CallOptions) => Promise<EmbedOutcome>
  /** Gives back what the model holds: processes, memory, sockets, files. */
  readonly close: () => Promise<void>
}
