import {
  type AnyDefense,
  both,
  type CleanAction,
  type DetectedSignal,
  type Field,
  familyOf,
  type Localized,
  maskValue,
  type Needs,
  PlimsollError,
  type Policy,
  parseOptions,
  type Sample,
  type SampleDecision,
  tagFor,
} from '../core/index.ts'
import { actionFor } from '../policy/index.ts'
import type { TextEdit } from './_clean-edits.ts'
import type { SplitFound, ViewFound } from './_view-signals.ts'

/** What was found in one field. */
export interface FieldFound {
  readonly field: Field
  /** Everything, as it lies in the field's text. */
  readonly signals: readonly DetectedSignal[]
  /** What the text shows as it is. */
  readonly plain: readonly DetectedSignal[]
  /** What only views show. */
  readonly views: readonly ViewFound[]
}

export interface AnswerSource {
  readonly found: readonly FieldFound[]
  readonly across: readonly SplitFound[]
  readonly policy: Policy
  readonly workers: readonly Worker[]
  readonly sample: Sample
}

/** What the defenses make of everything that was found, as edits of the fields' texts. */
export type Applied =
  | { readonly action: 'drop'; readonly type: string; readonly reason: Localized }
  | {
      readonly action: 'edit'
      readonly edits: ReadonlyMap<string, TextEdit[]>
      readonly answered: readonly string[]
    }

/**
 * Answers plain values in place, values inside something encoded by editing what was decoded and encoding it again (or
 * by replacing the encoded stretch), and values over several fields part by part.
 */
export function answerAll({ found, across, policy, workers, sample }: AnswerSource): Applied {
  const plain = found
    .filter(each => each.plain.length > 0)
    .map(({ field, plain }) => ({ field, signals: plain }))
  const outcome = applyDefenses(assign(plain, policy, workers), sample)
  if (outcome.action === 'drop') return outcome
  const edits = new Map(outcome.edits)
  const answered = [...outcome.answered]
  const put = (field: string, more: readonly TextEdit[]): boolean => {
    const mine = edits.get(field) ?? []
    const free = more.filter(edit => mine.every(each => edit.start >= each.end || edit.end <= each.start))
    // What overlaps waits for the next round.
    if (free.length < more.length && mine.length > 0) return false
    if (free.length > 0)
      edits.set(
        field,
        [...mine, ...free].sort((a, b) => a.start - b.start),
      )
    return free.length > 0
  }
  for (const { field, views } of found) {
    for (const { view, signals } of views) {
      const seen = { ...sample, fields: [{ ...field, text: view.text }] }
      const inner = applyDefenses(assign([{ field, signals }], policy, workers), seen)
      if (inner.action === 'drop') return inner
      if (put(field.name, view.toOriginalEdits(inner.edits.get(field.name) ?? [])))
        answered.push(...inner.answered)
    }
  }
  for (const { signal, parts } of across) {
    const action = actionFor(policy, signal.type)
    if (action === 'drop') return { action: 'drop', type: signal.type, reason: SPLIT }
    for (const { field, start, end } of parts) {
      const value = field.text.slice(start, end)
      const replacement = action === 'mask' ? maskValue(value) : tagFor(signal.type)
      put(field.name, [{ start, end, replacement, type: signal.type }])
    }
    answered.push(`${action === 'mask' ? 'mask' : 'redact'}/${signal.type}`)
  }
  return { action: 'edit', edits, answered }
}

const SPLIT = both('a value that is split over fields', '拆分在多个字段中的值')

/** A defense with its options and what it needs. */
export interface Worker {
  readonly defense: AnyDefense
  readonly apply: (sample: Sample, signals: ReadonlyMap<string, DetectedSignal[]>) => SampleDecision
}

/** Configures defenses. */
export function prepareDefenses(defenses: readonly AnyDefense[], available: Partial<Needs>): Worker[] {
  return defenses.map(defense => {
    const options = parseOptions(defense, {})
    const needs = Object.fromEntries(
      (defense.needs ?? []).map(need => [need, available[need]]),
    ) as unknown as Needs
    return { defense, apply: (sample, signals) => defense.apply({ sample, signals }, options, needs) }
  })
}

/** How much each action takes away: where signals overlap, the one that takes most wins. */
const STRICTNESS: readonly CleanAction[] = ['keep', 'surrogate', 'mask', 'redact', 'drop']

type Assignment = Map<Worker, Map<string, DetectedSignal[]>>

/** Gives every stretch with signals to the one defense that answers it. */
function assign(
  found: readonly Pick<FieldFound, 'field' | 'signals'>[],
  policy: Policy,
  workers: readonly Worker[],
): Assignment {
  const assigned: Assignment = new Map()
  for (const { field, signals } of found) {
    for (const group of overlapping(signals)) {
      const widest = group.reduce((a, b) => (b.end - b.start > a.end - a.start ? b : a))
      const actions = group.map(({ type }) => actionFor(policy, type))
      const action = actions.reduce((a, b) => (STRICTNESS.indexOf(b) > STRICTNESS.indexOf(a) ? b : a))
      const worker = workerFor(action, familyOf(widest.detector), workers)
      const byField = assigned.get(worker) ?? new Map<string, DetectedSignal[]>()
      assigned.set(worker, byField)
      const mine = byField.get(field.name) ?? []
      byField.set(field.name, mine)
      mine.push({ ...widest, start: group[0]?.start ?? widest.start, end: reachOf(group) })
    }
  }
  return assigned
}

const reachOf = (group: readonly DetectedSignal[]): number =>
  group.reduce((reach, { end }) => Math.max(reach, end), 0)

/** Signals are ordered by start: the first of a group begins it. */
function overlapping(signals: readonly DetectedSignal[]): DetectedSignal[][] {
  const groups: DetectedSignal[][] = []
  let reach = -1
  for (const signal of signals) {
    if (signal.start < reach) groups.at(-1)?.push(signal)
    else groups.push([signal])
    reach = Math.max(reach, signal.end)
  }
  return groups
}

function workerFor(action: CleanAction, family: string, workers: readonly Worker[]): Worker {
  const able = workers.filter(({ defense }) => defense.actions.includes(action))
  const worker =
    able.find(({ defense }) => defense.families?.includes(family)) ??
    able.find(({ defense }) => defense.families === undefined)
  if (worker === undefined) throw new PlimsollError('E_INTERNAL', `no defense carries out ${action}`)
  return worker
}

function applyDefenses(assigned: Assignment, sample: Sample): Applied {
  const edits = new Map<string, TextEdit[]>()
  const answered: string[] = []
  for (const [{ defense, apply }, signals] of assigned) {
    const decision = apply(sample, signals)
    if (decision.action === 'drop') return decision
    if (decision.action === 'keep') continue
    for (const { field, ...edit } of decision.edits) {
      const mine = edits.get(field) ?? []
      edits.set(field, mine)
      mine.push(edit)
      answered.push(`${nameOf(defense.id)}/${edit.type}`)
    }
  }
  for (const each of edits.values()) each.sort((a, b) => a.start - b.start)
  return { action: 'edit', edits, answered }
}

/** The part of an id behind its family. */
const nameOf = (id: string): string => id.slice(id.indexOf('/') + 1)
