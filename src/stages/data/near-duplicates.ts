import { z } from 'zod'
import {
  both,
  countMeasure,
  defineAudit,
  type FindingDraft,
  type Localized,
  rateMeasure,
  type Scratch,
  type Summarized,
} from '../../core/index.ts'
import { bandingFor } from '../../kernels/min-hash.ts'
import { contentKeyOf, KEPT_WORDS } from './_content-keys.ts'
import { CONTENT_FIELDS, DUPLICATES_HEAD, onlyFields } from './_duplicates-head.ts'
import { HIGH_RISK } from './_memorization-risk.ts'
import { type NearCensus, type NearSummary, takeNearCensus } from './_near-census.ts'
import { contentOf } from './_sample-content.ts'
import { createPlaces, GrowingArray, placeOf } from './_sample-places.ts'
import { createSketches } from './_sketches.ts'

const ID = 'data/near-duplicates'

/**
 * Finds samples that are nearly the same as an earlier one, inside a dataset or in another one: the Jaccard similarity
 * of their shingles (five words, or eight Chinese characters) is at least the threshold. Candidates come from MinHash
 * signatures of 128 hashes in bands; each is verified on the shingles themselves, exactly for texts of up to some 500
 * words or 800 characters, and on a sample of 512 shingles beyond that (standard error at most 0.018). Copies that
 * `data/exact-duplicates` reports are left out here, but count as members of a group.
 * Memory: for a sample 12 bytes and its place (4 or 8); while concluding some 60 bytes a sample more, and what the
 * scratch room allows. On disk, or in memory while short: up to 512 hashes of 4 bytes and 84 bytes for each sample.
 */
export const nearDuplicates = defineAudit({
  ...DUPLICATES_HEAD,
  id: ID,
  version: 2,
  title: both('Near-duplicates', '近似重复'),
  quality: (['recall', 'precision'] as const).map(metric => ({
    dataset: 'all pairs of 20,000 public documents',
    metric,
    value: 1,
    n: 263,
    interval: [0.9856, 1] as const,
    command: 'node bench/near-duplicates.mjs',
  })),
  options: z.strictObject({
    /** Jaccard similarity from which on two samples are near-duplicates. */
    threshold: z.number().min(0.5).max(1).default(0.8),
    /** Shorter samples are not looked at, in words; a Chinese character counts five eighths of a word. */
    minTokens: z.number().int().min(1).max(10_000).default(10),
    ...CONTENT_FIELDS,
  }),
  needs: ['scratch'],
  types: {
    'near-duplicate-within': both('Nearly repeated inside a dataset', '数据集内部近似重复'),
    'near-duplicate-across': both('Nearly repeated in another dataset', '跨数据集近似重复'),
  },
  begin({ options, needs: { scratch } }, resumed?: NearSummary) {
    const only = onlyFields(options)
    const fingerprints = new GrowingArray(resumed?.fingerprints)
    const places = createPlaces(resumed?.places)
    const sketches = createSketches(
      { minWords: options.minTokens, banding: bandingFor(options.threshold), scratch },
      resumed?.sketches,
    )
    let samples = resumed?.samples ?? 0
    return {
      sample(sample) {
        const marks = contentOf(sample, only).marks()
        fingerprints.append(marks.fingerprint(), KEPT_WORDS)
        sketches.add(marks)
        places.add(samples, sample.locator)
        samples++
        return []
      },
      summary: () => ({
        samples,
        fingerprints: fingerprints.toArray(),
        sketches: sketches.summary(),
        places: places.summary(),
      }),
    }
  },
  conclude(summaries, { options: { threshold }, needs: { scratch }, remembered = [] }) {
    const { bands } = bandingFor(threshold)
    const census = takeNearCensus(summaries, { threshold, bands, scratch, remembered })
    return {
      measures: measuresOf(census),
      findings: { [Symbol.iterator]: () => nearFindings(summaries, census) },
      remember: census.joins,
      ...(census.beyond > 0 && { unseen: beyondRemark(census) }),
    }
  },
})

/** Groups of nearly equal samples, by ordinal over all summaries in order. */
export interface NearGroups {
  /** The first sample of the group and its size, copies included; a sample without near-duplicates is by itself. */
  groupOf(ordinal: number): { readonly first: number; readonly size: number }
  /** Samples for which there was no room to be compared. */
  readonly beyond: number
}

/** The groups that the audit forms, for whoever keeps one sample of each. */
export function nearGroups(
  summaries: readonly Summarized<unknown>[],
  threshold: number,
  scratch: Scratch,
): NearGroups {
  const { bands } = bandingFor(threshold)
  const census = takeNearCensus(summaries as readonly Summarized<NearSummary>[], {
    threshold,
    bands,
    scratch,
    remembered: [],
  })
  const isNear = new Uint8Array(census.order.total)
  for (const ordinal of census.joins) isNear[census.clusterOf(ordinal).first] = 1
  return {
    beyond: census.beyond,
    groupOf(ordinal) {
      const group = census.clusterOf(ordinal)
      return isNear[group.first] === 1 ? group : { first: ordinal, size: 1 }
    },
  }
}

