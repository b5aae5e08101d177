import {
  type ConfiguredDetector,
  type Detector,
  type FieldSignals,
  PlimsollError,
  type Policy,
  parseOptions,
  runDetectors,
  type Sample,
} from '../core/index.ts'
import { countingSignals, severityOf } from '../policy/index.ts'

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

/** Runs the detectors over a sample once, however many audits ask. */
export function signalSource(
  detectors: readonly ConfiguredDetector[],
  policy: Policy,
  types: readonly string[] | undefined,
): (sample: Sample) => readonly FieldSignals[] {
  const byId = new Map(detectors.map(({ detector }) => [detector.id, detector]))
  let last: Sample | undefined
  let found: FieldSignals[] = []
  return sample => {
    if (sample === last) return found
    last = sample
    found = []
    for (const field of sample.fields) {
      const input = { text: field.text, field: field.name, ...(field.role && { role: field.role }) }
      const counting = countingSignals(policy, runDetectors(detectors, input), field.text)
      const graded = counting
        .filter(signal => types === undefined || types.includes(signal.type))
        .map(signal => {
          const detector = byId.get(signal.detector) as Detector
          return { ...signal, severity: severityOf(policy, detector, signal.type) }
        })
      if (graded.length > 0) found.push({ field, signals: graded })
    }
    return found
  }
}
