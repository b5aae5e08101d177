import { isCleaningMark } from './cleaning-marks.ts'
import type { ConfiguredDetector, DetectInput } from './detector.ts'
import { ENTITY_TYPES } from './entity-types.ts'
import { SEVERITIES } from './severity.ts'
import type { DetectedSignal } from './signal.ts'
import { summarizeText } from './text-summary.ts'

/** The family of a definition: what stands before the slash of its id. */
export const familyOf = (id: string): string => id.slice(0, id.indexOf('/'))

/**
 * Runs every detector whose screen passes over one text.
 * Signals come back ordered by start; within a family the stronger of two overlapping signals stays,
 * unless the weaker lies inside it and is worse news (a phone number inside a URL).
 * Signals on nothing but cleaning marks (`[EMAIL]`) are left out.
 */
export function runDetectors(detectors: readonly ConfiguredDetector[], input: DetectInput): DetectedSignal[] {
  if (input.text.length === 0) return []
  const summary = summarizeText(input.text)
  const found: Candidate[] = []
  for (const { detector, options } of detectors) {
    if (detector.opens && !detector.opens(input)) continue
    if (detector.screen && !detector.screen(summary)) continue
    for (const signal of detector.detect(input, options)) {
      const family = familyOf(detector.id)
      if (isCleaningMark(input.text, signal, typesOf(detectors))) continue
      const severity = SEVERITIES.indexOf(detector.types[signal.type]?.severity ?? 'info')
      found.push({ signal: { ...signal, detector: detector.id }, family, severity })
    }
  }
  return found.length < 2 ? found.map(each => each.signal) : resolveOverlaps(found)
}

const typesByDetectors = new WeakMap<readonly ConfiguredDetector[], ReadonlySet<string>>()

/** Every type that a tag may name: the entity types and those of the detectors at hand. */
function typesOf(detectors: readonly ConfiguredDetector[]): ReadonlySet<string> {
  let types = typesByDetectors.get(detectors)
  if (types === undefined) {
    types = new Set([
      ...Object.keys(ENTITY_TYPES),
      ...detectors.flatMap(({ detector }) => Object.keys(detector.types)),
    ])
    typesByDetectors.set(detectors, types)
  }
  return types
}

interface Candidate {
  readonly signal: DetectedSignal
  readonly family: string
  readonly severity: number
}

/** Splits the candidates into groups that overlap without a gap; within one group the strongest is seated first. */
function resolveOverlaps(candidates: Candidate[]): DetectedSignal[] {
  const byStart = [...candidates].sort((a, b) => a.signal.start - b.signal.start)
  const kept: Candidate[] = []
  let group: Candidate[] = []
  let groupEnd = -1
  for (const candidate of byStart) {
    if (candidate.signal.start >= groupEnd) {
      kept.push(...seatStrongest(group))
      group = []
    }
    group.push(candidate)
    groupEnd = Math.max(groupEnd, candidate.signal.end)
  }
  kept.push(...seatStrongest(group))
  return kept.map(each => each.signal).sort((a, b) => a.start - b.start || a.end - b.end)
}

function seatStrongest(group: Candidate[]): Candidate[] {
  if (group.length < 2) return group
  const length = ({ signal }: Candidate) => signal.end - signal.start
  const seated: Candidate[] = []
  for (const candidate of [...group].sort(
    (a, b) => b.signal.score - a.signal.score || length(b) - length(a),
  )) {
    if (!seated.some(rival => conflict(candidate, rival))) seated.push(candidate)
  }
  return seated
}

/** Two signals of one family that overlap, unless one lies inside the other and is worse news. */
function conflict(one: Candidate, other: Candidate): boolean {
  const a = one.signal
  const b = other.signal
  if (one.family !== other.family || a.end <= b.start || b.end <= a.start) return false
  return !isWorseInside(one, other) && !isWorseInside(other, one)
}

function isWorseInside(inner: Candidate, outer: Candidate): boolean {
  const a = inner.signal
  const b = outer.signal
  const inside = a.start >= b.start && a.end <= b.end && a.end - a.start < b.end - b.start
  return inside && inner.severity > outer.severity
}
