import { both, type GenerateRequest, type IgnoredSetting, type RequestSetting } from '../../core/index.ts'
import type { Provider } from '../providers/provider.ts'

/** The body fields of a request's settings, and the settings that had to be left out. */
export interface BodySettings {
  readonly fields: Record<string, unknown>
  readonly ignored: IgnoredSetting[]
}

/** The settings of a request that its provider does not take, with the reasons. */
export const unsupportedBy = (
  provider: Provider,
  request: GenerateRequest,
): NonNullable<Provider['unsupported']> => ({
  ...provider.unsupported,
  ...(request.thinking === false ? {} : provider.unsupportedWhileThinking),
})

const PLAIN_FIELDS = {
  temperature: 'temperature',
  topP: 'top_p',
  topK: 'top_k',
  seed: 'seed',
  stop: 'stop',
  presencePenalty: 'presence_penalty',
  frequencyPenalty: 'frequency_penalty',
} as const satisfies Partial<Record<RequestSetting, string>>

const NO_SWITCH = both('no switch for reasoning is known for this endpoint', '未知该端点的思考开关')

/** Turns the settings that all OpenAI APIs share into body fields; reports those that the provider does not take. */
export function bodySettings(
  request: GenerateRequest,
  provider: Provider,
  maxTokensField: string,
  absent: Partial<Record<RequestSetting, ReturnType<typeof both>>> = {},
): BodySettings {
  const fields: Record<string, unknown> = {}
  const ignored: IgnoredSetting[] = []
  const unsupported = { ...unsupportedBy(provider, request), ...absent }
  for (const setting of Object.keys(request) as (keyof GenerateRequest)[]) {
    if (setting === 'input' || request[setting] === undefined) continue
    const reason = unsupported[setting]
    if (reason !== undefined) ignored.push({ setting, reason })
  }
  const takes = (setting: RequestSetting) =>
    request[setting] !== undefined && unsupported[setting] === undefined
  for (const [setting, field] of Object.entries(PLAIN_FIELDS) as [keyof typeof PLAIN_FIELDS, string][]) {
    if (takes(setting)) fields[field] = request[setting]
  }
  if (takes('maxTokens')) fields[maxTokensField] = request.maxTokens
  if (request.thinking !== undefined && takes('thinking')) {
    const known = provider.thinking?.(request.thinking)
    if (known === undefined) ignored.push({ setting: 'thinking', reason: NO_SWITCH })
    else {
      Object.assign(fields, known.fields)
      if (known.ignored !== undefined) ignored.push({ setting: 'thinking', reason: known.ignored })
    }
  }
  return { fields, ignored }
}
