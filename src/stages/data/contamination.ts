import { z } from 'zod'
import {
  GRAM_WORDS,
  indexBenchmarks,
  type Overlap,
  overlapReader,
} from '../../analysis/contamination/index.ts'
import {
  both,
  countMeasure,
  defineAudit,
  type FindingDraft,
  type Localized,
  maskedContext,
  normalizedContent,
  rateMeasure,
  type Sample,
} from '../../core/index.ts'
import { TEXT_KINDS } from './_kinds.ts'
import { contentOf } from './_sample-content.ts'
import { sampleWhere } from './_sample-where.ts'

const ID = 'data/contamination'

interface ContaminationSummary {
  readonly samples: number
  readonly findings: readonly number[]
  /** One bit an item, for each type of finding in order. */
  readonly items: readonly Uint32Array[]
}

const TYPES = {
  'benchmark-verbatim': both('Benchmark item', '评测基准原题'),
  'benchmark-near-copy': both('Benchmark item, edited', '经改动的评测基准题目'),
  'benchmark-passage': both('Passage of a benchmark item', '评测基准题目的片段'),
} as const
type Type = keyof typeof TYPES
const NAMES = Object.keys(TYPES) as Type[]
const SEVERITIES = {
  'benchmark-verbatim': 'high',
  'benchmark-near-copy': 'medium',
  'benchmark-passage': 'low',
} as const

/** Items that one sample names; the measures count them all. */
const MAX_NAMED = 16

/**
 * Finds items of the benchmarks that the user names in the data: training on them spoils every figure measured there. Both
 * sides are cut into grams of five words (eight Chinese characters), case and punctuation aside. An item stands in a sample
 * verbatim when at least four fifths of its grams do, as a near copy from `nearCopy` on (PaLM and Llama 2 use such shares,
 * https://arxiv.org/abs/2204.02311, https://arxiv.org/abs/2307.09288) or when many of its pairs of words stand around a shared gram, and in part when they share a passage of 13
 * words (GPT-3, https://arxiv.org/abs/2005.14165). Grams that stand in more than ten items count for none; items of fewer than
 * nine words are not judged. The benchmarks are indexed in memory, 24 bytes a word; the data stream by.
 */
