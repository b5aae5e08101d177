import { z } from 'zod'
import {
  both,
  type DetectInput,
  defineDetector,
  ENTITY_TYPES,
  type Localized,
  passesLuhn,
  type Signal,
} from '../../core/index.ts'
import { labelNear, topicNear } from '../_context.ts'
import { opensWhere } from '../_gate.ts'
import { scanOf, standsAlone } from '../_scan.ts'
import { weigh } from '../_score.ts'
import { SHAPES } from '../_shapes.ts'
import { isRepeated } from './_checksums.ts'
import { heldOut } from './_held-out.ts'

/** Groups of digits as they stand on cards: 4-4-4-4, 4-6-5, 4-6-4, 4-4-4-4-3, 6-13, or without a gap. */
const GROUPED =
  /(?<![\p{L}\p{N}_]|\d[.,-])(?:\d{4}([ .-])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?|\d{4}([ .-])\d{6}\2\d{4,5}|\d{6}([ .-])\d{13}|\d{4}([ .-])\d{4}\4\d{4}\4\d{1,3}|\d{4}([ .-])\d{4}\5\d{5})(?![\p{Script=Latin}\p{N}_]|[.,-]\d)/gu

/** A network: its prefixes (ISO/IEC 7812 issuer identification numbers) and the lengths it issues. */
interface Network {
  readonly name: string
  readonly prefix: RegExp
  readonly lengths: readonly number[]
  /** How sure a number with this prefix, a fitting length and a right check digit is a card, without a word near it. */
  readonly base: number
}

/** https://en.wikipedia.org/wiki/Payment_card_number#Issuer_identification_number_(IIN) and the networks' own pages. */
const NETWORKS: readonly Network[] = [
  { name: 'American Express', prefix: /^3[47]/u, lengths: [15], base: 0.85 },
  { name: 'Visa', prefix: /^4/u, lengths: [16], base: 0.85 },
  {
    name: 'Mastercard',
    prefix: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/u,
    lengths: [16],
    base: 0.85,
  },
  { name: 'UnionPay', prefix: /^(?:62|81)/u, lengths: [16, 19], base: 0.8 },
  { name: 'UnionPay', prefix: /^62/u, lengths: [17, 18], base: 0.55 },
  { name: 'Discover', prefix: /^(?:6011|64[4-9]|65)/u, lengths: [16, 19], base: 0.8 },
  { name: 'JCB', prefix: /^35(?:2[89]|[3-8])/u, lengths: [16], base: 0.8 },
  { name: 'Diners Club', prefix: /^(?:30[0-5]|3095|3[689])/u, lengths: [14, 16], base: 0.6 },
  { name: 'Mir', prefix: /^220[0-4]/u, lengths: [16], base: 0.8 },
  { name: 'RuPay', prefix: /^(?:508[2-9]|60|8[12]|353|356)/u, lengths: [16], base: 0.7 },
  { name: 'Maestro', prefix: /^(?:5018|5020|5038|5[678]|6304|6390|67)/u, lengths: [16, 18, 19], base: 0.6 },
  { name: 'JCB', prefix: /^(?:2131|1800)/u, lengths: [15], base: 0.5 },
  { name: 'Troy, Verve, Elo', prefix: /^(?:9792|506|507865|650|636)/u, lengths: [16, 19], base: 0.6 },
  { name: 'Visa', prefix: /^4/u, lengths: [13, 19], base: 0.45 },
  {
    name: 'Maestro',
    prefix: /^(?:5018|5020|5038|5[678]|6304|6390|67)/u,
    lengths: [12, 13, 14, 15, 17],
    base: 0.35,
  },
  { name: 'JCB', prefix: /^35(?:2[89]|[3-8])/u, lengths: [17, 18, 19], base: 0.35 },
  { name: 'Diners Club', prefix: /^3(?:0[0-5]|095|[689])/u, lengths: [15, 17, 18, 19], base: 0.35 },
]

const CARD =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:credit|debit|payment|bank|prepaid|visa|master ?card|maestro|amex|american express|discover|diners|jcb|union ?pay|rupay)?\s?-?(?:cards?|pan|cc)(?![\p{Lu}\p{Ll}\p{N}])|(?<![\p{Lu}\p{Ll}\p{N}])(?:visa|master ?card|maestro|amex|american express|diners club|jcb|union ?pay|rupay|ccn|ccnum|cardnumber|kreditkarte\w*|kartennummer|tarjeta|carte (?:bancaire|bleue|de crédit)|cartão|carta di credito|creditcard)(?![\p{Lu}\p{Ll}\p{N}])|信用卡|银行卡|储蓄卡|借记卡|卡号|银联|收款账[户号]|クレジットカード|카드/iu
/** Cards that are no payment cards, and numbers that are no cards. */
const OTHER =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:order|invoice|tracking|shipment|parcel|serial|imei|imsi|iccid|isbn|ean|upc|gtin|sku|part|ref(?:erence)?|transaction|txn|ticket|library|loyalty|membership|gift|sim|id|uuid|timestamp|phone|tel|barcode|tax|customer|account)(?![\p{Lu}\p{Ll}\p{N}])|订单|单号|流水|编号|身份证|证件|学号|工号|会员|条码|手机/iu
const PAYMENT =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:card|cvv|cvc|expir\w*|exp|payment|charge[ds]?|billing|checkout|atm|cardholder|visa|mastercard)(?![\p{Lu}\p{Ll}\p{N}])|信用卡|银行卡|有效期|支付|扣款|持卡人/iu

