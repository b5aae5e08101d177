import type { Localized } from './locale.ts'

/** One adjustment of a score, and what caused it. */
export interface Move {
  /** Added to the score; negative lowers it. */
  readonly by: number
  readonly reason: Localized
}

/** What a detector points at. Offsets are UTF-16 code units of the text it was given, end exclusive. */
export interface Signal {
  readonly start: number
  readonly end: number
  /** One of the types that the detector declares. */
  readonly type: string
  /** How sure, from 0 to 1, after every move. */
  readonly score: number
  /** The rule that matched. */
  readonly reason: Localized
  readonly moves?: readonly Move[]
  /** ISO 3166-1 alpha-2, upper case, where the type belongs to a country. */
  readonly country?: string
  /** What hidden text says once decoded. Attack text: reports fold it, SARIF and JUnit leave it out. */
  readonly decoded?: string
}

/** A signal with the detector that gave it. */
export interface DetectedSignal extends Signal {
  readonly detector: string
}
