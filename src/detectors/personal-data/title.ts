import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'
import { namedEntities } from './_named-entity.ts'

const LABELS = /\b(?:title|position|occupation|job|profession)\b|职务|职位|职称|称谓|岗位/iu

/** Finds forms of address, professional titles and posts in English and Chinese. */
export const title = defineDetector({
  id: 'personal-data/title',
  version: 2,
  title: both('Title', '称谓与职务'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.bls.gov/soc/',
  maturity: 'experimental',
  quality: [
    {
      dataset: 'presidio_synth_v2, held-out rows',
      metric: 'f1',
      value: 0.916,
      n: 43,
      command: 'node bench/personal-data-quality.mjs --rows held-out --dataset presidio_synth_v2',
    },
    {
      dataset: 'hand-written Chinese résumés',
      metric: 'f1',
      value: 0.93,
      n: 115,
      command: 'node bench/chinese-entities.mjs',
    },
  ],
  options: z.object({}),
  types: { title: ENTITY_TYPES.title },
  examples: {
    flags: [
      'Hello, this is Mrs. Hannah Okafor.',
      'Dr. Mehmet Yılmaz will see you.',
      '王小明，总经理',
      '现任公司董事长兼总经理',
    ],
    passes: [
      'The meeting is on Monday in the large room.',
      'Please restart the server and try again.',
      '请把文件放在桌子上。',
    ],
  },
  detect: input => namedEntities(input, 'title', LABELS),
})
