import { z } from 'zod'
import { both, defineDefense } from '../../core/index.ts'

/** Drops near-duplicates: all of a group but the one that is kept, or every one of them. */
export const deduplicateNear = defineDefense({
  id: 'cleaning/deduplicate-near',
  version: 1,
  title: both('Drop near-duplicates', '丢弃近似重复的样本'),
  stages: ['data', 'tuning'],
  topics: ['data-deduplication', 'memorization-extraction'],
  reference: 'https://arxiv.org/abs/2107.06499',
  maturity: 'experimental',
  options: z.strictObject({ keep: z.enum(['one', 'none']).default('one') }),
  actions: [],
  counters: ['data/near-duplicates'],
  cost: both(
    'What the dropped samples said differently is lost; with `none`, so is the whole group.',
    '被丢弃样本中的差异内容会丢失；选择 `none` 时整组样本都会丢失。',
  ),
  examples: [
    { text: 'nearly seen', type: 'near-duplicate', becomes: /^$/, occurrence: { rank: 1, total: 2 } },
    { text: 'the one kept', type: 'near-duplicate', becomes: /^the/, occurrence: { rank: 0, total: 2 } },
    { text: 'by itself', type: 'near-duplicate', becomes: /^by/, occurrence: { rank: 0, total: 1 } },
  ],
  apply({ occurrence }, { keep }) {
    if (occurrence === undefined) return { action: 'keep' }
    const { rank, total } = occurrence
    if (rank > 0 && keep === 'one') {
      return {
        action: 'drop',
        type: 'near-duplicate',
        reason: both('nearly the same as a sample that is kept', '与另一个保留的样本近似重复'),
      }
    }
    if (keep === 'none' && total > 1) {
      return {
        action: 'drop',
        type: 'near-duplicate',
        reason: both('nearly the same as another sample', '与另一个样本近似重复'),
      }
    }
    return { action: 'keep' }
  },
})
