import {
  type Answered,
  both,
  type GenerateOutcome,
  type GenerateRequest,
  type IgnoredSetting,
  type TokenLogProbability,
  type ToolCall,
} from '../../core/index.ts'
import { estimateInputTokens, estimateTokens } from '../estimate-tokens.ts'
import { asText, type JsonObject } from '../json-value.ts'
import type { Endpoint } from './_endpoint.ts'
import { blocked } from './_errors.ts'
import { readUsage } from './_usage.ts'

/** What an answer came to, before it is judged finished, refused or blocked. */
export interface AnswerParts {
  readonly text: string
  readonly thinking: string
  readonly refusal: string
  readonly toolCalls: readonly ToolCall[]
  readonly finish: string | undefined
  readonly logProbabilities: readonly TokenLogProbability[] | undefined
  /** Where usage and the model's name stand. */
  readonly body: JsonObject
}

const NONE_SENT = both(
  'the endpoint sent no log-probabilities although asked for',
  '已请求对数概率，但端点没有返回',
)

/** Decides what an answer is: blocked by the provider, refused in a field of its own, or answered. */
export function answerOutcome(
  parts: AnswerParts,
  request: GenerateRequest,
  ignored: readonly IgnoredSetting[],
  { provider }: Pick<Endpoint, 'provider'>,
): GenerateOutcome {
  const { text, thinking, toolCalls, finish, body, logProbabilities } = parts
  const usage = readUsage(body, {
    input: estimateInputTokens(request),
    output: estimateTokens(text) + estimateTokens(thinking),
  })
  if (finish !== undefined && provider.blocks.finishes?.includes(finish))
    return blocked(finish, 'output', { text, usage })
  if (parts.refusal !== '') return { status: 'refused', text: parts.refusal, usage }
  const servedBy = asText(body['model'])
  const withheld =
    request.logProbabilities !== undefined &&
    logProbabilities === undefined &&
    text !== '' &&
    !ignored.some(each => each.setting === 'logProbabilities')
  return {
    status: 'answered',
    text,
    ...(thinking === '' ? {} : { thinking }),
    toolCalls,
    finish: finishOf(finish, toolCalls),
    ...(logProbabilities === undefined ? {} : { logProbabilities }),
    usage,
    ...(servedBy === undefined ? {} : { servedBy }),
    ignored: withheld ? [...ignored, { setting: 'logProbabilities', reason: NONE_SENT }] : ignored,
  }
}

function finishOf(finish: string | undefined, toolCalls: readonly ToolCall[]): Answered['finish'] {
  if (finish === 'length' || finish === 'max_output_tokens') return 'length'
  if (finish === 'tool_calls' || finish === 'function_call' || toolCalls.length > 0) return 'tool-calls'
  return finish === 'stop' || finish === 'completed' ? 'stop' : 'other'
}
