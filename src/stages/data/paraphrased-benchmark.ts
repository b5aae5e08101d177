import { z } from 'zod'
import {
  type Candidate,
  candidateFinder,
  indexBenchmarks,
  type Overlap,
  overlapReader,
} from '../../analysis/contamination/index.ts'
import { openReference } from '../../analysis/reference/index.ts'
import {
  type BenchmarkSet,
  both,
  countMeasure,
  defineAudit,
  type FindingDraft,
  maskedContext,
  normalizedContent,
  rateMeasure,
  type Sample,
} from '../../core/index.ts'
import { TEXT_KINDS } from './_kinds.ts'
import { contentOf } from './_sample-content.ts'
import { sampleWhere } from './_sample-where.ts'

const ID = 'data/paraphrased-benchmark'

interface ParaphraseSummary {
  readonly samples: number
  readonly compared: number
  /** One bit an item. */
  readonly items: Uint32Array
}

interface Match extends Candidate {
  readonly similarity: number
}

/** Windows of an item or stretch that the encoder reads. */
const MAX_WINDOWS = 2
/** Vectors of items kept. */
const MAX_VECTORS = 20_000

/**
 * Finds items of the benchmarks that the user names where the data say the same in other words (after Yang et al. 2023,
 * https://arxiv.org/abs/2311.04850). Stretches of a sample that hold many of an item's rarer words are candidates; the shared encoder
 * compares the best of them with the item by cosine. What shares whole phrases is left to `data/contamination`. A paraphrase
 * that keeps hardly any word is missed; a text about the same subject may be taken for one, which is why a person must look.
 */
