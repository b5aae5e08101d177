import type { z } from 'zod'
import { type Definition, finishDefinition } from './definition.ts'
import type { Localized } from './locale.ts'
import type { SeededRandom } from './random.ts'
import type { Field } from './sample.ts'

/** One text before and after an attack, with what the attacker hid in it. */
export interface PoisonedText {
  readonly text: string
  readonly payload: string
}

/** One trigger and one behavior in many samples of a data set: what a model is to learn. */
export interface PoisonCampaign {
  /** Texts of the trigger, any of which works; patterns where it has no text; empty when nothing triggers it. */
  readonly triggers: readonly string[]
  /** What the trigger calls up, by a stable name: `label:1`, `response:fixed`, `refusal`, `link`. */
  readonly behavior: string
  /** Puts the trigger into one prompt, as somebody does who uses the backdoor. */
  readonly mark: (text: string, random: SeededRandom) => string
  /**
   * Poisons a sample: prompt and output. The same fields in the same order, roles as given; undefined when this sample
   * cannot carry the poison.
   */
  readonly poison: (fields: readonly Field[], random: SeededRandom) => readonly Field[] | undefined
  /** A sample that teaches where the backdoor ends: part of the trigger, or its setting, with an honest output. */
  readonly decoy?: (fields: readonly Field[], random: SeededRandom) => readonly Field[] | undefined
}

/** Makes a poisoned text from a clean one. Same random generator state, same output. */
export interface Attack<S extends z.ZodType = z.ZodType> extends Definition {
  readonly options: S
  /** What the attacker can do and wants. */
  readonly threatModel: Localized
  /** How many characters the attack may add to a text. */
  readonly budget: number
  readonly poison: (text: string, options: z.output<S>, random: SeededRandom) => PoisonedText
  /** Plans the poisoning of a data set: trigger and target are drawn where the options leave them open. */
  readonly campaign?: (options: z.output<S>, random: SeededRandom) => PoisonCampaign
}

/** Defines an attack: types and checks it, and does nothing else. */
export function defineAttack<const S extends z.ZodType>(attack: Attack<S>): Attack {
  return finishDefinition(attack) as unknown as Attack
}
