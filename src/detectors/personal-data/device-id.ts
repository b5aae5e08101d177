import { z } from 'zod'
import {
  both,
  type DetectInput,
  defineDetector,
  ENTITY_TYPES,
  passesLuhn,
  type Signal,
} from '../../core/index.ts'
import { fieldWords, labelNear } from '../_context.ts'
import { opensWhere } from '../_gate.ts'
import { type Facts, SEEN } from '../_look.ts'
import { type Scan, scanOf, standsAlone } from '../_scan.ts'
import { weigh } from '../_score.ts'
import { SHAPES } from '../_shapes.ts'
import { isRepeated } from './_checksums.ts'
import { labeledIdentifiers } from './_identifiers.ts'

const IMEI =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:imei(?:sv)?|meid|esn|international mobile equipment|equipment identity|phone ?imei)(?![\p{Lu}\p{Ll}\p{N}])|串号|设备识别码|手机序列号/iu
const IMSI =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:imsi|international mobile subscriber)(?![\p{Lu}\p{Ll}\p{N}])|国际移动用户/iu
const ICCID =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:iccid|sim(?: card)?(?: (?:number|no|serial))?)(?![\p{Lu}\p{Ll}\p{N}])|SIM 卡|集成电路卡/iu
const ADVERTISING =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:idfa|idfv|gaid|aaid|oaid|advertising ?id\w*|android ?id|udid|device ?(?:id|identifier|uuid|token)|hardware ?id|machine ?id)(?![\p{Lu}\p{Ll}\p{N}])|广告标识|设备(?:标识|ID|编号|号)/iu
const SERIAL =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:serial(?: ?(?:number|no|num|#))?|s\/n|sn|seriennummer|número de serie)(?![\p{Lu}\p{Ll}\p{N}])|序列号|设备序列/iu

const SERIAL_FORM = { minDigits: 3, minLength: 8, maxLength: 24 }
/** Two digits, six, six and the check digit, as networks print an IMEI (3GPP TS 23.003). */
const GROUPED_IMEI = /^\d{2}[- ]\d{6}[- ]\d{6}[- ]\d$/u
const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\da-f-])/iuy

