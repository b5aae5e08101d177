import { isCleaningMark } from './cleaning-marks.ts'
import type { ConfiguredDetector, DetectInput, Opening, SharedGate } from './detector.ts'
import { ENTITY_TYPES } from './entity-types.ts'
import { SEVERITIES } from './severity.ts'
import type { DetectedSignal } from './signal.ts'
import { summarizeText, type TextSummary } from './text-summary.ts'

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
  const plan = planOf(detectors)
  let summary: TextSummary | undefined
  const found: Candidate[] = []
  for (const place of openPlaces(plan, input)) {
    const { detector, options } = detectors[place] as ConfiguredDetector
    if (detector.screen) {
      summary ??= summarizeText(input.text)
      if (!detector.screen(summary)) continue
    }
    for (const signal of detector.detect(input, options)) {
      if (isCleaningMark(input.text, signal, typesOf(plan, detectors))) continue
      const severity = SEVERITIES.indexOf(detector.types[signal.type]?.severity ?? 'info')
      found.push({
        signal: { ...signal, detector: detector.id },
        family: plan.families[place] as string,
        severity,
      })
    }
  }
  return found.length < 2 ? found.map(each => each.signal) : resolveOverlaps(found)
}

/** What is worked out once for a list of detectors. */
interface Plan {
  readonly families: readonly string[]
  /** Places of the detectors without a shared gate, with the test of each. */
  readonly single: readonly { readonly place: number; readonly opens: Opening | undefined }[]
  readonly shared: readonly {
    readonly places: readonly number[]
    readonly open: (input: DetectInput) => readonly number[]
  }[]
  types: ReadonlySet<string> | undefined
}

const plans = new WeakMap<readonly ConfiguredDetector[], Plan>()

function planOf(detectors: readonly ConfiguredDetector[]): Plan {
  let plan = plans.get(detectors)
  if (plan === undefined || plan.families.length !== detectors.length) {
    plan = makePlan(detectors)
    plans.set(detectors, plan)
  }
  return plan
}

function makePlan(detectors: readonly ConfiguredDetector[]): Plan {
  const single: { place: number; opens: Opening | undefined }[] = []
  const gates = new Map<SharedGate, { places: number[]; asks: unknown[] }>()
  detectors.forEach(({ detector: { opens } }, place) => {
    const together = opens?.together
    if (together === undefined) {
      single.push({ place, opens })
      return
    }
    const known = gates.get(together.gate)
    if (known === undefined) gates.set(together.gate, { places: [place], asks: [together.ask] })
    else {
      known.places.push(place)
      known.asks.push(together.ask)
    }
  })
  return {
    families: detectors.map(({ detector }) => familyOf(detector.id)),
    single,
    shared: [...gates].map(([gate, { places, asks }]) => ({ places, open: gate.compile(asks) })),
    types: undefined,
  }
}

/** Places of the detectors that may find something in an input, ascending. */
function openPlaces({ single, shared }: Plan, input: DetectInput): readonly number[] {
  const open: number[] = []
  for (const { places, open: ask } of shared) for (const at of ask(input)) insert(open, places[at] as number)
  for (const { place, opens } of single) if (opens === undefined || opens(input)) insert(open, place)
  return open
}

function insert(places: number[], place: number): void {
  let at = places.length
  for (; at > 0 && (places[at - 1] as number) > place; at--) places[at] = places[at - 1] as number
  places[at] = place
}

/** Every type that a tag may name: the entity types and those of the detectors at hand. */
function typesOf(plan: Plan, detectors: readonly ConfiguredDetector[]): ReadonlySet<string> {
  plan.types ??= new Set([
    ...Object.keys(ENTITY_TYPES),
    ...detectors.flatMap(({ detector }) => Object.keys(detector.types)),
  ])
  return plan.types
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
