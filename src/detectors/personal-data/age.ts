import { z } from 'zod'
import { both, type DetectInput, defineDetector, ENTITY_TYPES, type Signal } from '../../core/index.ts'
import { fieldWords, ownLabel } from '../_context.ts'
import { scanOf } from '../_scan.ts'
import { weigh } from '../_score.ts'
import { namedQuality } from './_named-quality.ts'

const OLDEST = 122
/** What follows an age. */
const OLD =
  /[-\s]?(?:years?|yrs?|year)[-\s]?olds?\b|\s?y\/o\b|\s?yo\b|\s?years? of age\b|[-\s](?:岁|周岁)|周?岁/iuy
/** What leads to an age, up to its digits. */
const AGED =
  /\b(?:ages?|aged?|age of|turn(?:ed|s|ing)?|just turned|when (?:he|she|I|they) (?:was|were))[\s:=]{1,3}$|(?:年龄|年纪|现年|时年|年仅|享年|年满)[\s:：为是]{0,3}$/iu
/** Things that are aged and are no person. */
const NOT_A_PERSON = /\b(?:turn(?:s|ing)? (?:[\w']+ ){0,2}(?:into|to|on|off|page)|pages?)\b/iu
const FIELD = /\bage\b|年龄|周岁/iu
/** What measures something else by years: `5 years old whisky` is rare, `10-year-old company` is not. */
const THING =
  /^[-\s]?years?[-\s]?old (?:compan|compani|bank|build|car|house|church|record|school|business|system|law|bridge|wine|whisk|tree|tradition|firm)/iu
const NUMERALS =
  /(?<![\p{Script=Han}〇])(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?:多|几|来)?周?岁/gu

/** What makes digits that follow it a part of something longer, or a price. */
const PART_OF_NUMBER = /[\d.,$€£¥/-]/u

/** What each of these begins with, or holds: most numbers are no ages. */
const MAY_BE_OLD = /[-\sy岁周]/iu
const MAY_BE_AGED = /age|turn|when|年/iu
/** How far before a number the words of its label may begin. */
const LONGEST_LABEL = 64

/** Finds ages of persons in English and Chinese. */
export const age = defineDetector({
  id: 'personal-data/age',
  version: 1,
  title: both('Age', '年龄'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference:
    'https://www.hhs.gov/hipaa/for-professionals/privacy/special-topics/de-identification/index.html',
  maturity: 'experimental',
  quality: namedQuality('age', { presidio_synth_v2: [41, 41, 41] }),
  options: z.object({}),
  types: { age: ENTITY_TYPES.age },
  examples: {
    flags: [
      'She is 34 years old.',
      'This 58-year-old man',
      'Age: 71',
      'My brother just turned 53',
      '患者男，62岁',
      '年龄：45',
      ['45', 'age'],
    ],
    passes: ['page: 34', 'It takes 3 years', 'a 10-year-old company', 'in 1998', '第3次', 'version 62'],
  },
  screen: summary => summary.digits >= 1 || summary.han,
  *detect(input) {
    const scan = scanOf(input)
    for (const { start, end, digits } of scan.tokens) {
      if (digits === end - start && digits <= 3) yield* ageAt(input, scan.text, start, end)
    }
    if (scan.text.includes('岁')) {
      for (const { 0: match, index } of scan.text.matchAll(NUMERALS)) {
        yield* weigh(
          {
            start: index,
            end: index + match.length,
            type: 'age',
            reason: both('a number of years of life', '以“岁”计的数'),
          },
          0.8,
        )
      }
    }
  },
})

function* ageAt(input: DetectInput, text: string, start: number, end: number): Iterable<Signal> {
  const value = Number(text.slice(start, end))
  if (value > OLDEST || value === 0 || PART_OF_NUMBER.test(text.charAt(start - 1))) return
  OLD.lastIndex = end
  const unit = MAY_BE_OLD.test(text.charAt(end)) ? OLD.exec(text)?.[0] : undefined
  if (unit !== undefined) {
    if (THING.test(text.slice(end, end + 40))) return
    const isHan = unit.endsWith('岁')
    yield* weigh(
      {
        start,
        end: isHan ? end + unit.length : end,
        type: 'age',
        reason: both('a number of years of life', '以“岁”计的数'),
      },
      0.9,
    )
    return
  }
  if (
    /^[\d.,:%/-]?\d|^\s?(?:%|percent|degrees|minutes|hours|days|weeks|miles)/iu.test(
      text.slice(end, end + 10),
    )
  )
    return
  const before = text.slice(Math.max(0, start - 40), start)
  if (MAY_BE_AGED.test(before) && AGED.test(before) && !NOT_A_PERSON.test(before)) {
    yield* weigh(
      { start, end, type: 'age', reason: both('a number after a word of age', '年龄相关词后的数') },
      0.75,
    )
    return
  }
  const isValue =
    input.field !== undefined && FIELD.test(fieldWords(input.field)) && text.trim().length === end - start
  const mayBeLabeled = /age/iu.test(text.slice(Math.max(0, start - LONGEST_LABEL), start))
  if (isValue || (mayBeLabeled && /(?:^|\s)age$/iu.test(ownLabel(input, start)))) {
    yield* weigh({ start, end, type: 'age', reason: both('named as an age', '有年龄标签') }, 0.85)
  }
}
