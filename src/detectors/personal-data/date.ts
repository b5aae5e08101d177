import { z } from 'zod'
import { both, type DetectInput, defineDetector, ENTITY_TYPES, type Signal } from '../../core/index.ts'
import { fieldWords, labelNear, lastIndexOf, ownLabel } from '../_context.ts'
import { opensWhere } from '../_gate.ts'
import { lookAt, SEEN } from '../_look.ts'
import { scanOf } from '../_scan.ts'
import { weigh } from '../_score.ts'
import { holdsHanYear, SHAPES } from '../_shapes.ts'
import { dateAt, type WrittenDate } from './_date-forms.ts'
import { heldOut } from './_held-out.ts'

/** Words of birth. */
const BIRTH =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:born|births?|birth ?day|birth ?date|bday|d\.?o\.?b\.?|geboren|geburts\w*|geb|née?|naissance|nacid[oa]s?|nacimiento|nat[oa] il|nat[oa]|nascita|nascid[oa]|nascimento|geboorte\w*|född|født|fødsels\w*|syntynyt|syntymä\w*|urodz\w+|doğum\w*|рожд\w+|родил\w*)(?![\p{Lu}\p{Ll}\p{N}])|出生|生于|生日|诞生|誕生|生辰|生年月日|生まれ|생년월일|출생/iu
/** Words for dates of other events, which end the reach of a word of birth. */
const EVENT =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:died|deaths?|deceased|dod|expir\w+|issued?|issue|valid|joined|hired|started|start|end|graduat\w+|married|wedding|admi\w+|discharg\w+|visit\w*|updated?|published|created|modified|signed|dated|due|since|until|founded|elected|appointed)(?![\p{Lu}\p{Ll}\p{N}])|卒|去世|逝世|死亡|签发|有效|入职|毕业|结婚|入院|出院|更新|发布|创建|截止|成立/iu
const DATE =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:dates?|day|datum|fecha|data|on|since|until|from|to|timestamp)(?![\p{Lu}\p{Ll}\p{N}])|日期|时间|日/iu
/** What makes a person of a year: `born in 1985`, `1985年生`. */
const BORN_IN =
  /(?<=(?:\b(?:born|geboren|née?|nacid[oa]|nat[oa]|nascid[oa])(?:,? (?:in|im|en|nel|em|circa|c\.|around))?(?: the year| year)?|(?<=[(,;] ?)b\.|year of birth|birth year|生于|出生于|出生年份|出生年)[\s:：]{0,3})/iuy
const BORN_AFTER = /年? ?(?:出生|生于|生人|生(?![产活效成存态物意命前]))/uy
const NUMERALS =
  /[〇零一二三四五六七八九○]{4}年(?:元|[一二三四五六七八九十]{1,2})月(?:(?:初[一二三四五六七八九十]|[一二三四五六七八九十廿]{1,3})[日号]?)?/gu

/** Finds dates, and dates of birth where the context says so. */
export const date = defineDetector({
  id: 'personal-data/date',
  version: 1,
  title: both('Date and date of birth', '日期与出生日期'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.iso.org/iso-8601-date-and-time-format.html',
  maturity: 'stable',
  quality: heldOut('date', [
    { dataset: 'presidio_synth_v2', type: 'date', found: 25, right: 25, gold: 25 },
    { dataset: 'presidio_generated_large', type: 'date', found: 27, right: 27, gold: 27 },
  ]),
  options: z.object({}),
  types: { date: ENTITY_TYPES.date, 'date-of-birth': ENTITY_TYPES['date-of-birth'] },
  examples: {
    flags: [
      'born on 2/8/1935',
      '出生日期：1990年5月12日',
      'meeting on 5 May 2010 at noon',
      'May 5th, 2010',
      'Date: 1978-04-13 12:20:39',
      '生于一九九〇年五月十二日',
      ['19900512', 'birth_date'],
    ],
    passes: [
      'version 1.2.3',
      'in 1977',
      'you may 5 times',
      '10.0.0.1',
      '13/13/2013',
      'a score of 3-2',
      '产品编号20200512',
    ],
  },
  opens: opensWhere({
    also: (facts, input) =>
      (scanOf(input).shapes.all & SHAPES.date) !== 0 || (facts.saw(SEEN.han) && holdsHanYear(facts.text)),
  }),
  *detect(input) {
    const scan = scanOf(input)
    let floor = 0
    for (const token of scan.tokens) {
      if (token.start < floor || (token.shapes & SHAPES.date) === 0) continue
      const found = dateAt(scan, token)
      if (!found || found.start < floor) continue
      const [signal] = weighDate(input, scan.text, found)
      if (!signal) continue
      floor = found.end
      yield signal
    }
    if (holdsHanYear(scan.text)) {
      for (const { 0: match, index } of scan.text.matchAll(NUMERALS)) {
        yield* weighDate(input, scan.text, {
          start: index,
          end: index + match.length,
          precision: 'day',
          isAmbiguous: false,
        })
      }
    }
  },
})

/** How sure a form is a date without a word near it. */
const BASES: Readonly<Record<WrittenDate['precision'], number>> = {
  day: 0.93,
  month: 0.75,
  anniversary: 0.65,
  year: 0,
  run: 0.2,
}

function weighDate(input: DetectInput, text: string, found: WrittenDate): [] | [Signal] {
  const { start, end, precision, isAmbiguous } = found
  const base =
    precision === 'day' && isAmbiguous ? 0.45 : precision === 'month' && isAmbiguous ? 0.2 : BASES[precision]
  if (precision === 'year') {
    const isBirth = matchesAt(BORN_IN, text, start) || matchesAt(BORN_AFTER, text, end)
    if (!isBirth) return []
    return weigh(
      {
        start,
        end: text[end] === '年' ? end + 1 : end,
        type: 'date-of-birth',
        reason: both('year of birth', '出生年份'),
      },
      0.7,
    )
  }
  if (isBirth(input, text, start, end)) {
    return weigh(
      { start, end, type: 'date-of-birth', reason: both('date after a word of birth', '出生相关词旁的日期') },
      precision === 'anniversary' ? 0.75 : Math.max(0.85, base),
    )
  }
  const named = precision === 'run' ? labelNear(input, start, end, DATE) : undefined
  return weigh(
    { start, end, type: 'date', reason: both('calendar date', '日历日期') },
    base,
    isAmbiguous && named !== undefined && { by: 0.35, reason: both('named as a date', '有日期标签') },
  )
}

/** How far around a date a word of birth may stand. */
const BIRTH_REACH = 80

/** True when the last word about an event before the date, or the word after it, or the field, tells of a birth. */
function isBirth(input: DetectInput, text: string, start: number, end: number): boolean {
  if (matchesAt(BORN_AFTER, text, end)) return true
  if (
    input.field === undefined &&
    !lookAt(input.text).isNear('births', start - BIRTH_REACH, end + BIRTH_REACH)
  )
    return false
  const own = ownLabel(input, start)
  const birth = lastIndexOf(own, BIRTH)
  if (birth >= 0) return birth > lastIndexOf(own, EVENT)
  return (
    BIRTH.test(fieldWords(input.field)) ||
    (labelNear(input, start, end, BIRTH) !== undefined && !EVENT.test(own))
  )
}

/** Tests a sticky pattern at a place; a pattern that is one lookbehind tests what ends there. */
function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}
