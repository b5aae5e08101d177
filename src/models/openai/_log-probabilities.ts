import type { TokenLogProbability } from '../../core/index.ts'
import { asList, asNumber, asObject, asText } from '../json-value.ts'

interface Alternative {
  readonly token: string
  readonly logProbability: number
}

/** The token list of chat and responses: `[{ token, logprob, top_logprobs: [{ token, logprob }] }]`. */
export function readTokenList(value: unknown): TokenLogProbability[] | undefined {
  const tokens: TokenLogProbability[] = []
  for (const each of asList(value)) {
    const entry = asObject(each)
    const token = asText(entry?.['token'])
    const logProbability = asNumber(entry?.['logprob'])
    if (entry === undefined || token === undefined || logProbability === undefined) return undefined
    const alternatives = asList(entry['top_logprobs'])
      .map(asObject)
      .map(other => ({ token: asText(other?.['token']), logProbability: asNumber(other?.['logprob']) }))
      .filter(
        (other): other is Alternative => other.token !== undefined && other.logProbability !== undefined,
      )
    tokens.push({ token, logProbability, alternatives })
  }
  return tokens.length > 0 ? tokens : undefined
}

/** The parallel lists of completions: `{ tokens, token_logprobs, top_logprobs: [{ token: logprob }] }`. */
export function readParallelLists(value: unknown): TokenLogProbability[] | undefined {
  const lists = asObject(value)
  const tokens = asList(lists?.['tokens'])
  const logProbabilities = asList(lists?.['token_logprobs'])
  if (tokens.length === 0 || tokens.length !== logProbabilities.length) return undefined
  const top = asList(lists?.['top_logprobs'])
  const read: TokenLogProbability[] = []
  for (const [index, token] of tokens.entries()) {
    const logProbability = asNumber(logProbabilities[index])
    if (typeof token !== 'string' || (logProbability === undefined && logProbabilities[index] !== null))
      return undefined
    const alternatives = Object.entries(asObject(top[index]) ?? {})
      .map(([each, probability]) => ({ token: each, logProbability: asNumber(probability) }))
      .filter((each): each is Alternative => each.logProbability !== undefined)
      .sort((a, b) => b.logProbability - a.logProbability)
    read.push({ token, logProbability, alternatives })
  }
  return read
}

/**
 * vLLM's `prompt_logprobs`: for each token of the prompt an object from token id to `{ logprob, rank, decoded_token }`,
 * null for the first. JSON objects do not keep the order of such keys, so with alternatives the chosen token is known
 * only by `tokenIds`; without them it stands alone. Undefined when it cannot be told.
 * Source: https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html
 */
export function readPromptLogProbabilities(
  value: unknown,
  tokenIds: readonly unknown[],
  firstToken: string,
): TokenLogProbability[] | undefined {
  const read: TokenLogProbability[] = []
  for (const [index, each] of asList(value).entries()) {
    const candidates = asObject(each)
    if (candidates === undefined) {
      if (each !== null || index > 0) return undefined
      read.push({ token: firstToken, logProbability: undefined, alternatives: [] })
      continue
    }
    const keys = Object.keys(candidates)
    const chosenKey = keys.length === 1 ? keys[0] : String(tokenIds[index])
    const alternatives: Alternative[] = []
    let chosen: Alternative | undefined
    for (const key of keys) {
      const candidate = asObject(candidates[key])
      const logProbability = asNumber(candidate?.['logprob'])
      if (logProbability === undefined) return undefined
      const entry = { token: asText(candidate?.['decoded_token']) ?? '', logProbability }
      if (key === chosenKey) chosen = entry
      alternatives.push(entry)
    }
    if (chosen === undefined) return undefined
    alternatives.sort((a, b) => b.logProbability - a.logProbability)
    read.push({ ...chosen, alternatives: keys.length === 1 ? [] : alternatives })
  }
  return read.length > 0 ? read : undefined
}
