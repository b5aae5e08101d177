import { z } from 'zod'
import { both, defineDefense, maskValue } from '../../core/index.ts'
import { replaceSignals } from './_edits.ts'

/** Hides every letter and digit of a value and keeps its separators: `•••@•••••••.•••`. */
export const mask = defineDefense({
  id: 'cleaning/mask',
  version: 1,
  title: both('Mask', '掩码'),
  stages: ['data', 'tuning', 'deployment', 'application'],
  topics: ['data-anonymization', 'pii-leakage'],
  reference: 'https://csrc.nist.gov/pubs/ir/8053/final',
  maturity: 'experimental',
  options: z.strictObject({}),
  actions: ['mask'],
  counters: ['data/personal-data', 'data/secrets'],
  cost: both(
    'The value is gone; its length and shape stay, which narrows down short values.',
    '原值消失；长度和形状仍在，较短的值因此可能被缩小范围。',
  ),
  examples: [
    {
      text: 'write to [[ana@example.org]] today',
      type: 'email',
      becomes: /^write to •{3}@•{7}\.•{3} today$/,
    },
    { text: '手机 [[138-0013-8000]]', type: 'phone', becomes: /^手机 •{3}-•{4}-•{4}$/ },
  ],
  apply: input => replaceSignals(input, maskValue),
})
