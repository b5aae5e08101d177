import type { Usage } from '../../core/index.ts'
import { asCount, asObject, type JsonObject } from '../json-value.ts'

/** Tokens as an OpenAI API reports them (chat and responses name them differently); `estimate` where it does not. */
export function readUsage(body: JsonObject, estimate: { input: number; output: number }): Usage {
  const usage = asObject(body['usage'])
  const input = asCount(usage?.['prompt_tokens']) ?? asCount(usage?.['input_tokens'])
  const output = asCount(usage?.['completion_tokens']) ?? asCount(usage?.['output_tokens'])
  const outputDetails =
    asObject(usage?.['completion_tokens_details']) ?? asObject(usage?.['output_tokens_details'])
  const inputDetails = asObject(usage?.['prompt_tokens_details']) ?? asObject(usage?.['input_tokens_details'])
  const thinkingTokens = asCount(outputDetails?.['reasoning_tokens'])
  const cachedTokens = asCount(inputDetails?.['cached_tokens']) ?? asCount(usage?.['prompt_cache_hit_tokens'])
  return {
    inputTokens: input ?? estimate.input,
    outputTokens: output ?? (usage === undefined ? estimate.output : 0),
    ...(thinkingTokens === undefined ? {} : { thinkingTokens }),
    ...(cachedTokens === undefined ? {} : { cachedTokens }),
    estimated: input === undefined,
  }
}
