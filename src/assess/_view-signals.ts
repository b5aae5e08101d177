import { type FieldsView, joinFields, type View, type ViewKind, viewsOf } from '../analysis/views/index.ts'
import {
  both,
  type ConfiguredDetector,
  type DetectedSignal,
  type DetectInput,
  type Field,
  type FieldRole,
  familyOf,
  type Policy,
  runDetectors,
  type Sample,
  SEVERITIES,
} from '../core/index.ts'
import { countingSignals, severityOf } from '../policy/index.ts'

/** What was found in one view of a field. */
export interface ViewFound {
  readonly view: View
  /** Offsets count in the view. */
  readonly signals: readonly DetectedSignal[]
}

/** The counting signals of one field's text. */
export interface Reading {
  /** All of them, ordered by start; offsets count in the text. */
  readonly signals: readonly DetectedSignal[]
  /** Those that the text shows as it is. */
  readonly plain: readonly DetectedSignal[]
  /** Those that only a view shows. */
  readonly views: readonly ViewFound[]
}

/** A value that is split over fields. */
export interface SplitFound {
  readonly signal: DetectedSignal
  readonly parts: ReturnType<FieldsView['toOriginal']>
}

/** Reads texts with every detector, in plain and through all views. */
export interface Reader {
  readonly read: (text: string, field: string, role?: FieldRole) => Reading
  /** @param readings of the sample's fields, in their order */
  readonly readAcross: (sample: Pick<Sample, 'fields'>, readings: readonly Reading[]) => SplitFound[]
}

/** Types that a learned tagger gives: only where words were decoded. */
const PROSE_TYPES = new Set([
  'person-name',
  'organization',
  'place',
  'street-address',
  'title',
  'age',
  'nationality-religion-politics',
])
/** Types with a check digit; what has one is rarely a chance. */
const CHECKED_TYPES = new Set([
  'credit-card',
  'iban',
  'national-id',
  'crypto-wallet',
  'bank-account',
  'tax-id',
])
/** Types that are looked for where much is guessed. */
const VALUE_TYPES = new Set([
  ...CHECKED_TYPES,
  'phone',
  'email',
  'passport',
  'driver-license',
  'medical-record',
  'health-insurance',
])
/** How sure, before what the view takes off, a value without a label must be where much is guessed. */
const SURE = 0.75

/** Makes the reader of a run. */
export function createReader(detectors: readonly ConfiguredDetector[], policy: Policy): Reader {
  const usable = detectors.filter(({ detector }) => familyOf(detector.id) !== 'hidden-text')
  const structured = usable.filter(
    ({ detector }) => !Object.keys(detector.types).every(type => PROSE_TYPES.has(type)),
  )
  const values = structured.filter(({ detector }) =>
    Object.keys(detector.types).some(type => VALUE_TYPES.has(type)),
  )
  const byId = new Map(detectors.map(({ detector }) => [detector.id, detector]))
  const rank = (signal: DetectedSignal): number => {
    const detector = byId.get(signal.detector)
    return detector === undefined ? 0 : SEVERITIES.indexOf(severityOf(policy, detector, signal.type))
  }
  const detect = (
    view: Pick<View, 'text' | 'guesses' | 'isProse' | 'chain'>,
    field: string,
    role?: FieldRole,
  ) => {
    const chosen = view.guesses ? values : view.isProse ? usable : structured
    const input: DetectInput = { text: view.text, field, ...(role && { role }) }
    return runDetectors(chosen, input).filter(
      signal => !view.guesses || (VALUE_TYPES.has(signal.type) && isEvident(signal, view.chain)),
    )
  }
  const counting = (signals: readonly DetectedSignal[], view: Pick<View, 'text' | 'moves'>) =>
    countingSignals(
      policy,
      signals.map(signal => lowered(signal, view.moves)),
      view.text,
    )

  const read: Reader['read'] = (text, field, role) => {
    const plain = countingSignals(
      policy,
      runDetectors(detectors, { text, field, ...(role && { role }) }),
      text,
    )
    if (policy.decodeDepth === 0) return { signals: plain, plain, views: [] }
    const candidates: Candidate[] = []
    for (const view of viewsOf(text, { depth: policy.decodeDepth })) {
      const mayInform = view.chain.some(kind => kind === 'base64' || kind === 'hexadecimal')
      const touching = detect(view, field, role).filter(signal => isOfView(view, signal, text.length))
      for (const inner of counting(touching, view)) {
        if (rank(inner) === 0 && !mayInform) continue
        const [start, end] = view.toOriginal(inner.start, inner.end)
        candidates.push({ view, inner, signal: { ...inner, start, end }, rank: rank(inner) })
      }
    }
    return candidates.length === 0 ? { signals: plain, plain, views: [] } : settle(plain, candidates, rank)
  }

  const readAcross: Reader['readAcross'] = ({ fields }, readings) => {
    if (policy.decodeDepth === 0 || fields.length < 2) return []
    const found: SplitFound[] = []
    const taken = new Set<Field>()
    for (const view of joinFields(fields)) {
      if (view.pieces.some(({ field }) => taken.has(field))) continue
      const asView = {
        text: view.text,
        guesses: true,
        isProse: false,
        moves: view.moves,
        chain: ['fields' as const],
      }
      for (const inner of counting(detect(asView, view.field), asView)) {
        const parts = view.toOriginal(inner.start, inner.end)
        const [first] = parts
        if (first === undefined || parts.length < 2) continue
        const isKnown = parts.some(part =>
          (readings[fields.indexOf(part.field)]?.signals ?? []).some(
            each =>
              overlaps(each, part) &&
              familyOf(each.detector) === familyOf(inner.detector) &&
              (each.type === inner.type || rank(each) > rank(inner)),
          ),
        )
        if (isKnown) continue
        for (const { field } of parts) taken.add(field)
        found.push({
          signal: {
            ...inner,
            start: first.start,
            end: first.end,
            moves: [...(inner.moves ?? []), restOf(parts)],
          },
          parts,
        })
      }
    }
    return found
  }
  return { read, readAcross }
}

