import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'
import { fieldWords, topicNear } from '../_context.ts'
import { opensWhere } from '../_gate.ts'
import { SEEN } from '../_look.ts'
import { weigh } from '../_score.ts'
import { isRepeated, weightedSum } from './_checksums.ts'
import { labeledIdentifiers } from './_identifiers.ts'

/** Words for an account; which one decides how sure it is a bank's. */
const ACCOUNT =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:(?:bank|checking|savings?|deposit|current|giro|beneficiary|payee|brokerage)? ?(?:accounts?|acct|acc|a\/c)(?: ?(?:numbers?|no|num|nr|#))?|bban|clabe|routing(?: transit)?(?: ?(?:number|no))?|aba|sort(?: ?code)?|bsb|transit number|kontonummer|kontonr|konto|bankverbindung|numéro de compte|compte (?:bancaire|courant)|rib|cuenta(?: bancaria| corriente)?|cbu|conto(?: corrente)?|conta (?:bancária|corrente)|rekening(?:nummer)?|bankkonto|bankgiro|plusgiro|numer konta|rachunek|расч[её]тный счет|hesap (?:no|numarası))(?![\p{Lu}\p{Ll}\p{N}])|账号|帐号|账户|帐户|户号|開户|开户|对公|收款|口座番号|계좌/iu
const BANK =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:banks?|banking|checking|savings?|deposits?|transfers?|wire|ach|routing|aba|sort(?: ?code)?|bsb|iban|swift|bic|payee|beneficiary|direct debit|payroll|clabe|bban|cbu|rib|konto\w*|rekening\w*|cuenta|conto|compte bancaire)(?![\p{Lu}\p{Ll}\p{N}])|银行|开户|转账|汇款|收款|打款|对公|户名|支行|储蓄|口座|계좌|은행/iu
/** Accounts at shops, services and networks. */
const SERVICE =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:user|customer|client|electric\w*|gas|water|utility|internet|e-?mail|twitter|facebook|google|steam|game|loyalty|frequent|patient|tax)(?![\p{Lu}\p{Ll}\p{N}])|微信|QQ|游戏|会员|用户|登录|水电|燃气|微博|抖音|淘宝|社保|医保/iu
const FORM = { minDigits: 6, minLength: 6, maxLength: 24 }
/** The American Bankers Association's weights for routing numbers. */
const ABA = [3, 7, 1, 3, 7, 1, 3, 7, 1]

/** Finds bank account, routing and sort numbers by their labels. */
export const bankAccount = defineDetector({
  id: 'personal-data/bank-account',
  version: 1,
  title: both('Bank account number', '银行账号'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.aba.com/about-us/our-story/aba-routing-number',
  maturity: 'experimental',
  options: z.object({}),
  types: { 'bank-account': ENTITY_TYPES['bank-account'] },
  examples: {
    flags: [
      'bank account number 12345678',
      'Sort code: 20-00-00, account: 55779911',
      '开户行：工商银行，账号：0200001009000000000',
      'routing number 021000021',
      ['000123456789', 'bank_account_no'],
    ],
    passes: [
      'order 12345678',
      'on account of 12 people',
      'accounting for 123456',
      '微信账号：zhang1990',
      'user account 42',
    ],
  },
  opens: opensWhere({
    digits: 6,
    flags: SEEN.exotic,
    groups: ['accounts'],
    field: name => ACCOUNT.test(fieldWords(name)),
  }),
  *detect(input) {
    for (const { start, end, compact, label } of labeledIdentifiers(input, ACCOUNT, 'accounts', FORM)) {
      const letters = compact.replace(/\d/gu, '').length
      if (letters > 4 || isRepeated(compact)) continue
      if (
        /(?<![\p{Lu}\p{Ll}\p{N}])(?:iban|swift|bic)(?![\p{Lu}\p{Ll}\p{N}])/iu.test(label) ||
        /^\s?(?:%|元|万|美元|USD|dollars|people|members)/iu.test(input.text.slice(end, end + 10))
      )
        continue
      if (/(?:[€£$¥]|USD|EUR)\s?$/u.test(input.text.slice(Math.max(0, start - 5), start))) continue
      const isNumber =
        /(?<![\p{Lu}\p{Ll}\p{N}])(?:numbers?|no|num|nr|#|code|id)(?![\p{Lu}\p{Ll}\p{N}])|号/iu.test(label)
      const isSort = /(?<![\p{L}])sort$/iu.test(label)
      if (isSort && !/^\d\d-\d\d-\d\d$/u.test(input.text.slice(start, end))) continue
      const isRouting = /(?<![\p{Lu}\p{Ll}\p{N}])(?:routing|aba|transit)(?![\p{Lu}\p{Ll}\p{N}])/iu.test(label)
      const bank = BANK.test(label) || topicNear(input, start, end, BANK) !== undefined
      yield* weigh(
        {
          start,
          end,
          type: 'bank-account',
          reason: both('number after a label of an account', '账户标签后的号码'),
        },
        isNumber || isRouting
          ? 0.6
          : isSort || /[:：#]\s?$/u.test(input.text.slice(Math.max(0, start - 2), start))
            ? 0.5
            : 0.45,
        bank && { by: 0.25, reason: both('a word about banks stands near', '附近有与银行相关的词') },
        SERVICE.test(label) && { by: -0.45, reason: both('an account with a service', '服务或平台的账号') },
        isRouting &&
          compact.length === 9 &&
          weightedSum(compact, ABA) % 10 === 0 && {
            by: 0.1,
            reason: both('right check digit', '校验位正确'),
          },
        letters > 0 && { by: -0.15, reason: both('letters in the number', '号码含字母') },
      )
    }
  },
})
