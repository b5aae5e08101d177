import { both, type Detector, type DetectorExamples, type Localized } from '../../core/index.ts'
import type { LabelName } from './_labels.ts'
import { defineNumber } from './_national-number.ts'

/** What passport numbers of a country look like. Without a label they could be anything. */
export interface PassportKind {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string
  readonly title: Localized
  readonly reference: string
  readonly lengths: readonly number[]
  readonly digits: number
  readonly groups?: readonly string[]
  readonly pattern: RegExp
  /** A check beyond the pattern. */
  readonly valid?: (compact: string) => boolean
  /** Labels that name the country. */
  readonly labels: readonly LabelName[]
  /** Labels that name the sort of document; `passport` unless said otherwise. */
  readonly sort?: readonly LabelName[]
  /** The score with a label that says passport, but not whose: higher for forms of few countries. */
  readonly sorted: number
  readonly examples: DetectorExamples
}

/** Defines the detector of one country's passport numbers. */
export function definePassport(kind: PassportKind): Detector {
  return defineNumber({
    id: `personal-data/${kind.country.toLowerCase()}-passport`,
    version: 1,
    title: kind.title,
    type: 'passport',
    country: kind.country,
    reference: kind.reference,
    digits: kind.digits,
    alphabet: 'either',
    lengths: kind.lengths,
    groups: kind.groups ?? [],
    valid: compact => kind.pattern.test(compact) && (kind.valid?.(compact) ?? true),
    proof: both('form of a passport number', '符合护照号码格式'),
    labels: kind.labels,
    sort: kind.sort ?? ['passport'],
    scores: { labeled: 0.95, sorted: kind.sorted },
    examples: kind.examples,
  })
}