/** Finds identifiers of devices and SIM cards: IMEI, MEID, IMSI, ICCID, advertising and serial numbers. */
export const deviceId = defineDetector({
  id: 'personal-data/device-id',
  version: 1,
  title: both('Device identifier', '设备标识符'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.3gpp.org/dynareport/23003.htm',
  maturity: 'experimental',
  options: z.object({}),
  types: { 'device-id': ENTITY_TYPES['device-id'] },
  examples: {
    flags: [
      'IMEI 490154203237518',
      'phone 49-015420-323751-8',
      'IMSI: 310150123456789',
      '设备序列号：C02XL0GZJGH5',
      'idfa=6D92078A-8246-4BA4-AE5B-76104861E7DC',
    ],
    passes: [
      '490154203237518',
      'id 6D92078A-8246-4BA4-AE5B-76104861E7DC',
      'a serial killer of 1990',
      'IMEI 123456789012345',
    ],
  },
  opens: opensWhere({
    digits: 3,
    also: (facts, input) =>
      (scanOf(input).shapes.all & (SHAPES.subscriber | SHAPES.imei | SHAPES.uuid)) !== 0 ||
      facts.saw(SEEN.exotic) ||
      facts.mayHold('serials') ||
      SERIAL.test(fieldWords(input.field)),
  }),
  *detect(input) {
    const scan = scanOf(input)
    const { all } = scan.shapes
    if ((all & SHAPES.subscriber) !== 0) yield* subscriberNumbers(input, scan)
    if ((all & SHAPES.imei) !== 0) yield* groupedImeis(input, scan)
    for (const { start, end, compact, label } of labeledIdentifiers(input, SERIAL, 'serials', SERIAL_FORM)) {
      if (!/serial|序列|s\/n|sn/iu.test(label) || isRepeated(compact)) continue
      const base = /[A-Z]/u.test(compact) ? 0.65 : 0.55
      yield* weigh(
        {
          start,
          end,
          type: 'device-id',
          reason: both('value after a label of a serial number', '序列号标签后的值'),
        },
        base,
      )
    }
    if ((all & SHAPES.uuid) !== 0 && mayBeNamed(scan.facts, input.field)) yield* advertisingIds(input, scan)
  },
})

/** Numbers in one run: 14 to 20 digits or hexadecimal digits. */
function* subscriberNumbers(input: DetectInput, { text, tokens }: Scan): Iterable<Signal> {
  for (const { start, end, digits } of tokens) {
    const length = end - start
    if (length < 14 || length > 20 || !standsAlone(text, start, end)) continue
    const value = text.slice(start, end)
    const found = { start, end, type: 'device-id' }
    if (isRepeated(value)) continue
    if (digits === length) {
      const isRight = passesLuhn(value)
      if (length === 15 && isRight && labelNear(input, start, end, IMEI)) {
        yield* weigh({ ...found, reason: both('IMEI, right check digit', 'IMEI，校验位正确') }, 0.97)
      } else if ((length === 14 || length === 16) && labelNear(input, start, end, IMEI)) {
        yield* weigh({ ...found, reason: both('number named as an IMEI', '有 IMEI 标签的号码') }, 0.8)
      } else if ((length === 14 || length === 15) && labelNear(input, start, end, IMSI)) {
        yield* weigh({ ...found, reason: both('number named as an IMSI', '有 IMSI 标签的号码') }, 0.9)
      } else if (length >= 19 && value.startsWith('89')) {
        const named = labelNear(input, start, end, ICCID)
        if (named === undefined && !isRight) continue
        yield* weigh(
          { ...found, reason: both('form of a SIM card number', '符合 SIM 卡号格式') },
          isRight ? 0.6 : 0.45,
          named !== undefined && { by: 0.3, reason: both('named as a SIM card', '有 SIM 卡标签') },
        )
      }
    } else if (/^[\da-f]+$/iu.test(value) && (length === 14 || length === 16)) {
      const named = labelNear(input, start, end, length === 14 ? IMEI : ADVERTISING)
      if (named)
        yield* weigh(
          { ...found, reason: both('hexadecimal number named as a device', '有设备标签的十六进制数') },
          0.85,
        )
    }
  }
}

function* groupedImeis(input: DetectInput, { text, stretches }: Scan): Iterable<Signal> {
  for (const { start, end, first, last, digits } of stretches) {
    if (last - first !== 3 || digits !== 15) continue
    const value = text.slice(start, end)
    if (!GROUPED_IMEI.test(value)) continue
    const named = labelNear(input, start, end, IMEI)
    const isRight = passesLuhn(value.replace(/\D/gu, ''))
    if (named === undefined && !isRight) continue
    yield* weigh(
      { start, end, type: 'device-id', reason: both('form of an IMEI', '符合 IMEI 格式') },
      isRight ? 0.9 : 0.5,
      named !== undefined && { by: 0.1, reason: both('named as an IMEI', '有 IMEI 标签') },
    )
  }
}

/** True when a text, or the name of its field, may hold a word for a device. */
const mayBeNamed = (facts: Facts, field: string | undefined): boolean =>
  facts.saw(SEEN.exotic) || facts.mayHold('devices') || ADVERTISING.test(fieldWords(field))

function* advertisingIds(input: DetectInput, { text, tokens }: Scan): Iterable<Signal> {
  for (const { start, shapes } of tokens) {
    if ((shapes & SHAPES.uuid) === 0) continue
    UUID.lastIndex = start
    const uuid = UUID.exec(text)?.[0]
    if (uuid === undefined || labelNear(input, start, start + uuid.length, ADVERTISING) === undefined)
      continue
    const reason = both('UUID named as a device identifier', '有设备标签的 UUID')
    yield* weigh({ start, end: start + uuid.length, type: 'device-id', reason }, 0.85)
  }
}
