import { z } from 'zod'
import { both, type DetectInput, defineDetector, ENTITY_TYPES, type Signal } from '../../core/index.ts'
import { fieldWords, topicNear } from '../_context.ts'
import { opensWhere } from '../_gate.ts'
import { SEEN } from '../_look.ts'
import { type Scan, scanOf } from '../_scan.ts'
import { weigh } from '../_score.ts'
import { keyedValues } from './_keyed-values.ts'
import { isStandIn } from './_stand-ins.ts'

const KEY =
  /(?:pass(?:[ _-]?(?:word|wd|phrase|code|key))?|pwd|passwort|kennwort|mot de passe|mdp|contraseña|contrasena|clave|senha|palavra-passe|wachtwoord|hasło|пароль|parola|lösenord|adgangskode|salasana|şifre|密码|密碼|口令|パスワード|비밀번호)(?![\p{Script=Latin}])/iuy
const PIN = /pin(?: ?(?:code|number|no))?(?![\p{L}])/iuy
const FIELD =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:pass ?(?:word|wd|phrase|code)|pwd|passwort|contraseña|senha|mot de passe)(?![\p{Lu}\p{Ll}\p{N}])|密码|口令/iu
const CARD =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:card|bank|atm|phone|sim|unlock|safe|locker|door|alarm|account|debit|credit|voicemail|tablet|device|secret)(?![\p{Lu}\p{Ll}\p{N}])|银行卡|门禁|锁屏|手机/iu

/** Types and calls of programs, and words that follow a key in prose. */
const CODE =
  /^(?:str(?:ing)?|text|varchar.*|char|bytes?|int(?:eger)?|bool(?:ean)?|any|object|hash(?:ed)?|encrypted|bcrypt|md5|self\..*|this\..*|req\..*|request\..*|params?\..*|args?\..*|config\..*|settings\..*|data\..*|form\..*|input\..*|options\..*|[\w.]+\(.*|new|function|field|char\(.*|incorrect|invalid|wrong|expired|changed|reset|forgotten|forgot|mandatory|protected|manager|policy|length|strength|must|should|cannot|can|is|was|and|or|for|the|to|of|not|no|yes|ok|type|name|hint|min|max|at|in|on|if)$/iu

/** Finds passwords and PINs by their labels. */
export const password = defineDetector({
  id: 'personal-data/password',
  version: 1,
  title: both('Password', '密码'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://pages.nist.gov/800-63-4/sp800-63b.html',
  maturity: 'experimental',
  options: z.object({}),
  types: { password: ENTITY_TYPES.password },
  examples: {
    flags: [
      'password: Tr0ub4dor&3',
      'my password is hunter2',
      '密码：abc12345',
      '"pwd": "x9!kd02m"',
      'the PIN for the card is 4821',
      ['Summer2024!', 'user_password'],
    ],
    passes: [
      'password: required',
      'your password is incorrect',
      'password = getpass()',
      'DB_PASSWORD=$SECRET',
      '密码错误，请重试',
      'forgot password? click here',
      'PIN 560001',
      'password: string',
    ],
  },
  opens: opensWhere({
    length: 6,
    flags: SEEN.exotic,
    groups: ['passwords', 'pins'],
    field: name => FIELD.test(fieldWords(name)),
  }),
  *detect(input) {
    const { text } = input
    if (FIELD.test(fieldWords(input.field)) && /^\S{4,64}$/u.test(text) && !isStandIn(text)) {
      yield* weigh(
        {
          start: 0,
          end: text.length,
          type: 'password',
          reason: both('value of a field of passwords', '密码字段的值'),
        },
        0.9,
      )
      return
    }
    const scan = scanOf(input)
    for (const { key, start, end, value, isAssigned, isQuoted } of keyedValues(scan, 'passwords', KEY)) {
      if (/\p{Script=Han}{3}/u.test(value) || /^[([{]\p{L}+$/u.test(value)) continue
      if (value.length < 4 || value.length > 64 || isStandIn(value) || CODE.test(value)) continue
      const strength = strengthOf(value)
      if (/^pass$/iu.test(key) && (!isAssigned || strength === 0)) continue
      if (!isAssigned && !isQuoted && strength === 0) continue
      if (strength === 0 && !isQuoted && /^[ \t]+\p{L}/u.test(text.slice(end, end + 4))) continue
      yield* weigh(
        { start, end, type: 'password', reason: both('value after a label of a password', '密码标签后的值') },
        isAssigned ? 0.75 : 0.65,
        strength > 0 && {
          by: strength > 1 ? 0.2 : 0.1,
          reason: both('digits and marks, as passwords have', '含数字或符号，像密码'),
        },
        strength === 0 && !isQuoted && { by: -0.15, reason: both('letters only', '只有字母') },
      )
    }
    yield* pins(input, scan)
  },
})

function* pins(input: DetectInput, scan: Scan): Iterable<Signal> {
  for (const { start, end, value, isAssigned } of keyedValues(scan, 'pins', PIN)) {
    if (!/^\d{4,8}$/u.test(value)) continue
    const topic = topicNear(input, start, end, CARD)
    yield* weigh(
      { start, end, type: 'password', reason: both('digits after a label of a PIN', 'PIN 标签后的数字') },
      (isAssigned ? 0.55 : 0.5) + (value.length === 4 ? 0.15 : value.length === 6 ? -0.15 : 0),
      topic !== undefined && {
        by: 0.2,
        reason: both('a word about cards or devices stands near', '附近有与卡或设备相关的词'),
      },
    )
  }
}

/** 0: one kind of letters; 1: digits only or letters of both cases; 2: a mix with digits or marks. */
function strengthOf(value: string): number {
  const hasDigit = /\d/u.test(value)
  const hasMark = /[^\p{L}\p{N}]/u.test(value.slice(0, -1))
  const hasLetter = /\p{L}/u.test(value)
  if (hasLetter && (hasDigit || hasMark)) return 2
  if (hasDigit || hasMark) return 1
  return /\p{Ll}\p{Lu}/u.test(value) ? 1 : 0
}
