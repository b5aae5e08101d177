import { z } from 'zod'
import {
  both,
  type DetectInput,
  defineDetector,
  ENTITY_TYPES,
  type Move,
  type Signal,
} from '../../core/index.ts'
import { fieldWords, labelNear, lastIndexOf, ownLabel, topicNear } from '../_context.ts'
import { beginsAlone, endsAlone, type Scan, type Stretch, scanOf, type Token } from '../_scan.ts'
import { weigh } from '../_score.ts'
import { isOtherNumber, type PhoneGroups, phoneShape } from './_phone-shape.ts'

/** Words that name a telephone number. */
const STRONG =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:(?:tele|cell|smart|mobile ?)?phones?|telephone|tel|tels|tlf|mobiles?|mob|cell(?:ular)?|hand ?phone|fax(?:es)?|telefax|hot ?line|help ?line|land ?line|whats ?app|viber|pager|beeper|sms|desk|extension|switchboard|toll[- ]?free|(?:contact|callback|call back|emergency|direct|office|home|work|daytime) (?:no|number|nr|line)|(?:my|his|her|their|your|our)(?: (?:new|old|own|personal|private|work|home|other))? (?:number|no|digits)|ph|telefon\w*|telefoon\w*|t[eé]l[eé]fono?s?|t[eé]l[eé]phone|t[eé]l|m[oó]vil|celular(?:es)?|cellulare|portable|gsm|handy|mobil\w*|telemóvel|telefone|fono|fone|puhelin|numer telefonu|komórka|тел(?:ефон)?|моб(?:ильный)?|τηλ(?:έφωνο)?)(?![\p{Lu}\p{Ll}\p{N}])|电话|電話|手机|手機|座机|传真|傳真|热线|熱線|联系方式|聯絡|致电|致電|拨打|撥打|来电|来電|话机|携帯|전화|휴대폰|연락처|팩스/iu
/** Words that ask for a call or a message, and vague words for numbers. */
const WEAK =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:call(?:ed|ing|s)?|dial(?:ed|ing|led|ling)?|ring|rang|phon(?:ed|ing)|reach(?:ed|able)?|contact(?:ed|s|ing)?|text(?:ed|ing)?|answer(?:ed|ing)?|messages?|messaged|line|registered|verification|otp|whatsapped|anrufen|rufnummer|appel(?:er|ez)|llam(?:ar|e|ame)|chiam(?:are|i))(?![\p{Lu}\p{Ll}\p{N}])|联系|聯繫|拨|撥|打给|呼叫|短信|咨询|客服|转/iu
/** Words near a number that may be one to call. */
const TOPIC =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:phones?|telephone|tel|mobile|cell ?phone|fax|call(?:s|ed|ing)?|dial\w*|reach|contact(?:s|ed)?|text(?:s|ed|ing)? (?:me|us|him|her)|messages?|voicemail|sms|whatsapp|hot ?line|e-?mail|telefon\w*|tel[eé]fono|t[eé]l[eé]phone|appel\w*|anruf\w*|llam\w+|chiam\w+)(?![\p{Lu}\p{Ll}\p{N}])|电话|手机|联系|拨打|致电|客服|短信/iu
/** Words for numbers of any kind: they count only where nothing else says what the number is. */
const VAGUE = /\b(?:number|no|nr|num|nummer|numéro|número|numero|numer|номер)\b|号码|號碼|号$/iu
/** The keys of a signature: `T: …`, `M. …`. */
const INITIAL = /(?:^|[\s|•·,;])(?:[tmpfocdwh]|hp|wa|mob|ph)[.:]\s*(?:\(?\+)?$/iu
/** Numbers of other kinds. */
const OTHER =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:orders?|invoice|tracking|shipment|account|acct|a\/c|routing|cards?|iban|serial|model|part|sku|isbn|issn|doi|pmid|ref(?:erence)?|ticket|case|claim|policy|member(?:ship)?|customer|employee|student|ids?|zip|postal|postcode|passport|licen[cs]e|registration|company|address(?:es)?|suite|street|room|ssn|social security|tax|vat|ein|imei|version|lot|batch|lat(?:itude)?|lon(?:g|gitude)?|coordinates?|pages?|pp|vol(?:ume)?|patent|population|price|total|amount|timestamp|date|dob|born|flight|hash|port|code|pin|score|chapter|section|casrn|cas|nct|grant|contract|docket|bill|barcode|upc|ean|routing|swift|bsb|sort|compte|konto\w*|cuenta|conto|rekening\w*|volume|issue|isin|modulo|prime|equation|sum|result|lotter\w*|lotto|draws?|drawn)(?![\p{Lu}\p{Ll}\p{N}])|订单|单号|编号|账号|帐号|账户|卡号|身份证|证号|证件|税号|流水|邮编|金额|工号|学号|车牌|版本|日期|时间|价格|批号|条码|专利|文号|验证码|序列号|型号|QQ/iu
/** What follows a quantity. */
const UNIT =
  /^\s?(?:%|°|[€£$¥₹]|(?:km|kg|mg|ml|cm|mm|m[²2³3]|ft|lbs?|hours?|hrs?|days?|weeks?|months?|years?|people|persons|inhabitants|residents|votes|voters|times|dollars|euros|pounds|usd|eur|gbp|bytes|kb|mb|gb|pages|words|units|shares|tons?|tonnes|miles|acres|hectares|million|billion|thousand|percent|points)\b|元|米|年|月|日|天|人|万|亿|次|岁|美元|平方|公里|公斤|吨|件|个|名|户|票|%|％|号(?!码|联|[,，。;；\s)]|$))/iu
