export { type AnthropicOptions, anthropicModel } from './anthropic/anthropic.ts'
export { CAPABILITY_TITLES, capabilitiesOf, missingCapability } from './capabilities.ts'
export { type CommandModel, type CommandOptions, commandModel } from './command/command.ts'
export { defineModel, type ModelParts } from './define-model.ts'
export { type OpenEncoderOptions, type OpenedEncoder, openEncoder } from './encoder/open-encoder.ts'
export { estimateInputTokens, estimateTokens } from './estimate-tokens.ts'
export { type GgufOptions, ggufModel } from './gguf/gguf.ts'
export { createHttpClient, type HttpClient, type HttpOptions } from './http/http-client.ts'
export { type KeySource, readSecretKey, type SecretKey, secretKey } from './http/secret-key.ts'
export { type ModelSpec, modelSpecSchema, parseModelSpec } from './model-spec.ts'
export { type ModelEnvironment, openModel } from './open-model.ts'
export { type OpenAiCompatibleOptions, openAiCompatibleModel } from './openai/openai-compatible.ts'
export { PROVIDERS, type Provider, unnamedProvider } from './providers/index.ts'
export {
  AnswerLog,
  type AnswerLogOptions,
  type KeptOutcome,
  type LoggedModel,
} from './recording/answer-log.ts'
export { replayModel } from './recording/replay.ts'
export { requestKey } from './recording/request-key.ts'
export { type Clock, machineClock } from './run/clock.ts'
export { type RunEstimate, type RunModel, type RunOptions, runModel } from './run/run-model.ts'
export type { Budget, Prices, Spent } from './run/spending.ts'
