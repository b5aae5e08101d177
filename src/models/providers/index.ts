import { both } from '../../core/index.ts'
import { anthropic } from './anthropic.ts'
import { dashscope } from './dashscope.ts'
import { deepseek } from './deepseek.ts'
import { hunyuan } from './hunyuan.ts'
import { moonshot } from './moonshot.ts'
import { ollama } from './ollama.ts'
import { openai } from './openai.ts'
import type { Provider } from './provider.ts'
import { qianfan } from './qianfan.ts'
import { siliconflow } from './siliconflow.ts'
import { vllm } from './vllm.ts'
import { volcengine } from './volcengine.ts'
import { zhipu } from './zhipu.ts'

/** Every provider that a project file can name, sorted by id. */
export const PROVIDERS: readonly Provider[] = [
  anthropic,
  dashscope,
  deepseek,
  hunyuan,
  moonshot,
  ollama,
  openai,
  qianfan,
  siliconflow,
  vllm,
  volcengine,
  zhipu,
]

/** A code that is a number means something else at each provider. */
const isWord = (code: string) => !/^\d+$/u.test(code)
const ofAll = (pick: (provider: Provider) => readonly string[] | undefined) => [
  ...new Set(PROVIDERS.filter(each => each.dialect === 'openai').flatMap(each => pick(each) ?? [])),
]

/** An endpoint that names no provider: it may be any of them behind a gateway, so it knows the blocks of all. */
export const unnamedProvider: Provider = {
  id: 'unnamed',
  title: both('OpenAI-compatible endpoint', '兼容 OpenAI 的端点'),
  dialect: 'openai',
  url: 'http://127.0.0.1:8000/v1',
  reference: 'https://platform.openai.com/docs/api-reference',
  capabilities: ['generate', 'stream', 'tools'],
  blocks: {
    codes: ofAll(each => each.blocks.codes).filter(isWord),
    codePrefixes: ofAll(each => each.blocks.codePrefixes),
    phrases: ofAll(each => each.blocks.phrases),
    finishes: ofAll(each => each.blocks.finishes),
  },
}

export type { BlockSigns, Provider, Scoring, ThinkingSwitch } from './provider.ts'
