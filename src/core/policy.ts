import type { Severity } from './severity.ts'

/** What cleaning does with a span, or with its whole sample. */
export const CLEAN_ACTIONS = ['keep', 'redact', 'mask', 'surrogate', 'drop'] as const
export type CleanAction = (typeof CLEAN_ACTIONS)[number]

/** Thresholds and what to do. */
export interface Policy {
  readonly name: string
  /** Findings at or above this severity set exit code 1; `never` turns the gate off. */
  readonly failOn: Severity | 'never'
  /** Share of rows, from 0 to 1, that may be unreadable before `pass` becomes `not-evaluated`. */
  readonly tolerateRejected: number
  /** Signals below this score are not reported. */
  readonly minScore: number
  /** Layers of encoding and disguise, from 0 to 3, that are undone before detectors look again; 0 for the plain text alone. */
  readonly decodeDepth: number
  readonly audits: Readonly<Record<string, AuditPolicy>>
  /** Options by detector id; `false` turns a detector off. */
  readonly detectors: Readonly<Record<string, unknown>>
  readonly types: Readonly<Record<string, TypePolicy>>
  readonly clean: CleanPolicy
}

export interface AuditPolicy {
  readonly enabled: boolean
  /** The outcome is `fail` when a finding is at or above this severity. */
  readonly failAt: Severity
  readonly options?: unknown
}

export interface TypePolicy {
  readonly severity?: Severity
  readonly action?: CleanAction
  /** Values that are no finding: exact, or with `*` as a wildcard. */
  readonly allow?: readonly string[]
}

export interface CleanPolicy {
  /** For types without an action of their own. */
  readonly action: CleanAction
  readonly duplicates: 'keep-first' | 'keep-none' | 'keep-all'
  /** For groups of nearly equal texts: the first one or the longest one stays, none, or all. */
  readonly nearDuplicates: 'keep-first' | 'keep-longest' | 'keep-none' | 'keep-all'
  /** For poisoned samples: the sample goes, only its trigger goes, its label becomes the expected one, or it stays. */
  readonly poisoned: 'drop' | 'strip' | 'relabel' | 'keep'
}
