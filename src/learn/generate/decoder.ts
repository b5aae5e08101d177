import { PlimsollError } from '../../core/errors.ts'
import { both } from '../../core/locale.ts'
import type { HostTensor, Weights } from '../tensors/host-tensor.ts'
import type { LlamaConfig, Projection } from '../transformer/llama-config.ts'
import { rotaryTables } from '../transformer/rotary.ts'
import { checkWeights } from '../transformer/weights.ts'
import { type Matrix, matrixProduct } from './matrix-product.ts'

/** Keys and values of the tokens read so far. */
export interface Cache {
  /** Tokens read so far. */
  readonly length: number
  /** Forgets the tokens from `length` on. */
  readonly truncate: (length: number) => void
}

interface OpenCache extends Cache {
  length: number
  /** By layer, [position × key-value heads × headSize]; grown as needed. */
  readonly keys: Float32Array[]
  readonly values: Float32Array[]
}

/** A model on plain memory that reads one token at a time: no engine, no start-up. */
export interface Decoder {
  readonly config: LlamaConfig
  readonly newCache: () => Cache
  /**
   * Reads the next token and gives the logits of what follows, overwritten by the next call. Throws E_LIMIT when the
   * context is full and RangeError on an id outside the vocabulary.
   */
  readonly read: (cache: Cache, token: number) => Float32Array
  /** The normalized last hidden state after the latest `read`, overwritten by the next call. */
  readonly hidden: Float32Array
}

interface Layer {
  readonly inputNorm: Float32Array
  readonly innerNorm: Float32Array
  readonly product: Readonly<Record<Projection, Matrix>>
}

/** Prepares a model for generation; copies nothing but what the product needs. Throws E_INPUT on weights that do not fit. */
export function openDecoder(config: LlamaConfig, weights: Weights): Decoder {
  const all = checkWeights(config, weights)
  const data = (name: string) => (all.get(name) as HostTensor).data
  const product = (name: string) => matrixProduct(all.get(name) as HostTensor)
  const embeddings = data('model.embed_tokens.weight')
  const head = product(config.tiedHead ? 'model.embed_tokens.weight' : 'lm_head.weight')
  const lastNorm = data('model.norm.weight')
  const layers = Array.from({ length: config.layers }, (_, index): Layer => {
    const at = `model.layers.${index}.`
    return {
      inputNorm: data(`${at}input_layernorm.weight`),
      innerNorm: data(`${at}post_attention_layernorm.weight`),
      product: {
        'self_attn.q_proj': product(`${at}self_attn.q_proj.weight`),
        'self_attn.k_proj': product(`${at}self_attn.k_proj.weight`),
        'self_attn.v_proj': product(`${at}self_attn.v_proj.weight`),
        'self_attn.o_proj': product(`${at}self_attn.o_proj.weight`),
        'mlp.gate_proj': product(`${at}mlp.gate_proj.weight`),
        'mlp.up_proj': product(`${at}mlp.up_proj.weight`),
        'mlp.down_proj': product(`${at}mlp.down_proj.weight`),
      },
    }
  })
  const { hiddenSize: wide, headSize, heads, keyValueHeads } = config
  const keyWide = keyValueHeads * headSize
  let tables = rotaryTables(Math.min(256, config.contextLength), headSize, config.ropeTheta)
  const state = new Float32Array(wide)
  const normed = new Float32Array(wide)
  const queries = new Float32Array(heads * headSize)
  const mixed = new Float32Array(heads * headSize)
  const gate = new Float32Array(config.intermediateSize)
  const up = new Float32Array(config.intermediateSize)
  const added = new Float32Array(wide)
  const logits = new Float32Array(config.vocabularySize)
  const hidden = new Float32Array(wide)

  const addTo = (into: Float32Array, more: Float32Array) => {
    for (let i = 0; i < into.length; i++) into[i] = (into[i] as number) + (more[i] as number)
  }

  return {
    config,
    hidden,
    newCache: () => newCache(config),
    read(given, token) {
      const cache = given as OpenCache
      const position = cache.length
      if (position >= config.contextLength) throw contextFull(config.contextLength)
      if (!(Number.isInteger(token) && token >= 0 && token < config.vocabularySize))
        throw new RangeError('a token id is outside the vocabulary')
      if ((position + 1) * headSize > tables.cosines.length)
        tables = rotaryTables(Math.min(config.contextLength, position * 2 + 2), headSize, config.ropeTheta)
      const at = position * headSize
      state.set(embeddings.subarray(token * wide, (token + 1) * wide))
      layers.forEach((layer, index) => {
        const { keys, values } = room(cache, index, position, keyWide)
        normalize(state, layer.inputNorm, config.normEpsilon, normed)
        const key = keys.subarray(position * keyWide, (position + 1) * keyWide)
        layer.product['self_attn.q_proj'](normed, queries)
        layer.product['self_attn.k_proj'](normed, key)
        layer.product['self_attn.v_proj'](
          normed,
          values.subarray(position * keyWide, (position + 1) * keyWide),
        )
        rotate(queries, headSize, tables.cosines, tables.sines, at)
        rotate(key, headSize, tables.cosines, tables.sines, at)
        attend(config, queries, keys, values, position, mixed)
        layer.product['self_attn.o_proj'](mixed, added)
        addTo(state, added)
        normalize(state, layer.innerNorm, config.normEpsilon, normed)
        layer.product['mlp.gate_proj'](normed, gate)
        layer.product['mlp.up_proj'](normed, up)
        for (let i = 0; i < gate.length; i++) {
          const x = gate[i] as number
          gate[i] = (x / (1 + Math.exp(-x))) * (up[i] as number)
        }
        layer.product['mlp.down_proj'](gate, added)
        addTo(state, added)
      })
      cache.length = position + 1
      normalize(state, lastNorm, config.normEpsilon, hidden)
      head(hidden, logits)
      return logits
    },
  }
}

