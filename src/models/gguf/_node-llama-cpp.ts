import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { both, PlimsollError } from '../../core/index.ts'

/** The part of `node-llama-cpp` 3 that is used here. Source: https://node-llama-cpp.withcat.ai/api/functions/getLlama */
export interface NodeLlamaCpp {
  readonly getLlama: (options: {
    readonly gpu: 'auto' | false
    readonly build: 'never'
    readonly skipDownload: true
    readonly logLevel: 'error'
    readonly maxThreads?: number
  }) => Promise<Llama>
}

export interface Llama {
  readonly loadModel: (options: { readonly modelPath: string }) => Promise<LlamaModel>
  readonly dispose: () => Promise<void>
}

/** The number of a token in the vocabulary. */
export type Token = number

export interface LlamaModel {
  readonly tokens: {
    readonly bos: Token | null
    readonly bosString: string | null
    readonly eosString: string | null
    readonly shouldPrependBosToken: boolean
  }
  readonly trainContextSize: number
  readonly fileInfo: { readonly metadata?: { readonly tokenizer?: { readonly chat_template?: unknown } } }
  readonly tokenize: (text: string, specialTokens?: boolean) => Token[]
  readonly detokenize: (tokens: readonly Token[], specialTokens?: boolean) => string
  readonly isEogToken: (token: Token) => boolean
  readonly createContext: (options: { readonly contextSize: number }) => Promise<LlamaContext>
}

export interface LlamaContext {
  readonly getSequence: () => LlamaSequence
  readonly dispose: () => Promise<void>
}

export interface LlamaSequence {
  readonly clearHistory: () => Promise<void>
  readonly controlledEvaluate: (
    input: readonly (Token | readonly [Token, { readonly generateNext: unknown }])[],
  ) => Promise<readonly ({ readonly next: LlamaNext } | undefined)[]>
}

export interface LlamaNext {
  readonly logits?: ReadonlyMap<Token, number>
  readonly totalLogitWeight?: number
}

/** Renders a Jinja template. */
export interface JinjaTemplate {
  readonly render: (values: Readonly<Record<string, unknown>>) => string
}

export interface LoadedLibraries {
  readonly llama: NodeLlamaCpp
  /** The template engine that node-llama-cpp brings along. */
  readonly template: (source: string) => JinjaTemplate
}

/** Loads the optional library from the project's folder, or from beside Plimsoll; throws E_UNAVAILABLE when absent. */
export async function loadNodeLlamaCpp(folder: string): Promise<LoadedLibraries> {
  const failures: unknown[] = []
  for (const base of [pathToFileURL(join(folder, 'package.json')).href, import.meta.url]) {
    try {
      const entry = createRequire(base).resolve('node-llama-cpp')
      const llama = (await import(pathToFileURL(entry).href)) as NodeLlamaCpp
      const jinja = createRequire(entry).resolve('@huggingface/jinja')
      const { Template } = (await import(pathToFileURL(jinja).href)) as {
        Template: new (source: string) => JinjaTemplate
      }
      return { llama, template: source => new Template(source) }
    } catch (error) {
      failures.push(error)
    }
  }
  throw new PlimsollError(
    'E_UNAVAILABLE',
    both(
      'a GGUF model needs the optional package node-llama-cpp, which is not installed',
      'GGUF 模型需要可选的软件包 node-llama-cpp，目前尚未安装',
    ),
    {
      advice: both(
        'install it in the project: npm install node-llama-cpp@3',
        '请在项目中安装：npm install node-llama-cpp@3',
      ),
      cause: failures[0],
    },
  )
}
