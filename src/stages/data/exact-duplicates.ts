import { z } from 'zod'
import {
  both,
  countMeasure,
  defineAudit,
  type FindingDraft,
  type Localized,
  rateMeasure,
  type Summarized,
  type Where,
} from '../../core/index.ts'
import { FINGERPRINT_WORDS, fingerprintHex } from '../../kernels/fingerprint.ts'
import { FingerprintTable } from '../../kernels/fingerprint-table.ts'
import { type ArtifactOrder, artifactOrder } from './_datasets.ts'
import { CONTENT_FIELDS, DUPLICATES_HEAD, onlyFields } from './_duplicates-head.ts'
import { contentOf } from './_sample-content.ts'
import { createPlaces, GrowingArray, placeOf, type SamplePlaces } from './_sample-places.ts'

const ID = 'data/exact-duplicates'

interface DuplicateSummary {
  /** Samples seen, with or without content. */
  readonly samples: number
  /** Four words a sample; all zero for a sample without content. */
  readonly fingerprints: Uint32Array
  readonly places: SamplePlaces
}

const TYPES = {
  'duplicate-within': both('Repeated inside a dataset', '数据集内部重复'),
  'duplicate-across': both('Repeated in another dataset', '跨数据集重复'),
} as const

/**
 * Finds samples whose content has stood before, inside a dataset or in another one; each names where it stood first.
 * What counts as content is said in `analysis/sample-identity.ts`. A repeat inside a dataset is of low severity: it
 * shifts weights and invites memorization. A repeat across datasets is of medium severity, because it usually is a
 * test sample that was trained on, and then every figure measured on that test set is wrong.
 * Memory: 16 bytes a sample for fingerprints, 4 or 8 for places, 4 for sizes, and 29 to 57 for the table.
 */
export const exactDuplicates = defineAudit({
  ...DUPLICATES_HEAD,
  id: ID,
  version: 2,
  title: both('Exact duplicates', '完全重复'),
  options: z.strictObject({
    ...CONTENT_FIELDS,
  }),
  types: TYPES,
  begin({ options }, resumed?: DuplicateSummary) {
    const only = onlyFields(options)
    const fingerprints = new GrowingArray(resumed?.fingerprints)
    const places = createPlaces(resumed?.places)
    let samples = resumed?.samples ?? 0
    return {
      sample(sample) {
        const at = samples * FINGERPRINT_WORDS
        fingerprints.setLength(at + FINGERPRINT_WORDS)
        const content = contentOf(sample, only)
        if (!content.isEmpty) fingerprints.words.set(content.marks().fingerprint(), at)
        places.add(samples, sample.locator)
        samples++
        return []
      },
      summary: () => ({ samples, fingerprints: fingerprints.toArray(), places: places.summary() }),
    }
  },
  conclude(summaries) {
    const census = countClusters(summaries)
    return {
      measures: measuresOf(census),
      findings: { [Symbol.iterator]: () => duplicateFindings(summaries, census) },
      ...remarkOf(summaries),
    }
  },
})

/** What a first look over all artifacts tells. Ordinals count samples over all artifacts, in order. */
interface Census {
  /** Samples with content. */
  readonly counted: number
  readonly repeated: number
  readonly across: number
  readonly clusters: number
  readonly largest: number
  readonly table: FingerprintTable
  readonly order: ArtifactOrder
}

const hasContent = (words: Uint32Array, at: number) =>
  words[at] !== 0 || words[at + 1] !== 0 || words[at + 2] !== 0 || words[at + 3] !== 0

function countClusters(summaries: readonly Summarized<DuplicateSummary>[]): Census {
  const order = artifactOrder(summaries)
  const table = new FingerprintTable(order.total)
  const sizes = new Uint32Array(order.total)
  let [counted, repeated, across, clusters, largest] = [0, 0, 0, 0, 0]
  for (const [number, { summary, isEarlier }] of summaries.entries()) {
    for (let index = 0; index < summary.samples; index++) {
      const at = index * FINGERPRINT_WORDS
      if (!hasContent(summary.fingerprints, at)) continue
      if (!isEarlier) counted++
      const ordinal = (order.starts[number] as number) + index
      const first = table.firstOrdinal(summary.fingerprints, at, ordinal)
      const size = (sizes[first] as number) + 1
      sizes[first] = size
      if (size === 2) clusters++
      if (size > largest) largest = size
      if (first === ordinal || isEarlier) continue
      repeated++
      if (order.datasets[order.numberOf(first)] !== order.datasets[number]) across++
    }
  }
  return { counted, repeated, across, clusters, largest: clusters > 0 ? largest : 0, table, order }
}

