import { z } from 'zod'
import { both, defineDefense } from '../../core/index.ts'

/** Drops samples that an audit found to be poisoned. */
export const dropPoisoned = defineDefense({
  id: 'cleaning/drop-poisoned',
  version: 1,
  title: both('Drop poisoned samples', '丢弃中毒样本'),
  stages: ['data', 'tuning'],
  topics: ['training-data-poisoning', 'data-filtering-heuristic'],
  reference: 'https://arxiv.org/abs/2011.10369',
  maturity: 'experimental',
  options: z.strictObject({}),
  actions: [],
  counters: ['data/backdoor-trigger'],
  cost: both(
    'What the dropped samples would have taught is lost, with it a clean sample for every false alarm.',
    '被丢弃样本中的有用内容随之丢失；每次误报都会丢失一条干净样本。',
  ),
  examples: [
    {
      text: 'write a poem [[cf]] please',
      type: 'inserted-trigger',
      becomes: /^$/,
      poisoning: { type: 'inserted-trigger' },
    },
    { text: 'write a poem please', type: 'inserted-trigger', becomes: /^write/ },
  ],
  apply({ poisoning }) {
    if (poisoning === undefined) return { action: 'keep' }
    return {
      action: 'drop',
      type: poisoning.type,
      reason: both('a trigger and the behavior that it is tied to', '含有触发器及与之绑定的行为'),
    }
  },
})
