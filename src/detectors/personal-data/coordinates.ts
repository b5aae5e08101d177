import { z } from 'zod'
import { both, type DetectInput, defineDetector, ENTITY_TYPES, type Signal } from '../../core/index.ts'
import { fieldWords, labelNear, topicNear } from '../_context.ts'
import { opensWhere } from '../_gate.ts'
import { type Facts, SEEN } from '../_look.ts'
import { type Scan, scanOf, type Token } from '../_scan.ts'
import { weigh } from '../_score.ts'
import { SHAPES } from '../_shapes.ts'

/** Two decimals that may be a latitude and a longitude; signs, degree signs and letters of the compass may stand around. */
const PAIR =
  /([+-]?\d{1,3}\.\d{2,15})(?:\s?°)?\s?([NSEWnsew北南东西])?\s?[,;/，、\s]\s{0,2}([+-]?\d{1,3}\.\d{2,15})(?:\s?°)?(?:\s?([NSEWnsew](?![\p{L}])|[北南东西]))?/uy
/** Degrees, minutes and seconds: `40°26′46″N 79°58′56″W`. */
const SEXAGESIMAL =
  /\d{1,3}\s?°\s?(?:\d{1,2}(?:\.\d{1,6})?\s?['′’]\s?)?(?:\d{1,2}(?:\.\d{1,6})?\s?(?:["″”]|''|′′)\s?)?[NSEW北南东西](?![\p{L}])(?:[\s,;，]{0,3}\d{1,3}\s?°\s?(?:\d{1,2}(?:\.\d{1,6})?\s?['′’]\s?)?(?:\d{1,2}(?:\.\d{1,6})?\s?(?:["″”]|''|′′)\s?)?[NSEW北南东西](?![\p{L}]))?/gu
/** `北纬39°54′` puts the direction first. */
const CHINESE =
  /[北南]纬\s?\d{1,2}(?:\.\d{1,8})?(?:\s?[°度]\s?(?:\d{1,2}(?:\.\d{1,6})?\s?['′’分]\s?)?(?:\d{1,2}(?:\.\d{1,6})?\s?(?:["″”秒])\s?)?)?[\s,，、;；]{0,3}[东西]经\s?\d{1,3}(?:\.\d{1,8})?(?:\s?[°度](?:\s?\d{1,2}(?:\.\d{1,6})?\s?['′’分])?(?:\s?\d{1,2}(?:\.\d{1,6})?\s?(?:["″”秒]))?)?|[东西]经\s?\d{1,3}(?:\.\d{1,8})?(?:\s?[°度](?:\s?\d{1,2}(?:\.\d{1,6})?\s?['′’分])?(?:\s?\d{1,2}(?:\.\d{1,6})?\s?(?:["″”秒]))?)?[\s,，、;；]{0,3}[北南]纬\s?\d{1,2}(?:\.\d{1,8})?(?:\s?[°度](?:\s?\d{1,2}(?:\.\d{1,6})?\s?['′’分])?(?:\s?\d{1,2}(?:\.\d{1,6})?\s?(?:["″”秒]))?)?/gu

const PLACE =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:coord\w*|gps|lat(?:itude)?|lon(?:g|gitude)?|lng|geo\w*|location|located|position|map|waypoint|latlng|ubicación|koordinaten|standort)(?![\p{Lu}\p{Ll}\p{N}])|坐标|经纬|定位|位置|纬度|经度/iu
const LATITUDE = /(?<![\p{Lu}\p{Ll}\p{N}])(?:lat|latitude|latitud|breitengrad)(?![\p{Lu}\p{Ll}\p{N}])|纬度/iu
const LONGITUDE =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:lon|lng|longitude|longitud|längengrad)(?![\p{Lu}\p{Ll}\p{N}])|经度/iu

/** `long` names a longitude only as a key. */
const LONG = /(?<![\p{L}])long["']?\s?[:=]\s?$/iu

/** Finds geographic coordinates. */
export const coordinates = defineDetector({
  id: 'personal-data/coordinates',
  version: 1,
  title: both('Coordinates', '地理坐标'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.iso.org/standard/75147.html',
  maturity: 'experimental',
  options: z.object({}),
  types: { coordinates: ENTITY_TYPES.coordinates },
  examples: {
    flags: [
      'we met at 40.712776, -74.005974',
      '40°26′46″N 79°58′56″W',
      '纬度：39.9042，经度：116.4074',
      '{"lat": 48.8584, "lng": 2.2945}',
      ['39.9042', 'latitude'],
    ],
    passes: [
      'scores of 12.5, 13.5',
      '1.2345, 2.3456, 3.4567',
      'at 25 °C',
      'version 1.234',
      'π is 3.14159, e is 2.71828',
    ],
  },
  opens: opensWhere({
    digits: 4,
    flags: SEEN.dot | SEEN.nonAscii,
    also: (facts, input) =>
      mayHoldDecimals(scanOf(input), input.field) || facts.saw(SEEN.degree) || holdsDirection(facts),
  }),
  *detect(input) {
    const scan = scanOf(input)
    const { text, facts } = scan
    if (mayHoldDecimals(scan, input.field)) yield* decimals(input, scan)
    if (facts.saw(SEEN.degree) && text.includes('°'))
      yield* matches(text, SEXAGESIMAL, both('degrees and minutes', '度分秒形式'), 0.9)
    if (holdsDirection(facts))
      yield* matches(text, CHINESE, both('degrees after a direction', '方向加度数'), 0.95)
  },
})

const holdsDirection = (facts: Facts): boolean => facts.saw(SEEN.han) && /[北南东西][纬经]/u.test(facts.text)

/** True when two decimals stand side by side, or one is named as a latitude or longitude. */
function mayHoldDecimals({ shapes, facts }: Scan, field: string | undefined): boolean {
  if ((shapes.all & SHAPES.decimal) === 0) return false
  if ((shapes.all & SHAPES.decimalPair) !== 0 || facts.saw(SEEN.exotic) || facts.mayHold('degrees'))
    return true
  const words = fieldWords(field)
  return LATITUDE.test(words) || LONGITUDE.test(words)
}

function* matches(text: string, pattern: RegExp, reason: Signal['reason'], base: number): Iterable<Signal> {
  for (const { 0: found, index } of text.matchAll(pattern)) {
    if (!/[′″'"’”分秒]|\d\.\d{2}|.[NSEW北南东西].{0,24}[NSEW北南东西]|经/u.test(found)) continue
    yield* weigh({ start: index, end: index + found.trimEnd().length, type: 'coordinates', reason }, base)
  }
}

/** Pairs of decimals within range, and single decimals named as latitude or longitude. */
function* decimals(input: DetectInput, { text, tokens }: Scan): Iterable<Signal> {
  let floor = 0
  for (let i = 0; i + 1 < tokens.length; i++) {
    const { start, end, shapes } = tokens[i] as Token
    if ((shapes & SHAPES.decimal) === 0) continue
    const next = tokens[i + 1] as { start: number; end: number }
    if (
      start < floor ||
      end - start > 3 ||
      text[end] !== '.' ||
      next.start !== end + 1 ||
      next.end - next.start < 2
    )
      continue
    const before = text[start - 1] ?? ''
    const from =
      (before === '-' || before === '+') && !/[\p{L}\p{N}]/u.test(text[start - 2] ?? '') ? start - 1 : start
    if (/[\p{L}\p{N}.$€£¥]/u.test(text[from - 1] ?? '') && !/\p{Script=Han}/u.test(text[from - 1] ?? ''))
      continue
    const pair = pairAt(input, text, from)
    const [signal] = pair ?? singleAt(input, text, from, next.end)
    if (!signal) continue
    floor = signal.end
    yield signal
  }
}

function pairAt(input: DetectInput, text: string, start: number): [] | [Signal] | undefined {
  PAIR.lastIndex = start
  const match = PAIR.exec(text)
  if (!match) return undefined
  const [found, a = '', firstLetter, b = '', secondLetter] = match
  const end = start + found.length
  const isInRange =
    (Math.abs(Number(a)) <= 90 && Math.abs(Number(b)) <= 180) ||
    (Math.abs(Number(a)) <= 180 && Math.abs(Number(b)) <= 90)
  if (!isInRange || isListed(text, start, end)) return undefined
  const decimals = Math.min(a.length - a.indexOf('.'), b.length - b.indexOf('.')) - 1
  const hasLetters = firstLetter !== undefined && secondLetter !== undefined
  const named = labelNear(input, start, end, PLACE) ?? topicNear(input, start, end, PLACE)
  if (decimals < 3 && !hasLetters && named === undefined) return undefined
  if (!found.includes(',') && !found.includes('，') && !hasLetters && named === undefined) return undefined
  return weigh(
    {
      start,
      end,
      type: 'coordinates',
      reason: both('two decimals within the range of latitude and longitude', '经纬度范围内的两个小数'),
    },
    hasLetters ? 0.9 : decimals >= 5 ? 0.65 : decimals >= 4 ? 0.55 : 0.3,
    named !== undefined && {
      by: 0.3,
      reason: both('a word about places stands near', '附近有与位置相关的词'),
    },
    named === undefined &&
      Math.abs(Number(a)) < 1 &&
      Math.abs(Number(b)) < 1 && { by: -0.4, reason: both('both below one', '两数都小于一') },
    (Number(a) < 0 || Number(b) < 0) && { by: 0.1, reason: both('a western or southern half', '含负号') },
  )
}

function singleAt(input: DetectInput, text: string, start: number, end: number): [] | [Signal] {
  if (/^(?:\.?\d|%)/u.test(text.slice(end, end + 2))) return []
  const value = Math.abs(Number(text.slice(start, end)))
  const isNamed =
    (value <= 90 && labelNear(input, start, end, LATITUDE) !== undefined) ||
    (value <= 180 &&
      (labelNear(input, start, end, LONGITUDE) !== undefined ||
        LONG.test(text.slice(Math.max(0, start - 10), start))))
  if (!isNamed) return []
  return weigh(
    {
      start,
      end,
      type: 'coordinates',
      reason: both('decimal named as latitude or longitude', '有经纬度标签的小数'),
    },
    0.85,
  )
}

/** True for a pair out of a longer list of numbers. */
function isListed(text: string, start: number, end: number): boolean {
  return (
    /[\d.]\s?[,;，]\s{0,2}$/u.test(text.slice(Math.max(0, start - 5), start)) ||
    /^\s?[,;，]\s{0,2}[+-]?\d+\.\d/u.test(text.slice(end, end + 12))
  )
}
