import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'
import { namedEntities } from './_named-entity.ts'

const LABELS =
  /\b(?:company|employer|organi[sz]ation|school|university|hospital|bank|agency|firm)\b|单位|公司|机构|学校|医院|开户行|甲方|乙方/iu

/** Finds names of organizations in English and Chinese. */
export const organization = defineDetector({
  id: 'personal-data/organization',
  version: 2,
  title: both('Organization', '机构'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://repository.upenn.edu/handle/20.500.14332/6188',
  maturity: 'experimental',
  quality: [
    {
      dataset: 'presidio_synth_v2, held-out rows',
      metric: 'f1',
      value: 0.525,
      n: 135,
      command: 'node bench/personal-data-quality.mjs --rows held-out --dataset presidio_synth_v2',
    },
    {
      dataset: 'wikigold_ner, held-out rows',
      metric: 'f1',
      value: 0.46,
      n: 107,
      command: 'node bench/personal-data-quality.mjs --rows held-out --dataset wikigold_ner',
    },
    {
      dataset: 'sec_filings_ner, held-out rows',
      metric: 'f1',
      value: 0.129,
      n: 56,
      command: 'node bench/personal-data-quality.mjs --rows held-out --dataset sec_filings_ner',
    },
    {
      dataset: 'hand-written Chinese news',
      metric: 'f1',
      value: 0.854,
      n: 46,
      command: 'node bench/chinese-entities.mjs',
    },
    {
      dataset: 'hand-written Chinese résumés',
      metric: 'f1',
      value: 0.919,
      n: 74,
      command: 'node bench/chinese-entities.mjs',
    },
    {
      dataset: 'hand-written Chinese posts',
      metric: 'f1',
      value: 0.917,
      n: 24,
      command: 'node bench/chinese-entities.mjs',
    },
  ],
  options: z.object({}),
  types: { organization: ENTITY_TYPES.organization },
  examples: {
    flags: [
      'She works for Meridian Systems Ltd. in York.',
      'He studied at the University of Leeds.',
      '他在杭州云帆科技有限公司工作',
      '现任南京市第二人民医院院长',
    ],
    passes: [
      'The meeting is on Monday in the large room.',
      'Please restart the server and try again.',
      '请把文件放在桌子上。',
    ],
  },
  detect: input => namedEntities(input, 'organization', LABELS),
})