const beyondRemark = ({ beyond, counted }: NearCensus): Localized =>
  both(
    `${beyond} of ${beyond + counted} samples were beyond the room on disk and not compared`,
    `${beyond + counted} 个样本中有 ${beyond} 个超出磁盘空间限额，未参与比较`,
  )

function* nearFindings(
  summaries: readonly Summarized<NearSummary>[],
  census: NearCensus,
): Generator<FindingDraft> {
  const { order, twins, similarities, risks } = census
  const nameOf = (ordinal: number) => {
    const number = order.numberOf(ordinal)
    const index = ordinal - (order.starts[number] as number)
    const { artifact, summary, firstSample } = summaries[number] as Summarized<NearSummary>
    return {
      number,
      where: placeOf(summary.places, artifact.path, index, firstSample),
      content: contentKeyOf(summary.fingerprints, index),
    }
  }
  for (let ordinal = census.firstAsked; ordinal < order.total; ordinal++) {
    const twin = twins[ordinal] as number
    if (twin === 0) continue
    const [own, other] = [nameOf(ordinal), nameOf(twin - 1)]
    const { first, size } = census.clusterOf(ordinal)
    const isAcross = order.datasets[own.number] !== order.datasets[other.number]
    const similarity = Math.round((similarities[ordinal] as number) * 1000) / 1000
    yield {
      content: own.content,
      severity: isAcross ? 'medium' : 'low',
      confidence: similarity,
      where: own.where,
      evidence: {
        detector: ID,
        type: isAcross ? 'near-duplicate-across' : 'near-duplicate-within',
        twin: other.where,
        cluster: { id: nameOf(first).content, size },
        memorizationRisk: Math.round(risks.of(first, size) * 1000) / 1000,
      },
      because: becauseOf(similarity, size, isAcross, census.isExact(ordinal)),
      remedy: { text: isAcross ? REMEDY_ACROSS : REMEDY_WITHIN },
    }
  }
}

function becauseOf(similarity: number, size: number, isAcross: boolean, isExact: boolean): Localized {
  const value = similarity.toFixed(2)
  const [en, zh] = isExact ? ['', ''] : [' (estimated)', '（估计值）']
  return isAcross
    ? both(
        `nearly the same content stands in another dataset: Jaccard similarity ${value}${en}, in a group of ${size}`,
        `另一个数据集中有几乎相同的内容：杰卡德相似度 ${value}${zh}，同组共 ${size} 个样本`,
      )
    : both(
        `nearly the same content stands earlier in the dataset: Jaccard similarity ${value}${en}, in a group of ${size}`,
        `同一数据集前面有几乎相同的内容：杰卡德相似度 ${value}${zh}，同组共 ${size} 个样本`,
      )
}

const REMEDY_ACROSS = both(
  'Remove the sample from the training side before anything is measured on the other.',
  '在用另一数据集评测之前，先从训练数据中移除该样本。',
)
const REMEDY_WITHIN = both(
  'Look at the group, and keep one sample of it unless the differences matter.',
  '查看该组样本；若差异无关紧要，只保留一个。',
)

function measuresOf({ counted, near, across, clusters, largest, risks }: NearCensus) {
  return [
    {
      ...rateMeasure(
        'near_duplicate_rate',
        near,
        counted,
        both(
          'samples nearly the same as an earlier one, exact copies left out, over samples long enough',
          '与此前某样本近似的样本数（不含完全重复），除以长度足够的样本数',
        ),
      ),
      title: both('Near-duplicate samples', '近似重复样本'),
    },
    {
      ...rateMeasure(
        'near_duplicate_across_rate',
        across,
        counted,
        both(
          'samples with a near-duplicate in another dataset before them',
          '在此前另一数据集中有近似样本的样本',
        ),
      ),
      title: both('Near-duplicates across datasets', '跨数据集近似重复样本'),
    },
    {
      ...countMeasure(
        'near_duplicate_clusters',
        clusters,
        counted,
        both('groups joined by near-duplicates', '由近似重复连成的组'),
      ),
      title: both('Groups of near-duplicates', '近似重复样本组'),
    },
    {
      ...countMeasure(
        'largest_near_duplicate_cluster',
        largest,
        counted,
        both('samples in the largest group, exact copies included', '最大一组的样本数（含完全重复）'),
      ),
      title: both('Largest group of near-duplicates', '最大的近似重复样本组'),
    },
    {
      ...rateMeasure(
        'memorization_risk_rate',
        risks.high,
        counted,
        both(
          `samples with repetition × uniqueness ≥ ${HIGH_RISK}: log(group size)/log(100) × part of the shingles that stand in no other group`,
          `“重复程度 × 独特程度 ≥ ${HIGH_RISK}”的样本：log(组内样本数)/log(100) × 未出现在其他组中的片段比例`,
        ),
      ),
      title: both('Samples likely to be memorized', '易被记忆的样本'),
    },
  ]
}
