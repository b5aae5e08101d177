import { seededRandom, type TokenLogProbability } from '../../core/index.ts'
import type { LlamaNext, Token } from './_node-llama-cpp.ts'

/** Keeps the library from cutting the vocabulary to its usual 40 likeliest tokens, which changes every probability. */
export const WHOLE_VOCABULARY = { temperature: 1, topK: 0, topP: 1, minP: 0 } as const

/** A token with the natural logarithm of its probability. */
export interface Candidate {
  readonly token: Token
  readonly logProbability: number
}

/** The candidates that the library gave, likeliest first; over the whole vocabulary their probabilities sum to 1. */
export function candidatesOf(next: LlamaNext): Candidate[] {
  const logits = [...(next.logits ?? [])].sort(([, a], [, b]) => b - a)
  const highest = logits[0]?.[1] ?? 0
  const logTotal = Math.log(next.totalLogitWeight ?? 1)
  return logits.map(([token, logit]) => ({ token, logProbability: logit - highest - logTotal }))
}

/** Settings of one answer. */
export interface SamplingSettings {
  readonly temperature: number
  readonly topP: number
  readonly topK: number
}

/** Picks tokens: the likeliest at temperature 0, else by the seeded generator within `topK` and `topP`. */
export function tokenPicker({ temperature, topP, topK }: SamplingSettings, seed: number) {
  const random = seededRandom(seed)
  return (candidates: readonly Candidate[]): Candidate => {
    const first = candidates[0] as Candidate
    if (temperature <= 0) return first
    const kept = topK > 0 ? candidates.slice(0, topK) : candidates
    const weights = kept.map(each => Math.exp((each.logProbability - first.logProbability) / temperature))
    const total = weights.reduce((sum, each) => sum + each, 0)
    let within = weights.length
    for (let index = 0, sum = 0; index < weights.length; index++) {
      sum += weights[index] as number
      if (sum >= topP * total) {
        within = index + 1
        break
      }
    }
    const nucleus = weights.slice(0, within).reduce((sum, each) => sum + each, 0)
    let left = random.next() * nucleus
    for (let index = 0; index < within; index++) {
      left -= weights[index] as number
      if (left < 0) return kept[index] as Candidate
    }
    return kept[within - 1] as Candidate
  }
}

/** A chosen token with its alternatives, as text. */
export function describeToken(
  chosen: Candidate,
  candidates: readonly Candidate[],
  alternatives: number,
  textOf: (token: Token) => string,
): TokenLogProbability {
  return {
    token: textOf(chosen.token),
    logProbability: chosen.logProbability,
    alternatives: candidates
      .slice(0, alternatives)
      .map(each => ({ token: textOf(each.token), logProbability: each.logProbability })),
  }
}
