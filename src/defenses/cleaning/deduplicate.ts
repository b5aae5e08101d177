import { z } from 'zod'
import { both, defineDefense } from '../../core/index.ts'

/** Drops exact duplicates: all but the first, or every one of them. */
export const deduplicate = defineDefense({
  id: 'cleaning/deduplicate',
  version: 1,
  title: both('Drop exact duplicates', '丢弃完全重复的样本'),
  stages: ['data', 'tuning'],
  topics: ['data-deduplication', 'memorization-extraction'],
  reference: 'https://arxiv.org/abs/2107.06499',
  maturity: 'experimental',
  options: z.strictObject({ keep: z.enum(['first', 'none']).default('first') }),
  actions: [],
  counters: ['data/exact-duplicates'],
  cost: both(
    'How often a sample occurred is lost; with `none`, so is the sample.',
    '样本出现的次数信息丢失；选择 `none` 时样本本身也会丢失。',
  ),
  examples: [
    { text: 'seen before', type: 'duplicate', becomes: /^$/, occurrence: { rank: 1, total: 2 } },
    {
      text: 'seen for the first time',
      type: 'duplicate',
      becomes: /^seen/,
      occurrence: { rank: 0, total: 2 },
    },
  ],
  apply({ occurrence }, { keep }) {
    if (occurrence === undefined) return { action: 'keep' }
    const { rank, total } = occurrence
    if (rank > 0) {
      return {
        action: 'drop',
        type: 'duplicate',
        reason: both('exact duplicate of an earlier sample', '与前面的某个样本完全重复'),
      }
    }
    if (keep === 'none' && total > 1) {
      return {
        action: 'drop',
        type: 'duplicate',
        reason: both('occurs more than once', '出现不止一次'),
      }
    }
    return { action: 'keep' }
  },
})
