import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import {
  both,
  type CallOptions,
  type ChatMessage,
  type GenerateOutcome,
  type GenerateRequest,
  type Model,
  PlimsollError,
  type ScoreOutcome,
  type ScoreRequest,
  type TokenLogProbability,
} from '../../core/index.ts'
import { answerInProcess, beforeStop } from '../_in-process.ts'
import { defineModel } from '../define-model.ts'
import { failCall, throwIfAborted } from '../failures.ts'
import {
  type Llama,
  type LlamaModel,
  type LlamaSequence,
  type LoadedLibraries,
  loadNodeLlamaCpp,
  type Token,
} from './_node-llama-cpp.ts'
import { candidatesOf, describeToken, tokenPicker, WHOLE_VOCABULARY } from './_sampling.ts'

/** How to open a GGUF file. */
export interface GgufOptions {
  readonly path: string
  /** Relative paths and the optional library are looked for here. */
  readonly folder: string
  readonly name?: string
  /** Tokens of prompt and answer together; 4096 when left out, never more than the model was trained for. */
  readonly contextSize?: number
  readonly gpu?: boolean
  readonly threads?: number
}

/** Tokens of an answer that bounds none. */
const DEFAULT_MAX_TOKENS = 512
/** Magic, version and the counts of tensors and metadata. Source: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md */
const HEADER_BYTES = 24
const GGUF_VERSIONS = [2, 3]

/**
 * A model in a GGUF file, run in this process by the optional `node-llama-cpp`. Nothing is downloaded or compiled.
 * Without a temperature it takes the likeliest token. Throws E_UNAVAILABLE without the library, E_INPUT for a bad file.
 */
export async function ggufModel(options: GgufOptions): Promise<Model> {
  const path = isAbsolute(options.path) ? options.path : join(options.folder, options.path)
  const digest = await hashFile(path)
  const libraries = await loadNodeLlamaCpp(options.folder)
  const llama = await libraries.llama.getLlama({
    gpu: options.gpu ? 'auto' : false,
    build: 'never',
    skipDownload: true,
    logLevel: 'error',
    ...(options.threads === undefined ? {} : { maxThreads: options.threads }),
  })
  const file = await openFile(llama, path, options.contextSize ?? 4096)
  const runner = new GgufRunner(file.model, file.sequence, file.contextSize, libraries)
  const name = options.name ?? (path.split('/').at(-1) as string)
  return defineModel({
    id: `gguf:${name}#${digest.slice(0, 16)}`,
    name,
    capabilities: ['generate', 'log-probabilities', 'prompt-log-probabilities'],
    generate: (request, call) => runner.inTurn(() => runner.generate(request, call)),
    score: (request, call) => runner.inTurn(() => runner.score(request, call)),
    close: () => llama.dispose(),
  })
}

/** Reads the whole file once: its hash names the model, its first bytes must be those of a GGUF file. */
async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  let head = Buffer.alloc(0)
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      if (head.length < HEADER_BYTES) head = Buffer.concat([head, chunk as Buffer]).subarray(0, HEADER_BYTES)
      hash.update(chunk as Buffer)
    }
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? 'unknown'
    throw new PlimsollError(
      'E_INPUT',
      both(`${path}: the model file cannot be read (${code})`, `${path}：无法读取模型文件（${code}）`),
      { advice: both('check the path', '请检查路径'), cause },
    )
  }
  const isGguf = head.length === HEADER_BYTES && head.toString('latin1', 0, 4) === 'GGUF'
  if (!isGguf || !GGUF_VERSIONS.includes(head.readUInt32LE(4))) throw notLoaded(path)
  return hash.digest('hex')
}

const notLoaded = (path: string, cause?: unknown) =>
  new PlimsollError(
    'E_INPUT',
    both(`${path}: the file cannot be loaded as a GGUF model`, `${path}：无法作为 GGUF 模型加载该文件`),
    {
      advice: both('check that it is whole and that memory suffices', '请检查文件是否完整、内存是否充足'),
      ...(cause === undefined ? {} : { cause }),
    },
  )

async function openFile(llama: Llama, path: string, wanted: number) {
  try {
    const model = await llama.loadModel({ modelPath: path })
    const contextSize = Math.max(8, Math.min(wanted, model.trainContextSize))
    const context = await model.createContext({ contextSize })
    return { model, contextSize, sequence: context.getSequence() }
  } catch (cause) {
    await llama.dispose()
    throw notLoaded(path, cause)
  }
}

class GgufRunner {
  readonly #model: LlamaModel
  readonly #sequence: LlamaSequence
  readonly #contextSize: number
  readonly #libraries: LoadedLibraries
  #turn: Promise<unknown> = Promise.resolve()

  constructor(model: LlamaModel, sequence: LlamaSequence, contextSize: number, libraries: LoadedLibraries) {
    this.#model = model
    this.#sequence = sequence
    this.#contextSize = contextSize
    this.#libraries = libraries
  }

