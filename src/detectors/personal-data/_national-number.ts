import { z } from 'zod'
import {
  both,
  type DetectInput,
  type Detector,
  type DetectorExamples,
  defineDetector,
  ENTITY_TYPES,
  type EntityType,
  type Localized,
  type Maturity,
  type Move,
  type Quality,
  type Signal,
} from '../../core/index.ts'
import { opensWhere } from '../_gate.ts'
import type { Candidate } from './_candidates.ts'
import type { LabelName } from './_labels.ts'
import {
  type Announcement,
  announcementOf,
  isLong,
  type Numbers,
  numbersOf,
  stretchesOf,
} from './_numbers.ts'

/** What a kind of number is, and how much its parts prove. */
export interface NumberKind {
  /** `personal-data/<country>-<name>`. */
  readonly id: string
  readonly version: number
  readonly title: Localized
  readonly type: EntityType
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country?: string
  readonly reference: string
  /** Fewest digits it can have. */
  readonly digits: number
  /** What it is made of. */
  readonly alphabet: 'digits' | 'mixed' | 'either'
  /** Lengths without joiners. */
  readonly lengths: readonly number[]
  /** Sizes of the groups as the number is customarily written; the unbroken form is always accepted. */
  readonly groups?: readonly string[]
  /** True when a labeled number may be written in any groups. */
  readonly loose?: boolean
  /** Signs that may join the groups; space, hyphen and dot unless said otherwise. */
  readonly joiners?: string
  /** The joiners that the customary grouping has, all of them, when `grouped` is to hold; any when left out. */
  readonly signs?: string
  /** Shape, structure and checksum of the compact form. */
  readonly valid: (compact: string, candidate: Candidate, text: string) => boolean
  /** What makes it this number, in words; part of every signal. */
  readonly proof: Localized
  /** Labels that name this very number. */
  readonly labels: readonly LabelName[]
  /** Labels that name its sort: `tax-id`. */
  readonly sort?: readonly LabelName[]
  /** The score by what speaks for it; one left out is never reported. */
  readonly scores: {
    /** Its structure alone; a function where some forms prove more than others. */
    readonly alone?: number | ((candidate: Candidate) => number | undefined)
    /** Its structure and customary grouping, without a label. */
    readonly grouped?: number
    /** With a label of its own. */
    readonly labeled: number
    /** With a label of its sort. */
    readonly sorted?: number
    /** With its own label, although `valid` says no; `shaped` must hold. */
    readonly mistyped?: number
  }
  /** What even a mistyped number must be. */
  readonly shaped?: (compact: string) => boolean
  /** Offsets of the whole value when more than letters and digits belongs to it. */
  readonly extent?: (text: string, candidate: Candidate) => readonly [start: number, end: number]
  readonly examples: DetectorExamples
  readonly maturity?: Maturity
  readonly quality?: readonly Quality[]
}

/** What a label for something else takes from a number that stands alone. */
const RIVAL = 0.45

/** Defines the detector of one kind of number. */
export function defineNumber(kind: NumberKind): Detector {
  const { id, version, title, type, reference, examples, quality } = kind
  const lengths = lengthsOf(kind)
  return defineDetector({
    id,
    version,
    title,
    stages: ['data', 'deployment', 'application'],
    topics: ['pii-leakage'],
    reference,
    maturity: kind.maturity ?? 'experimental',
    ...(quality && { quality }),
    options: z.object({}),
    types: { [type]: ENTITY_TYPES[type] },
    examples,
    opens: opensWhere({
      digits: kind.digits,
      numbers: { lengths, ...(onlyLabeled(kind) && { labels: labelsOf(kind) }) },
    }),
    detect: input => detectNumbers(kind, lengths, input),
  })
}

/** True for a kind that nothing but a label makes a number of it. */
const onlyLabeled = ({ scores }: NumberKind): boolean =>
  scores.alone === undefined && scores.grouped === undefined

/** The labels that raise its score. */
const labelsOf = ({ labels, sort, scores }: NumberKind): readonly LabelName[] =>
  scores.sorted === undefined ? labels : [...labels, ...(sort ?? [])]

const NOTHING: readonly Signal[] = []

function detectNumbers(kind: NumberKind, lengths: Lengths, input: DetectInput): readonly Signal[] {
  if (!isLong(input)) return detectInStretch(kind, lengths, numbersOf(input))
  const signals: Signal[] = []
  for (const numbers of stretchesOf(input)) signals.push(...detectInStretch(kind, lengths, numbers))
  return signals
}

/** The lengths of a kind as bits, for digits alone and for mixtures. */
interface Lengths {
  readonly numeric: number
  readonly mixed: number
}

function lengthsOf({ lengths, alphabet }: NumberKind): Lengths {
  const bits = lengths.reduce((all, length) => all | (1 << length), 0)
  return { numeric: alphabet === 'mixed' ? 0 : bits, mixed: alphabet === 'digits' ? 0 : bits }
}

