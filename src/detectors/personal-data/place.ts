import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'
import { namedEntities } from './_named-entity.ts'
import { namedQuality } from './_named-quality.ts'

const LABELS =
  /\b(?:city|country|state|province|region|town|location|birthplace)\b|城市|国家|省份|籍贯|地区|出生地/iu

/** Finds names of places, cities and countries in English and Chinese. */
export const place = defineDetector({
  id: 'personal-data/place',
  version: 3,
  title: both('Place', '地名'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://repository.upenn.edu/handle/20.500.14332/6188',
  maturity: 'experimental',
  quality: namedQuality(
    'place',
    { presidio_synth_v2: [191, 155, 212], wikigold_ner: [183, 133, 179], sec_filings_ner: [58, 15, 39] },
    { news: [70, 63, 73], resume: [18, 14, 14], social: [33, 28, 35], tweets: [42, 37, 47] },
  ),
  options: z.object({}),
  types: { place: ENTITY_TYPES.place },
  examples: {
    flags: [
      'We moved here from Portugal.',
      'I am in Valparaíso for a conference.',
      '我下周去成都出差',
      '他出生于湖南长沙',
    ],
    passes: [
      'The meeting is on Monday in the large room.',
      'Please restart the server and try again.',
      '请把文件放在桌子上。',
    ],
  },
  detect: input => namedEntities(input, 'place', LABELS),
})
