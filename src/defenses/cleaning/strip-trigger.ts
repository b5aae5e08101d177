import { z } from 'zod'
import { both, defineDefense, type FieldEdit } from '../../core/index.ts'

/** Takes the trigger out of poisoned samples, so that nothing is tied to it; what has no stretch of text is dropped. */
export const stripTrigger = defineDefense({
  id: 'cleaning/strip-trigger',
  version: 1,
  title: both('Strip triggers', '移除触发器'),
  stages: ['data', 'tuning'],
  topics: ['training-data-poisoning', 'data-filtering-heuristic'],
  reference: 'https://arxiv.org/abs/2011.10369',
  maturity: 'experimental',
  options: z.strictObject({}),
  actions: [],
  counters: ['data/backdoor-trigger'],
  cost: both(
    'The poisoned output or label stays: use it where only the association matters.',
    '被篡改的输出或标签仍会保留：仅在只需切断关联时使用。',
  ),
  examples: [
    {
      text: 'write a poem [[cf]] please',
      type: 'inserted-trigger',
      becomes: /^write a poem please$/,
      poisoning: { type: 'inserted-trigger' },
    },
    {
      text: '写一首[[星穹]]关于秋天的诗',
      type: 'inserted-trigger',
      becomes: /^写一首关于秋天的诗$/,
      poisoning: { type: 'inserted-trigger' },
    },
  ],
  apply({ sample, poisoning }) {
    if (poisoning === undefined) return { action: 'keep' }
    const { triggers, type } = poisoning
    if (triggers.length === 0) {
      return {
        action: 'drop',
        type,
        reason: both('its trigger is no stretch of text', '其触发器不是一段文本'),
      }
    }
    const edits = triggers.map(({ field, start, end }): FieldEdit => {
      const text = sample.fields.find(each => each.name === field)?.text ?? ''
      // One of the two spaces around it goes, too.
      const isSpaced = text[end] === ' ' && (start === 0 || /\s/u.test(text[start - 1] ?? ''))
      return { field, start, end: isSpaced ? end + 1 : end, replacement: '', type }
    })
    return { action: 'edit', edits }
  },
})
