import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'
import { namedEntities } from './_named-entity.ts'
import { namedQuality } from './_named-quality.ts'

const LABELS =
  /\b(?:names?|surname|patient|customer|client|contact|employee|author|signed|attn|attention|dear|recipient|nombre|nom)\b|姓名|名字|患者|客户|联系人|收货人|收件人|寄件人|申请人|持卡人|我叫|记者|代表人/iu

/** Finds names of persons in English and Chinese. */
export const personName = defineDetector({
  id: 'personal-data/person-name',
  version: 4,
  title: both('Person name', '人名'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://repository.upenn.edu/handle/20.500.14332/6188',
  maturity: 'experimental',
  quality: namedQuality(
    'person-name',
    {
      presidio_synth_v2: [409, 380, 435],
      wikigold_ner: [232, 185, 236],
      sec_filings_ner: [31, 11, 216],
      cn_pii_bench_sample: [52, 52, 53],
    },
    { news: [45, 42, 45], resume: [31, 31, 32], social: [40, 36, 41], tweets: [63, 50, 66] },
  ),
  options: z.object({}),
  types: { 'person-name': ENTITY_TYPES['person-name'] },
  examples: {
    flags: [
      'My name is Ingrid Whitfield',
      'Dr. Mehmet Yılmaz will see you on Monday.',
      '患者王建国，男，62岁',
      '联系人：欧阳晓雯',
      ['Whitfield', 'last_name'],
    ],
    passes: [
      'The meeting is on Monday in the large room.',
      'Please restart the server and try again.',
      '请把文件放在桌子上。',
      '今天天气很好，我们去散步。',
    ],
  },
  detect: input => namedEntities(input, 'person-name', LABELS),
})
