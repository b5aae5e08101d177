import type { z } from 'zod'
import { type Definition, finishDefinition } from './definition.ts'
import type { Localized } from './locale.ts'
import type { SeededRandom } from './random.ts'

/** One text before and after an attack, with what the attacker hid in it. */
export interface PoisonedText {
  readonly text: string
  readonly payload: string
}

/** Makes a poisoned text from a clean one. Same random generator state, same output. */
export interface Attack<S extends z.ZodType = z.ZodType> extends Definition {
  readonly options: S
  /** What the attacker can do and wants. */
  readonly threatModel: Localized
  /** How many characters the attack may add to a text. */
  readonly budget: number
  readonly poison: (text: string, options: z.output<S>, random: SeededRandom) => PoisonedText
}

/** Defines an attack: types and checks it, and does nothing else. */
export function defineAttack<const S extends z.ZodType>(attack: Attack<S>): Attack {
  return finishDefinition(attack) as unknown as Attack
}
