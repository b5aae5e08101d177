import { basename } from 'node:path'
import {
  both,
  type Capability,
  type EmbedOutcome,
  type GenerateOutcome,
  type GenerateRequest,
  type Model,
  type ScoreOutcome,
  type TokenLogProbability,
  type Usage,
} from '../../core/index.ts'
import { defineModel } from '../define-model.ts'
import { estimateInputTokens, estimateTokens } from '../estimate-tokens.ts'
import { failCall, failure } from '../failures.ts'
import { asCount, asList, asNumber, asObject, asText, type JsonObject } from '../json-value.ts'
import { contentHash } from '../recording/request-key.ts'
import { LineProcess, type LineProcessOptions } from './_line-process.ts'

/** What a model behind a command is made of. */
export interface CommandOptions extends LineProcessOptions {
  readonly name: string
  readonly capabilities: readonly Capability[]
}

/** A model behind a command, with what the command wrote to its error output. */
export interface CommandModel extends Model {
  /** The last 64 Ki characters; may hold content, so show it only to whom asks. */
  readonly errorOutput: () => string
}

/**
 * A model behind a command. Each call is a line `{ "id", "method": "generate" | "score" | "embed", "request" }`; the
 * answer is a line with the same `id` and `text` (with `thinking`, `toolCalls`, `finish`, `logProbabilities`), `tokens`,
 * `vectors`, `refusal`, `blocked` or `error`, and `usage: { inputTokens, outputTokens }` where it counts.
 */
export function commandModel(options: CommandOptions): CommandModel {
  const line = new LineProcess(options)
  const model = defineModel({
    id: `command:${basename(options.command[0])}#${contentHash(options.command).slice(0, 16)}`,
    name: options.name,
    capabilities: options.capabilities,
    generate: async (request, { signal }) => {
      const answer = await line.call({ method: 'generate', request }, signal)
      return toAnswer(answer, request)
    },
    score: async (request, { signal }): Promise<ScoreOutcome> => {
      const answer = await line.call({ method: 'score', request }, signal)
      const failed = toFailure(answer)
      if (failed !== undefined) return failed
      const tokens = readTokens(answer['tokens']) ?? lacking('tokens')
      return { status: 'scored', tokens, usage: usageOf(answer, estimateTokens(request.text), 0) }
    },
    embed: async (request, { signal }): Promise<EmbedOutcome> => {
      const answer = await line.call({ method: 'embed', request }, signal)
      const failed = toFailure(answer)
      if (failed !== undefined) return failed
      const vectors = asList(answer['vectors']).map(asList) as readonly (readonly number[])[]
      const width = vectors[0]?.length ?? 0
      const isWhole = vectors.every(
        each => each.length === width && each.every(value => asNumber(value) !== undefined),
      )
      if (width === 0 || vectors.length !== request.texts.length || !isWhole) return lacking('vectors')
      const input = request.texts.reduce((sum, text) => sum + estimateTokens(text), 0)
      return { status: 'embedded', vectors, usage: usageOf(answer, input, 0) }
    },
    close: async () => line.close(),
  })
  return Object.freeze({ ...model, errorOutput: () => line.errorOutput })
}

function toFailure(answer: JsonObject): ReturnType<typeof failure> | undefined {
  const error = answer['error']
  if (error === undefined || error === null) return undefined
  const isRetryable = asObject(error)?.['retryable'] === true
  const reason = both('the command reported an error', '命令报告错误')
  return failure('bad-request', reason, { retryable: isRetryable })
}

function toAnswer(answer: JsonObject, request: GenerateRequest): GenerateOutcome {
  const failed = toFailure(answer)
  if (failed !== undefined) return failed
  const text = asText(answer['text'])
  const usage = usageOf(answer, estimateInputTokens(request), estimateTokens(text ?? ''))
  const refusal = asText(answer['refusal'])
  if (refusal !== undefined) return { status: 'refused', text: refusal, usage }
  const block = asObject(answer['blocked'])
  if (block !== undefined)
    return {
      status: 'blocked-by-provider',
      where: block['where'] === 'input' || block['where'] === 'output' ? block['where'] : 'unknown',
      code: asText(block['code']) ?? 'blocked',
      text: text ?? '',
      usage,
    }
  const toolCalls = asList(answer['toolCalls'])
    .map(asObject)
    .map((call, index) => ({
      id: asText(call?.['id']) ?? `call-${index}`,
      name: asText(call?.['name']) ?? '',
      arguments: asText(call?.['arguments']) ?? '',
    }))
  if (text === undefined && toolCalls.length === 0) return lacking('text')
  const thinking = asText(answer['thinking'])
  const logProbabilities = readTokens(answer['logProbabilities'])
  const finish = asText(answer['finish'])
  return {
    status: 'answered',
    text: text ?? '',
    ...(thinking === undefined ? {} : { thinking }),
    toolCalls,
    finish:
      finish === 'length'
        ? 'length'
        : toolCalls.length > 0
          ? 'tool-calls'
          : finish === 'other'
            ? 'other'
            : 'stop',
    ...(logProbabilities === undefined ? {} : { logProbabilities }),
    usage,
    ignored: [],
  }
}

function readTokens(value: unknown): TokenLogProbability[] | undefined {
  const read: TokenLogProbability[] = []
  for (const entry of asList(value).map(asObject)) {
    const token = asText(entry?.['token'])
    if (token === undefined) return undefined
    const alternatives = asList(entry?.['alternatives'])
      .map(asObject)
      .flatMap(each => {
        const other = asText(each?.['token'])
        const logProbability = asNumber(each?.['logProbability'])
        return other === undefined || logProbability === undefined ? [] : [{ token: other, logProbability }]
      })
    read.push({ token, logProbability: asNumber(entry?.['logProbability']), alternatives })
  }
  return read.length > 0 ? read : undefined
}

function usageOf(answer: JsonObject, input: number, output: number): Usage {
  const usage = asObject(answer['usage'])
  const counted = asCount(usage?.['inputTokens'])
  return {
    inputTokens: counted ?? input,
    outputTokens: asCount(usage?.['outputTokens']) ?? output,
    estimated: counted === undefined,
  }
}

const lacking = (what: string): never =>
  failCall(
    'malformed-response',
    both(`the command's answer has no usable ${what}`, `命令的回答中没有可用的 ${what}`),
  )