const CURRENCY = /(?:[€£$¥₹]|\b(?:USD|EUR|GBP|CNY|RMB|JPY|INR|Rs\.?))\s?$/u

/** Operators around a number; the bracket stands for the number. */
const MATHEMATICS = /(?:[=*×÷^<>≈≤≥]|[\d)]\s?\+|[\d)]\s[-/])\s?-?\(?⟦|⟦\s?(?:[=*×÷^≈]|\+\s?\d)/u
/** Labels tied to a number by a mark: `555-0147-Office`, `fax/555-0147`. */
const LABEL_AFTER =
  /^[-/_.](?:(?:tele|cell)?phone|mobile|cell|fax|office|home|work|tel|direct|main|desk|voice|ext|[hwcmofpt])(?![\p{L}])/iu
const LABEL_BEFORE = /(?:phone|mobile|cell|fax|office|home|work|tel|direct|main|desk|ph|mob)[-/_.]$/iu
/** Gaps between the groups of one number. */
const GAP = /^(?: {1,2}|-|\.|\/| - | \/ | ?\) ?|\)-|\) - |\)\.|\)\/| ?\( ?|-\()$/u
/** A number that goes on with an extension. */
const EXTENSION =
  /^[,;]?\s?(?:x|ext\.?|extn\.?|extension|#|转|轉|分机|Durchwahl|poste)[.:]?\s?(\d{1,6})(?!\d)/iu
/** Between two numbers of one list. */
const LIST = /^\s{0,2}(?:[,;/|、，；]|or|and|&|或|和|及|以及)\s{0,2}$/iu

const MAX_GROUPS = 6

/** Finds telephone and fax numbers. */
export const phoneNumber = defineDetector({
  id: 'personal-data/phone-number',
  version: 1,
  title: both('Phone number', '电话号码'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.itu.int/rec/T-REC-E.164',
  maturity: 'experimental',
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
  screen: summary => summary.digits >= 5,
  *detect(input) {
    const scan = scanOf(input)
    let previous: { end: number; label: Move | undefined } | undefined
    for (const stretch of scan.stretches) {
      if (stretch.digits < 5) continue
      for (const found of phonesIn(input, scan, stretch, previous)) {
        previous = { end: found.end, label: found.moves?.find(move => move.by > 0) }
        yield found
      }
    }
  },
})

function* phonesIn(
  input: DetectInput,
  scan: Scan,
  stretch: Stretch,
  before: { end: number; label: Move | undefined } | undefined,
): Iterable<Signal> {
  let previous = before
  for (let first = stretch.first; first <= stretch.last; first++) {
    for (let last = Math.min(stretch.last, first + MAX_GROUPS - 1); last >= first; last--) {
      const phone = readGroups(scan, first, last, stretch)
      if (!phone) continue
      const inherited =
        previous?.label && LIST.test(scan.text.slice(previous.end, phone.start)) ? previous.label : undefined
      const [signal] = weighPhone(input, scan, phone, inherited)
      if (!signal) continue
      yield signal
      previous = { end: signal.end, label: signal.moves?.find(move => move.by > 0) }
      first = last
      break
    }
  }
}

interface FoundPhone extends PhoneGroups {
  readonly start: number
  readonly end: number
  /** True when no other number is joined to it. */
  readonly isWhole: boolean
}

/** Reads the tokens from `first` to `last` as one number; undefined when their gaps or surroundings forbid it. */
function readGroups(
  { text, tokens }: Scan,
  first: number,
  last: number,
  stretch: Stretch,
): FoundPhone | undefined {
  const groups: string[] = []
  const gaps: string[] = []
  let extension = 0
  for (let i = first; i <= last; i++) {
    const { start, end } = tokens[i] as Token
    const [group = '', ext] = text.slice(start, end).split(/x/iu)
    if (ext !== undefined && i < last) return undefined
    if (ext !== undefined) extension = ext.length + 1
    groups.push(group)
    if (i > first) {
      const gap = text.slice((tokens[i - 1] as Token).end, start).replace(/\(?\+$/u, '')
      if (!GAP.test(gap)) return undefined
      gaps.push(gap)
    }
  }
  const digits = groups.join('')
  if (digits.length < 5 || digits.length > 17) return undefined
  const firstToken = tokens[first] as Token
  const lastToken = tokens[last] as Token
  if (
    first > stretch.first &&
    !/\s|\/\+?$/u.test(text.slice((tokens[first - 1] as Token).end, firstToken.start))
  )
    return undefined
  if (last < stretch.last && !/\s|^\//u.test(text.slice(lastToken.end, (tokens[last + 1] as Token).start)))
    return undefined
  const prefix =
    /(?:\+ ?\(?|\( ?\+?)$/u.exec(text.slice(Math.max(0, firstToken.start - 3), firstToken.start))?.[0] ?? ''
  const isInternational = prefix.includes('+')
  const closes = gaps.some(gap => gap.includes(')')) && !gaps.some(gap => gap.includes('('))
  if (closes && !prefix.includes('(')) return undefined
  if (gaps.some(gap => gap.includes('(')) && !gaps.some(gap => gap.includes(')'))) return undefined
  const start = firstToken.start - (isInternational || closes ? prefix.length : 0)
  const trailing = extension > 0 ? undefined : EXTENSION.exec(text.slice(lastToken.end, lastToken.end + 24))
  const end = lastToken.end + (trailing?.[0].length ?? 0)
  const begins = isInternational
    ? !/[\p{Script=Latin}\p{N}]$/u.test(text.slice(Math.max(0, start - 1), start))
    : beginsAlone(text, start) || LABEL_BEFORE.test(text.slice(Math.max(0, start - 10), start))
  if (!begins || !(endsAlone(text, end) || LABEL_AFTER.test(text.slice(end, end + 12)))) return undefined
  return {
    start,
    end,
    isWhole: first === stretch.first && last === stretch.last,
    groups,
    gaps,
    digits,
    isInternational,
    isParenthesized: closes && /^ ?\)/u.test(gaps[0] ?? ''),
    hasExtension: extension > 0 || (trailing !== null && trailing !== undefined),
  }
}

function weighPhone(
  input: DetectInput,
  { text }: Scan,
  phone: FoundPhone,
  inherited: Move | undefined,
): [] | [Signal] {
  const { start, end, digits } = phone
  const isChinese = /\p{Script=Han}/u.test(text.slice(Math.max(0, start - 40), end + 40))
  const shape = phoneShape(phone, isChinese)
  if (!shape && (digits.length > 13 || (phone.groups.length > 1 && isOtherNumber(phone)))) return []
  const label = labelMove(input, start, end) ?? inherited
  const base = shape?.base ?? unshapedBase(input, phone)
  if (base === 0) return []
  const topic = label === undefined ? topicNear(input, start, end, TOPIC) : undefined
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
    topic !== undefined && {
      by: 0.15,
      reason: both('a word about calls stands near', '附近有与通话相关的词'),
    },
    (label === undefined || label.by < 0.4) &&
      isInCalculation(text, phone) && { by: -0.6, reason: both('part of a calculation', '算式的一部分') },
    !shape &&
      (label === undefined || label.by <= 0) &&
      /^,?\s\p{Lu}\p{L}/u.test(text.slice(end, end + 4)) && {
        by: -0.2,
        reason: both('a name follows, as after a house number', '后接名称，像门牌号'),
      },
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

/** How sure digits without a known form are before their label is weighed. */
function unshapedBase(input: DetectInput, { start, end, digits, groups, gaps }: FoundPhone): number {
  if (digits.length < 7) return isLabelAdjacent(input, start, end) ? 0.15 : 0
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

/** A short number needs its label right beside it, or the field to name it. */
const isLabelAdjacent = (input: DetectInput, start: number, end: number) =>
  ADJACENT.test(ownLabel(input, start)) ||
  STRONG.test(fieldWords(input.field)) ||
  LABEL_AFTER.test(input.text.slice(end, end + 12))

const ADJACENT =
  /(?:phone|tel|telephone|mobile|cell|fax|hotline|telefon|teléfono|téléphone|telefono|电话|手机|热线|致电|拨打|客服|传真)[\s.:#号码是为]*(?:number|no|nr|is)?[\s.:#]*$/iu

/** Weighs the label that owns the number: the last word that says what it is wins. */
function labelMove(input: DetectInput, start: number, end: number): Move | undefined {
  const own = ownLabel(input, start)
  const strong = lastIndexOf(own, STRONG)
  const weak = lastIndexOf(own, WEAK)
  const other = lastIndexOf(own, OTHER)
  if (other > Math.max(strong, weak)) return NAMED_OTHERWISE
  if (strong >= 0 || labelNear(input, start, end, STRONG) !== undefined) return NAMED
  if (INITIAL.test(input.text.slice(Math.max(0, start - 6), start))) return NAMED
  if (LABEL_AFTER.test(input.text.slice(end, end + 12))) return NAMED
  if (weak >= 0 || VAGUE.test(own)) return CALLED
  return labelNear(input, start, end, OTHER) === undefined ? undefined : NAMED_OTHERWISE
}

const NAMED: Move = { by: 0.4, reason: both('named as a phone number', '有电话标签') }
const CALLED: Move = { by: 0.2, reason: both('a word about calls stands before it', '前有与通话相关的词') }
const NAMED_OTHERWISE: Move = { by: -0.7, reason: both('named as something else', '标签指向其他编号') }
