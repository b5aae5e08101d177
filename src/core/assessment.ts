import type { Artifact } from './artifact.ts'
import type { Finding } from './finding.ts'
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
}

/** All outcomes for one project, with the hashes of everything read. */
export interface Assessment {
  readonly name: string
  readonly plimsoll: string
  readonly artifacts: readonly Artifact[]
  readonly outcomes: readonly Outcome[]
  /** Findings by severity, over all audits; findings that a baseline accepted are counted apart. */
  readonly totals: Readonly<Record<Severity, number>>
  readonly accepted: number
  readonly policy: { readonly name: string; readonly failOn: Severity | 'never' }
  /** Ids, versions and titles of all that ran. */
  readonly definitions: readonly { readonly id: string; readonly version: number }[]
  readonly run: RunFacts
  /** Streams every finding, as often as it is called: they may not fit in memory. */
  readonly findings: () => AsyncIterable<Finding>
}