export const contamination = defineAudit({
  id: ID,
  version: 1,
  title: both('Benchmark contamination', '评测基准污染'),
  stage: 'data',
  stages: ['data'],
  topics: ['data-contamination', 'memorization-extraction'],
  reference: 'https://arxiv.org/abs/2005.14165',
  maturity: 'experimental',
  quality: [
    {
      dataset: 'items of six public benchmarks planted word for word',
      type: 'benchmark-verbatim',
      metric: 'recall',
      value: 1,
      n: 404,
      interval: [0.991, 1],
      command: 'node bench/contamination.mjs',
    },
  ],
  options: z.strictObject({
    /** Share of an item's grams from which on it stands in a sample word for word. */
    verbatim: z.number().min(0.5).max(1).default(0.8),
    /** Share from which on it stands there edited. */
    nearCopy: z.number().min(0.1).max(1).default(0.3),
    /** Share of an item's pairs of neighboring words, around a shared gram, from which on it stands there edited. */
    edited: z.number().min(0.2).max(1).default(0.4),
    /** Words of a shared passage that is reported by itself; eight Chinese characters count five words. */
    passage: z.number().int().min(GRAM_WORDS).max(1000).default(13),
  }),
  accepts: TEXT_KINDS,
  types: TYPES,
  needs: ['digest', 'benchmarks'],
  begin({ options, needs: { digest, benchmarks } }, resumed?: ContaminationSummary) {
    const index = indexBenchmarks(benchmarks)
    const read = overlapReader(index)
    const words = Math.ceil(benchmarks.items.length / 32)
    const items = NAMES.map((_, at) => resumed?.items[at]?.slice() ?? new Uint32Array(words))
    const counts = NAMES.map((_, at) => resumed?.findings[at] ?? 0)
    let samples = resumed?.samples ?? 0
    const typeOf = ({ containment, pairs, longestRun }: Overlap): Type | undefined =>
      containment >= options.verbatim
        ? 'benchmark-verbatim'
        : containment >= options.nearCopy || pairs >= options.edited
          ? 'benchmark-near-copy'
          : longestRun >= options.passage
            ? 'benchmark-passage'
            : undefined
    return {
      *sample(sample: Sample): Generator<FindingDraft> {
        samples++
        const { fields } = contentOf(sample)
        let named = 0
        let content: string | undefined
        for (const overlap of read(fields.map(({ text }) => text))) {
          const type = typeOf(overlap)
          if (type === undefined) continue
          const at = NAMES.indexOf(type)
          const bits = items[at] as Uint32Array
          bits[overlap.item >>> 5] = (bits[overlap.item >>> 5] as number) | (1 << (overlap.item & 31))
          counts[at] = (counts[at] as number) + 1
          if (named++ >= MAX_NAMED) continue
          content ??= digest(normalizedContent(sample))
          const field = fields[overlap.text]
          const span = [overlap.start, Math.max(overlap.start, overlap.end)] as const
          yield {
            content,
            severity: SEVERITIES[type],
            confidence:
              type === 'benchmark-passage'
                ? 0.6
                : Math.min(0.99, 0.5 + Math.max(overlap.containment, overlap.pairs) / 2),
            where: { ...sampleWhere(sample), ...(field && { field: field.name, span }) },
            evidence: {
              detector: ID,
              type,
              ...(field && {
                context: maskedContext(field.text, span[0], Math.min(span[1], span[0] + 96), []),
              }),
              twin: benchmarks.items[overlap.item]?.where ?? { path: '' },
            },
            because: becauseOf(type, overlap),
            remedy: { text: REMEDIES[type] },
          }
        }
      },
      summary: () => ({ samples, findings: [...counts], items: items.map(each => each.slice()) }),
    }
  },
  conclude(summaries, { needs: { benchmarks } }) {
    const { sizes, isCut } = indexBenchmarks(benchmarks)
    const judged = sizes.reduce((sum, size) => sum + (size > 0 ? 1 : 0), 0)
    const samples = summaries.reduce((sum, { summary }) => sum + summary.samples, 0)
    const measures = NAMES.map((type, at) => {
      const found = new Uint32Array(Math.ceil(benchmarks.items.length / 32))
      for (const { summary } of summaries) {
        for (let word = 0; word < found.length; word++)
          found[word] = (found[word] as number) | ((summary.items[at] as Uint32Array)[word] as number)
      }
      return {
        ...rateMeasure(`${type.replaceAll('-', '_')}_rate`, onesIn(found), judged, METHODS[type]),
        title: both(`${TYPES[type].en} found in the data`, `数据中出现的${TYPES[type]['zh-CN']}`),
      }
    })
    return {
      measures: [
        ...measures,
        {
          ...countMeasure(
            'benchmark_items_too_short',
            benchmarks.items.length - judged,
            benchmarks.items.length,
            both(
              'benchmark items with fewer than nine words, which are not judged',
              '不足九个词、不作判断的评测题目',
            ),
          ),
          title: both('Benchmark items too short to judge', '过短而无法判断的评测题目'),
        },
        {
          ...countMeasure(
            'samples_compared',
            samples,
            samples,
            both('samples compared with them', '参与比较的样本'),
          ),
          title: both('Samples compared', '参与比较的样本'),
        },
      ],
      ...((isCut || benchmarks.beyond > 0) && {
        unseen: both(
          `the benchmarks are larger than what is compared at once; ${benchmarks.beyond} items were not read`,
          `评测基准超出一次比较的上限；有 ${benchmarks.beyond} 道题未读取`,
        ),
      }),
    }
  },
})

const METHODS: Readonly<Record<Type, Localized>> = {
  'benchmark-verbatim': both(
    'items of which at least four fifths of the grams of five words stand in one sample, over items long enough',
    '五词片段有至少五分之四出现在同一样本中的题目数，除以长度足够的题目数',
  ),
  'benchmark-near-copy': both(
    'items of which a lower share stands in one sample',
    '出现比例较低但仍达阈值的题目数',
  ),
  'benchmark-passage': both(
    'items that share a passage of 13 words with a sample',
    '与某样本共有 13 词片段的题目数',
  ),
}

const REMEDIES: Readonly<Record<Type, Localized>> = {
  'benchmark-verbatim': both(
    'Remove the sample from training, or do not report results on this item.',
    '将该样本移出训练集，否则不要报告该题的评测结果。',
  ),
  'benchmark-near-copy': both(
    'Compare the two; remove the sample when it gives the item or its answer away.',
    '对照两者；若样本泄露了题目或答案，请移除。',
  ),
  'benchmark-passage': both(
    'Look whether the passage is a common quotation or gives the item away.',
    '判断该片段是常见引文还是泄露了题目。',
  ),
}

function becauseOf(type: Type, { containment, pairs, longestRun }: Overlap): Localized {
  const share = (100 * Math.max(containment, type === 'benchmark-passage' ? 0 : pairs)).toFixed(0)
  return type === 'benchmark-passage'
    ? both(
        `a passage of ${longestRun} words stands in a benchmark item, too (${share} % of the item)`,
        `有 ${longestRun} 词的片段也出现在某道评测题中（占该题 ${share}%）`,
      )
    : both(
        `${share} % of a benchmark item stands here, at most ${longestRun} words in a row`,
        `某道评测题有 ${share}% 的内容出现在此，最长连续 ${longestRun} 词`,
      )
}

function onesIn(bits: Uint32Array): number {
  let count = 0
  for (let word of bits) for (; word !== 0; word &= word - 1) count++
  return count
}
