import type { z } from 'zod'
import type { Artifact, ArtifactKind } from './artifact.ts'
import { type Definition, finishDefinition } from './definition.ts'
import type { FindingDraft } from './finding.ts'
import type { Localized } from './locale.ts'
import type { Measure } from './measure.ts'
import type { Injected, Needs } from './needs.ts'
import type { Locator, Sample } from './sample.ts'
import type { Stage } from './stage.ts'

/** One artifact, or a segment of one, in the hands of an audit: samples go in, findings come out, a summary remains. */
export interface ArtifactPass<Summary> {
  /** Awaited before `sample` sees the same sample: for what only needs that answer later can tell. */
  prepare?(sample: Sample): Promise<void>
  sample(sample: Sample): Iterable<FindingDraft>
  /** A row that could not be read. */
  reject?(locator: Locator, reason: Localized): Iterable<FindingDraft>
  /**
   * What is known so far: called at checkpoints and at the end. Must survive `structuredClone`: it is cached by content
   * hash, goes to `conclude`, and comes back to `begin` when a run is resumed.
   */
  summary(): Summary
}

/**
 * An artifact, or a segment of one, with what one audit remembered of it. Large artifacts are looked at in segments:
 * they come in order, under the same artifact.
 */
export interface Summarized<Summary> {
  readonly artifact: Artifact
  readonly summary: Summary
  /** 0-based index, in its artifact, of the segment's first sample: what to add to the indices that the pass saw. */
  readonly firstSample: number
  /** Set when it comes from an index of earlier runs: the others are compared with it, and it is not reported again. */
  readonly isEarlier?: true
}

/** What an audit says once it has seen every artifact. */
export interface Conclusion {
  readonly measures: readonly Measure[]
  /** Findings that only all artifacts together show. */
  readonly findings?: Iterable<FindingDraft>
  /** Added to the outcome's reason. */
  readonly remark?: Localized
  /** What it could not look at: the outcome cannot be `pass` then. */
  readonly unseen?: Localized
  /** What an index on disk keeps of this conclusion for the next one over the same summaries and more. */
  readonly remember?: Uint32Array
}

/**
 * Whole artifacts to findings and measures, in two steps: a pass over each artifact by itself (cached, and free
 * to run in any order), then one conclusion over all summaries.
 */
export interface Audit<S extends z.ZodType = z.ZodType, Summary = unknown, N extends keyof Needs = never>
  extends Definition {
  readonly stage: Stage
  readonly options: S
  /** The kinds of artifact it can look at. */
  readonly accepts: readonly ArtifactKind[]
  /** The types of finding it may report, with the names people read. */
  readonly types: Readonly<Record<string, Localized>>
  readonly needs?: readonly N[]
  /** Set when an index on disk keeps its summaries, so that later runs are compared with them. */
  readonly isIndexed?: true
  /** Starts on an artifact, or goes on where `resumed` left off. */
  readonly begin: (context: AuditContext<S, N>, resumed?: Summary) => ArtifactPass<Summary>
  readonly conclude: (summaries: readonly Summarized<Summary>[], context: AuditContext<S, N>) => Conclusion
}

/** What a run gives to an audit. */
export interface AuditContext<S extends z.ZodType = z.ZodType, N extends keyof Needs = never> {
  readonly options: z.output<S>
  readonly needs: Injected<N>
  /** True when evidence may show values as they are. */
  readonly reveal: boolean
  /** In `conclude`: what earlier conclusions over the summaries that are earlier asked an index to remember, in order. */
  readonly remembered?: readonly Uint32Array[]
}

/** An audit whose summary and options types are known only to itself. */
export type AnyAudit = Audit<z.ZodType, unknown, keyof Needs>

/** Defines an audit: types and checks it, and does nothing else. */
export function defineAudit<const S extends z.ZodType, Summary, const N extends keyof Needs = never>(
  audit: Audit<S, Summary, N>,
): AnyAudit {
  return finishDefinition(audit) as unknown as AnyAudit
}
