import {
  type AnyDefense,
  both,
  isPlimsollError,
  type Needs,
  PlimsollError,
  type Policy,
  parseOptions,
  type Sample,
  type Summarized,
  stoppedError,
} from '../core/index.ts'
import { type OpenOptions, openDataset } from '../io/index.ts'
import { nearDuplicates, nearGroups } from '../stages/data/near-duplicates.ts'
import { openScratch, type ScratchOptions } from '../store/scratch.ts'
import type { DuplicateDecision } from './_clean-duplicates.ts'
import type { PlannedFile } from './_clean-places.ts'

export interface NearRuleOptions {
  readonly policy: Policy
  readonly defenses: readonly AnyDefense[]
  readonly files: readonly PlannedFile[]
  readonly open: OpenOptions
  /** The sample as it is compared; undefined for one that is never called a duplicate. */
  readonly comparable: (sample: Sample) => Sample | undefined
  /** Room for numbers that do not fit into memory. */
  readonly room: ScratchOptions
  readonly signal: AbortSignal | undefined
}

/** Decides about the near-duplicates of a sample of a file. */
export type NearRule = (sample: Sample, file: string) => DuplicateDecision

/**
 * Prepares the policy's rule about near-duplicates: every file is read once before. Of a group, inside a file or over
 * several, the first sample in the order of the files stays, or the longest one (of equally long ones the first), or none.
 */
export async function nearRule(options: NearRuleOptions): Promise<NearRule | undefined> {
  const keep = options.policy.clean.nearDuplicates
  if (keep === 'keep-all') return undefined
  const defense = options.defenses.find(each => each.counters.includes(nearDuplicates.id))
  if (defense === undefined) throw new PlimsollError('E_INTERNAL', 'no defense answers near-duplicates')
  const answer = parseOptions(defense, { keep: keep === 'keep-none' ? 'none' : 'one' })
  const scratch = openScratch(options.room)
  try {
    const { summaries, starts, lengths, total } = await readAll(options, scratch)
    const { threshold } = auditOptions(options.policy) as { threshold: number }
    const groups = nearGroups(summaries, threshold, scratch)
    if (groups.beyond > 0) throw tooMuch(groups.beyond)
    const { kept, others } = choose(total, lengths, groups.groupOf, keep === 'keep-longest')
    const placeOf = (ordinal: number) => {
      let [file, start] = ['', 0]
      for (const [name, first] of starts) if (first <= ordinal) [file, start] = [name, first]
      return { file, index: ordinal - start }
    }
    return (sample, file) => {
      const start = starts.get(file)
      if (start === undefined) return { decision: { action: 'keep' } }
      const ordinal = start + sample.index
      const { first, size } = groups.groupOf(ordinal)
      const one = kept[first] as number
      const occurrence = { rank: ordinal === one ? 0 : 1, total: size }
      const decision = defense.apply({ sample, signals: new Map(), occurrence }, answer, {} as Needs)
      return {
        decision,
        ...(size > 1 && { twin: placeOf(ordinal === one ? (others[first] as number) : one) }),
      }
    }
  } finally {
    scratch.close()
  }
}

const auditOptions = ({ audits }: Policy): unknown =>
  parseOptions(nearDuplicates, audits[nearDuplicates.id]?.options)

/** Passes over every file; samples that are not compared count, too, so that ordinals and indices agree. */
async function readAll(options: NearRuleOptions, scratch: Needs['scratch']) {
  const context = {
    options: auditOptions(options.policy) as never,
    needs: { scratch } as Needs,
    reveal: false,
  }
  const summaries: Summarized<unknown>[] = []
  const starts = new Map<string, number>()
  const lengths: number[] = []
  for (const { source, name, path } of options.files) {
    starts.set(name, lengths.length)
    let pass = nearDuplicates.begin(context)
    try {
      const file = await openDataset(source, options.open)
      for await (const event of file.read()) {
        if (options.signal?.aborted) throw stoppedError()
        if (event.type === 'reject') continue
        const sample = options.comparable(event.sample) ?? { ...event.sample, fields: [] }
        lengths.push(sample.fields.reduce((sum, { text }) => sum + text.length, 0))
        for (const _ of pass.sample(sample)) break
      }
    } catch (cause) {
      // The pass that writes meets the same error and reports it: nothing may be dropped for a sample of this file.
      if (!isPlimsollError(cause) || (cause.code !== 'E_INPUT' && cause.code !== 'E_LIMIT')) throw cause
      pass = nearDuplicates.begin(context)
      lengths.length = starts.get(name) as number
      starts.delete(name)
    }
    const samples = lengths.length - (starts.get(name) ?? lengths.length)
    const artifact = { path, kind: 'corpus' as const, samples, bytes: 0, rejected: 0 }
    summaries.push({ artifact, summary: pass.summary(), firstSample: 0 })
  }
  return { summaries, starts, lengths, total: lengths.length }
}

/** For each group, by its first sample: the one that is kept, and another one to name beside it. */
function choose(
  total: number,
  lengths: readonly number[],
  groupOf: (ordinal: number) => { readonly first: number; readonly size: number },
  isLongest: boolean,
) {
  const kept = new Uint32Array(total)
  const others = new Uint32Array(total)
  for (let ordinal = 0; ordinal < total; ordinal++) {
    const { first } = groupOf(ordinal)
    if (first === ordinal) kept[first] = ordinal
    const best = kept[first] as number
    if (isLongest && (lengths[ordinal] as number) > (lengths[best] as number)) {
      others[first] = best
      kept[first] = ordinal
    } else if (ordinal !== best && (others[first] === 0 || others[first] === best)) others[first] = ordinal
  }
  return { kept, others }
}

const tooMuch = (beyond: number): PlimsollError =>
  new PlimsollError(
    'E_OUTPUT',
    both(
      `${beyond} samples could not be compared for near-duplicates: the room on disk is used up`,
      `有 ${beyond} 个样本无法进行近似重复比较：磁盘空间限额已用完`,
    ),
    { advice: both('clean in several parts', '请分几部分清洗') },
  )
