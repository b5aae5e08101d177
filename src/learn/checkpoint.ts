import { PlimsollError } from '../core/errors.ts'
import { both } from '../core/locale.ts'
import type { Weights } from './tensors/host-tensor.ts'
import { readWeights, type StoredType, writeSafetensors } from './tensors/safetensors.ts'
import type { Tokenizer } from './tokenizer/tokenizer.ts'
import { readTokenizer, writeTokenizer } from './tokenizer/tokenizer-json.ts'
import { type LlamaConfig, parseLlamaConfig, toHuggingFaceConfig } from './transformer/llama-config.ts'
import { checkWeights } from './transformer/weights.ts'

/** A model with its tokenizer. */
export interface LanguageModel {
  readonly config: LlamaConfig
  readonly weights: Weights
  readonly tokenizer: Tokenizer | undefined
}

/** Files of a model folder by name. */
export type ModelFiles = ReadonlyMap<string, Uint8Array>

/** The files that `readModel` reads; the tokenizer may be missing, and weights split over files are not read. */
export const MODEL_FILES = ['config.json', 'tokenizer.json', 'model.safetensors'] as const

/**
 * Writes a model as the files of a folder that `transformers` loads as LlamaForCausalLM. Half precision halves the file
 * and rounds the weights.
 */
export function writeModel(
  { config, weights, tokenizer }: LanguageModel,
  type: StoredType = 'F32',
): ReadonlyMap<string, Uint8Array<ArrayBuffer>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  const stored = type === 'F16' ? { torch_dtype: 'float16' } : {}
  files.set('config.json', toJson({ ...toHuggingFaceConfig(config), ...stored }))
  files.set(
    'generation_config.json',
    toJson({ bos_token_id: config.beginToken ?? null, eos_token_id: config.endTokens[0] ?? null }),
  )
  files.set('model.safetensors', writeSafetensors(checkWeights(config, weights), undefined, type))
  if (tokenizer !== undefined) {
    files.set('tokenizer.json', writeTokenizer(tokenizer.data))
    const nameOf = (id: number | undefined) =>
      tokenizer.data.added.find(each => each.id === id)?.content ?? null
    files.set(
      'tokenizer_config.json',
      toJson({
        tokenizer_class: 'PreTrainedTokenizerFast',
        bos_token: nameOf(config.beginToken),
        eos_token: nameOf(config.endTokens[0]),
        model_max_length: config.contextLength,
        clean_up_tokenization_spaces: false,
      }),
    )
  }
  return files
}

/** Reads a model from the files of its folder; throws E_INPUT naming the file that is missing or wrong. */
export function readModel(files: ModelFiles): LanguageModel {
  const need = (name: string): Uint8Array => {
    const bytes = files.get(name)
    if (bytes !== undefined) return bytes
    throw new PlimsollError('E_INPUT', both(`the model folder has no ${name}`, `模型文件夹中没有 ${name}`), {
      advice: both(
        'give a folder with config.json and model.safetensors in one piece',
        '请提供包含 config.json 与完整 model.safetensors 的文件夹',
      ),
    })
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(need('config.json')))
  } catch (error) {
    if (error instanceof PlimsollError) throw error
    throw new PlimsollError('E_INPUT', both('config.json is not valid JSON', 'config.json 不是有效的 JSON'), {
      advice: both('get the file again from its source', '请从来源重新获取该文件'),
    })
  }
  const config = parseLlamaConfig(parsed)
  const tokenizer = files.get('tokenizer.json')
  return {
    config,
    weights: checkWeights(config, readWeights(need('model.safetensors'))),
    tokenizer: tokenizer === undefined ? undefined : readTokenizer(tokenizer),
  }
}

const toJson = (value: unknown): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`${JSON.stringify(value, undefined, 2)}\n`) as Uint8Array<ArrayBuffer>