  /** One call after another: they share the memory of the context. */
  inTurn<T>(task: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(task)
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  async generate(request: GenerateRequest, { signal }: CallOptions): Promise<GenerateOutcome> {
    const prompt = this.#promptOf(request.input)
    const room = this.#contextSize - prompt.length
    if (room < 1) return this.#tooLong(prompt.length)
    const limit = Math.min(request.maxTokens ?? DEFAULT_MAX_TOKENS, room)
    const alternatives = request.logProbabilities ?? 0
    const temperature = request.temperature ?? 0
    const pick = tokenPicker(
      { temperature, topP: request.topP ?? 1, topK: request.topK ?? 0 },
      request.seed ?? 0,
    )
    const logits = temperature > 0 ? true : { filter: { tokens: [], includeTop: Math.max(1, alternatives) } }
    const generateNext = { token: false, logits, totalLogitWeight: true, options: WHOLE_VOCABULARY }
    const tokens: Token[] = []
    const described: TokenLogProbability[] = []
    let finish: 'stop' | 'length' = 'length'
    let text = ''
    await this.#sequence.clearHistory()
    let input: readonly Token[] = prompt
    while (tokens.length < limit) {
      throwIfAborted(signal)
      const last = input.at(-1) as Token
      const [answer] = (
        await this.#sequence.controlledEvaluate([...input.slice(0, -1), [last, { generateNext }]])
      ).slice(-1)
      const candidates = candidatesOf(answer?.next ?? {})
      const chosen = pick(candidates)
      if (chosen === undefined)
        return failCall('malformed-response', both('the model gave no token', '模型没有给出 token'))
      if (this.#model.isEogToken(chosen.token)) {
        finish = 'stop'
        break
      }
      tokens.push(chosen.token)
      described.push(describeToken(chosen, candidates, alternatives, each => this.#textOf(each)))
      text = this.#model.detokenize(tokens)
      const stopped = beforeStop(text, request)
      if (stopped !== undefined) {
        text = stopped
        finish = 'stop'
        break
      }
      input = [chosen.token]
    }
    return answerInProcess(request, {
      text,
      finish,
      logProbabilities: described,
      inputTokens: prompt.length,
      outputTokens: tokens.length,
    })
  }

  async score({ text, alternatives = 0 }: ScoreRequest, { signal }: CallOptions): Promise<ScoreOutcome> {
    const tokens = this.#withBeginning(this.#model.tokenize(text, false))
    if (tokens.length > this.#contextSize) return this.#tooLong(tokens.length)
    if (tokens.length === 0)
      return { status: 'scored', tokens: [], usage: { inputTokens: 0, outputTokens: 0, estimated: false } }
    throwIfAborted(signal)
    await this.#sequence.clearHistory()
    const outputs = await this.#sequence.controlledEvaluate(
      tokens.map((token, index) => {
        const next = tokens[index + 1]
        if (next === undefined) return token
        // The likeliest is always asked for: the library's weights are relative to it.
        const filter = { tokens: [next], includeTop: Math.max(1, alternatives) }
        const generateNext = {
          token: false,
          logits: { filter },
          totalLogitWeight: true,
          options: WHOLE_VOCABULARY,
        }
        return [token, { generateNext }] as const
      }),
    )
    throwIfAborted(signal)
    const scored: TokenLogProbability[] = [
      { token: this.#textOf(tokens[0] as Token), logProbability: undefined, alternatives: [] },
    ]
    for (const [index, token] of tokens.slice(1).entries()) {
      const candidates = candidatesOf(outputs[index]?.next ?? {})
      const chosen = candidates.find(each => each.token === token)
      if (chosen === undefined)
        return failCall(
          'malformed-response',
          both('the model gave no probability of a token', '模型没有给出某个 token 的概率'),
        )
      scored.push(describeToken(chosen, candidates, alternatives, each => this.#textOf(each)))
    }
    return {
      status: 'scored',
      tokens: scored,
      usage: { inputTokens: tokens.length, outputTokens: 0, estimated: false },
    }
  }

  #textOf(token: Token): string {
    return token === this.#model.tokens.bos ? '' : this.#model.detokenize([token], true)
  }

  #withBeginning(tokens: readonly Token[]): Token[] {
    const { bos, shouldPrependBosToken } = this.#model.tokens
    return shouldPrependBosToken && bos !== null && tokens[0] !== bos ? [bos, ...tokens] : [...tokens]
  }

  #promptOf(input: GenerateRequest['input']): Token[] {
    if (typeof input === 'string') return this.#withBeginning(this.#model.tokenize(input, false))
    const source = this.#model.fileInfo.metadata?.tokenizer?.chat_template
    if (typeof source !== 'string')
      return failCall(
        'bad-request',
        both(
          'the model file has no chat template: give it raw text',
          '模型文件中没有对话模板：请直接给出文本',
        ),
      )
    const { bosString, eosString } = this.#model.tokens
    const values = {
      messages: input.map(({ role, content }) => ({ role, content: plainText(content) })),
      add_generation_prompt: true,
      bos_token: bosString ?? '',
      eos_token: eosString ?? '',
    }
    const rendered = this.#render(source, values)
    return this.#withBeginning(this.#model.tokenize(rendered, true))
  }

  /** The engine's own messages may repeat the conversation. */
  #render(source: string, values: Readonly<Record<string, unknown>>): string {
    try {
      return this.#libraries.template(source).render(values)
    } catch {
      return failCall(
        'bad-request',
        both("the model's chat template does not take this conversation", '模型的对话模板不接受该对话'),
      )
    }
  }

  #tooLong(tokens: number): never {
    return failCall(
      'too-large',
      both(
        `the text has ${tokens} tokens and the context holds ${this.#contextSize}`,
        `文本有 ${tokens} 个 token，而上下文只能容纳 ${this.#contextSize} 个`,
      ),
    )
  }
}

const plainText = (content: ChatMessage['content']): string =>
  typeof content === 'string'
    ? content
    : content.map(part => (part.type === 'text' ? part.text : '')).join('')
