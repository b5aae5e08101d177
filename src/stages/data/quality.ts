import { z } from 'zod'
import {
  QUALITY_FILTERS,
  QUALITY_REASONS,
  type QualityFilter,
  qualityReasons,
} from '../../analysis/quality/index.ts'
import {
  both,
  countMeasure,
  defineAudit,
  type FindingDraft,
  type Localized,
  type Measure,
  normalizedContent,
  rateMeasure,
  type Sample,
} from '../../core/index.ts'
import { contentOf } from './_sample-content.ts'
import { sampleWhere } from './_sample-where.ts'

const ID = 'data/quality'

interface QualitySummary {
  readonly samples: number
  readonly looked: number
  /** By filter, and by reason. */
  readonly counts: Readonly<Record<string, number>>
}

const FILTERS = Object.keys(QUALITY_FILTERS) as QualityFilter[]
const TITLES: Readonly<Record<QualityFilter, Localized>> = {
  'gopher-quality': both('Quality rules of Gopher', 'Gopher 质量规则'),
  'gopher-repetition': both('Repetition rules of Gopher', 'Gopher 重复规则'),
  c4: both('Rules of C4', 'C4 规则'),
  fineweb: both('Rules of FineWeb', 'FineWeb 规则'),
}
const typeOf = (filter: QualityFilter) => `quality-${filter}` as const

/** Samples of a pass that are all looked at; of those after them, every so many. */
const FIRST_SAMPLES = 2000
const STRIDE = 20

/**
 * Tells which share of a corpus the filters of web corpora would leave out, by reason: the rules of Gopher (quality and
 * repetition), C4 and FineWeb with their published thresholds, as datatrove computes them; Chinese adapted, as each rule
 * says. A text that breaks a rule is often fine, so that samples are findings only when asked for (`report: 'samples'`);
 * otherwise the first 2,000 samples of each part of a file are looked at, and every twentieth after them.
 */
export const quality = defineAudit({
  id: ID,
  version: 1,
  title: both('Text quality', '文本质量'),
  stage: 'data',
  stages: ['data'],
  topics: ['data-filtering-heuristic'],
  reference: 'https://arxiv.org/abs/2112.11446',
  maturity: 'experimental',
  options: z.strictObject({
    /** `rates`: measures alone; `samples`: also one finding for each filter that a sample does not pass. */
    report: z.enum(['rates', 'samples']).default('rates'),
    /** Filters that are asked; all when absent. */
    filters: z
      .array(z.enum(FILTERS as [QualityFilter, ...QualityFilter[]]))
      .min(1)
      .optional(),
  }),
  accepts: ['corpus', 'documents'],
  needs: ['digest'],
  types: Object.fromEntries(FILTERS.map(filter => [typeOf(filter), TITLES[filter]])),
  begin({ options, needs: { digest } }, resumed?: QualitySummary) {
    const filters = options.filters ?? FILTERS
    const counts: Record<string, number> = { ...resumed?.counts }
    let samples = resumed?.samples ?? 0
    let looked = resumed?.looked ?? 0
    return {
      *sample(sample: Sample): Generator<FindingDraft> {
        const number = samples++
        if (sample.isAboutFile) return
        if (options.report === 'rates' && number >= FIRST_SAMPLES && number % STRIDE !== 0) return
        const { fields } = contentOf(sample)
        if (fields.length === 0) return
        looked++
        const reasons = qualityReasons(fields.map(({ text }) => text).join('\n'))
        for (const filter of filters) {
          const reason = reasons[filter]
          if (reason === undefined) continue
          counts[filter] = (counts[filter] ?? 0) + 1
          counts[reason] = (counts[reason] ?? 0) + 1
          if (options.report === 'samples') yield findingOf(sample, filter, reason, digest)
        }
      },
      summary: () => ({ samples, looked, counts: { ...counts } }),
    }
  },
  conclude(summaries, { options }) {
    const counts: Record<string, number> = {}
    let [samples, looked] = [0, 0]
    for (const { summary } of summaries) {
      samples += summary.samples
      looked += summary.looked
      for (const [name, count] of Object.entries(summary.counts)) counts[name] = (counts[name] ?? 0) + count
    }
    return { measures: measuresOf(options.filters ?? FILTERS, counts, samples, looked) }
  },
})

function findingOf(
  sample: Sample,
  filter: QualityFilter,
  reason: string,
  digest: (text: string) => string,
): FindingDraft {
  const { en, 'zh-CN': zh } = QUALITY_REASONS[reason] ?? both(reason, reason)
  return {
    content: digest(normalizedContent(sample)),
    severity: 'low',
    confidence: 0.5,
    where: sampleWhere(sample),
    evidence: { detector: ID, type: typeOf(filter) },
    because: both(`${en} (${reason})`, `${zh}（${reason}）`),
    remedy: {
      text: both(
        'Leave it out of a web corpus; keep it where such text is meant.',
        '若用于网页语料可剔除；若本就需要此类文本则保留。',
      ),
    },
  }
}

function measuresOf(
  filters: readonly QualityFilter[],
  counts: Readonly<Record<string, number>>,
  samples: number,
  looked: number,
): Measure[] {
  const measures: Measure[] = []
  const add = (name: string, count: number, title: Localized, method: Localized) =>
    measures.push({ ...rateMeasure(`${name.replaceAll('-', '_')}_rate`, count, looked, method), title })
  for (const filter of filters) {
    const { en, 'zh-CN': zh } = TITLES[filter]
    add(
      `quality-${filter}`,
      counts[filter] ?? 0,
      both(`Does not pass: ${en}`, `未通过：${zh}`),
      both(
        'samples that break a rule of the filter, over samples looked at',
        '违反该组规则的样本数，除以所检查的样本数',
      ),
    )
  }
  for (const [reason, { en, 'zh-CN': zh }] of Object.entries(QUALITY_REASONS)) {
    const count = counts[reason] ?? 0
    if (count === 0) continue
    add(
      reason,
      count,
      both(`${reason}: ${en}`, `${reason}：${zh}`),
      both('the first rule that a sample breaks', '样本违反的第一条规则'),
    )
  }
  measures.push({
    ...countMeasure(
      'quality_samples_looked_at',
      looked,
      samples,
      both('samples that the filters looked at', '规则检查过的样本'),
    ),
    title: both('Samples looked at', '检查的样本'),
  })
  return measures
}
