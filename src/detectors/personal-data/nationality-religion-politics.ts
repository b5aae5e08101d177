import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'
import { namedEntities } from './_named-entity.ts'
import { namedQuality } from './_named-quality.ts'

const LABELS =
  /\b(?:nationality|citizenship|religion|ethnicity|party|political)\b|国籍|民族|政治面貌|宗教|信仰/iu

/** Finds nationalities, ethnic groups, religions and political allegiance in English and Chinese. */
export const nationalityReligionPolitics = defineDetector({
  id: 'personal-data/nationality-religion-politics',
  version: 3,
  title: both('Nationality, religion or politics', '国籍、宗教或政治面貌'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj',
  maturity: 'experimental',
  quality: namedQuality(
    'nationality-religion-politics',
    { presidio_synth_v2: [14, 14, 26] },
    { resume: [29, 29, 29] },
  ),
  options: z.object({}),
  types: { 'nationality-religion-politics': ENTITY_TYPES['nationality-religion-politics'] },
  examples: {
    flags: [
      'I am Norwegian but I live in Madrid.',
      'Nationality: Brazilian',
      '中国国籍，1970年出生',
      '民族：汉族',
    ],
    passes: [
      'The meeting is on Monday in the large room.',
      'Please restart the server and try again.',
      '请把文件放在桌子上。',
    ],
  },
  detect: input => namedEntities(input, 'nationality-religion-politics', LABELS),
})