export const paraphrasedBenchmark = defineAudit({
  id: ID,
  version: 1,
  title: both('Paraphrased benchmark items', '被改写的评测基准题目'),
  stage: 'data',
  stages: ['data'],
  topics: ['data-contamination'],
  reference: 'https://arxiv.org/abs/2311.04850',
  maturity: 'experimental',
  quality: [
    {
      dataset: 'TOFU items planted as paraphrased by a model',
      type: 'benchmark-paraphrase',
      metric: 'recall',
      value: 0.594,
      n: 32,
      interval: [0.423, 0.745],
      command: 'node bench/contamination.mjs',
    },
  ],
  options: z.strictObject({
    /** Cosine of the two vectors from which on a stretch says the same as an item. */
    similarity: z.number().min(0).max(1).default(0.78),
    /** Least share of an item's rarer words, by weight, in the stretch. */
    leastShare: z.number().min(0.05).max(1).default(0.3),
    /** Stretches of one sample that the encoder compares; each takes some hundredths of a second. */
    candidates: z.number().int().min(1).max(64).default(5),
  }),
  accepts: TEXT_KINDS,
  types: { 'benchmark-paraphrase': both('Benchmark item, paraphrased', '被改写的评测基准题目') },
  needs: ['digest', 'benchmarks', 'encoder'],
  begin({ options, needs: { digest, benchmarks, encoder } }, resumed?: ParaphraseSummary) {
    const find = finderOf(benchmarks)
    const overlaps = overlapReader(indexBenchmarks(benchmarks))
    const items = resumed?.items.slice() ?? new Uint32Array(Math.ceil(benchmarks.items.length / 32))
    const vectors = new Map<number, Float32Array>()
    let samples = resumed?.samples ?? 0
    let compared = resumed?.compared ?? 0
    let matches: Match[] = []
    const vectorOf = async (item: number): Promise<Float32Array> => {
      const known = vectors.get(item)
      if (known !== undefined) return known
      const text = benchmarks.items[item]?.texts.join('\n') ?? ''
      const [vector] = await encoder.embed([text], { maxWindows: MAX_WINDOWS })
      if (vectors.size >= MAX_VECTORS) vectors.clear()
      vectors.set(item, vector as Float32Array)
      return vector as Float32Array
    }
    return {
      async prepare(sample: Sample): Promise<void> {
        matches = []
        const texts = contentOf(sample).fields.map(({ text }) => text)
        const { leastShare, candidates } = options
        const found = find(texts, { leastShare, most: candidates })
        if (found.length === 0) return
        const copies = overlaps(texts).filter(isCopy)
        for (const candidate of found) {
          // A stretch with a copy says what variants of that item say, too.
          if (copies.some(copy => isIn(copy, candidate))) continue
          compared++
          const stretch = texts[candidate.text]?.slice(candidate.start, candidate.end) ?? ''
          const [vector] = await encoder.embed([stretch], { maxWindows: MAX_WINDOWS })
          const similarity = cosine(vector as Float32Array, await vectorOf(candidate.item))
          if (similarity >= options.similarity) matches.push({ ...candidate, similarity })
        }
      },
      *sample(sample: Sample): Generator<FindingDraft> {
        samples++
        const [best] = matches.sort((a, b) => b.similarity - a.similarity)
        if (best === undefined) return
        matches = []
        items[best.item >>> 5] = (items[best.item >>> 5] as number) | (1 << (best.item & 31))
        const field = contentOf(sample).fields[best.text]
        const similarity = Math.round(best.similarity * 1000) / 1000
        yield {
          content: digest(normalizedContent(sample)),
          severity: 'medium',
          confidence: Math.min(0.95, similarity),
          where: {
            ...sampleWhere(sample),
            ...(field && { field: field.name, span: [best.start, best.end] as const }),
          },
          evidence: {
            detector: ID,
            type: 'benchmark-paraphrase',
            ...(field && {
              context: maskedContext(field.text, best.start, Math.min(best.end, best.start + 96), []),
            }),
            twin: benchmarks.items[best.item]?.where ?? { path: '' },
          },
          because: both(
            `says nearly the same as a benchmark item: cosine ${similarity}, ${(100 * best.share).toFixed(0)} % of its rarer words`,
            `与某道评测题意思几乎相同：余弦相似度 ${similarity}，含其 ${(100 * best.share).toFixed(0)}% 的较少见词`,
          ),
          remedy: {
            text: both(
              'Compare the two; remove the sample when it gives the item or its answer away.',
              '对照两者；若样本泄露了题目或答案，请移除。',
            ),
          },
        }
      },
      summary: () => ({ samples, compared, items: items.slice() }),
    }
  },
  conclude(summaries, { needs: { benchmarks } }) {
    const found = new Uint32Array(Math.ceil(benchmarks.items.length / 32))
    let [samples, compared] = [0, 0]
    for (const { summary } of summaries) {
      samples += summary.samples
      compared += summary.compared
      for (let at = 0; at < found.length; at++)
        found[at] = (found[at] as number) | (summary.items[at] as number)
    }
    let count = 0
    for (let word of found) for (; word !== 0; word &= word - 1) count++
    return {
      measures: [
        {
          ...rateMeasure(
            'benchmark_paraphrase_rate',
            count,
            benchmarks.items.length,
            both(
              'items that a sample says in other words, over all items',
              '被某样本换词表述的题目数，除以题目总数',
            ),
          ),
          title: both('Benchmark items paraphrased in the data', '数据中被改写的评测题目'),
        },
        {
          ...countMeasure(
            'paraphrase_candidates',
            compared,
            samples,
            both('stretches that the encoder compared with an item', '由编码器与题目比较过的片段'),
          ),
          title: both('Candidates compared', '比较过的候选片段'),
        },
      ],
    }
  },
})

const finders = new WeakMap<BenchmarkSet, ReturnType<typeof candidateFinder>>()

/** The same benchmarks give the same finder. */
function finderOf(benchmarks: BenchmarkSet): ReturnType<typeof candidateFinder> {
  let find = finders.get(benchmarks)
  if (find === undefined) {
    const reference = openReference()
    find = candidateFinder(benchmarks, hash => reference.frequencyOfHash(hash))
    finders.set(benchmarks, find)
  }
  return find
}

/** What `data/contamination` reports by default. */
const isCopy = ({ containment, pairs }: Overlap): boolean => containment >= 0.3 || pairs >= 0.4

const isIn = (copy: Overlap, { text, start, end }: Candidate): boolean =>
  copy.text === text && copy.start < end && copy.end > start

function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}
