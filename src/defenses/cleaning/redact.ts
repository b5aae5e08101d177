import { z } from 'zod'
import { both, defineDefense, tagFor } from '../../core/index.ts'
import { replaceSignals } from './_edits.ts'

/** Replaces a value by a tag that names its type, the same in every language: `[EMAIL]`. */
export const redact = defineDefense({
  id: 'cleaning/redact',
  version: 1,
  title: both('Redact', '以类型标签替换'),
  stages: ['data', 'tuning', 'deployment', 'application'],
  topics: ['data-anonymization', 'pii-leakage'],
  reference: 'https://csrc.nist.gov/pubs/ir/8053/final',
  maturity: 'experimental',
  options: z.strictObject({}),
  actions: ['redact'],
  counters: ['data/personal-data', 'data/secrets'],
  cost: both(
    'The value is gone and two different values look alike; a model may learn to write the tags.',
    '原值消失，不同的值看起来相同；模型可能学会输出这些标签。',
  ),
  examples: [
    { text: 'write to [[ana@example.org]] today', type: 'email', becomes: /^write to \[EMAIL\] today$/ },
    {
      text: '身份证号：[[11010519491231002X]]。',
      type: 'national-id',
      becomes: /^身份证号：\[NATIONAL-ID\]。$/,
    },
  ],
  apply: input => replaceSignals(input, (_value, { type }) => tagFor(type)),
})
