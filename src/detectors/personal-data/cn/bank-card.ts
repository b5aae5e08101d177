import { both, passesLuhn } from '../../../core/index.ts'
import { isRepeated } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** UnionPay's range, and older domestic ranges of ICBC, ABC, CCB and BOC. */
const CHINESE = /^(?:62|9558|9559|4367|5453|6013|6225|8(?:10|1[1-7]))/
const ISSUER = /^62(?:1[0-9]|2[0-9]|3[0-9]|5[0-9]|69|70|8[2-4])/

/** Finds Chinese bank cards: UnionPay number and Luhn digit, or any card or account number that a label names. */
export const cnBankCard = defineNumber({
  id: 'personal-data/cn-bank-card',
  version: 1,
  title: both('Chinese bank card or account', '中国银行卡号或账号'),
  type: 'bank-account',
  country: 'CN',
  reference: 'https://en.wikipedia.org/wiki/UnionPay',
  digits: 16,
  alphabet: 'digits',
  lengths: [16, 17, 18, 19],
  groups: ['4-4-4-4', '4-4-4-4-1', '4-4-4-4-2', '4-4-4-4-3', '6-13', '6-10', '6-12', '6-4-4-5'],
  loose: true,
  joiners: ' -',
  valid: number => /^\d+$/.test(number) && CHINESE.test(number) && passesLuhn(number),
  shaped: number => /^[1-9]\d+$/.test(number) && !isRepeated(number),
  proof: both('card range and check digit (Luhn)', '卡号段与校验位（Luhn）'),
  labels: ['bank-card'],
  scores: {
    alone: ({ compact }) => (ISSUER.test(compact) ? 0.75 : compact.startsWith('62') ? 0.65 : undefined),
    grouped: 0.75,
    labeled: 0.97,
    mistyped: 0.6,
  },
  examples: {
    flags: ['银行卡号：6228480836874928531', '请转到6217 0010 6468 2753 032', '收款账号 1001234509876543217'],
    passes: ['6228480836874928532', '订单号：6228480836874928532'],
  },
})
