import {
  both,
  type CallOptions,
  type GenerateOutcome,
  type GenerateRequest,
  type ScoreOutcome,
  type ScoreRequest,
  type StreamEvent,
} from '../../core/index.ts'
import { estimateTokens } from '../estimate-tokens.ts'
import { asCount, asList, asNumber, asObject, asText } from '../json-value.ts'
import { answerOutcome } from './_answer.ts'
import { type ChoicesEnd, streamChoices } from './_choices.ts'
import type { Endpoint } from './_endpoint.ts'
import { readParallelLists, readPromptLogProbabilities } from './_log-probabilities.ts'
import { notExpected, postForJson, truncated } from './_reply.ts'
import { bodySettings, unsupportedBy } from './_settings.ts'
import { readUsage } from './_usage.ts'

const NOT_IN_COMPLETIONS = both('raw text completion does not take it', '纯文本续写不支持该参数')
const PATH = '/completions'

/** A raw text in the shape of `POST /completions`. */
function completionBody(request: GenerateRequest, { provider, name }: Endpoint) {
  const { fields, ignored } = bodySettings(request, provider, 'max_tokens', {
    tools: NOT_IN_COMPLETIONS,
    toolChoice: NOT_IN_COMPLETIONS,
    format: NOT_IN_COMPLETIONS,
    thinking: NOT_IN_COMPLETIONS,
  })
  const body: Record<string, unknown> = { model: name, prompt: request.input, ...fields }
  if (
    request.logProbabilities !== undefined &&
    unsupportedBy(provider, request).logProbabilities === undefined
  )
    body['logprobs'] = request.logProbabilities
  return { body, ignored }
}

/** Asks `POST /completions` to go on with a raw text. */
export async function complete(
  endpoint: Endpoint,
  request: GenerateRequest,
  { signal }: CallOptions,
): Promise<GenerateOutcome> {
  const { body, ignored } = completionBody(request, endpoint)
  const reply = await postForJson(endpoint, PATH, body, signal)
  if ('status' in reply) return reply
  const choice = asObject(asList(reply.body['choices'])[0]) ?? notExpected('choices')
  const text = asText(choice['text']) ?? notExpected('text')
  const logProbabilities = readParallelLists(choice['logprobs'])
  const parts = { ...NO_EXTRAS, text, finish: asText(choice['finish_reason']), body: reply.body }
  return answerOutcome({ ...parts, logProbabilities }, request, ignored, endpoint)
}

/** Asks `POST /completions` piece by piece. */
export async function* streamCompletion(
  endpoint: Endpoint,
  request: GenerateRequest,
  { signal }: CallOptions,
): AsyncGenerator<Exclude<StreamEvent, { type: 'end' }>, GenerateOutcome> {
  const { body, ignored } = completionBody(request, endpoint)
  const text: string[] = []
  const tokens: NonNullable<ReturnType<typeof readParallelLists>> = []
  let finish: string | undefined
  let end: GenerateOutcome | ChoicesEnd | undefined
  for await (const event of streamChoices(endpoint, PATH, body, signal)) {
    if ('end' in event) {
      end = event.end
      break
    }
    const { choice } = event
    finish = asText(choice['finish_reason']) ?? finish
    tokens.push(...(readParallelLists(choice['logprobs']) ?? []))
    const piece = asText(choice['text']) ?? ''
    text.push(piece)
    if (piece !== '') yield { type: 'text', text: piece }
  }
  if (end === undefined) return truncated()
  if ('status' in end) return end
  if (!end.isDone && finish === undefined) return truncated()
  const parts = { ...NO_EXTRAS, text: text.join(''), finish, body: end.about }
  const logProbabilities = tokens.length > 0 ? tokens : undefined
  return answerOutcome({ ...parts, logProbabilities }, request, ignored, endpoint)
}

const NO_EXTRAS = { thinking: '', refusal: '', toolCalls: [] } as const

/** Asks how likely the model finds a raw text. One more token is generated and dropped: some servers take 0 for no bound. */
export async function scoreText(
  endpoint: Endpoint,
  request: ScoreRequest,
  { signal }: CallOptions,
): Promise<ScoreOutcome> {
  const alternatives = request.alternatives ?? 0
  const common = { model: endpoint.name, prompt: request.text, max_tokens: 1, temperature: 0 }
  const byEcho = endpoint.scoring !== 'prompt-logprobs'
  const body = byEcho
    ? { ...common, echo: true, logprobs: Math.max(1, alternatives) }
    : { ...common, prompt_logprobs: alternatives, ...(alternatives > 0 ? { return_token_ids: true } : {}) }
  const reply = await postForJson(endpoint, PATH, body, signal)
  if ('status' in reply) return reply
  const choice = asObject(asList(reply.body['choices'])[0]) ?? notExpected('choices')
  const estimate = { input: estimateTokens(request.text), output: 1 }
  const usage = readUsage(reply.body, estimate)
  if (!byEcho) {
    const ids = asList(choice['prompt_token_ids'] ?? reply.body['prompt_token_ids'])
    const lists = choice['prompt_logprobs'] ?? reply.body['prompt_logprobs']
    const tokens = readPromptLogProbabilities(lists, ids, firstToken(request.text, lists))
    return tokens === undefined ? notExpected('prompt_logprobs') : { status: 'scored', tokens, usage }
  }
  const all = readParallelLists(choice['logprobs']) ?? notExpected('logprobs')
  const generated = asCount(asObject(reply.body['usage'])?.['completion_tokens'])
  const offsets = asList(asObject(choice['logprobs'])?.['text_offset']).map(asNumber)
  const beyond = offsets.findIndex(each => each !== undefined && each >= [...request.text].length)
  const kept = generated === undefined ? (beyond < 0 ? all.length : beyond) : all.length - generated
  const tokens = all.slice(0, kept)
  if (tokens.length === 0) return notExpected('logprobs')
  return {
    status: 'scored',
    tokens: alternatives === 0 ? tokens.map(each => ({ ...each, alternatives: [] })) : tokens,
    usage,
  }
}

/** vLLM gives no text for the first token; what the others leave over is it, a mark of beginning gives the empty text. */
function firstToken(text: string, lists: unknown): string {
  const rest = asList(lists)
    .slice(1)
    .map(each => Object.values(asObject(each) ?? {}))
    .map(candidates =>
      candidates.length === 1 ? (asText(asObject(candidates[0])?.['decoded_token']) ?? '') : '',
    )
    .join('')
  return rest !== '' && text.endsWith(rest) ? text.slice(0, text.length - rest.length) : ''
}
