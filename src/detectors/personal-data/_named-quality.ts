import { type Quality, wilsonInterval } from '../../core/index.ts'
import { heldOut } from './_held-out.ts'

/** What was found, what of it was right, what there was. */
type Counts = readonly [found: number, right: number, gold: number]

const WRITTEN = {
  news: 'hand-written Chinese news',
  resume: 'hand-written Chinese résumés',
  social: 'hand-written Chinese posts',
  tweets: 'hand-written English tweets',
} as const

/**
 * States precision, recall and F1 of one type of entity: on the held-out rows of labelled sets, with an overlap of at least
 * 0.9, and on sentences written by hand, by style, with exact spans.
 */
export function namedQuality(
  type: string,
  sets: Readonly<Record<string, Counts>>,
  written: Partial<Record<keyof typeof WRITTEN, Counts>> = {},
): Quality[] {
  const onSets = Object.entries(sets).flatMap(([dataset, counts]) => {
    const [found, right, gold] = counts
    const rates = heldOut(`personal-data/${type}`, [{ dataset, type, found, right, gold }])
    const { dataset: name, command } = rates[0] as Quality
    return [...rates, scoreOf(counts, { dataset: name, type, command })]
  })
  const onWritten = Object.entries(written).flatMap(([style, counts]) => {
    const [found, right, gold] = counts
    const command = style === 'tweets' ? TWEETS : CHINESE
    const shared = { dataset: WRITTEN[style as keyof typeof WRITTEN], type, command }
    return [
      rate('precision', right, found, shared),
      rate('recall', right, gold, shared),
      scoreOf(counts, shared),
    ]
  })
  return [...onSets, ...onWritten]
}

const CHINESE = 'node bench/chinese-entities.mjs'
const TWEETS = 'node bench/tweet-entities.mjs'
type Shared = Pick<Quality, 'dataset' | 'type' | 'command'>

const rate = (metric: Quality['metric'], right: number, n: number, shared: Shared): Quality => ({
  ...shared,
  metric,
  value: right / n,
  n,
  interval: wilsonInterval(right, n),
})

const scoreOf = ([found, right, gold]: Counts, shared: Shared): Quality => ({
  ...shared,
  metric: 'f1',
  value: Math.round((2000 * right) / (found + gold)) / 1000,
  n: gold,
})