/** Finds numbers of payment cards, credit and debit. */
export const creditCard = defineDetector({
  id: 'personal-data/credit-card',
  version: 1,
  title: both('Payment card number', '银行卡与信用卡号'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.iso.org/standard/70484.html',
  maturity: 'stable',
  quality: heldOut('credit-card', [
    { dataset: 'presidio_synth_v2', type: 'credit-card', found: 57, right: 57, gold: 57 },
    { dataset: 'presidio_generated_large', type: 'credit-card', found: 36, right: 36, gold: 36 },
  ]),
  options: z.object({}),
  types: { 'credit-card': ENTITY_TYPES['credit-card'] },
  examples: {
    flags: [
      'card 4111 1111 1111 1111 expires 04/29',
      'amex 3782-822463-10005',
      '卡号：6222600260001072444',
      ['5105105105105100', 'card_number'],
    ],
    passes: [
      '4111 1111 1111 1112',
      'order 4532015112830366',
      '1234567812345670',
      'ISBN 978-3-16-148410-0',
      '0000 0000 0000 0000',
    ],
  },
  opens: opensWhere({ digits: 12, shapes: SHAPES.card }),
  *detect(input) {
    const { text, tokens, stretches } = scanOf(input)
    for (const { start, end, digits } of tokens) {
      if (end - start < 12 || end - start > 19 || digits < end - start || !standsAlone(text, start, end))
        continue
      yield* weighCard(input, start, end, text.slice(start, end), false)
    }
    for (const { start, end, first, last, digits } of stretches) {
      if (first === last || digits < 12) continue
      const from = Math.max(0, start - 2)
      for (const { 0: found, index } of text.slice(from, end + 2).matchAll(GROUPED)) {
        const at = from + index
        yield* weighCard(input, at, at + found.length, found.replace(/\D/gu, ''), true)
      }
    }
  },
})

/** Base of a number with a right check digit whose prefix belongs to no network above. */
const UNKNOWN_ISSUER = 0.4

function formOf(network: Network | undefined, isRight: boolean): Localized {
  if (!network) return both('right check digit, unknown issuer', '校验位正确，发卡机构未知')
  const { name } = network
  return isRight
    ? both(`prefix and length of ${name}, right check digit`, `符合 ${name} 的前缀与长度，校验位正确`)
    : both(`prefix and length of ${name}`, `符合 ${name} 的前缀与长度`)
}

function weighCard(
  input: DetectInput,
  start: number,
  end: number,
  digits: string,
  isGrouped: boolean,
): [] | [Signal] {
  if (isRepeated(digits)) return []
  const network = NETWORKS.find(each => each.lengths.includes(digits.length) && each.prefix.test(digits))
  const label = labelNear(input, start, end, CARD)
  const isRight = passesLuhn(digits)
  if ((!isRight || !network) && label === undefined) return []
  const other = label === undefined ? labelNear(input, start, end, OTHER) : undefined
  const isChineseBankCard =
    network?.name === 'UnionPay' &&
    !/credit|visa|master|信用卡|贷记/iu.test(label ?? '') &&
    /\p{Script=Han}/u.test(input.text.slice(Math.max(0, start - 40), end + 40))
  const topic = label ?? topicNear(input, start, end, PAYMENT)
  if (!isRight && !network) return []
  return weigh(
    {
      start,
      end,
      type: 'credit-card',
      reason: formOf(network, isRight),
    },
    network?.base ?? UNKNOWN_ISSUER,
    isGrouped && { by: 0.1, reason: both('grouped as on a card', '按卡面方式分组') },
    label !== undefined && { by: 0.35, reason: both('named as a card', '有银行卡标签') },
    label === undefined &&
      topic !== undefined && {
        by: 0.2,
        reason: both('a word about payment stands near', '附近有与支付相关的词'),
      },
    other !== undefined && { by: -0.6, reason: both('named as something else', '标签指向其他编号') },
    isChineseBankCard && {
      by: -0.3,
      reason: both('a Chinese bank card, which is a bank account', '中国银行卡，按银行账号处理'),
    },
    !isRight && { by: -0.6, reason: both('wrong check digit', '校验位错误') },
  )
}
