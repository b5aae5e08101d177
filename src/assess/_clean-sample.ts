import {
  type AnyDefense,
  both,
  type ConfiguredDetector,
  type DetectedSignal,
  type Field,
  type FieldEdit,
  isPlimsollError,
  type Localized,
  maskedContext,
  type Needs,
  type Policy,
  runDetectors,
  type Sample,
} from '../core/index.ts'
import { editsByField } from '../io/field-edits.ts'
import { actionFor, countingSignals } from '../policy/index.ts'
import { answerAll, type FieldFound, prepareDefenses } from './_clean-answers.ts'
import { type EditedText, editText, uneditedText } from './_clean-edits.ts'
import { createReader, type Reading, type SplitFound } from './_view-signals.ts'

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
const MAX_ROUNDS = 8

/** The type under which a sample is dropped that nobody could look into. */
export const UNCHECKED = 'unchecked'

/**
 * Makes the function that cleans samples, one after the other, until the detectors find nothing more in them.
 * A sample on which a detector or a defense fails is dropped: nobody knows what is in it. `first` are edits that are
 * made in any case, before anybody looks.
 */
export function sampleCleaner(
  options: SampleCleanerOptions,
): (sample: Sample, first?: readonly FieldEdit[]) => CleanedSample {
  const clean = failingCleaner(options)
  return (sample, first) => {
    try {
      return clean(sample, first)
    } catch (cause) {
      if (isPlimsollError(cause)) throw cause
      // The message may repeat the sample; the name of the error does not.
      const name = cause instanceof Error && /^\w{1,40}$/.test(cause.name) ? cause.name : 'Error'
      const reason = both(`a check failed on it (${name})`, `检查时出错（${name}）`)
      return { action: 'drop', type: UNCHECKED, reason, preview: '' }
    }
  }
}

function failingCleaner(
  options: SampleCleanerOptions,
): (sample: Sample, first?: readonly FieldEdit[]) => CleanedSample {
  const { policy, detectors, types } = options
  const isConcerned = ({ type }: DetectedSignal) =>
    (types?.includes(type) ?? true) && actionFor(policy, type) !== 'keep'
  const detect = (text: string, field: string): DetectedSignal[] =>
    countingSignals(policy, runDetectors(detectors, { text, field }), text).filter(isConcerned)
  const workers = prepareDefenses(options.defenses, { ...options.needs, detect })
  const reader = createReader(detectors, policy)
  return (sample, first = []) => {
    const edited = new Map<string, EditedText>()
    for (const [name, edits] of editsByField(first)) {
      edited.set(name, editText(uneditedText(textOf(sample, name)), edits))
    }
    const answered: string[] = []
    let open = currentFields(sample, edited)
    for (let round = 0; ; round++) {
      const current = { ...sample, fields: currentFields(sample, edited) }
      const readings = open.map(field => reader.read(field.text, field.name, field.role))
      const found = findIn(open, readings, isConcerned)
      const split = open.length < current.fields.length ? [] : reader.readAcross(current, readings)
      const across = split.filter(({ signal }) => isConcerned(signal))
      const all = [
        ...found,
        ...across.map(({ signal, parts }) => ({
          field: (parts[0] as Part).field,
          signals: [signal],
          plain: [signal],
          views: [],
        })),
      ]
      if (all.length === 0) {
        if (open.length === current.fields.length) break
        // Nothing is left in the edited fields; what is split over fields shows in all of them only.
        open = current.fields
        continue
      }
      if (round >= MAX_ROUNDS) return dropFor(all, STUBBORN)
      if (all.some(({ field }) => field.role === 'key')) return dropFor(all, IN_A_KEY)
      const outcome = answerAll({ found, across, policy, workers, sample: current })
      if (outcome.action === 'drop') return dropFor(all, outcome.reason, outcome.type)
      answered.push(...outcome.answered)
      for (const [name, edits] of outcome.edits) {
        const before = edited.get(name) ?? uneditedText(textOf(sample, name))
        edited.set(name, editText(before, edits))
      }
      open = current.fields
        .filter(field => outcome.edits.has(field.name))
        .map(field => ({ ...field, text: edited.get(field.name)?.text ?? field.text }))
      if (open.length === 0) return dropFor(all, STUBBORN)
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

type Part = SplitFound['parts'][number]

function findIn(
  fields: readonly Field[],
  readings: readonly Reading[],
  isConcerned: (signal: DetectedSignal) => boolean,
): FieldFound[] {
  return fields
    .map((field, i) => {
      const { signals, plain, views } = readings[i] as Reading
      return {
        field,
        signals: signals.filter(isConcerned),
        plain: plain.filter(isConcerned),
        views: views
          .map(({ view, signals }) => ({ view, signals: signals.filter(isConcerned) }))
          .filter(each => each.signals.length > 0),
      }
    })
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
