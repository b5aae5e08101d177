import type { Artifact } from './artifact.ts'
import type { Maturity } from './definition.ts'
import type { Finding } from './finding.ts'
import type { Localized } from './locale.ts'
import type { Outcome } from './outcome.ts'
import type { Severity } from './severity.ts'

/** Everything that may differ between two equal runs. */
export interface RunFacts {
  readonly started: string
  readonly seconds: number
  readonly peakBytes: number
  readonly host: string
  /** The exact command line. */
  readonly command: string
  readonly node: string
  /** What ran the shared encoder, where a definition asked for it: `onnxruntime VERSION`, `wasm` or `plain`. */
  readonly encoder?: string
}

/** A definition that took part in a run, with what reports say about it. */
export interface UsedDefinition {
  readonly id: string
  readonly version: number
  readonly kind?: 'audit' | 'detector' | 'attack' | 'judge' | 'defense'
  readonly title?: Localized
  readonly reference?: string
  readonly maturity?: Maturity
  /** The names people read for the types of finding it may report. */
  readonly types?: Readonly<Record<string, Localized>>
}

/** All outcomes for one project, with the hashes of everything read. */
export interface Assessment {
  readonly name: string
  readonly plimsoll: string
  readonly artifacts: readonly Artifact[]
  readonly outcomes: readonly Outcome[]
  /** Files that were left out on purpose, with the reason. */
  readonly skipped: readonly { readonly path: string; readonly reason: Localized }[]
  /** Findings by severity, over all audits; findings that a baseline accepted are counted apart. */
  readonly totals: Readonly<Record<Severity, number>>
  readonly accepted: number
  readonly policy: { readonly name: string; readonly failOn: Severity | 'never' }
  /** Ids and versions of all that ran. */
  readonly definitions: readonly UsedDefinition[]
  /** Names of the topics that findings cite, by id. */
  readonly topics?: Readonly<Record<string, Localized>>
  readonly run: RunFacts
  /** Streams every finding, as often as it is called: they may not fit in memory. */
  readonly findings: () => AsyncIterable<Finding>
}