/** How far from a value something decoded may have made it clear: a label, a mark that stood glued to it. */
const LABEL_BEFORE = 48
const LABEL_AFTER = 16

/** True when a signal is due to what a view decoded, and not to where its window was cut. */
function isOfView(view: View, { start, end, type }: DetectedSignal, length: number): boolean {
  if (view.touches(start, end)) return true
  if (view.guesses || PROSE_TYPES.has(type)) return false
  if (!view.touches(Math.max(0, start - LABEL_BEFORE), end + LABEL_AFTER)) return false
  const isCutBefore = start === 0 && view.toOriginal(0, 1)[0] > 0
  const isCutAfter = end === view.text.length && view.toOriginal(end - 1, end)[1] < length
  return !isCutBefore && !isCutAfter
}

/** Where digits that only a label makes a telephone number are too many: breaks and noise stand in every text. */
const FORM_KINDS: readonly ViewKind[] = ['lines', 'noisy-digits']
/** How sure a form is, without its label. */
const FORM = 0.55

/** A label, a strong form or a check digit: what makes a guess worth telling. */
function isEvident({ type, score, moves }: DetectedSignal, chain: readonly ViewKind[]): boolean {
  const labels = moves?.reduce((sum, { by }) => sum + Math.max(0, by), 0) ?? 0
  if (labels > 0)
    return type !== 'phone' || !FORM_KINDS.some(kind => chain.includes(kind)) || score - labels >= FORM
  return score >= SURE && (type === 'phone' || type === 'email' || CHECKED_TYPES.has(type))
}

function lowered(signal: DetectedSignal, moves: View['moves']): DetectedSignal {
  const score = Math.max(0, signal.score + moves.reduce((sum, { by }) => sum + by, 0))
  return { ...signal, score: Math.round(score * 1000) / 1000, moves: [...(signal.moves ?? []), ...moves] }
}

function restOf(parts: SplitFound['parts']) {
  const names = parts
    .slice(1)
    .map(({ field, start, end }) => `${field.name.slice(0, 60)}[${start}..${end}]`)
    .join(', ')
  return { by: 0, reason: both(`the rest stands in ${names}`, `其余部分在 ${names} 中`) }
}

interface Candidate {
  readonly view: View
  /** Offsets count in the view. */
  readonly inner: DetectedSignal
  /** Offsets count in the text. */
  readonly signal: DetectedSignal
  readonly rank: number
}

interface Span {
  readonly start: number
  readonly end: number
}

const overlaps = (a: Span, b: Span) => a.start < b.end && b.start < a.end
const contains = (outer: Span, inner: Span) => outer.start <= inner.start && outer.end >= inner.end

/**
 * Joins what views show with what the text shows as it is. Within a family, a signal of a view gives way to one in plain
 * that is as bad, unless it holds all of that one and more; among views the surer one stays, then the simpler.
 */
function settle(
  plain: readonly DetectedSignal[],
  candidates: readonly Candidate[],
  rank: (signal: DetectedSignal) => number,
): Reading {
  const outdone = new Set<DetectedSignal>()
  const seated: Candidate[] = []
  const order = (a: Candidate, b: Candidate) =>
    b.signal.score - a.signal.score ||
    a.view.chain.length - b.view.chain.length ||
    a.signal.start - b.signal.start
  for (const candidate of [...candidates].sort(order)) {
    const { signal } = candidate
    const family = familyOf(signal.detector)
    if (seated.some(each => familyOf(each.signal.detector) === family && overlaps(each.signal, signal)))
      continue
    const rivals = plain.filter(each => familyOf(each.detector) === family && overlaps(each, signal))
    const yielding = rivals.filter(
      each =>
        (contains(signal, each) && (!contains(each, signal) || signal.score > each.score)) ||
        (PROSE_TYPES.has(each.type) && !PROSE_TYPES.has(signal.type)),
    )
    const equals = yielding.filter(each => rank(each) >= candidate.rank && !PROSE_TYPES.has(each.type))
    if (rivals.some(each => rank(each) >= candidate.rank && !yielding.includes(each))) continue
    // Two values on two lines are no third one.
    if (equals.length > 1 && candidate.view.chain.includes('lines') && !CHECKED_TYPES.has(signal.type))
      continue
    for (const each of yielding) outdone.add(each)
    seated.push(candidate)
  }
  const left = plain.filter(each => !outdone.has(each))
  const byView = new Map<View, DetectedSignal[]>()
  for (const { view, inner } of seated) byView.set(view, [...(byView.get(view) ?? []), inner])
  return {
    plain: left,
    views: [...byView].map(([view, signals]) => ({
      view,
      signals: signals.sort((a, b) => a.start - b.start),
    })),
    signals: [...left, ...seated.map(({ signal }) => signal)].sort(
      (a, b) => a.start - b.start || a.end - b.end,
    ),
  }
}
