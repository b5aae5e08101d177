import { countParameters, type LlamaConfig } from './transformer/llama-config.ts'

/** What a job is about to do. */
export interface WorkPlan {
  readonly config: LlamaConfig
  readonly kind: 'train' | 'generate' | 'score'
  /** Tokens in all: rows × columns × steps, or tokens generated. */
  readonly tokens: number
  /** Length of the sequences, for the share of attention. */
  readonly columns: number
}

/** What a job will cost. */
export interface WorkEstimate {
  readonly parameters: number
  /** Floating-point operations; a multiply-add counts as two. */
  readonly flops: number
  /** At the given rate. */
  readonly seconds: number
}

/** Operations a second that training reaches on one core of a server of 2023 on WebAssembly (`bench/learn-speed.mjs`). */
export const USUAL_FLOPS_PER_SECOND = 6e9

/**
 * States a job's operations and time before it starts: 2 a parameter and token forward, thrice that for training, and
 * attention by its length; the embedding look-up is free. Source: https://arxiv.org/abs/2001.08361 §2.1
 */
export function estimateFlops(plan: WorkPlan, flopsPerSecond = USUAL_FLOPS_PER_SECOND): WorkEstimate {
  const { config, tokens, columns } = plan
  const parameters = countParameters(config)
  const table = config.vocabularySize * config.hiddenSize
  const multiplied = parameters - (config.tiedHead ? 0 : table)
  const attention = 4 * config.layers * config.heads * config.headSize * columns
  const forward = tokens * (2 * multiplied + attention)
  const flops = plan.kind === 'train' ? 3 * forward : forward
  return { parameters, flops, seconds: flops / flopsPerSecond }
}
