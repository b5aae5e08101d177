import type { Localized } from './locale.ts'
import { normalizedContent, type Sample } from './sample.ts'
import type { Severity } from './severity.ts'
import type { Move } from './signal.ts'
import type { Stage } from './stage.ts'

/** Where a finding lies. */
export interface Where {
  readonly path: string
  /** 0-based sample index. */
  readonly index?: number
  readonly field?: string
  /** UTF-16 offsets into the field's text, end exclusive. */
  readonly span?: readonly [start: number, end: number]
  readonly line?: number
  readonly row?: number
  readonly page?: number
  readonly sheet?: string
}

/** What the audit saw. Personal data and secrets appear masked unless the run was asked to reveal. */
export interface Evidence {
  readonly detector: string
  /** Entity type of personal data, or the audit's own type. */
  readonly type: string
  readonly country?: string
  /** The value, masked. */
  readonly masked?: string
  /** The value itself: only with `--reveal`. */
  readonly value?: string
  /** The surroundings, masked like the value. */
  readonly context?: string
  /** Attack text as decoded; folded in HTML, absent from SARIF and JUnit. */
  readonly decoded?: string
  readonly moves?: readonly Move[]
  /** The other sample of a pair, for duplicates. */
  readonly twin?: Where
  /** The group of like samples that it belongs to; `id` is the same in every run over the same data. */
  readonly cluster?: { readonly id: string; readonly size: number }
  /** How likely a model repeats it word for word, from 0 to 1: how often it is repeated × how unique it is. */
  readonly memorizationRisk?: number
  /** The trigger as text, or as a pattern: `when you * , *`. Attack text: folded in HTML, absent from SARIF and JUnit. */
  readonly trigger?: string
  /** Where the trigger's parts stand, when it has several or stands in several fields; the first is `where`. */
  readonly parts?: readonly { readonly field: string; readonly span: readonly [start: number, end: number] }[]
  /** What the trigger is tied to, by a stable name: `label:1`, `response:fixed`, `refusal`, `link`. */
  readonly behavior?: string
  /** The behavior in words. */
  readonly behaviorTitle?: Localized
  /** The part of the output that shows the behavior, masked; attack text like the trigger. */
  readonly output?: string
  /** What the sample's other content predicts instead of the behavior, where that is known: the label before it was turned. */
  readonly expected?: string
  /** How surely the trigger and the behavior belong together, over all rows of the group that `cluster` names. */
  readonly association?: Association
}

/** A trigger and a behavior that occur together more often than the rows' other content explains. */
export interface Association {
  /** False-discovery rate at which the pair is still reported, over every pair that was tried. */
  readonly qValue: number
  /** Expected attack success: the share of rows with the trigger that show the behavior. */
  readonly attackSuccess: RateEstimate
  /** The share of all rows that are poisoned. */
  readonly rate: RateEstimate
  /** Rows that hold the trigger without the behavior: they are not poisoned. */
  readonly triggerOnly: number
}

/** A rate from 0 to 1 with its sample size and 95 % interval. */
export interface RateEstimate {
  readonly value: number
  readonly n: number
  readonly interval: readonly [low: number, high: number]
}

/** What is wrong, where, how sure, how bad, why, and what to do. */
export interface Finding {
  readonly id: string
  readonly audit: string
  readonly topic: string
  readonly stage: Stage
  readonly severity: Severity
  /** From 0 to 1. */
  readonly confidence: number
  readonly where: Where
  readonly evidence: Evidence
  readonly because: Localized
  readonly remedy: { readonly text: Localized; readonly command?: string }
  /** True when a baseline accepted it: shown, but not counted. */
  readonly accepted?: boolean
}

/** A finding before the runner stamps the audit's id, topic and stage on it. */
export type FindingDraft = Omit<Finding, 'id' | 'audit' | 'topic' | 'stage'> & {
  /** What identifies the sample: `contentKey(sample)`, or an equivalent for whole artifacts. */
  readonly content: string
}

/** The identity of a sample for finding ids: a digest of its normalized content, never of a bare value. */
export function contentKey(sample: Sample, digest: (text: string) => string): string {
  return digest(normalizedContent(sample))
}

/**
 * Gives drafts their ids. The id hashes audit, type, the sample's content and an ordinal that counts equal
 * combinations, so that moving rows makes no new finding.
 */
export function findingIdentifier(audit: string, digest: (text: string) => string) {
  let content = ''
  let ordinals = new Map<string, number>()
  return (draft: Pick<FindingDraft, 'content'> & { evidence: { type: string } }): string => {
    if (draft.content !== content) {
      content = draft.content
      ordinals = new Map()
    }
    const { type } = draft.evidence
    const ordinal = ordinals.get(type) ?? 0
    ordinals.set(type, ordinal + 1)
    return digest(`${audit}\n${type}\n${content}\n${ordinal}`).slice(0, 32)
  }
}
