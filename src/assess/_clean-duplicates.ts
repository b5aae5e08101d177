import { identityOf, isBookkeeping } from '../analysis/sample-identity.ts'
import {
  type AnyDefense,
  ENTITY_TYPES,
  type Field,
  type FieldRole,
  hidesValues,
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
import { FINGERPRINT_WORDS } from '../kernels/fingerprint.ts'
import { FingerprintTable } from '../kernels/fingerprint-table.ts'
import type { ScratchOptions } from '../store/scratch.ts'
import { nearRule } from './_clean-near.ts'
import type { PlannedFile } from './_clean-places.ts'
import type { CleanRecords } from './_clean-records.ts'
import type { CleanedSample } from './_clean-sample.ts'
import { recallSeen, recordOf } from './_clean-seen.ts'

/** What was decided about a sample, and where it stood first when it is dropped as a copy. */
export interface DuplicateDecision {
  readonly decision: SampleDecision
  /** Name of a file and 0-based index of a sample in it. */
  readonly twin?: { readonly file: string; readonly index: number }
}

/** Decides about samples that occur more than once in a run. */
export interface DuplicateRules {
  /** Decides about a sample of a file, given the fields that cleaning leaves of it. */
  decide(
    sample: Sample,
    cleaned: readonly Field[],
    file: string,
  ): DuplicateDecision | Promise<DuplicateDecision>
  /** Forgets the samples of a file that was not written after all. */
  forgetUnfinished(): Promise<void>
}

export interface DuplicateOptions {
  readonly policy: Policy
  readonly defenses: readonly AnyDefense[]
  readonly clean: (sample: Sample) => CleanedSample
  /** Types that tags may name, besides the entity types. */
  readonly types: readonly string[]
  readonly files: readonly PlannedFile[]
  readonly open: OpenOptions
  readonly records: CleanRecords
  /** Room for numbers that do not fit into memory. */
  readonly room: ScratchOptions
  readonly keyedBytes: (label: string) => Uint8Array
  readonly signal: AbortSignal | undefined
}

/**
 * Prepares the policy's rules about duplicates. To keep none of them, and to find near-duplicates, every file is read
 * once before. What near-duplicates lose is decided first, so that a copy is not dropped for one that does not stay.
 */
export async function duplicateRules(options: DuplicateOptions): Promise<DuplicateRules> {
  const types = new Set([...Object.keys(ENTITY_TYPES), ...options.types])
  const near = await nearRule({
    ...options,
    comparable(sample) {
      // Tags of an earlier run make samples alike that were not.
      const hides = sample.fields.some(({ text }) => hidesValues(text, types))
      return hides || !isTextForModels(sample) ? undefined : sample
    },
  })
  const exact = await exactRules(options)
  if (near === undefined) return exact
  return {
    decide(sample, cleaned, file) {
      const answer = near(sample, file)
      return answer.decision.action === 'keep' ? exact.decide(sample, cleaned, file) : answer
    },
    forgetUnfinished: exact.forgetUnfinished,
  }
}

async function exactRules(options: DuplicateOptions): Promise<DuplicateRules> {
  const { policy, records } = options
  const keep = policy.clean.duplicates
  if (keep === 'keep-all') return { decide: () => KEEP, forgetUnfinished: async () => {} }
  const defense = options.defenses.find(each => each.counters.includes('data/exact-duplicates'))
  if (defense === undefined) throw new PlimsollError('E_INTERNAL', 'no defense answers duplicates')
  const defenseOptions = parseOptions(defense, { keep: keep === 'keep-first' ? 'first' : 'none' })
  const answer = (sample: Sample, rank: number, total: number): DuplicateDecision => ({
    decision: defense.apply(
      { sample, signals: new Map(), occurrence: { rank, total } },
      defenseOptions,
      {} as Needs,
    ),
  })
  const types = new Set([...Object.keys(ENTITY_TYPES), ...options.types])
  /** Keyed, so that nobody can make two samples look alike, and so that it may lie on disk. */
  const fingerprintOf = (sample: Sample, cleaned: readonly Field[]): Uint32Array | undefined => {
    const content = comparableContent(sample, cleaned, types)
    if (content === undefined) return undefined
    const bytes = options.keyedBytes(`sample\u0000${content}`)
    return new Uint32Array(Uint8Array.from(bytes.subarray(0, FINGERPRINT_BYTES)).buffer)
  }
  if (keep === 'keep-none') {
    const repeated = await findRepeated(options, fingerprintOf)
    return {
      decide(sample, cleaned, file) {
        const words = fingerprintOf(sample, cleaned)
        if (words === undefined) return KEEP
        const twin = repeated(words, { file, index: sample.index })
        return { ...answer(sample, 0, twin === undefined ? 1 : 2), ...(twin && { twin }) }
      },
      forgetUnfinished: async () => {},
    }
  }
  let seen = await recallSeen(records)
  return {
    async decide(sample, cleaned, file) {
      const words = fingerprintOf(sample, cleaned)
      if (words === undefined) return KEEP
      const place = { file: records.names.length, index: sample.index }
      const first = seen.first(words, place)
      if (first !== undefined) {
        return {
          ...answer(sample, 1, 2),
          twin: { file: records.names[first.file] ?? file, index: first.index },
        }
      }
      await records.remember(recordOf(words, place))
      return answer(sample, 0, 1)
    },
    async forgetUnfinished() {
      seen = await recallSeen(records)
    },
  }
}

const KEEP: DuplicateDecision = { decision: { action: 'keep' } }
const FINGERPRINT_BYTES = FINGERPRINT_WORDS * 4

/** Roles of a sample of text for a model, for which the audit's identity is right: it passes over ids and numbers. */
const CONTENT_ROLES = new Set<FieldRole>([
  'system',
  'user',
  'assistant',
  'instruction',
  'response',
  'chosen',
  'rejected',
  'text',
])

const isTextForModels = ({ fields }: Sample): boolean =>
  fields.some(({ role }) => role !== undefined && CONTENT_ROLES.has(role))

/**
 * What makes two samples the same here. A text for a model is told by what the audit calls its content; any other record
 * must be equal in every field that does more than keep books: two customers of one city with other sums are two.
 * Where a tag or a mask hides a value, only what stood there before tells; when that is not known any more, because an
 * earlier run put it there, the sample is never called a duplicate. So a second run drops nothing.
 */
function comparableContent(
  sample: Sample,
  cleaned: readonly Field[],
  types: ReadonlySet<string>,
): string | undefined {
  if (sample.isAboutFile) return undefined
  const hides = (fields: readonly Field[]) => fields.some(({ text }) => hidesValues(text, types))
  const hidden = hides(cleaned)
  if (hidden && hides(sample.fields)) return undefined
  const known = hidden ? sample : { ...sample, fields: cleaned }
  const isText = isTextForModels(sample)
  const telling = known.fields.filter(field => !isBookkeeping(field))
  const content = isText ? identityOf(known) : normalizedContent({ ...known, fields: telling })
  return content === '' ? undefined : `${hidden ? 'before' : 'after'}\u0000${content}`
}

interface TwinPlace {
  readonly file: string
  readonly index: number
}

/** Finds what occurs more than once in what cleaning would let through: tells another place of the same content. */
async function findRepeated(
  options: DuplicateOptions,
  fingerprintOf: (sample: Sample, cleaned: readonly Field[]) => Uint32Array | undefined,
): Promise<(words: Uint32Array, place: TwinPlace) => TwinPlace | undefined> {
  const seen = new FingerprintTable()
  const repeated = new FingerprintTable()
  const starts: { readonly name: string; readonly start: number }[] = []
  let next = 0
  for (const { source, name } of options.files) {
    const start = next
    starts.push({ name, start })
    try {
      const file = await openDataset(source, options.open)
      for await (const event of file.read()) {
        if (options.signal?.aborted) throw stoppedError()
        if (event.type === 'reject') continue
        const ordinal = start + event.sample.index
        next = ordinal + 1
        const cleaned = options.clean(event.sample)
        if (cleaned.action === 'drop') continue
        const fields = cleaned.action === 'edit' ? cleaned.fields : event.sample.fields
        const words = fingerprintOf(event.sample, fields)
        if (words === undefined) continue
        if (seen.firstOrdinal(words, 0, ordinal) !== ordinal) repeated.firstOrdinal(words, 0, ordinal)
      }
    } catch (cause) {
      // The pass that writes meets the same error and reports it.
      if (!isPlimsollError(cause) || (cause.code !== 'E_INPUT' && cause.code !== 'E_LIMIT')) throw cause
    }
  }
  const placeOf = (ordinal: number): TwinPlace => {
    const { name, start } = starts.findLast(each => each.start <= ordinal) ?? { name: '', start: 0 }
    return { file: name, index: ordinal - start }
  }
  return (words, { file, index }) => {
    const second = repeated.get(words, 0)
    if (second === undefined) return undefined
    const first = placeOf(seen.get(words, 0) ?? second)
    return first.file === file && first.index === index ? placeOf(second) : first
  }
}
