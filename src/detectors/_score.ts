import type { Move } from '../core/index.ts'

/** A score with the moves that led to it, ready to be spread into a signal. */
export interface Score {
  readonly score: number
  readonly moves?: readonly Move[]
}

/** Adds the moves that apply to a base score; the sum stays within 0.01 and 0.99. */
export function scored(base: number, ...moves: readonly (Move | undefined | false)[]): Score {
  const applied = moves.filter((move): move is Move => move !== undefined && move !== false)
  const sum = applied.reduce((total, move) => total + move.by, base)
  const score = Math.round(Math.min(0.99, Math.max(0.01, sum)) * 100) / 100
  return applied.length > 0 ? { score, moves: applied } : { score }
}
