import type { Weights } from '../../src/learn/tensors/host-tensor.ts'
import type { LlamaConfig } from '../../src/learn/transformer/llama-config.ts'

/** The plain computation in doubles, written from the papers and sharing nothing with the rest, for tests. */
export function referenceLogits(config: LlamaConfig, weights: Weights, ids: readonly number[]): number[][] {
  const matrix = (name: string): number[][] => {
    const { shape, data } = weights.get(name) as { shape: readonly number[]; data: Float32Array }
    const [rows = 0, columns = 0] = shape
    return Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * columns, (i + 1) * columns)))
  }
  const vector = (name: string) => Array.from((weights.get(name) as { data: Float32Array }).data)
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, x, i) => sum + x * (b[i] as number), 0)
  const times = (m: number[][], x: readonly number[]) => m.map(row => dot(row, x))
  const plus = (a: readonly number[], b: readonly number[]) => a.map((x, i) => x + (b[i] as number))
  const rms = (x: readonly number[], weight: readonly number[]) => {
    const scale = Math.sqrt(dot(x, x) / x.length + config.normEpsilon)
    return x.map((value, i) => (value / scale) * (weight[i] as number))
  }
  const turn = (x: readonly number[], position: number) => {
    const half = x.length / 2
    return x.map((value, i) => {
      const angle = position * config.ropeTheta ** (-(i % half) / half)
      const other = i < half ? -(x[i + half] as number) : (x[i - half] as number)
      return value * Math.cos(angle) + other * Math.sin(angle)
    })
  }
  const headsOf = (x: readonly number[]) =>
    Array.from({ length: x.length / config.headSize }, (_, h) =>
      x.slice(h * config.headSize, (h + 1) * config.headSize),
    )

  const table = matrix('model.embed_tokens.weight')
  let states = ids.map(id => table[id] as number[])
  for (let layer = 0; layer < config.layers; layer++) {
    const at = `model.layers.${layer}.`
    const normed = states.map(x => rms(x, vector(`${at}input_layernorm.weight`)))
    const part = (name: string) => {
      const m = matrix(`${at}self_attn.${name}.weight`)
      return normed.map(x => headsOf(times(m, x)))
    }
    const queries = part('q_proj').map((heads, t) => heads.map(head => turn(head, t)))
    const keys = part('k_proj').map((heads, t) => heads.map(head => turn(head, t)))
    const values = part('v_proj')
    const out = matrix(`${at}self_attn.o_proj.weight`)
    const group = config.heads / config.keyValueHeads
    states = states.map((x, t) => {
      const mixed = (queries[t] as number[][]).flatMap((query, h) => {
        const shared = Math.floor(h / group)
        const powers = keys
          .slice(0, t + 1)
          .map(key => Math.exp(dot(query, key[shared] as number[]) / Math.sqrt(config.headSize)))
        const total = powers.reduce((a, b) => a + b, 0)
        return query.map((_, i) =>
          powers.reduce(
            (sum, power, s) =>
              sum + (power / total) * (((values[s] as number[][])[shared] as number[])[i] as number),
            0,
          ),
        )
      })
      return plus(x, times(out, mixed))
    })
    const gate = matrix(`${at}mlp.gate_proj.weight`)
    const up = matrix(`${at}mlp.up_proj.weight`)
    const down = matrix(`${at}mlp.down_proj.weight`)
    states = states.map(x => {
      const inner = rms(x, vector(`${at}post_attention_layernorm.weight`))
      const raised = times(up, inner)
      const gated = times(gate, inner).map(
        (value, i) => (value / (1 + Math.exp(-value))) * (raised[i] as number),
      )
      return plus(x, times(down, gated))
    })
  }
  const head = config.tiedHead ? table : matrix('lm_head.weight')
  return states.map(x => times(head, rms(x, vector('model.norm.weight'))))
}

/** Mean cross-entropy over the tokens from `learn` on. */
export function referenceLoss(
  config: LlamaConfig,
  weights: Weights,
  examples: readonly { readonly ids: readonly number[]; readonly learn: number }[],
): number {
  let total = 0
  let count = 0
  for (const { ids, learn } of examples) {
    const logits = referenceLogits(config, weights, ids)
    for (let t = learn; t < ids.length; t++) {
      const before = logits[t - 1] as number[]
      total +=
        Math.log(before.reduce((sum, x) => sum + Math.exp(x), 0)) - (before[ids[t] as number] as number)
      count++
    }
  }
  return total / count
}
