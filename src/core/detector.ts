import type { z } from 'zod'
import { type Definition, finishDefinition } from './definition.ts'
import type { Localized } from './locale.ts'
import type { FieldRole } from './sample.ts'
import type { Severity } from './severity.ts'
import type { Signal } from './signal.ts'
import type { TextSummary } from './text-summary.ts'

/** What a detector looks at. */
export interface DetectInput {
  readonly text: string
  /** Name of the field that holds the text: a column called `phone` is context. */
  readonly field?: string
  readonly role?: FieldRole
}

/** A type of signal, with the name people read and how bad it is by default. */
export interface SignalType {
  readonly title: Localized
  readonly severity: Severity
}

/** Texts that must flag and texts that must pass; a pair names the field as well. */
export interface DetectorExamples {
  readonly flags: readonly (string | readonly [text: string, field: string])[]
  readonly passes: readonly (string | readonly [text: string, field: string])[]
}

/** A cheap test on an input; false means that `detect` cannot find anything. */
export interface Opening {
  (input: DetectInput): boolean
  /** The same as a question to a test that answers many detectors at once. */
  readonly together?: { readonly gate: SharedGate; readonly ask: unknown }
}

/** One test for many detectors. */
export interface SharedGate<A = unknown> {
  /** @returns the function that gives the places of the asks that an input meets, ascending, good until its next call. */
  compile(asks: readonly A[]): (input: DetectInput) => readonly number[]
}

/** Text to signals. No I/O, no state between texts. */
export interface Detector<S extends z.ZodType = z.ZodType> extends Definition {
  readonly options: S
  /** Every type it may give, by name. */
  readonly types: Readonly<Record<string, SignalType>>
  readonly examples: DetectorExamples
  /** A cheap test on the text's summary; false means that `detect` cannot find anything. */
  readonly screen?: (summary: TextSummary) => boolean
  /** The same on the input itself, for tests whose work several detectors share. */
  readonly opens?: Opening
  readonly detect: (input: DetectInput, options: z.output<S>) => Iterable<Signal>
}

/** A detector with its parsed options. */
export interface ConfiguredDetector {
  readonly detector: Detector
  readonly options: unknown
}

/** Defines a detector: types and checks it, and does nothing else. */
export function defineDetector<const S extends z.ZodType>(detector: Detector<S>): Detector {
  return finishDefinition(detector) as unknown as Detector
}
