import type { Summarized } from '../../core/index.ts'
import { FINGERPRINT_WORDS } from '../../kernels/fingerprint.ts'
import { FingerprintTable } from '../../kernels/fingerprint-table.ts'
import { findSharedRuns, type SharedRun, type TokenRange } from '../../kernels/shared-runs.ts'
import { KEPT_WORDS } from './_content-keys.ts'
import { type ArtifactOrder, artifactOrder } from './_datasets.ts'
import type { SamplePlaces } from './_sample-places.ts'

export interface PassageSummary {
  readonly samples: number
  /** Two words a sample; only samples with tokens are compared. */
  readonly fingerprints: Uint32Array
  /** Tokens of each sample; 0 for samples that are not compared. */
  readonly lengths: Uint32Array
  /** The tokens of all samples, one sample after another. */
  readonly tokens: Uint32Array
  /** Samples that were long enough but beyond the budget. */
  readonly beyond: number
  readonly places: SamplePlaces
}

/** What all artifacts together show. */
export interface Passages {
  readonly order: ArtifactOrder
  /** Different samples compared, and their tokens. */
  readonly counted: number
  readonly tokens: number
  readonly beyond: number
  /** Samples with a shared passage, and with one that stands first in another dataset. */
  readonly sharing: number
  readonly across: number
  /** Tokens inside shared passages. */
  readonly shared: number
  readonly longest: number
  /** The passages, five numbers each in memory. Documents are ordinals over all artifacts, in order. */
  runs(): Iterable<SharedRun>
}

/** Finds the passages that samples share, over all artifacts. */
export function takePassages(summaries: readonly Summarized<PassageSummary>[], minLength: number): Passages {
  const order = artifactOrder(summaries)
  const starts = summaries.map(({ summary }) => startsOf(summary.lengths))
  const rangeOf = (ordinal: number): TokenRange => {
    const number = order.numberOf(ordinal)
    const index = ordinal - (order.starts[number] as number)
    const own = starts[number] as Uint32Array
    return {
      tokens: (summaries[number] as Summarized<PassageSummary>).summary.tokens,
      from: own[index] as number,
      to: own[index + 1] as number,
    }
  }
  let [counted, tokens] = [0, 0]
  function* documents(): Generator<readonly [number, TokenRange]> {
    for (const ordinal of differentSamples(summaries, order)) {
      const range = rangeOf(ordinal)
      counted++
      tokens += range.to - range.from
      yield [ordinal, range]
    }
  }
  const found: number[] = []
  let [sharing, across, shared, longest] = [0, 0, 0, 0]
  let [last, end, wasAcross] = [-1, 0, false]
  for (const { later, laterStart, earlier, earlierStart, length } of findSharedRuns(
    documents(),
    rangeOf,
    minLength,
  )) {
    found.push(later, laterStart, earlier, earlierStart, length)
    if (later !== last) {
      sharing++
      ;[last, end, wasAcross] = [later, 0, false]
    }
    const isAcross = order.datasets[order.numberOf(later)] !== order.datasets[order.numberOf(earlier)]
    if (isAcross && !wasAcross) across++
    wasAcross ||= isAcross
    shared += laterStart + length - Math.max(end, laterStart)
    end = laterStart + length
    if (length > longest) longest = length
  }
  const beyond = summaries.reduce((sum, { summary }) => sum + summary.beyond, 0)
  return { order, counted, tokens, beyond, sharing, across, shared, longest, runs: () => readRuns(found) }
}

function* readRuns(found: readonly number[]): Generator<SharedRun> {
  for (let i = 0; i < found.length; i += 5) {
    const [later, laterStart, earlier, earlierStart, length] = found.slice(i, i + 5) as [
      number,
      number,
      number,
      number,
      number,
    ]
    yield { later, laterStart, earlier, earlierStart, length }
  }
}

function startsOf(lengths: Uint32Array): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1)
  for (let i = 0; i < lengths.length; i++) starts[i + 1] = (starts[i] as number) + (lengths[i] as number)
  return starts
}

/** The first of equal samples stands for all of them. */
function* differentSamples(
  summaries: readonly Summarized<PassageSummary>[],
  order: ArtifactOrder,
): Generator<number> {
  const table = new FingerprintTable()
  const key = new Uint32Array(FINGERPRINT_WORDS)
  for (const [number, { summary }] of summaries.entries()) {
    for (let index = 0; index < summary.samples; index++) {
      if (summary.lengths[index] === 0) continue
      const ordinal = (order.starts[number] as number) + index
      key.set(summary.fingerprints.subarray(index * KEPT_WORDS, (index + 1) * KEPT_WORDS))
      if (table.firstOrdinal(key, 0, ordinal) === ordinal) yield ordinal
    }
  }
}
