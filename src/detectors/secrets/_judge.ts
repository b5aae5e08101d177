import { both, type Move } from '../../core/index.ts'
import { randomEvidence, sequenceShare, shannonEntropy } from './_randomness.ts'

/** A score with what moved it. */
export interface Verdict {
  readonly score: number
  readonly moves: readonly Move[]
}

/** Adds moves to a base score and keeps it between 0.05 and 0.99. */
export function weigh(base: number, moves: readonly (Move | undefined)[]): Verdict {
  const kept = moves.filter(move => move !== undefined)
  const score = kept.reduce((total, { by }) => total + by, base)
  return { score: Math.round(Math.min(0.99, Math.max(0.05, score)) * 100) / 100, moves: kept }
}

/** A move when the condition holds. */
export const moveIf = (condition: boolean, by: number, en: string, zh: string): Move | undefined =>
  condition ? { by, reason: both(en, zh) } : undefined

/** Raises the score of a value that dice explain better than words. */
export const randomMove = (value: string): Move | undefined =>
  moveIf(
    randomEvidence(value) >= 1.5 && sequenceShare(value) < 0.35,
    0.08,
    'random by the model of letter triples',
    '按字母三元组模型判断为随机串',
  )

/** Lowers the score of a value typed along the alphabet or the number row. */
export const sequenceMove = (value: string): Move | undefined =>
  moveIf(sequenceShare(value) >= 0.35, -0.28, 'largely in alphabetical order', '大部分按字母或数字顺序排列')

const TRIAL =
  /(?:^|[^a-z])(?:test|tests|testing|fake|dummy|mock|demo|sample|example|fixture|invalid)(?:$|[^a-z])/i

/** Lowers the score where the surroundings speak of a trial. */
export const trialMove = (surroundings: string): Move | undefined =>
  moveIf(TRIAL.test(surroundings), -0.1, 'the surroundings speak of a test or sample', '上下文提到测试或示例')

/** True for a value varied enough to be drawn by dice: entropy by length, and letters that no words explain. */
export function looksRandom(value: string, leastEvidence: number): boolean {
  const hex = /^[0-9a-f-]+$/i.test(value)
  const least = hex || value.length < 12 ? 2.5 : value.length < 16 ? 2.8 : 3
  return shannonEntropy(value) >= least && randomEvidence(value) >= leastEvidence
}

const UUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i

/** True for a UUID, which names things more often than it opens them. */
export const isUuid = (value: string): boolean => UUID.test(value)