function detectInStretch(kind: NumberKind, lengths: Lengths, numbers: Numbers): readonly Signal[] {
  const { candidates } = numbers
  const numeric = lengths.numeric & candidates.numericLengths
  const mixed = lengths.mixed & candidates.mixedLengths
  if (numeric === 0 && mixed === 0) return NOTHING
  const announced = isAnnounced(kind, numbers)
  const { alone, grouped } = kind.scores
  if (!announced && alone === undefined && grouped === undefined) return NOTHING
  const onlyGrouped = !announced && alone === undefined
  const signals: Signal[] = []
  for (const length of kind.lengths) {
    if ((numeric >> length) & 1) {
      for (const candidate of candidates.numeric[length] ?? []) {
        if (!onlyGrouped || candidate.groups !== '') judge(kind, numbers, candidate, announced, signals)
      }
    }
    if ((mixed >> length) & 1) {
      for (const candidate of candidates.mixed[length] ?? []) {
        if (!onlyGrouped || candidate.groups !== '') judge(kind, numbers, candidate, announced, signals)
      }
    }
  }
  return signals.length > 1 ? withoutParts(signals) : signals
}

/** Leaves out what lies inside a longer signal, and what was found twice. */
export function withoutParts(signals: Signal[]): readonly Signal[] {
  const kept: Signal[] = []
  let end = -1
  for (const signal of signals.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (signal.end > end) kept.push(signal)
    end = Math.max(end, signal.end)
  }
  return kept
}

function isAnnounced(kind: NumberKind, { announced }: Numbers): boolean {
  if (announced.size === 0) return false
  for (const name of kind.labels) if (announced.has(name)) return true
  if (kind.scores.sorted !== undefined)
    for (const name of kind.sort ?? []) if (announced.has(name)) return true
  return false
}

function judge(
  kind: NumberKind,
  numbers: Numbers,
  candidate: Candidate,
  announced: boolean,
  signals: Signal[],
): void {
  const { scores } = kind
  const { groups, joiners } = candidate
  for (const joiner of joiners) if (!(kind.joiners ?? ' -.').includes(joiner)) return
  const customary = groups === '' || (kind.groups?.includes(groups) ?? false)
  if (!customary && !kind.loose) return
  const free = customary && !candidate.crowded
  if (!announced && !free) return
  const valid = kind.valid(candidate.compact, candidate, numbers.text)
  if (!valid) {
    const { mistyped } = scores
    if (!announced || mistyped === undefined || !customary || !kind.shaped?.(candidate.compact)) return
    const announcement = announcementOf(numbers, candidate)
    if (kinshipOf(kind, announcement) !== 'own') return
    signals.push(signalOf(kind, numbers, candidate, mistyped, [labelMove(announcement, mistyped)], MISTYPED))
    return
  }
  const moves: Move[] = []
  const alone = typeof scores.alone === 'function' ? scores.alone(candidate) : scores.alone
  let score = (free ? alone : undefined) ?? 0
  const grouped = groups !== '' && free && (kind.signs ?? joiners) === joiners ? scores.grouped : undefined
  if (grouped !== undefined && grouped > score) {
    moves.push({ by: round(grouped - score), reason: GROUPED })
    score = grouped
  }
  if (!announced && score === 0) return
  const announcement = announcementOf(numbers, candidate)
  const kinship = kinshipOf(kind, announcement)
  if (kinship === 'own' || kinship === 'sort') {
    const lifted = Math.max(score, (kinship === 'own' ? scores.labeled : scores.sorted) ?? 0)
    if (lifted > score) moves.push(labelMove(announcement, lifted - score))
    score = lifted
  } else if (kinship === 'rival' && score > 0) {
    moves.push({ by: -RIVAL, reason: RIVALRY })
    score = round(score - RIVAL)
  }
  if (score > 0) signals.push(signalOf(kind, numbers, candidate, score, moves))
}

const MISTYPED = both('a label says so, but the check digit does not agree', '标签如此标明，但校验码不符')
const GROUPED = both('written in its customary groups', '按惯用方式分组书写')
const RIVALRY = both('the label before it announces something else', '前面的标签指的是另一种号码')

type Kinship = 'own' | 'sort' | 'rival' | 'none'

function kinshipOf(kind: NumberKind, announcement: Announcement | undefined): Kinship {
  if (!announcement) return 'none'
  const { names } = announcement.hit
  if (names.some(name => kind.labels.includes(name))) return 'own'
  if (names.some(name => kind.sort?.includes(name))) return 'sort'
  return names.includes('other') ? 'rival' : 'none'
}

/** Says which label moved the score; the word is the lexicon's, not the text's. */
export function labelMove(announcement: Announcement | undefined, by: number): Move {
  const word = announcement?.hit.word ?? ''
  const where = {
    before: both(`label "${word}" before it`, `前面有标签“${word}”`),
    after: both(`label "${word}" after it`, `后面有标签“${word}”`),
    field: both(`field named "${word}"`, `字段名含“${word}”`),
  }
  return { by: round(by), reason: where[announcement?.where ?? 'before'] }
}

function signalOf(
  kind: NumberKind,
  { text }: Numbers,
  candidate: Candidate,
  score: number,
  moves: Move[],
  reason = kind.proof,
): Signal {
  const [start, end] = kind.extent?.(text, candidate) ?? [candidate.start, candidate.end]
  return {
    start,
    end,
    type: kind.type,
    score: round(score),
    reason,
    ...(moves.length > 0 && { moves }),
    ...(kind.country && { country: kind.country }),
  }
}

const round = (score: number): number => Math.round(score * 100) / 100
