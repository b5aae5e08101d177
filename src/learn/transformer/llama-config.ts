import * as z from 'zod'
import { PlimsollError } from '../../core/errors.ts'
import { both } from '../../core/locale.ts'

/** The shape of a decoder transformer in the Llama layout. */
export interface LlamaConfig {
  readonly vocabularySize: number
  readonly hiddenSize: number
  /** Width of the gated layer between. */
  readonly intermediateSize: number
  readonly layers: number
  readonly heads: number
  /** Heads of keys and values; fewer than `heads` share them in groups. */
  readonly keyValueHeads: number
  readonly headSize: number
  /** Most positions of one sequence. */
  readonly contextLength: number
  readonly normEpsilon: number
  readonly ropeTheta: number
  /** Whether the output head is the embedding table. */
  readonly tiedHead: boolean
  readonly beginToken?: number
  /** Tokens that end an answer. */
  readonly endTokens: readonly number[]
  /** Spread of the first weights. */
  readonly initializerRange: number
}

/** Largest model that is read or made here, in parameters. */
export const MAX_PARAMETERS = 300_000_000

const count = (most: number) => z.number().int().min(1).max(most)
const token = z.number().int().min(0).max(10_000_000)

const hugConfig = z.object({
  model_type: z.literal('llama'),
  vocab_size: count(2_000_000),
  hidden_size: count(65_536),
  intermediate_size: count(262_144),
  num_hidden_layers: count(512),
  num_attention_heads: count(1024),
  num_key_value_heads: count(1024).nullish(),
  head_dim: count(4096).nullish(),
  max_position_embeddings: count(16_777_216).default(2048),
  rms_norm_eps: z.number().positive().max(1).default(1e-6),
  rope_theta: z.number().min(1).max(1e12).nullish(),
  rope_parameters: z
    .looseObject({ rope_theta: z.number().min(1).max(1e12).nullish(), rope_type: z.string().nullish() })
    .nullish(),
  rope_scaling: z.looseObject({ rope_type: z.string().nullish(), type: z.string().nullish() }).nullish(),
  hidden_act: z.literal('silu').default('silu'),
  attention_bias: z.literal(false).nullish(),
  mlp_bias: z.literal(false).nullish(),
  tie_word_embeddings: z.boolean().default(false),
  bos_token_id: token.nullish(),
  eos_token_id: z.union([token, z.array(token).max(64)]).nullish(),
  initializer_range: z.number().positive().max(10).default(0.02),
})

const wrong = (en: string, zh: string) =>
  new PlimsollError('E_INPUT', both(en, zh), {
    advice: both(
      'only plain Llama models are read: no biases, no scaled rotary embeddings, at most 300 million parameters',
      '仅支持普通 Llama 模型：无偏置、无旋转位置缩放、参数不超过 3 亿',
    ),
  })

/** Reads a parsed `config.json` of the Hugging Face layout; throws E_INPUT naming the field. */
export function parseLlamaConfig(value: unknown): LlamaConfig {
  const result = hugConfig.safeParse(value)
  if (!result.success) {
    const field = result.error.issues[0]?.path.join('.') || 'model_type'
    throw wrong(`config.json: ${field} is missing or not supported`, `config.json：${field} 缺失或不受支持`)
  }
  const hug = result.data
  const kinds = [hug.rope_parameters?.rope_type, hug.rope_scaling?.rope_type, hug.rope_scaling?.type]
  if (kinds.some(kind => kind !== undefined && kind !== null && kind !== 'default'))
    throw wrong('config.json: scaled rotary embeddings are not supported', 'config.json：不支持旋转位置缩放')
  const end = hug.eos_token_id
  return checkLlamaConfig({
    vocabularySize: hug.vocab_size,
    hiddenSize: hug.hidden_size,
    intermediateSize: hug.intermediate_size,
    layers: hug.num_hidden_layers,
    heads: hug.num_attention_heads,
    keyValueHeads: hug.num_key_value_heads ?? hug.num_attention_heads,
    headSize: hug.head_dim ?? Math.floor(hug.hidden_size / hug.num_attention_heads),
    contextLength: hug.max_position_embeddings,
    normEpsilon: hug.rms_norm_eps,
    ropeTheta: hug.rope_parameters?.rope_theta ?? hug.rope_theta ?? 10_000,
    tiedHead: hug.tie_word_embeddings,
    ...(typeof hug.bos_token_id === 'number' ? { beginToken: hug.bos_token_id } : {}),
    endTokens: typeof end === 'number' ? [end] : (end ?? []),
    initializerRange: hug.initializer_range,
  })
}

