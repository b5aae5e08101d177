import {
  type AnyDefense,
  both,
  type CleanAction,
  type ConfiguredDetector,
  type DetectedSignal,
  type Field,
  type FieldEdit,
  type FieldRole,
  familyOf,
  isPlimsollError,
  type Localized,
  maskedContext,
  type Needs,
  PlimsollError,
  type Policy,
  parseOptions,
  runDetectors,
  type Sample,
  type SampleDecision,
} from '../core/index.ts'
import { actionFor, countingSignals } from '../policy/index.ts'
import { type EditedText, editText, type TextEdit, uneditedText } from './_clean-edits.ts'

/** What became of one sample. */
export type CleanedSample =
  | { readonly action: 'keep' }
  | {
      readonly action: 'edit'
      /** Edits of the sample as it was read. */
      readonly edits: readonly FieldEdit[]
      /** The fields after them. */
      readonly fields: readonly Field[]
      /** Signals answered, as `redact/email`. */
      readonly answered: readonly string[]
    }
  | {
      readonly action: 'drop'
      readonly type: string
      readonly reason: Localized
      /** The surroundings of what was found, masked. */
      readonly preview: string
    }

export interface SampleCleanerOptions {
  readonly policy: Policy
  readonly detectors: readonly ConfiguredDetector[]
  readonly defenses: readonly AnyDefense[]
  /** Only these types of signal; absent for all. */
  readonly types: readonly string[] | undefined
  readonly needs: Partial<Needs>
}

/** Rounds of detecting and editing until a sample must be quiet; one that is not is dropped. */
const MAX_ROUNDS = 5

/** The type under which a sample is dropped that nobody could look into. */
export const UNCHECKED = 'unchecked'

/**
 * Makes the function that cleans samples, one after the other, until the detectors find nothing more in them.
 * A sample on which a detector or a defense fails is dropped: nobody knows what is in it.
 */
export function sampleCleaner(options: SampleCleanerOptions): (sample: Sample) => CleanedSample {
  const clean = failingCleaner(options)
  return sample => {
    try {
      return clean(sample)
    } catch (cause) {
      if (isPlimsollError(cause)) throw cause
      // The message may repeat the sample; the name of the error does not.
      const name = cause instanceof Error && /^\w{1,40}$/.test(cause.name) ? cause.name : 'Error'
      const reason = both(`a check failed on it (${name})`, `检查时出错（${name}）`)
      return { action: 'drop', type: UNCHECKED, reason, preview: '' }
    }
  }
}

function failingCleaner(options: SampleCleanerOptions): (sample: Sample) => CleanedSample {
  const { policy, detectors, types } = options
  const find = (text: string, field: string, role?: FieldRole): DetectedSignal[] =>
    countingSignals(policy, runDetectors(detectors, { text, field, ...(role && { role }) }), text).filter(
      ({ type }) => (types?.includes(type) ?? true) && actionFor(policy, type) !== 'keep',
    )
  const workers = prepareDefenses(options.defenses, { ...options.needs, detect: find })
  return sample => {
    const edited = new Map<string, EditedText>()
    const answered: string[] = []
    let open = sample.fields
    for (let round = 0; ; round++) {
      const found = findIn(open, find)
      if (found.length === 0) break
      if (round === MAX_ROUNDS) return dropFor(found, STUBBORN)
      if (found.some(({ field }) => field.role === 'key')) return dropFor(found, IN_A_KEY)
      const current = { ...sample, fields: currentFields(sample, edited) }
      const outcome = applyDefenses(assign(found, policy, workers), current)
      if (outcome.action === 'drop') return dropFor(found, outcome.reason, outcome.type)
      answered.push(...outcome.answered)
      for (const [name, edits] of outcome.edits) {
        const before = edited.get(name) ?? uneditedText(textOf(sample, name))
        edited.set(name, editText(before, edits))
      }
      open = current.fields
        .filter(field => outcome.edits.has(field.name))
        .map(field => ({ ...field, text: edited.get(field.name)?.text ?? field.text }))
      if (open.length === 0) return dropFor(found, STUBBORN)
    }
    if (edited.size === 0) return { action: 'keep' }
    const edits = [...edited].flatMap(([field, { edits }]) => edits.map(edit => ({ field, ...edit })))
    return { action: 'edit', edits, fields: currentFields(sample, edited), answered }
  }
}

const STUBBORN = both(
  'something is still found after every attempt to replace it',
  '多次替换之后仍能发现问题内容',
)
const IN_A_KEY = both('found in the name of a field, which is not edited', '在字段名中发现，而字段名不作修改')

interface FieldFound {
  readonly field: Field
  readonly signals: readonly DetectedSignal[]
}

function findIn(
  fields: readonly Field[],
  find: (text: string, field: string, role?: FieldRole) => DetectedSignal[],
): FieldFound[] {
  return fields
    .map(field => ({ field, signals: find(field.text, field.name, field.role) }))
    .filter(({ signals }) => signals.length > 0)
}

const currentFields = (sample: Sample, edited: ReadonlyMap<string, EditedText>): readonly Field[] =>
  edited.size === 0
    ? sample.fields
    : sample.fields.map(field => ({ ...field, text: edited.get(field.name)?.text ?? field.text }))

const textOf = (sample: Sample, name: string): string =>
  sample.fields.find(field => field.name === name)?.text ?? ''

/** Longest stretch of a value in a preview, in UTF-16 units. */
const MAX_SHOWN = 80

function dropFor(found: readonly FieldFound[], reason: Localized, type?: string): CleanedSample {
  const { field, signals } = (found.find(each => each.signals.some(signal => signal.type === type)) ??
    found[0]) as FieldFound
  const signal = (signals.find(each => each.type === type) ?? signals[0]) as DetectedSignal
  const end = Math.min(signal.end, signal.start + MAX_SHOWN)
  return {
    action: 'drop',
    type: type ?? signal.type,
    reason,
    preview: maskedContext(field.text, signal.start, end, signals),
  }
}

/** A defense with its options and what it needs. */
interface Worker {
  readonly defense: AnyDefense
  readonly apply: (sample: Sample, signals: ReadonlyMap<string, DetectedSignal[]>) => SampleDecision
}

function prepareDefenses(defenses: readonly AnyDefense[], available: Partial<Needs>): Worker[] {
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
function assign(found: readonly FieldFound[], policy: Policy, workers: readonly Worker[]): Assignment {
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

type Applied =
  | { readonly action: 'drop'; readonly type: string; readonly reason: Localized }
  | {
      readonly action: 'edit'
      readonly edits: ReadonlyMap<string, TextEdit[]>
      readonly answered: readonly string[]
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
