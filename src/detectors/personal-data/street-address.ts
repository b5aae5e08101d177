import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'
import { namedEntities } from './_named-entity.ts'
import { namedQuality } from './_named-quality.ts'

const LABELS =
  /\b(?:address(?:es)?|deliver(?:y|ed)?|ship(?:ping)?|street|residence|lives at|located at)\b|地址|住址|住在|寄到|户籍|送货/iu

/** Finds street and postal addresses in English and Chinese. */
export const streetAddress = defineDetector({
  id: 'personal-data/street-address',
  version: 6,
  title: both('Street address', '街道地址'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.upu.int/en/Postal-Solutions/Programmes-Services/Addressing-Solutions',
  maturity: 'experimental',
  quality: namedQuality('street-address', {
    presidio_synth_v2: [188, 157, 189],
    cn_pii_bench_sample: [15, 15, 15],
  }),
  options: z.object({}),
  types: { 'street-address': ENTITY_TYPES['street-address'] },
  examples: {
    flags: [
      'Please send it to 48 Larkspur Avenue, Dayton, OH 45402.',
      'My new address is 12 Rue des Lilas, Lyon.',
      '收货地址：杭州市西湖区文三路48号3栋201室',
      '他住在北京市朝阳区建国路88号院5号楼',
    ],
    passes: ['The meeting is on Monday in the large room.', 'It takes 5 days.', '请把文件放在桌子上。'],
  },
  *detect(input) {
    for (const signal of namedEntities(input, 'street-address', LABELS)) {
      const end = endOfAddress(input.text, signal.start, signal.end)
      if (end > signal.start) yield { ...signal, end }
    }
  },
})

/** A line that is a telephone number with what it is for: in a letterhead it follows the address and is not part of it. */
const PHONE_LINE =
  /^\s{0,8}\+?(?:[\d().]{1,8}[ .-]?){2,8}\s{0,3}[-,:]?\s{0,3}(?:office|fax|phone|tel(?:ephone)?|mobile|cell|work|home|传真|电话)(?![\p{L}])/iu

/** Where an address ends that the tagger let run into telephone numbers; its start when nothing is left. */
function endOfAddress(text: string, start: number, end: number): number {
  for (let line = start; line < end; ) {
    if (PHONE_LINE.test(text.slice(line, line + 80))) {
      const kept = text.slice(start, line).trimEnd()
      return start + kept.length
    }
    const feed = text.indexOf('\n', line)
    if (feed < 0) break
    line = feed + 1
  }
  return end
}
