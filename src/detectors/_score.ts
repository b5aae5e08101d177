import type { Move, Signal } from '../core/index.ts'

/** Signals weaker than this say nothing and are not given. */
const FLOOR = 0.3

/**
 * Adds the moves that apply to a base score and gives the signal, or nothing when little is left of it.
 * The sum stays within 0.01 and 0.99 and is rounded to two decimals.
 */
export function weigh(
  found: Omit<Signal, 'score' | 'moves'>,
  base: number,
  ...moves: readonly (Move | undefined | false)[]
): [] | [Signal] {
  const applied: Move[] = []
  let sum = base
  for (const move of moves) {
    if (move === undefined || move === false) continue
    applied.push(move)
    sum += move.by
  }
  const score = Math.round(Math.min(0.99, Math.max(0.01, sum)) * 100) / 100
  if (score < FLOOR) return []
  return [applied.length > 0 ? { ...found, score, moves: applied } : { ...found, score }]
}
