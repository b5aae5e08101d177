import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  both,
  type CallOptions,
  type ChatMessage,
  type EmbedOutcome,
  type EmbedRequest,
  type GenerateOutcome,
  type GenerateRequest,
  type Model,
  PlimsollError,
  type ScoreOutcome,
  type ScoreRequest,
  type TokenLogProbability,
} from '../../core/index.ts'
import { readModel } from '../../learn/checkpoint.ts'
import { type Cache, type Decoder, openDecoder } from '../../learn/generate/decoder.ts'
import { generateTokens } from '../../learn/generate/generate.ts'
import { logProbabilities } from '../../learn/generate/sample.ts'
import type { Tokenizer } from '../../learn/tokenizer/tokenizer.ts'
import { answerInProcess, beforeStop } from '../_in-process.ts'
import { defineModel } from '../define-model.ts'
import { failCall, throwIfAborted } from '../failures.ts'

/** Where a small model of the Llama layout is. */
export interface NativeOptions {
  /** A folder with config.json, tokenizer.json and model.safetensors. */
  readonly path: string
  readonly name?: string
}

/** Largest file of each kind that is read, in bytes. */
const FILES = { 'config.json': 1_000_000, 'tokenizer.json': 64_000_000, 'model.safetensors': 1_500_000_000 }
const DEFAULT_MAX_TOKENS = 512
/** Tokens between two looks at whether the user has stopped it. */
const TOKENS_A_TURN = 16

/** A model of the Llama layout run by `learn`, with no library. Without a temperature it takes the likeliest token. */
export async function nativeModel({
  path,
  name = path.split('/').at(-1) as string,
}: NativeOptions): Promise<Model> {
  const files = new Map<string, Uint8Array>()
  const hash = createHash('sha256')
  for (const [file, most] of Object.entries(FILES)) {
    const bytes = await readBounded(join(path, file), most)
    hash.update(String(bytes.length)).update(bytes)
    files.set(file, bytes)
  }
  const { config, weights, tokenizer } = readModel(files)
  const runner = createRunner(openDecoder(config, weights), tokenizer as Tokenizer)
  return defineModel({
    id: `native:${name}#${hash.digest('hex').slice(0, 16)}`,
    name,
    capabilities: ['generate', 'log-probabilities', 'prompt-log-probabilities', 'embeddings'],
    ...runner,
  })
}

async function readBounded(path: string, most: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    if (size <= most) return await readFile(path)
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? 'unknown'
    throw new PlimsollError(
      'E_INPUT',
      both(`${path}: the model file cannot be read (${code})`, `${path}：无法读取模型文件（${code}）`),
      {
        advice: both(
          'give a folder with config.json, tokenizer.json and model.safetensors',
          '请提供包含 config.json、tokenizer.json 与 model.safetensors 的文件夹',
        ),
        cause,
      },
    )
  }
  throw new PlimsollError('E_LIMIT', both(`${path}: the file is too large`, `${path}：文件过大`), {
    advice: both('serve large models over HTTP or as GGUF', '大模型请通过 HTTP 或 GGUF 使用'),
  })
}

/** A text that was scored, with what was read of it: all but its last token. */
interface Scored {
  readonly ids: readonly number[]
  readonly tokens: readonly TokenLogProbability[]
  readonly cache: Cache
}

function commonLength(a: readonly number[], b: readonly number[]): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return length
}

