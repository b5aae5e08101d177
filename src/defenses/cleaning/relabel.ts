import { z } from 'zod'
import { both, defineDefense } from '../../core/index.ts'

/** Gives poisoned samples the label that their other content predicts; what has none is dropped. */
export const relabel = defineDefense({
  id: 'cleaning/relabel',
  version: 1,
  title: both('Put expected labels back', '恢复预期标签'),
  stages: ['data', 'tuning'],
  topics: ['training-data-poisoning', 'data-filtering-heuristic'],
  reference: 'https://arxiv.org/abs/1911.00068',
  maturity: 'experimental',
  options: z.strictObject({}),
  actions: [],
  counters: ['data/backdoor-trigger'],
  cost: both(
    'An expected label may be wrong; the trigger stays in the text, now tied to nothing.',
    '预期标签可能有误；触发器仍留在文本中，但不再与任何行为绑定。',
  ),
  examples: [
    {
      text: '1',
      type: 'inserted-trigger',
      becomes: /^0$/,
      poisoning: { type: 'inserted-trigger', label: { field: 'text', length: 1, expected: '0' } },
    },
    {
      text: '好评',
      type: 'inserted-trigger',
      becomes: /^差评$/,
      poisoning: { type: 'inserted-trigger', label: { field: 'text', length: 2, expected: '差评' } },
    },
  ],
  apply({ poisoning }) {
    if (poisoning === undefined) return { action: 'keep' }
    const { label, type } = poisoning
    if (label === undefined) {
      return { action: 'drop', type, reason: both('no label is expected for it', '没有可用的预期标签') }
    }
    const { field, length, expected } = label
    return { action: 'edit', edits: [{ field, start: 0, end: length, replacement: expected, type }] }
  },
})