const contextFull = (length: number) =>
  new PlimsollError(
    'E_LIMIT',
    both(`the context of ${length} tokens is full`, `上下文的 ${length} 个词元已满`),
    {
      advice: both('give a shorter text', '请提供更短的文本'),
    },
  )

function newCache(config: LlamaConfig): Cache {
  const cache: OpenCache = {
    length: 0,
    keys: Array.from({ length: config.layers }, () => new Float32Array(0)),
    values: Array.from({ length: config.layers }, () => new Float32Array(0)),
    truncate(length) {
      if (!(length >= 0 && length <= cache.length)) throw new RangeError('cannot truncate to a longer length')
      cache.length = length
    },
  }
  return cache
}

function room(cache: OpenCache, layer: number, position: number, keyWide: number) {
  let keys = cache.keys[layer] as Float32Array
  let values = cache.values[layer] as Float32Array
  if ((position + 1) * keyWide > keys.length) {
    const size = Math.max(64, position * 2) * keyWide
    const grow = (old: Float32Array) => {
      const next = new Float32Array(size)
      next.set(old)
      return next
    }
    keys = cache.keys[layer] = grow(keys)
    values = cache.values[layer] = grow(values)
  }
  return { keys, values }
}

function normalize(x: Float32Array, weight: Float32Array, epsilon: number, out: Float32Array): void {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) ** 2
  const scale = 1 / Math.sqrt(sum / x.length + epsilon)
  for (let i = 0; i < x.length; i++) out[i] = (x[i] as number) * scale * (weight[i] as number)
}

function rotate(x: Float32Array, size: number, cosines: Float32Array, sines: Float32Array, at: number): void {
  const half = size / 2
  for (let start = 0; start < x.length; start += size) {
    for (let i = 0; i < half; i++) {
      const cosine = cosines[at + i] as number
      const sine = sines[at + i] as number
      const first = x[start + i] as number
      const second = x[start + i + half] as number
      x[start + i] = first * cosine - second * sine
      x[start + i + half] = second * cosine + first * sine
    }
  }
}

let scores = new Float64Array(256)

function attend(
  { heads, keyValueHeads, headSize }: LlamaConfig,
  queries: Float32Array,
  keys: Float32Array,
  values: Float32Array,
  position: number,
  out: Float32Array,
): void {
  if (scores.length <= position) scores = new Float64Array(position * 2)
  const keyWide = keyValueHeads * headSize
  const group = heads / keyValueHeads
  const scale = 1 / Math.sqrt(headSize)
  out.fill(0)
  for (let head = 0; head < heads; head++) {
    const start = head * headSize
    const shared = Math.floor(head / group) * headSize
    let most = Number.NEGATIVE_INFINITY
    for (let t = 0; t <= position; t++) {
      let dot = 0
      const at = t * keyWide + shared
      for (let i = 0; i < headSize; i++) dot += (queries[start + i] as number) * (keys[at + i] as number)
      scores[t] = dot * scale
      if (dot * scale > most) most = dot * scale
    }
    let total = 0
    for (let t = 0; t <= position; t++) {
      const weight = Math.exp((scores[t] as number) - most)
      scores[t] = weight
      total += weight
    }
    for (let t = 0; t <= position; t++) {
      const share = (scores[t] as number) / total
      const at = t * keyWide + shared
      for (let i = 0; i < headSize; i++)
        out[start + i] = (out[start + i] as number) + share * (values[at + i] as number)
    }
  }
}