function createRunner(decoder: Decoder, tokenizer: Tokenizer) {
  const { contextLength } = decoder.config
  let latest: Scored | undefined
  const textOf = (id: number) => tokenizer.decode([id], { keepSpecial: true })
  const describe = (id: number, all: Float64Array, count: number): TokenLogProbability => ({
    token: textOf(id),
    logProbability: all[id] as number,
    alternatives: likeliest(all, count).map(each => ({
      token: textOf(each),
      logProbability: all[each] as number,
    })),
  })
  const fitting = (ids: readonly number[]): readonly number[] => {
    if (ids.length <= contextLength) return ids
    return failCall(
      'too-large',
      both(
        `the text has ${ids.length} tokens and the context holds ${contextLength}`,
        `文本有 ${ids.length} 个 token，而上下文只能容纳 ${contextLength} 个`,
      ),
    )
  }
  const promptOf = (input: GenerateRequest['input']): readonly number[] => {
    const ids = typeof input === 'string' ? tokenizer.encode(input) : conversation(tokenizer, input)
    if (ids.length > 0) return fitting(ids)
    return failCall('bad-request', both('the prompt is empty', '提示为空'))
  }

  return {
    async generate(request: GenerateRequest, { signal }: CallOptions): Promise<GenerateOutcome> {
      const prompt = promptOf(request.input)
      const ids: number[] = []
      const described: TokenLogProbability[] = []
      let finish: 'stop' | 'length' = 'length'
      let text = ''
      const tokens = generateTokens(decoder, prompt, {
        maxTokens: request.maxTokens ?? DEFAULT_MAX_TOKENS,
        temperature: request.temperature ?? 0,
        ...(request.topK === undefined || request.topK < 1 ? {} : { topK: request.topK }),
        ...(request.topP === undefined ? {} : { topP: request.topP }),
        seed: request.seed ?? 0,
      })
      for (const { id, all } of tokens) {
        if (decoder.config.endTokens.includes(id)) {
          finish = 'stop'
          break
        }
        ids.push(id)
        if (request.logProbabilities !== undefined)
          described.push(describe(id, all, request.logProbabilities))
        text = tokenizer.decode(ids)
        const stopped = beforeStop(text, request)
        if (stopped !== undefined) {
          text = stopped
          finish = 'stop'
          break
        }
        if (ids.length % TOKENS_A_TURN === 0) await breathe(signal)
      }
      return answerInProcess(request, {
        text,
        finish,
        logProbabilities: described,
        inputTokens: prompt.length,
        outputTokens: ids.length,
      })
    },

    async score({ text, alternatives = 0 }: ScoreRequest, { signal }: CallOptions): Promise<ScoreOutcome> {
      const ids = fitting(tokenizer.encode(text))
      // Texts that begin alike are read from where they part; whoever reads takes the memory, so that two never share it.
      const known = alternatives === 0 ? latest : undefined
      latest = undefined
      const shared = known === undefined ? 0 : commonLength(known.ids, ids)
      const cache = known?.cache ?? decoder.newCache()
      const start = Math.max(0, shared - 1)
      cache.truncate(start)
      const begin = tokenizer.data.prefix.length > 0
      const tokens: TokenLogProbability[] = known?.tokens.slice(0, Math.max(1, shared)) ?? []
      if (shared === 0)
        tokens.splice(
          0,
          1,
          ...ids.slice(0, 1).map(id => ({
            token: begin ? '' : textOf(id),
            logProbability: undefined,
            alternatives: [],
          })),
        )
      for (let at = start; at + 1 < ids.length; at++) {
        if ((at - start) % TOKENS_A_TURN === 0) await breathe(signal)
        const all = logProbabilities(decoder.read(cache, ids[at] as number))
        tokens.push(describe(ids[at + 1] as number, all, alternatives))
      }
      if (alternatives === 0) latest = { ids, tokens, cache }
      return {
        status: 'scored',
        tokens: [...tokens],
        usage: { inputTokens: ids.length, outputTokens: 0, estimated: false },
      }
    },

    /** The mean of the last hidden states, scaled to length one. */
    async embed({ texts, dimensions }: EmbedRequest, { signal }: CallOptions): Promise<EmbedOutcome> {
      if (dimensions !== undefined && dimensions !== decoder.config.hiddenSize)
        return failCall(
          'bad-request',
          both('the model has another number of dimensions', '模型的维度与请求不符'),
        )
      const vectors: number[][] = []
      let inputTokens = 0
      for (const text of texts) {
        const ids = fitting(tokenizer.encode(text))
        const cache = decoder.newCache()
        const mean = new Array<number>(decoder.config.hiddenSize).fill(0)
        for (const [at, id] of ids.entries()) {
          if (at % TOKENS_A_TURN === 0) await breathe(signal)
          decoder.read(cache, id)
          for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] as number) + (decoder.hidden[i] as number)
        }
        const length = Math.hypot(...mean) || 1
        vectors.push(mean.map(each => each / length))
        inputTokens += ids.length
      }
      return { status: 'embedded', vectors, usage: { inputTokens, outputTokens: 0, estimated: false } }
    },
  }
}

/** Lets timers and sockets of the process run, and stops when the user has. */
async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>(resolve => setImmediate(resolve))
  throwIfAborted(signal)
}

function likeliest(all: Float64Array, count: number): number[] {
  const best: number[] = []
  for (let id = 0; id < all.length && count > 0; id++) {
    const value = all[id] as number
    if (best.length === count && value <= (all[best.at(-1) as number] as number)) continue
    const at = best.findIndex(each => (all[each] as number) < value)
    best.splice(at < 0 ? best.length : at, 0, id)
    if (best.length > count) best.pop()
  }
  return best
}

/** Each turn as the token of its role, its text and a line break, then the assistant's token. */
function conversation(tokenizer: Tokenizer, messages: readonly ChatMessage[]): number[] {
  const special = new Map(tokenizer.data.added.map(({ content, id }) => [content, id]))
  const roleToken = (role: string): number =>
    special.get(`<|${role}|>`) ??
    failCall(
      'bad-request',
      both(
        'the model has no tokens for the roles of a conversation: give it raw text',
        '模型没有对话角色的 token：请直接给出文本',
      ),
    )
  const ids = [...tokenizer.data.prefix]
  for (const { role, content } of messages)
    ids.push(roleToken(role), ...tokenizer.encode(`${plainText(content)}\n`, { addSpecial: false }))
  return [...ids, roleToken('assistant')]
}

const plainText = (content: ChatMessage['content']): string =>
  typeof content === 'string'
    ? content
    : content.map(part => (part.type === 'text' ? part.text : '')).join('')
