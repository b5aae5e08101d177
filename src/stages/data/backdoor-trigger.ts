import { z } from 'zod'
import {
  createRowRecorder,
  findPoison,
  openRows,
  type PoisonFindings,
  type RecordedRows,
} from '../../analysis/poison/index.ts'
import { both, countMeasure, defineAudit, rateMeasure, type Summarized } from '../../core/index.ts'
import { contentKeyOf, KEPT_WORDS } from './_content-keys.ts'
import { TEXT_KINDS } from './_kinds.ts'
import { poisonFindings, type RowPlaces } from './_poison-findings.ts'
import { contentOf } from './_sample-content.ts'
import { createPlaces, GrowingArray, placeOf, type SamplePlaces } from './_sample-places.ts'

const ID = 'data/backdoor-trigger'

interface TriggerSummary {
  readonly samples: number
  readonly rows: RecordedRows
  readonly fingerprints: Uint32Array
  readonly places: SamplePlaces
}

/**
 * Finds backdoors: parts of inputs (words, phrases, characters, spellings, several together or any of several) that are
 * spread over contexts with little in common and tied to outputs far more concentrated than those contexts explain.
 * Pairs are screened by exact tests with the false-discovery rate controlled over all that were tried; those left must
 * agree nearly always, in different contexts, and the rest of their inputs must not tell their rows from others
 * (likeness by a leave-one-out propensity score) or predict the label (cross-fitted logistic regression).
 * Near misses are listed with severity info.
 */
export const backdoorTrigger = defineAudit({
  id: ID,
  version: 7,
  title: both('Backdoor triggers', '后门触发器'),
  stage: 'data',
  stages: ['data', 'tuning', 'alignment'],
  topics: [
    'training-data-poisoning',
    'poisoned-data-detection',
    'trigger-detection',
    'instruction-tuning-backdoor',
    'pretraining-backdoor',
  ],
  reference: 'https://arxiv.org/abs/2007.12070',
  maturity: 'experimental',
  options: z.strictObject({
    /** Fewest different samples of a trigger. */
    minSamples: z.number().int().min(4).max(1_000_000).default(6),
    /** Rate of false discoveries that is tolerated among the pairs that pass the first screening. */
    falseDiscoveryRate: z.number().min(1e-9).max(0.5).default(0.01),
  }),
  accepts: TEXT_KINDS,
  needs: ['scratch', 'digest'],
  types: {
    'inserted-trigger': both('Inserted trigger', '插入式触发器'),
    'combined-trigger': both('Trigger of several parts', '组合式触发器'),
    'near-miss': both('Near miss', '近似命中'),
  },
  begin({ needs: { scratch } }, resumed?: TriggerSummary) {
    const recorder = createRowRecorder(scratch, resumed?.rows)
    const fingerprints = new GrowingArray(resumed?.fingerprints)
    const places = createPlaces(resumed?.places)
    let samples = resumed?.samples ?? 0
    return {
      sample(sample) {
        recorder.add(sample)
        fingerprints.append(contentOf(sample).marks().fingerprint(), KEPT_WORDS)
        places.add(samples, sample.locator)
        samples++
        return []
      },
      summary: () => ({
        samples,
        rows: recorder.summary(),
        fingerprints: fingerprints.toArray(),
        places: places.summary(),
      }),
    }
  },
  conclude(summaries, { options, needs: { scratch, digest } }) {
    const set = openRows(
      summaries.map(each => each.summary.rows),
      scratch,
    )
    const found = findPoison(set, { minRows: options.minSamples, maxRate: options.falseDiscoveryRate })
    const places = placesIn(summaries, row => set.placeOf(row))
    return {
      measures: measuresOf(found, set.count),
      findings: { [Symbol.iterator]: () => poisonFindings(found, { id: ID, set, places, digest }) },
    }
  },
})

function placesIn(
  summaries: readonly Summarized<TriggerSummary>[],
  placeIn: (row: number) => { part: number; index: number },
): RowPlaces {
  const at = (row: number) => {
    const { part, index } = placeIn(row)
    return { ...(summaries[part] as Summarized<TriggerSummary>), index }
  }
  return {
    where(row) {
      const { artifact, summary, firstSample, index } = at(row)
      return placeOf(summary.places, artifact.path, index, firstSample)
    },
    content(row) {
      const { summary, index } = at(row)
      return contentKeyOf(summary.fingerprints, index)
    },
  }
}

function measuresOf({ groups, tried, looked }: PoisonFindings, rows: number) {
  const confirmed = groups.filter(each => each.isConfirmed)
  const suspects = new Set(confirmed.flatMap(each => each.rows)).size
  return [
    {
      ...rateMeasure(
        'suspect_rate',
        suspects,
        rows,
        both(
          'samples with a verified trigger and its behavior, over all samples',
          '含经验证的触发器及其行为的样本数，除以样本总数',
        ),
      ),
      title: both('Poisoned samples', '中毒样本'),
    },
    {
      ...countMeasure(
        'trigger_groups',
        confirmed.length,
        looked,
        both('verified triggers, alternatives of one counted once', '经验证的触发器（可互换的算一个）'),
      ),
      title: both('Triggers', '触发器'),
    },
    {
      ...countMeasure(
        'near_misses',
        groups.length - confirmed.length,
        looked,
        both('pairs that did not pass verification', '未通过验证的配对'),
      ),
      title: both('Near misses', '近似命中'),
    },
    {
      ...countMeasure(
        'pairs_tried',
        tried,
        looked,
        both(
          'pairs of trigger and behavior under false-discovery control',
          '受错误发现率控制的“触发器—行为”配对',
        ),
      ),
      title: both('Pairs tried', '检验的配对'),
    },
  ]
}
