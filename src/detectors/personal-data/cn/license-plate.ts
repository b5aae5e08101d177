import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../../core/index.ts'
import { opensWhere } from '../../_gate.ts'
import { SEEN } from '../../_look.ts'
import { scanOf } from '../../_scan.ts'
import { SHAPES } from '../../_shapes.ts'

const PROVINCE = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
/**
 * Ordinary plates, new-energy plates (small: letter first, large: letter last), plates with a last character for use
 * (trailer, learner, police, Hong Kong, Macao, consulate), and embassy plates (GA 36-2018).
 */
const PLATE = new RegExp(
  `(?:[${PROVINCE}][ \u3000]?[A-HJ-NP-Za-hj-np-z][·•・.\\- ]?(?:[A-HJKa-hjk][A-HJ-NP-Za-hj-np-z0-9]\\d{4}|\\d{5}[A-HJKa-hjk]|[A-HJ-NP-Za-hj-np-z0-9]{4}[挂学警港澳领使试超]|[A-HJ-NP-Za-hj-np-z0-9]{5}|\\d{4}领)|使[·•・ ]?\\d{3}[·•・ ]?\\d{3})(?![A-Za-z0-9])`,
  'g',
)
/** Plates of the armed police: WJ, region, serial. */
const POLICE = new RegExp(
  `(?<![A-Za-z0-9])WJ[·•・ ]?[${PROVINCE}]?[·•・ ]?\\d{4}[\\dA-Z](?![A-Za-z0-9])`,
  'g',
)
/** Embassy plates since 2017 end in their character. */
const EMBASSY = /(?<![A-Za-z0-9])\d{3}[·•・ ]?\d{3}使(?![用命得者馆])/g
const PLATE_LABEL = /车牌|牌照|号牌|车号|车辆|licen[cs]e.?plate|plate.?n/iu
/** Everyday words that end in the character of a province: newest, cloud of a firm. */
const EVERYDAY = /(?:[最全更崭创清刷革重]新|[阿里讯为度东动通]云|[年常]青|安宁|[四小平]川|黑)$/u

/** Finds Chinese license plates. */
export const cnLicensePlate = defineDetector({
  id: 'personal-data/cn-license-plate',
  version: 1,
  title: both('Chinese license plate', '中国机动车号牌'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://en.wikipedia.org/wiki/Vehicle_registration_plates_of_China',
  maturity: 'experimental',
  options: z.object({}),
  types: { 'license-plate': ENTITY_TYPES['license-plate'] },
  examples: {
    flags: ['车牌京A12345停在门口', '粤B·D12345（新能源）', '粤Z1234港', '使014578', '沪 A·6F12B'],
    passes: ['京A1234', '北京A123456', '最新A12345型号', '京I12345'],
  },
  opens: opensWhere({
    digits: 2,
    flags: SEEN.han | SEEN.lone,
    also: (facts, input) =>
      (scanOf(input).shapes.all & SHAPES.chinesePlate) !== 0 ||
      facts.saw(SEEN.lone) ||
      facts.text.includes('WJ'),
  }),
  *detect(input) {
    const { text } = input
    const embassy = text.includes('使') ? [...text.matchAll(EMBASSY)] : []
    const police = text.includes('WJ') ? text.matchAll(POLICE) : []
    for (const { 0: plate, index } of [...text.matchAll(PLATE), ...police, ...embassy]) {
      const digits = plate.replace(/\D/g, '').length
      if (digits < 2) continue
      const everyday = EVERYDAY.test(text.slice(Math.max(0, index - 1), index + 1))
      const labeled = PLATE_LABEL.test(
        `${input.field ?? ''} ${text.slice(Math.max(0, index - 48), index)} ${text.slice(index + plate.length, index + plate.length + 12)}`,
      )
      const score = labeled ? 0.95 : everyday ? 0.3 : 0.85
      if (everyday && !labeled) continue
      yield {
        start: index,
        end: index + plate.length,
        type: 'license-plate',
        score,
        reason: both('province character and plate form', '省份简称与号牌格式相符'),
        country: 'CN',
        ...(labeled && {
          moves: [{ by: 0.1, reason: both('a label for plates is near', '附近有车牌标签') }],
        }),
      }
    }
  },
})
