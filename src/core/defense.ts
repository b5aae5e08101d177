import type { z } from 'zod'
import { type Definition, finishDefinition } from './definition.ts'
import type { Localized } from './locale.ts'
import type { Injected, Needs } from './needs.ts'
import type { CleanAction } from './policy.ts'
import type { Sample } from './sample.ts'
import type { DetectedSignal } from './signal.ts'

/** A replacement inside one field. Offsets are UTF-16 code units of the field's text. */
export interface FieldEdit {
  readonly field: string
  readonly start: number
  readonly end: number
  readonly replacement: string
  /** The type of signal that asked for the edit. */
  readonly type: string
}

/** What a defense decides about one sample. */
export type SampleDecision =
  | { readonly action: 'keep' }
  | { readonly action: 'edit'; readonly edits: readonly FieldEdit[] }
  | { readonly action: 'drop'; readonly reason: Localized; readonly type: string }

/** The signals of one sample that this defense shall answer, by field name; ordered, without overlap. */
export interface SampleSignals {
  readonly sample: Sample
  readonly signals: ReadonlyMap<string, readonly DetectedSignal[]>
  /** How often the same sample occurs in the run: 0 for its first place, and in how many places; absent when nobody counted. */
  readonly occurrence?: { readonly rank: number; readonly total: number }
  /** What an audit of poisoned data says about the sample; absent for one that is not poisoned, or when nobody looked. */
  readonly poisoning?: Poisoning
}

/** Why a sample counts as poisoned. */
export interface Poisoning {
  /** The finding's type: the family of the trigger. */
  readonly type: string
  /** Where the trigger stands; empty when it is no stretch of text, but a style or a topic. Ordered, without overlap. */
  readonly triggers: readonly { readonly field: string; readonly start: number; readonly end: number }[]
  /** The field that holds the label, with the label that the rest of the sample predicts, where both are known. */
  readonly label?: { readonly field: string; readonly length: number; readonly expected: string }
}

export interface DefenseExample {
  readonly text: string
  readonly type: string
  readonly becomes: RegExp
  readonly country?: string
  readonly occurrence?: { readonly rank: number; readonly total: number }
  /** Marks `[[…]]` as the trigger of a poisoned sample, or gives what an audit says otherwise. */
  readonly poisoning?: Omit<Poisoning, 'triggers'>
}

/** Makes a sample safer. What it changed goes into the receipt of the run. */
export interface Defense<S extends z.ZodType = z.ZodType, N extends keyof Needs = never> extends Definition {
  readonly options: S
  /** The actions of a policy that it carries out; empty when it answers no signals. */
  readonly actions: readonly CleanAction[]
  /** Families of detectors whose signals it answers before defenses that name none; absent for every family. */
  readonly families?: readonly string[]
  /** Ids of the audits and attacks that it answers. */
  readonly counters: readonly string[]
  /** What it costs: lost text, lost rows, lost meaning. */
  readonly cost: Localized
  readonly needs?: readonly N[]
  /** Texts with what must come out, for the contract test. The signal covers the first `[[…]]`; dropped is `''`. */
  readonly examples: readonly DefenseExample[]
  readonly apply: (input: SampleSignals, options: z.output<S>, needs: Injected<N>) => SampleDecision
}

/** A defense whose options and needs are known only to itself. */
export type AnyDefense = Defense<z.ZodType, keyof Needs>

/** Defines a defense: types and checks it, and does nothing else. */
export function defineDefense<const S extends z.ZodType, const N extends keyof Needs = never>(
  defense: Defense<S, N>,
): AnyDefense {
  return finishDefinition(defense) as unknown as AnyDefense
}
