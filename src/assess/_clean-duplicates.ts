import {
  type AnyDefense,
  isPlimsollError,
  type Needs,
  normalizedContent,
  PlimsollError,
  type Policy,
  parseOptions,
  type Sample,
  type SampleDecision,
  stoppedError,
} from '../core/index.ts'
import { type OpenOptions, openDataset } from '../io/index.ts'
import type { PlannedFile } from './_clean-places.ts'
import type { CleanRecords } from './_clean-records.ts'
import type { CleanedSample } from './_clean-sample.ts'

/** Decides about samples that occur more than once in a run. */
export interface DuplicateRules {
  /** Decides about a sample as it is after cleaning: what differed before may be equal now. */
  decide(sample: Sample): SampleDecision | Promise<SampleDecision>
  /** Forgets the samples of a file that was not written after all. */
  forgetUnfinished(): Promise<void>
}

export interface DuplicateOptions {
  readonly policy: Policy
  readonly defenses: readonly AnyDefense[]
  readonly clean: (sample: Sample) => CleanedSample
  readonly files: readonly PlannedFile[]
  readonly open: OpenOptions
  readonly records: CleanRecords
  readonly keyedBytes: (label: string) => Uint8Array
  readonly signal: AbortSignal | undefined
}

const FINGERPRINT_BYTES = 16

/** Prepares the policy's rule about duplicates. To keep none of them, every file is read once before. */
export async function duplicateRules(options: DuplicateOptions): Promise<DuplicateRules> {
  const { policy, records } = options
  const keep = policy.clean.duplicates
  if (keep === 'keep-all') return { decide: () => ({ action: 'keep' }), forgetUnfinished: async () => {} }
  const defense = options.defenses.find(each => each.counters.includes('data/exact-duplicates'))
  if (defense === undefined) throw new PlimsollError('E_INTERNAL', 'no defense answers duplicates')
  const defenseOptions = parseOptions(defense, { keep: keep === 'keep-first' ? 'first' : 'none' })
  const fingerprintOf = (sample: Sample) =>
    options.keyedBytes(`sample\u0000${normalizedContent(sample)}`).subarray(0, FINGERPRINT_BYTES)
  const answer = (sample: Sample, rank: number, total: number) =>
    defense.apply({ sample, signals: new Map(), occurrence: { rank, total } }, defenseOptions, {} as Needs)
  if (keep === 'keep-none') {
    const repeated = await findRepeated(options, fingerprintOf)
    return {
      decide: sample => answer(sample, 0, repeated.has(keyOf(fingerprintOf(sample))) ? 2 : 1),
      forgetUnfinished: async () => {},
    }
  }
  let seen = await recall(records)
  return {
    async decide(sample) {
      const fingerprint = fingerprintOf(sample)
      const key = keyOf(fingerprint)
      if (seen.has(key)) return answer(sample, 1, 2)
      seen.add(key)
      await records.remember(fingerprint)
      return answer(sample, 0, 1)
    },
    async forgetUnfinished() {
      seen = await recall(records)
    },
  }
}

const keyOf = (fingerprint: Uint8Array): string => Buffer.from(fingerprint).toString('latin1')

async function recall(records: CleanRecords): Promise<Set<string>> {
  const seen = new Set<string>()
  let rest = new Uint8Array(0)
  for await (const chunk of records.remembered()) {
    const bytes = Buffer.concat([rest, chunk])
    let at = 0
    for (; at + FINGERPRINT_BYTES <= bytes.length; at += FINGERPRINT_BYTES) {
      seen.add(keyOf(bytes.subarray(at, at + FINGERPRINT_BYTES)))
    }
    rest = bytes.subarray(at)
  }
  return seen
}

async function findRepeated(
  options: DuplicateOptions,
  fingerprintOf: (sample: Sample) => Uint8Array,
): Promise<Set<string>> {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const { path } of options.files) {
    try {
      const file = await openDataset(path, options.open)
      for await (const event of file.read()) {
        if (options.signal?.aborted) throw stoppedError()
        if (event.type === 'reject') continue
        const cleaned = options.clean(event.sample)
        if (cleaned.action === 'drop') continue
        const fields = cleaned.action === 'edit' ? cleaned.fields : event.sample.fields
        const key = keyOf(fingerprintOf({ ...event.sample, fields }))
        if (seen.has(key)) repeated.add(key)
        else seen.add(key)
      }
    } catch (cause) {
      // The pass that writes meets the same error and reports it.
      if (!isPlimsollError(cause) || (cause.code !== 'E_INPUT' && cause.code !== 'E_LIMIT')) throw cause
    }
  }
  return repeated
}