/** Checks that the sizes of a configuration fit each other; throws E_INPUT. */
export function checkLlamaConfig(config: LlamaConfig): LlamaConfig {
  if (config.heads % config.keyValueHeads !== 0)
    throw wrong('the heads do not divide into key-value heads', '注意力头数不能被键值头数整除')
  if (config.headSize % 2 !== 0) throw wrong('the head size is odd', '注意力头维度为奇数')
  if (countParameters(config) > MAX_PARAMETERS) throw wrong('the model is too large', '模型过大')
  return config
}

/** A whole configuration from a few sizes; the rest as in Llama 2. */
export function llamaConfig(
  sizes: Pick<LlamaConfig, 'vocabularySize' | 'hiddenSize' | 'layers' | 'heads'> & Partial<LlamaConfig>,
): LlamaConfig {
  return checkLlamaConfig({
    intermediateSize: Math.ceil((sizes.hiddenSize * 8) / 3 / 32) * 32,
    keyValueHeads: sizes.heads,
    headSize: Math.floor(sizes.hiddenSize / sizes.heads),
    contextLength: 512,
    normEpsilon: 1e-5,
    ropeTheta: 10_000,
    tiedHead: true,
    endTokens: [],
    initializerRange: 0.02,
    ...sizes,
  })
}

/** The object to write as `config.json`, which `transformers` loads as LlamaForCausalLM. */
export const toHuggingFaceConfig = (config: LlamaConfig): Record<string, unknown> => ({
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  vocab_size: config.vocabularySize,
  hidden_size: config.hiddenSize,
  intermediate_size: config.intermediateSize,
  num_hidden_layers: config.layers,
  num_attention_heads: config.heads,
  num_key_value_heads: config.keyValueHeads,
  head_dim: config.headSize,
  max_position_embeddings: config.contextLength,
  rms_norm_eps: config.normEpsilon,
  rope_theta: config.ropeTheta,
  rope_scaling: null,
  hidden_act: 'silu',
  attention_bias: false,
  mlp_bias: false,
  attention_dropout: 0,
  tie_word_embeddings: config.tiedHead,
  bos_token_id: config.beginToken ?? null,
  eos_token_id: config.endTokens.length > 1 ? config.endTokens : (config.endTokens[0] ?? null),
  initializer_range: config.initializerRange,
  torch_dtype: 'float32',
  use_cache: true,
})

/** The projections of each layer that LoRA can adapt. */
export const PROJECTIONS = [
  'self_attn.q_proj',
  'self_attn.k_proj',
  'self_attn.v_proj',
  'self_attn.o_proj',
  'mlp.gate_proj',
  'mlp.up_proj',
  'mlp.down_proj',
] as const
export type Projection = (typeof PROJECTIONS)[number]

/** Every tensor of a model with its shape, by name in the Hugging Face layout; matrices are [out, in]. */
export function llamaShapes(config: LlamaConfig): ReadonlyMap<string, readonly number[]> {
  const { hiddenSize, intermediateSize, vocabularySize } = config
  const queries = config.heads * config.headSize
  const keys = config.keyValueHeads * config.headSize
  const shapes = new Map<string, readonly number[]>([
    ['model.embed_tokens.weight', [vocabularySize, hiddenSize]],
  ])
  for (let layer = 0; layer < config.layers; layer++) {
    const at = `model.layers.${layer}.`
    shapes.set(`${at}input_layernorm.weight`, [hiddenSize])
    shapes.set(`${at}self_attn.q_proj.weight`, [queries, hiddenSize])
    shapes.set(`${at}self_attn.k_proj.weight`, [keys, hiddenSize])
    shapes.set(`${at}self_attn.v_proj.weight`, [keys, hiddenSize])
    shapes.set(`${at}self_attn.o_proj.weight`, [hiddenSize, queries])
    shapes.set(`${at}post_attention_layernorm.weight`, [hiddenSize])
    shapes.set(`${at}mlp.gate_proj.weight`, [intermediateSize, hiddenSize])
    shapes.set(`${at}mlp.up_proj.weight`, [intermediateSize, hiddenSize])
    shapes.set(`${at}mlp.down_proj.weight`, [hiddenSize, intermediateSize])
  }
  shapes.set('model.norm.weight', [hiddenSize])
  if (!config.tiedHead) shapes.set('lm_head.weight', [vocabularySize, hiddenSize])
  return shapes
}

/** How many parameters a model has; a tied head counts once. */
export function countParameters(config: LlamaConfig): number {
  const { hiddenSize: wide, headSize } = config
  const attention = wide * headSize * (2 * config.heads + 2 * config.keyValueHeads)
  const layer = attention + 3 * wide * config.intermediateSize + 2 * wide
  return config.layers * layer + wide + config.vocabularySize * wide * (config.tiedHead ? 1 : 2)
}
