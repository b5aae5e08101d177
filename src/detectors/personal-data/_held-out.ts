import { type Quality, wilsonInterval } from '../../core/index.ts'

/** One measurement on rows whose templates no rule was developed on: what was found, what of it was right, what there was. */
export interface HeldOut {
  readonly dataset: string
  readonly type: string
  readonly found: number
  readonly right: number
  readonly gold: number
}

/** States precision and recall, span by span with an overlap of at least 0.9, at the score that the baseline policy reports. */
export function heldOut(id: string, measurements: readonly HeldOut[]): Quality[] {
  return measurements.flatMap(({ dataset, type, found, right, gold }) => {
    const shared = {
      dataset: `${dataset}, held-out rows`,
      type,
      command: `node bench/personal-data-quality.mjs --rows held-out --dataset ${dataset} --only ${id}`,
    }
    const rate = (metric: Quality['metric'], n: number): Quality => ({
      ...shared,
      metric,
      value: right / n,
      n,
      interval: wilsonInterval(right, n),
    })
    return [rate('precision', found), rate('recall', gold)]
  })
}
