import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'
import { namedEntities } from './_named-entity.ts'

const LABELS =
  /\b(?:city|country|state|province|region|town|location|birthplace)\b|城市|国家|省份|籍贯|地区|出生地/iu

/** Finds names of places, cities and countries in English and Chinese. */
export const place = defineDetector({
  id: 'personal-data/place',
  version: 2,
  title: both('Place', '地名'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://repository.upenn.edu/handle/20.500.14332/6188',
  maturity: 'experimental',
  quality: [
    {
      dataset: 'presidio_synth_v2, held-out rows',
      metric: 'f1',
      value: 0.753,
      n: 212,
      command: 'node bench/personal-data-quality.mjs --rows held-out --dataset presidio_synth_v2',
    },
    {
      dataset: 'wikigold_ner, held-out rows',
      metric: 'f1',
      value: 0.744,
      n: 179,
      command: 'node bench/personal-data-quality.mjs --rows held-out --dataset wikigold_ner',
    },
    {
      dataset: 'sec_filings_ner, held-out rows',
      metric: 'f1',
      value: 0.276,
      n: 39,
      command: 'node bench/personal-data-quality.mjs --rows held-out --dataset sec_filings_ner',
    },
    {
      dataset: 'hand-written Chinese news',
      metric: 'f1',
      value: 0.881,
      n: 73,
      command: 'node bench/chinese-entities.mjs',
    },
    {
      dataset: 'hand-written Chinese résumés',
      metric: 'f1',
      value: 0.875,
      n: 14,
      command: 'node bench/chinese-entities.mjs',
    },
    {
      dataset: 'hand-written Chinese posts',
      metric: 'f1',
      value: 0.824,
      n: 35,
      command: 'node bench/chinese-entities.mjs',
    },
  ],
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
