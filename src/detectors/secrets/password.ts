import { z } from 'zod'
import { both, defineDetector } from '../../core/index.ts'
import { opensWhere } from '../_gate.ts'
import { moveIf, trialMove, type Verdict, weigh } from './_judge.ts'
import { wordsOf } from './_name.ts'
import { isTellingField, type NamedValue, namedValues } from './_named-values.ts'
import { placeholderReason } from './_placeholder.ts'
import { randomEvidence } from './_randomness.ts'
import { lineAround } from './_text.ts'

const SHORTEST = 4
const LONGEST = 128

/** Code, not a value: calls, members, types, comparisons. */
const CODE =
  /[([]$|^[\w$]+\(|^\w+(?:\.\w+)+$|^[\w.]+\[|^(?:new|await|typeof|function|lambda|return|const|let|var|fn)\b|=>|===?|!=|&&|\|\||\?\.|^-{1,2}[a-z]|^\\|^[|:=]/
/** A bare value that is an expression: a negation, a list, a call, a keyword argument, a number or a color. */
const EXPRESSION = /^[!([{)\]}]|\w[([]|^\w+=|^0x[0-9a-f]+$|^#[0-9a-f]{3,8}$|[)}\]]$/i
const LOCATION = /^(?:\/\/|[a-z][a-z0-9+.-]{1,20}:\/\/|\.{0,2}\/[\w.-]+\/|~\/|[A-Za-z]:\\)/i
/** A password kept as its hash is no password. */
const HASH = /^\$(?:2[aby]|[156y]|argon2\w{1,2})\$|^\{(?:SSHA|SHA|MD5|CRYPT|bcrypt)\}|^pbkdf2[_:]/

/** Weighs one value under the name of a password. */
function judge(text: string, found: NamedValue, value: string): Verdict | undefined {
  const { name, link, quoted, start, end } = found
  if (value.length < SHORTEST || value.length > LONGEST || /\s/.test(value)) return undefined
  if (
    CODE.test(value) ||
    (!quoted && EXPRESSION.test(value)) ||
    LOCATION.test(value) ||
    HASH.test(value) ||
    placeholderReason(value)
  )
    return undefined
  if (!quoted && /[(.[]/.test(text.charAt(end))) return undefined
  const digits = /\d/.test(value)
  const letters = /\p{L}/u.test(value)
  const marks = /[^\p{L}\p{N}]/u.test(value.slice(1, -1))
  const words = wordsOf(name)
  const bareName = words.length === 1 && (words[0] === 'pass' || words[0] === 'pw')
  if (bareName && /^PASS/.test(name) && text.charAt(start - 1) !== '=' && !quoted) return undefined
  if (bareName && (link === 'sentence' || link === 'near' || !(digits && letters))) return undefined
  if (!letters && (!digits || value.length < 6 || /^[-+]\d+$/.test(value))) return undefined
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value) && randomEvidence(value) < 1) return undefined
  if (letters && !digits && !isUnlikeWord(value, marks)) return undefined
  if (!letters && !marks && link !== 'assignment' && link !== 'sentence' && link !== 'flag') return undefined
  return weigh(link === 'assignment' || link === 'flag' ? 0.7 : 0.62, [
    moveIf(digits && letters && marks, 0.12, 'letters, digits and marks', '包含字母、数字和符号'),
    moveIf(digits && letters && !marks, 0.05, 'letters and digits', '包含字母和数字'),
    moveIf(!letters, -0.1, 'digits only', '只有数字'),
    moveIf(
      randomEvidence(value) >= 1.5 && value.length >= 10,
      0.1,
      'random by the model of letter triples',
      '按字母三元组模型判断为随机串',
    ),
    trialMove(`${name} ${lineAround(text, start, end, 60)}`),
  ])
}

/** The name before ours, in `user/password: ana/…` and `账号密码：…`. */
const USER_BEFORE =
  /(?:账号|帐号|账户|用户名?|登录名|user(?:name)?|login|account|id)[ \t]?[/／、&和及|+]{0,2}[ \t]?$/i
const USER_PART = /^[\w.@-]{2,64}[/／|]/

/** Length of the user name and its mark at the start of a value, when the names say that both stand there. */
function lengthOfUser(text: string, { start, end, nameStart }: NamedValue): number {
  if (!USER_BEFORE.test(text.slice(Math.max(0, nameStart - 16), nameStart))) return 0
  return text.slice(start, end).match(USER_PART)?.[0].length ?? 0
}

/** Without a digit a password must show itself by its marks or by letters that no words explain. */
function isUnlikeWord(value: string, marks: boolean): boolean {
  if (/[^\x21-\x7e]/.test(value)) return false
  if (marks && /[!@#$%^&*+=~?]/.test(value)) return true
  return value.length >= 8 && randomEvidence(value) >= 1.2
}

/** Assembled at run time, so that no scanner takes this file for a leak. */
const SAMPLE = ['Tr0ub', '4dor', '&3x'].join('')

/** Finds passwords that a telling name leads to. */
export const passwordSecret = defineDetector({
  id: 'secrets/password',
  version: 1,
  title: both('Password', '密码'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://cwe.mitre.org/data/definitions/259.html',
  maturity: 'experimental',
  options: z.object({}),
  types: { password: { title: both('Password', '密码'), severity: 'critical' } },
  examples: {
    flags: [
      `DB_PASSWORD=${SAMPLE}`,
      `<password>${SAMPLE}</password>`,
      `数据库密码是 ${SAMPLE}，别外传`,
      `my password is ${SAMPLE}`,
      [SAMPLE, 'password'],
    ],
    passes: [
      'password: string',
      'Password: required',
      'password = getPassword()',
      'DB_PASSWORD=$' + '{DB_PASSWORD}',
      '"password": "Mot de passe"',
      '密码是什么？',
      'the password is wrong',
    ],
  },
  opens: opensWhere({ groups: ['names'], field: isTellingField }),
  *detect(input) {
    for (const found of namedValues(input)) {
      if (found.kind !== 'password') continue
      const start = found.start + lengthOfUser(input.text, found)
      const verdict = judge(input.text, found, input.text.slice(start, found.end))
      if (!verdict) continue
      yield {
        start,
        end: found.end,
        type: 'password',
        reason: both('value under the name of a password', '名称表明是密码'),
        ...verdict,
      }
    }
  },
})
