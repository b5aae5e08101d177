import type { ConfiguredDetector } from './detector.ts'

/** What a definition may ask for; assembly injects it. */
export interface Needs {
  /** The configured detectors whose stages include the audit's stage. */
  readonly detectors: readonly ConfiguredDetector[]
  /** SHA-256 of a UTF-8 text, lower-case hexadecimal. */
  readonly digest: (text: string) => string
  /** A keyed pseudo-random function: the same label gives the same 32 bytes under the same key. */
  readonly keyedBytes: (label: string) => Uint8Array
  /** Sees its own replacement in place: what the detectors still find in a text. */
  readonly detect: (text: string, field: string) => readonly { start: number; end: number }[]
}

/** The part of the needs that a definition declared. */
export type Injected<N extends keyof Needs> = Pick<Needs, N>
