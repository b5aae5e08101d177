import { z } from 'zod'
import { both, defineDefense, ENTITY_TYPES, type EntityType } from '../../core/index.ts'

/** Drops a sample that holds what a policy does not bear. */
export const drop = defineDefense({
  id: 'cleaning/drop',
  version: 1,
  title: both('Drop the sample', '丢弃样本'),
  stages: ['data', 'tuning'],
  topics: ['data-filtering-heuristic', 'pii-leakage', 'training-data-poisoning'],
  reference: 'https://arxiv.org/abs/2305.13169',
  maturity: 'experimental',
  options: z.strictObject({}),
  actions: ['drop'],
  counters: ['data/personal-data', 'data/secrets', 'data/hidden-text'],
  cost: both(
    'The whole sample is lost; whoever writes about the dropped subject is heard less.',
    '整条样本丢失；被丢弃主题的相关内容因此减少。',
  ),
  examples: [
    { text: 'my password is [[correct-horse-battery]]', type: 'password', becomes: /^$/ },
    { text: '身份证号：[[11010519491231002X]]。', type: 'national-id', becomes: /^$/ },
  ],
  apply({ sample, signals }) {
    for (const { name } of sample.fields) {
      const worst = signals.get(name)?.[0]
      if (worst === undefined) continue
      const title = ENTITY_TYPES[worst.type as EntityType]?.title ?? both(worst.type, worst.type)
      const { en, 'zh-CN': zh } = worst.reason
      return {
        action: 'drop',
        type: worst.type,
        reason: both(`${title.en}: ${en}`, `${title['zh-CN']}：${zh}`),
      }
    }
    return { action: 'keep' }
  },
})
