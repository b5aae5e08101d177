import {
  both,
  type FieldEdit,
  type Localized,
  type Locator,
  maskedContext,
  type Sample,
  type SampleDecision,
} from '../core/index.ts'
import type { RewriteEvent } from '../io/index.ts'
import type { Vault } from '../store/vault.ts'
import type { DuplicateRules } from './_clean-duplicates.ts'
import type { PlannedFile } from './_clean-places.ts'
import type { PoisonRule } from './_clean-poison.ts'
import { QuietSamples } from './_clean-quiet.ts'
import type { CleanRecords } from './_clean-records.ts'
import type { CleanedSample } from './_clean-sample.ts'

/** What decides about rows. */
export interface RowRules {
  readonly clean: (sample: Sample, first?: readonly FieldEdit[]) => CleanedSample
  /** Decides about samples as they were read first; absent when nothing is done about poisoned ones. */
  readonly poison: PoisonRule['decide'] | undefined
  readonly deduplicate: DuplicateRules['decide']
  /** Unreadable rows stay where they are. */
  readonly keepRejected: boolean
}

/** Rows of one file, counted over all passes. */
export class RowTally {
  samples = 0
  edited = 0
  dropped = 0
  rejected = 0
  /** Edits and drops by action and type. */
  readonly counts: Record<string, number> = {}

  count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1
  }

  totals() {
    const { samples, dropped, rejected } = this
    const edited = Math.min(this.edited, samples - dropped)
    return { samples, kept: samples - dropped - edited, edited, dropped, rejected }
  }
}

export interface RowsOptions {
  readonly rules: RowRules
  readonly vault: Vault
  readonly records: CleanRecords
  readonly planned: PlannedFile
  readonly tally: RowTally
  /** 1 for the file itself, more for what earlier passes wrote. */
  readonly pass: number
  /** What the pass before left; absent in the first. */
  readonly before: QuietSamples | undefined
}

/** A line of the quarantine: a row that was taken out. */
export interface QuarantineLine {
  readonly file: string
  /** Names the row within the file; part of what the seal authenticates. */
  readonly part: string
  readonly action: 'drop' | 'reject'
  readonly type: string
  readonly reason: Localized
  readonly where: Locator & { readonly index?: number }
  /** The surroundings of what was found, masked. */
  readonly preview: string
  /** For a duplicate: the sample that stood first. */
  readonly twin?: { readonly file: string; readonly index: number }
  /** The row as it stood in the file. */
  readonly sealed: string
  /** True when the row was too long to be held: only its beginning is sealed here. */
  readonly truncated?: true
}

interface DroppedRow {
  readonly type: string
  readonly reason: Localized
  readonly preview: string
  readonly twin?: QuarantineLine['twin'] | undefined
}

/** A line of the undo file about an edited row: a sealed list of edits with their originals. */
export interface EditsLine {
  readonly file: string
  readonly part: string
  readonly edits: string
}

/** One sealed edit. */
export interface SealedEdit {
  readonly field: string
  readonly type: string
  readonly original: string
  readonly replacement: string
}

/** Decides about the rows of one pass and writes down what each loses. */
export function decideRows({ rules, vault, records, planned, tally, pass, before }: RowsOptions) {
  const quiet = new QuietSamples()
  const { name, path } = planned
  const suffix = pass === 1 ? '' : ` pass ${pass}`
  let rejects = 0
  let changes = 0
  const quarantine = (
    event: RewriteEvent,
    line: Pick<QuarantineLine, 'part' | 'action' | 'type' | 'reason' | 'preview' | 'twin'>,
  ) => {
    changes++
    const where =
      event.type === 'sample' ? { ...event.sample.locator, index: event.sample.index } : event.locator
    return records.quarantine({
      file: name,
      ...line,
      where: { ...where, path },
      sealed: vault.seal(event.raw, { file: name, part: line.part }),
      ...(event.truncated && { truncated: true }),
    } satisfies QuarantineLine)
  }
  const reject = async (event: Extract<RewriteEvent, { type: 'reject' }>): Promise<SampleDecision> => {
    if (pass === 1) tally.rejected++
    if (rules.keepRejected) return { action: 'keep' }
    tally.count('drop/unreadable-row')
    const { reason } = event
    const part = `unreadable row ${rejects++}${suffix}`
    await quarantine(event, { part, action: 'reject', type: 'unreadable-row', reason, preview: '' })
    return { action: 'drop', reason, type: 'unreadable-row' }
  }
  const take = async (event: Extract<RewriteEvent, { type: 'sample' }>): Promise<SampleDecision> => {
    const { sample } = event
    if (pass === 1) tally.samples++
    if (before?.meets(sample.fields)) {
      quiet.add(sample.fields)
      return { action: 'keep' }
    }
    const part = `row ${sample.index}${suffix}`
    const drop = async ({ type, reason, preview, twin }: DroppedRow) => {
      tally.dropped++
      tally.count(`drop/${type}`)
      await quarantine(event, { part, action: 'drop', type, reason, preview, ...(twin && { twin }) })
      return { action: 'drop', type, reason } as const
    }
    const poison = pass === 1 ? rules.poison?.(sample, name) : undefined
    const answer = poison?.decision
    if (answer?.action === 'drop') return drop({ ...answer, preview: openingOf(sample.fields) })
    const first = answer?.action === 'edit' ? answer.edits : []
    const cleaned = rules.clean(sample, first)
    if (cleaned.action === 'drop') return drop(cleaned)
    const fields = cleaned.action === 'edit' ? cleaned.fields : sample.fields
    if (pass === 1) {
      const { decision, twin } = await rules.deduplicate(sample, fields, name)
      if (decision.action === 'drop') return drop({ ...decision, preview: openingOf(fields), twin })
    }
    quiet.add(fields)
    if (cleaned.action === 'keep') return cleaned
    changes++
    tally.edited++
    if (poison !== undefined && first.length > 0) tally.count(poison.answered)
    for (const each of cleaned.answered) tally.count(each)
    const sealed = cleaned.edits.map(({ field, type, start, end, replacement }): SealedEdit => {
      const text = sample.fields.find(each => each.name === field)?.text ?? ''
      return { field, type, original: text.slice(start, end), replacement }
    })
    const edits = vault.seal(Buffer.from(JSON.stringify(sealed), 'utf8'), { file: name, part })
    await records.undo({ file: name, part, edits } satisfies EditsLine)
    return { action: 'edit', edits: cleaned.edits }
  }
  return {
    decide: (event: RewriteEvent) => (event.type === 'sample' ? take(event) : reject(event)),
    /** True once a row was edited or taken out. */
    changed: () => changes > 0,
    quiet,
  }
}

/** Longest stretch of a duplicate that is shown, in UTF-16 units. */
const MAX_OPENING = 80

/** The beginning of a sample's longest text, masked. */
function openingOf(fields: Sample['fields']): string {
  const longest = fields.reduce((text, field) => (field.text.length > text.length ? field.text : text), '')
  return maskedContext(longest, 0, 0, [], MAX_OPENING)
}

/** Why unreadable rows that stayed may still hold anything. */
export const keptRejectedWarning = (path: string, rows: number): Localized =>
  both(
    `${path}: ${rows} unreadable rows were kept as they are; nothing looked into them`,
    `${path}：${rows} 行无法读取，已原样保留；没有任何检查看过其内容`,
  )
