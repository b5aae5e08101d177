import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'
import { namedEntities } from './_named-entity.ts'
import { namedQuality } from './_named-quality.ts'

const LABELS =
  /\b(?:company|employer|organi[sz]ation|school|university|hospital|bank|agency|firm)\b|单位|公司|机构|学校|医院|开户行|甲方|乙方/iu

/** Finds names of organizations in English and Chinese. */
export const organization = defineDetector({
  id: 'personal-data/organization',
  version: 4,
  title: both('Organization', '机构'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://repository.upenn.edu/handle/20.500.14332/6188',
  maturity: 'experimental',
  quality: namedQuality(
    'organization',
    { presidio_synth_v2: [173, 85, 135], wikigold_ner: [122, 57, 107], sec_filings_ner: [68, 8, 56] },
    { news: [50, 41, 46], resume: [74, 68, 74], social: [24, 22, 24], tweets: [44, 37, 59] },
  ),
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
