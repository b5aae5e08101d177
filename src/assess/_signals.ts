import {
  type ConfiguredDetector,
  type DetectedSignal,
  type Detector,
  type FieldSignals,
  familyOf,
  type GradedSignal,
  PlimsollError,
  type Policy,
  parseOptions,
  type Sample,
} from '../core/index.ts'
import { severityOf } from '../policy/index.ts'
import { createReader } from './_view-signals.ts'

/** Configures detectors under a policy, and keeps only those that can give one of the wanted types. */
export function configureDetectors(
  catalog: readonly Detector[],
  policy: Policy,
  types: readonly string[] | undefined,
): ConfiguredDetector[] {
  for (const id of Object.keys(policy.detectors)) {
    if (!catalog.some(each => each.id === id)) {
      throw new PlimsollError(
        'E_USAGE',
        `policy ${policy.name}: detectors.${id}: there is no such detector`,
        {
          advice: '`plimsoll list detectors` shows them all',
        },
      )
    }
  }
  if (types !== undefined) requireTypes(catalog, types)
  return catalog
    .filter(each => policy.detectors[each.id] !== false)
    .filter(each => types === undefined || Object.keys(each.types).some(type => types.includes(type)))
    .map(detector => ({ detector, options: parseOptions(detector, policy.detectors[detector.id]) }))
}

/** A requested type that nothing detects is an error, not silence. */
function requireTypes(catalog: readonly Detector[], types: readonly string[]): void {
  const known = new Set(catalog.flatMap(each => Object.keys(each.types)))
  const missing = types.filter(type => !known.has(type))
  if (missing.length === 0) return
  throw new PlimsollError('E_USAGE', `no detector of this version finds: ${missing.join(', ')}`, {
    advice: `types that can be found: ${[...known].sort().join(', ')}`,
  })
}

/** Of a value that detectors of two families find under one type, this family's signal counts, as long as its audit runs. */
const OWNER = { family: 'personal-data', audit: 'data/personal-data' } as const

/** Leaves out what the owning family has already found under the same type: a password counts once. */
export function countedOnce<Signal extends Pick<DetectedSignal, 'detector' | 'type' | 'start' | 'end'>>(
  signals: readonly Signal[],
): readonly Signal[] {
  const owned = signals.filter(each => familyOf(each.detector) === OWNER.family)
  if (owned.length === 0 || owned.length === signals.length) return signals
  return signals.filter(
    each =>
      familyOf(each.detector) === OWNER.family ||
      !owned.some(({ type, start, end }) => type === each.type && start < each.end && each.start < end),
  )
}

/** Runs the detectors over a sample once, however many audits ask. */
export function signalSource(
  detectors: readonly ConfiguredDetector[],
  policy: Policy,
  types: readonly string[] | undefined,
): (sample: Sample) => readonly FieldSignals[] {
  const byId = new Map(detectors.map(({ detector }) => [detector.id, detector]))
  const reader = createReader(detectors, policy)
  const wanted = ({ type }: DetectedSignal) => types === undefined || types.includes(type)
  const graded = (signal: DetectedSignal): GradedSignal => {
    const detector = byId.get(signal.detector) as Detector
    return { ...signal, severity: severityOf(policy, detector, signal.type) }
  }
  const counted = policy.audits[OWNER.audit]?.enabled === false ? <T>(all: readonly T[]) => all : countedOnce
  let last: Sample | undefined
  let found: FieldSignals[] = []
  return sample => {
    if (sample === last) return found
    last = sample
    found = []
    const readings = sample.fields.map(({ text, name, role }) => reader.read(text, name, role))
    const split = reader.readAcross(sample, readings)
    for (const [i, field] of sample.fields.entries()) {
      const here = split.filter(({ parts }) => parts[0]?.field === field).map(({ signal }) => signal)
      const all = [...(readings[i]?.signals ?? []), ...here]
      const signals = counted(here.length === 0 ? all : all.sort((a, b) => a.start - b.start))
        .filter(wanted)
        .map(graded)
      if (signals.length > 0) found.push({ field, signals })
    }
    return found
  }
}
