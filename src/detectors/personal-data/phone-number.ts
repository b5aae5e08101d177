import { z } from 'zod'
import {
  both,
  type DetectInput,
  defineDetector,
  ENTITY_TYPES,
  type Move,
  type Signal,
} from '../../core/index.ts'
import { opensWhere } from '../_gate.ts'
import { SEEN } from '../_look.ts'
import { type Scan, type Stretch, scanOf } from '../_scan.ts'
import { weigh } from '../_score.ts'
import { SHAPES } from '../_shapes.ts'
import { heldOut } from './_held-out.ts'
import { type FoundPhone, phonesFrom } from './_phone-groups.ts'
import { CURRENCY, isLabelAdjacent, phoneLabel, phoneTopic, UNIT } from './_phone-labels.ts'
import { isOtherNumber, phoneShape } from './_phone-shape.ts'

/** Operators around a number; the bracket stands for the number. */
const MATHEMATICS = /(?:[=*×÷^<>≈≤≥]|[\d)]\s?\+|[\d)]\s[-/])\s?-?\(?⟦|⟦\s?(?:[=*×÷^≈]|\+\s?\d)/u
/** Between two numbers of one list. */
const LIST = /^\s{0,2}(?:[,;/|、，；]|or|and|&|或|和|及|以及)\s{0,2}$/iu

/** Finds telephone and fax numbers. */
export const phoneNumber = defineDetector({
  id: 'personal-data/phone-number',
  version: 1,
  title: both('Phone number', '电话号码'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.itu.int/rec/T-REC-E.164',
  maturity: 'stable',
  quality: heldOut('phone-number', [
    { dataset: 'presidio_synth_v2', type: 'phone', found: 24, right: 24, gold: 24 },
    { dataset: 'presidio_generated_large', type: 'phone', found: 38, right: 38, gold: 38 },
    { dataset: 'cn_pii_bench_sample', type: 'phone', found: 68, right: 68, gold: 68 },
  ]),
  options: z.object({}),
  types: { phone: ENTITY_TYPES.phone },
  examples: {
    flags: [
      'reach me at (212) 555-0147 ext. 12',
      '+44 20 7946 0958',
      'Mobile: 0490 75 40 81',
      '联系电话13812345678',
      '客服热线：400-820-8820',
      'tel 99 577450',
      ['0378 3549890', 'mobile_phone'],
    ],
    passes: [
      'on 2024-11-24 10:30:00',
      'pi is 3.14159265358',
      'version 10.0.19041.1',
      'ISBN 978-3-16-148410-0',
      '1,234,567 people',
      'order number 2025550147',
      '订单号：13812345678',
      'population 12 345 678',
      'SSN 123-45-6789',
    ],
  },
  opens: opensWhere({ digits: 5, shapes: SHAPES.joined }),
  *detect(input) {
    const scan = scanOf(input)
    let previous: Previous | undefined
    for (const stretch of scan.stretches) {
      if (stretch.digits < 5) continue
      for (const found of phonesIn(input, scan, stretch, previous)) {
        previous = { end: found.end, label: found.moves?.find(move => move.by > 0) }
        yield found
      }
    }
  },
})

/** The longest groups that are likely one number are taken; among unlikely ones the best. */
const LIKELY = 0.5

/** A number that was found before, and the label that it had. */
interface Previous {
  readonly end: number
  readonly label: Move | undefined
}

function* phonesIn(
  input: DetectInput,
  scan: Scan,
  stretch: Stretch,
  before: Previous | undefined,
): Iterable<Signal> {
  let previous = before
  for (let first = stretch.first; first <= stretch.last; first++) {
    let best: { signal: Signal; last: number } | undefined
    for (const phone of phonesFrom(scan, stretch, first)) {
      const inherited =
        previous?.label && LIST.test(scan.text.slice(previous.end, phone.start)) ? previous.label : undefined
      const [signal] = weighPhone(input, scan, phone, inherited)
      if (signal && signal.score > (best?.signal.score ?? 0)) best = { signal, last: phone.last }
      if (best && best.signal.score >= LIKELY) break
    }
    if (!best) continue
    yield best.signal
    previous = { end: best.signal.end, label: best.signal.moves?.find(move => move.by > 0) }
    first = best.last
  }
}

function weighPhone(
  input: DetectInput,
  { text, facts }: Scan,
  phone: FoundPhone,
  inherited: Move | undefined,
): [] | [Signal] {
  const { start, end, digits } = phone
  // No form is so short: only a label right beside it makes a telephone number of it.
  if (digits.length < FEWEST_UNNAMED && !isLabelAdjacent(input, start, end)) return []
  const isChinese =
    facts.saw(SEEN.nonAscii) && /\p{Script=Han}/u.test(text.slice(Math.max(0, start - 40), end + 40))
  const shape = phoneShape(phone, isChinese)
  if (!shape && (digits.length > 13 || (phone.groups.length > 1 && isOtherNumber(phone)))) return []
  const base = shape?.base ?? unshapedBase(phone)
  if (base === 0) return []
  const label = phoneLabel(input, start, end) ?? inherited
  const topic = label === undefined ? phoneTopic(input, start, end) : undefined
  return weigh(
    {
      start,
      end,
      type: 'phone',
      reason: shape?.reason ?? both('digits named as a phone number', '有电话标签的数字'),
      ...(shape?.country !== undefined && { country: shape.country }),
    },
    base,
    label,
    topic,
    (label === undefined || label.by < 0.4) &&
      isInCalculation(text, phone) && { by: -0.6, reason: both('part of a calculation', '算式的一部分') },
    !shape &&
      (label === undefined || label.by <= 0) &&
      /^,?\s\p{Lu}\p{L}/u.test(text.slice(end, end + 4)) && {
        by: -0.2,
        reason: both('a name follows, as after a house number', '后接名称，像门牌号'),
      },
    (label === undefined || label.by < 0.4) &&
      (!shape || shape.base < 0.8) &&
      !phone.isInternational &&
      !phone.isWhole && { by: -0.2, reason: both('more numbers stand beside it', '旁边还有其他数字') },
    UNIT.test(text.slice(end, end + 14)) && { by: -0.6, reason: both('a unit follows', '后接计量单位') },
    CURRENCY.test(text.slice(Math.max(0, start - 5), start)) && {
      by: -0.7,
      reason: both('an amount of money', '金额'),
    },
  )
}

function isInCalculation(text: string, { start, end, isInternational }: FoundPhone): boolean {
  const before = text.slice(Math.max(0, start - 4), start)
  if (isInternational && /[\d)]\s+$/u.test(before)) return true
  return MATHEMATICS.test(`${before}⟦${text.slice(end, end + 3)}`)
}

/** Fewest digits of a number that is told by its form. */
const FEWEST_UNNAMED = 7

/** How sure digits without a known form are before their label is weighed. */
function unshapedBase({ digits, groups, gaps }: FoundPhone): number {
  if (digits.length < FEWEST_UNNAMED) return 0.15
  if (groups.length === 1) return BARE[digits.length] ?? 0.15
  if (groups.length > 5 || groups.some(group => group.length > 8)) return 0.15
  const isThousands = (groups[0] ?? '').length < 4 && groups.slice(1).every(group => group.length === 3)
  const arePairs = groups.every(group => group.length === 2)
  const marks = gaps.join('')
  if (marks.includes('/')) return 0.15
  if (marks.includes('.')) return isThousands ? 0.15 : 0.3
  if (isThousands || arePairs) return 0.35
  if (groups.length === 2 && marks.includes('-') && groups.some(group => group.endsWith('00'))) return 0.15
  return 0.4
}

/** How sure a run of so many digits is a telephone number. */
const BARE: Readonly<Record<number, number>> = { 7: 0.2, 8: 0.25, 9: 0.3, 10: 0.35, 11: 0.35, 12: 0.2 }
