import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'
import { namedEntities } from './_named-entity.ts'
import { namedQuality } from './_named-quality.ts'

const LABELS = /\b(?:title|position|occupation|job|profession)\b|职务|职位|职称|称谓|岗位/iu

/** Finds forms of address, professional titles and posts in English and Chinese. */
export const title = defineDetector({
  id: 'personal-data/title',
  version: 3,
  title: both('Title', '称谓与职务'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.bls.gov/soc/',
  maturity: 'experimental',
  quality: namedQuality('title', { presidio_synth_v2: [41, 38, 43] }, { resume: [115, 107, 115] }),
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
