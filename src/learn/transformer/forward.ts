import { nn, numpy as np } from '@jax-js/jax'
import type { Tensor, TensorTree } from '../engine.ts'
import type { LlamaConfig, Projection } from './llama-config.ts'
import { type Adapter, adapterDelta } from './lora.ts'
import { rotaryTables } from './rotary.ts'

/** What a forward pass can be given besides weights and ids. */
export interface ForwardOptions {
  /** LoRA weights; borrowed, as the model's weights are. */
  readonly adapter?: Adapter | undefined
  /**
   * Changes the hidden states, for adversarial perturbation: called with the token embeddings as depth 0 and with the
   * output of layer n as depth n, each [rows × columns, hiddenSize]. It owns what it gets and gives one of the same shape.
   */
  readonly perturb?: ((hidden: Tensor, depth: number) => Tensor) | undefined
  /** Also give the hidden states, after `perturb`, of every depth, the last one normalized. */
  readonly hiddenStates?: boolean | undefined
}

/** What a forward pass gives; the caller owns the tensors. */
export interface ForwardResult {
  /** [rows × columns, vocabularySize] */
  readonly logits: Tensor
  /** Token embeddings, then the output of each layer, as `output_hidden_states` of `transformers` orders them. */
  readonly hiddenStates: Tensor[]
}

/**
 * Runs a Llama model on ids [rows, columns] from position 0 on with causal attention; shorter sequences are padded at
 * the end and masked in the loss. Weights and ids are borrowed. Differentiable, and fit for `vmap` and `jit`.
 * Source: https://arxiv.org/abs/2302.13971
 */
export function forward(
  config: LlamaConfig,
  weights: Readonly<TensorTree>,
  ids: Tensor,
  options: ForwardOptions = {},
): ForwardResult {
  const [rows = 0, columns = 0] = ids.shape
  if (columns > config.contextLength) throw new RangeError('more tokens than the context length')
  const weight = (name: string): Tensor => {
    const tensor = weights[name]
    if (tensor === undefined) throw new RangeError(`no weight ${name}`)
    return tensor.ref
  }
  const rotation = positions(config, columns)
  const perturb = options.perturb ?? (hidden => hidden)
  const hiddenStates: Tensor[] = []
  const keep = (hidden: Tensor) => {
    if (options.hiddenStates === true) hiddenStates.push(hidden.ref)
  }

  let hidden = perturb(np.take(weight('model.embed_tokens.weight'), ids.ref.reshape([-1]), 0), 0)
  for (let layer = 0; layer < config.layers; layer++) {
    keep(hidden)
    const at = `model.layers.${layer}.`
    const project = (x: Tensor, name: Projection): Tensor => {
      const delta = adapterDelta(options.adapter, `${at}${name}`, x)
      const result = linear(x, weight(`${at}${name}.weight`))
      return delta === undefined ? result : result.add(delta)
    }
    const norm = (name: string) => normalize(hidden.ref, weight(`${at}${name}.weight`), config.normEpsilon)
    hidden = hidden.add(attend(config, norm('input_layernorm'), rows, columns, rotation, project))
    const inner = norm('post_attention_layernorm')
    const gated = nn.silu(project(inner.ref, 'mlp.gate_proj')).mul(project(inner, 'mlp.up_proj'))
    hidden = perturb(hidden.add(project(gated, 'mlp.down_proj')), layer + 1)
  }
  rotation.cosines.dispose()
  rotation.sines.dispose()
  rotation.mask.dispose()
  const last = normalize(hidden, weight('model.norm.weight'), config.normEpsilon)
  keep(last)
  const head = weight(config.tiedHead ? 'model.embed_tokens.weight' : 'lm_head.weight')
  return { logits: linear(last, head), hiddenStates }
}

/** x [n, in] times the transpose of weight [out, in]; takes both. */
const linear = (x: Tensor, weight: Tensor): Tensor => np.matmul(x, weight.transpose())

function normalize(x: Tensor, weight: Tensor, epsilon: number): Tensor {
  const scale = np.reciprocal(np.sqrt(np.square(x.ref).mean(-1, { keepdims: true }).add(epsilon)))
  return x.mul(scale).mul(weight)
}

interface Positions {
  readonly cosines: Tensor
  readonly sines: Tensor
  /** [columns, columns]: 0 where a token may look, far below elsewhere. */
  readonly mask: Tensor
}

function positions(config: LlamaConfig, columns: number): Positions {
  const { cosines, sines } = rotaryTables(columns, config.headSize, config.ropeTheta)
  const mask = new Float32Array(columns * columns)
  for (let i = 0; i < columns; i++) mask.fill(-1e30, i * columns + i + 1, (i + 1) * columns)
  return {
    cosines: np.array(cosines).reshape([columns, config.headSize]),
    sines: np.array(sines).reshape([columns, config.headSize]),
    mask: np.array(mask).reshape([columns, columns]),
  }
}

function rotate(x: Tensor, { cosines, sines }: Positions): Tensor {
  const [first, second] = np.split(x.ref, 2, -1) as [Tensor, Tensor]
  return x.mul(cosines.ref).add(np.concatenate([second.neg(), first], -1).mul(sines.ref))
}

function attend(
  config: LlamaConfig,
  x: Tensor,
  rows: number,
  columns: number,
  rotation: Positions,
  project: (x: Tensor, name: Projection) => Tensor,
): Tensor {
  const { heads, keyValueHeads, headSize } = config
  const group = heads / keyValueHeads
  // [rows, key-value heads, heads of the group, columns, headSize]
  const split = (y: Tensor, each: number) =>
    y.reshape([rows, columns, keyValueHeads, each, headSize]).transpose([0, 2, 3, 1, 4])
  const repeat = (y: Tensor) =>
    group === 1 ? y : np.broadcastTo(y, [rows, keyValueHeads, group, columns, headSize])
  const queries = rotate(split(project(x.ref, 'self_attn.q_proj'), group), rotation)
  const keys = repeat(rotate(split(project(x.ref, 'self_attn.k_proj'), 1), rotation))
  const values = repeat(split(project(x, 'self_attn.v_proj'), 1))
  const scores = np
    .matmul(queries, keys.transpose([0, 1, 2, 4, 3]))
    .mul(1 / Math.sqrt(headSize))
    .add(rotation.mask.ref)
  const mixed = np.matmul(nn.softmax(scores, -1), values)
  return project(
    mixed.transpose([0, 3, 1, 2, 4]).reshape([rows * columns, heads * headSize]),
    'self_attn.o_proj',
  )
}