function* duplicateFindings(
  summaries: readonly Summarized<DuplicateSummary>[],
  { table, order }: Census,
): Generator<FindingDraft> {
  const ranks = new Uint32Array(order.total)
  for (const [number, { artifact, summary, firstSample, isEarlier }] of summaries.entries()) {
    for (let index = 0; index < summary.samples; index++) {
      const at = index * FINGERPRINT_WORDS
      if (!hasContent(summary.fingerprints, at)) continue
      const first = table.get(summary.fingerprints, at)
      if (first === undefined || first === (order.starts[number] as number) + index) continue
      const rank = (ranks[first] as number) + 1
      ranks[first] = rank
      if (isEarlier) continue
      const home = order.numberOf(first)
      const twin = summaries[home] as Summarized<DuplicateSummary>
      yield toFinding({
        isAcross: order.datasets[home] !== order.datasets[number],
        // The rank keeps the copies of one sample apart; it does not depend on where they stand.
        content: `${fingerprintHex(summary.fingerprints, at)}:${rank}`,
        where: placeOf(summary.places, artifact.path, index, firstSample),
        twin: placeOf(
          twin.summary.places,
          twin.artifact.path,
          first - (order.starts[home] as number),
          twin.firstSample,
        ),
      })
    }
  }
}

interface Copy {
  readonly isAcross: boolean
  readonly content: string
  readonly where: Where
  readonly twin: Where
}

const toFinding = ({ isAcross, content, where, twin }: Copy): FindingDraft => ({
  content,
  severity: isAcross ? 'medium' : 'low',
  confidence: 0.99,
  where,
  evidence: { detector: ID, type: isAcross ? 'duplicate-across' : 'duplicate-within', twin },
  because: isAcross
    ? both('the same content stands in another dataset', '另一个数据集中有相同内容')
    : both('the same content stands earlier in the dataset', '同一数据集前面已有相同内容'),
  remedy: {
    text: isAcross
      ? both(
          'Remove the sample from the training side before anything is measured on the other.',
          '在用另一数据集评测之前，先从训练数据中移除该样本。',
        )
      : both('Keep the first copy and drop the others.', '保留第一份，删除其余重复样本。'),
    command: 'plimsoll clean PATH -o cleaned',
  },
})

function measuresOf({ counted, repeated, across, clusters, largest }: Census) {
  const count = (name: string, title: Localized, value: number, method: Localized) => ({
    ...countMeasure(name, value, counted, method),
    title,
  })
  return [
    {
      ...rateMeasure(
        'duplicate_rate',
        repeated,
        counted,
        both(
          'samples whose content stood before, over samples with content',
          '内容此前已出现的样本数，除以有内容的样本数',
        ),
      ),
      title: both('Duplicate samples', '重复样本'),
    },
    {
      ...rateMeasure(
        'duplicate_across_rate',
        across,
        counted,
        both('samples whose content stood first in another dataset', '内容最早出现在另一数据集中的样本'),
      ),
      title: both('Duplicates across datasets', '跨数据集重复样本'),
    },
    count(
      'duplicate_clusters',
      both('Groups of equal samples', '相同样本组'),
      clusters,
      both('groups of two or more samples with equal content', '内容相同的两个或更多样本为一组'),
    ),
    count(
      'largest_duplicate_cluster',
      both('Largest group of equal samples', '最大的相同样本组'),
      largest,
      both('samples in the largest group', '最大一组中的样本数'),
    ),
  ]
}

/** Says when whole files are copies of one another: their samples are findings, too, but this is the cause. */
function remarkOf(summaries: readonly Summarized<DuplicateSummary>[]): { remark?: Localized } {
  const files = new Map(summaries.map(({ artifact }) => [artifact.path, artifact.sha256]))
  const hashes = [...files.values()].filter(hash => hash !== undefined)
  const copies = hashes.length - new Set(hashes).size
  if (copies === 0) return {}
  const copied = copies === 1 ? '1 file is a copy' : `${copies} files are copies`
  return { remark: both(`${copied} of another, byte for byte`, `${copies} 个文件与另一文件逐字节相同`) }
}
