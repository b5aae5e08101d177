import type { BenchmarkSet } from './benchmark.ts'
import type { Encoder } from './encoder.ts'
import type { Field, Sample } from './sample.ts'
import type { Scratch } from './scratch.ts'
import type { Severity } from './severity.ts'
import type { DetectedSignal } from './signal.ts'

/** A signal that counts under the policy, with its severity there. */
export interface GradedSignal extends DetectedSignal {
  readonly severity: Severity
}

/** The counting signals of one field, ordered by start. */
export interface FieldSignals {
  readonly field: Field
  readonly signals: readonly GradedSignal[]
}

/** What a definition may ask for; assembly injects it. */
export interface Needs {
  /** What the detectors find in a sample, under the policy. Computed once per sample, shared by all audits. */
  readonly signals: (sample: Sample) => readonly FieldSignals[]
  /** SHA-256 of a UTF-8 text, lower-case hexadecimal. */
  readonly digest: (text: string) => string
  /** A keyed pseudo-random function: the same label gives the same 32 bytes under the same key. */
  readonly keyedBytes: (label: string) => Uint8Array
  /** What the detectors still find in a text: lets a replacement check itself in place. */
  readonly detect: (text: string, field: string) => readonly { start: number; end: number }[]
  /** Room on disk for numbers that may not fit into memory. */
  readonly scratch: Scratch
  /** The shared bilingual encoder. Without it the definition is not evaluated, and the outcome says why. */
  readonly encoder: Encoder
  /** The benchmarks that the user named. Without any the definition is not evaluated, and was not asked for. */
  readonly benchmarks: BenchmarkSet
}

/** The part of the needs that a definition declared. */
export type Injected<N extends keyof Needs> = Pick<Needs, N>
